"""Builds into the wheel what a first run would otherwise build for each user: words, slips, parsed cards and compiled expressions."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator


class ShippedFilesHook(BuildHookInterface[Any]):
    """Adds the files of `zhlint/shipped` to a wheel.

    They hold for every system and every version of Python; compiled expressions hold for the version that builds the wheel, and any other
    compiles its own.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the files and names them to the builder; an editable installation stores its own in the user's cache."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory(prefix="zhlint-")
        sys.path.insert(0, self.root)
        with _own_cache():
            for name, parts in _files():
                file = Path(self._folder.name, name)
                file.write_bytes(b"".join(parts))
                build_data["force_include"][str(file)] = f"zhlint/shipped/{name}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Removes the files."""
        if version != "editable":
            self._folder.cleanup()


@contextmanager
def _own_cache() -> Iterator[None]:
    """An empty cache folder of the build's own, so that nothing of the user's gets into the wheel."""
    before = dict(os.environ)
    with TemporaryDirectory(prefix="zhlint-") as folder:
        os.environ.update(dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), folder))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _files() -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """The name and the content of each file."""
    from zhlint.analysis.words.slip_store import pack_slips, slips_source
    from zhlint.cards.card_store import packed_cards
    from zhlint.lexicon.lexis import lexis_source, pack_lexis
    from zhlint.lexicon.shelves import store_shelves
    from zhlint.lexicon.vocabulary import pack_words, words_source
    from zhlint.model.confusions import confusions_source, pack_confusions
    from zhlint.storage.cache import sealed

    name, cards = packed_cards()
    yield name, sealed(name, cards)
    shelves = (
        (words_source, pack_words),
        (lexis_source, pack_lexis),
        (slips_source, pack_slips),
        (confusions_source, pack_confusions),
    )
    for source, pack in shelves:
        name, packed = source().name, pack()
        store_shelves(source(), packed)
        yield name, sealed(name, *packed)
    name, *parts = _packed_expressions()
    if name:
        yield name, sealed(name, *parts)


def _packed_expressions() -> tuple[str, bytes, bytes]:
    """The expressions that drafts need, compiled: all constants, those of the cards, and what their examples ask for."""
    from zhlint.cards.packs import shipped_rules
    from zhlint.config.model import Config
    from zhlint.linter import Linter
    from zhlint.manual.examples import split_marks
    from zhlint.patterns.expressions import compile_constants
    from zhlint.patterns.forms import forms

    # The language model asks for none, and takes longer than all others.
    linter = Linter(Config(preset="full"))
    selected = tuple(rule for rule in linter.rules.selected if not rule.kind.startswith("likelier_"))
    linter.rules = linter.rules._replace(selected=selected)
    for rule in linter.rules.available:
        rule.check.prepare()
    for rule in shipped_rules(prose=True):
        text = "\n".join(split_marks(example.text)[0] for example in rule.examples[:2])
        linter.lint_text(text, path="draft.txt")
    compile_constants(vars(module) for name, module in list(sys.modules.items()) if name.startswith("zhlint."))
    return forms().pack()
