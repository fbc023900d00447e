"""Builds into the wheel what a first run would otherwise build for each user: words, slips and parsed cards."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator


class ShippedFilesHook(BuildHookInterface[Any]):
    """Adds the files of `zhlint/shipped` to a wheel. They hold for every system and every version of Python."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files and name them to the builder; an editable installation stores its own in the user's cache."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory(prefix="zhlint-")
        sys.path.insert(0, self.root)
        for name, parts in _files():
            file = Path(self._folder.name, name)
            file.write_bytes(b"".join(parts))
            build_data["force_include"][str(file)] = f"zhlint/shipped/{name}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove the files."""
        if version != "editable":
            self._folder.cleanup()


def _files() -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """The name and the content of each file."""
    from zhlint.analysis.words.slip_store import pack_slips, slips_source
    from zhlint.cards.stored import packed_cards
    from zhlint.lexicon.lexis import lexis_source, pack_lexis
    from zhlint.lexicon.vocabulary import pack_words, words_source
    from zhlint.storage.cache import sealed

    name, cards = packed_cards()
    yield name, sealed(name, cards)
    for source, pack in ((words_source, pack_words), (lexis_source, pack_lexis), (slips_source, pack_slips)):
        name = source().name
        yield name, sealed(name, *pack())
