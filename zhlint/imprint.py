"""The imprint of a linter: a digest of what decides its results, drafts left out."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.config.model import Config
from zhlint.storage.cache import load, store
from zhlint.storage.tables import rules_folder
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.linter import Linter

#: Bytes of a digest.
DIGEST_SIZE: Final = 16
#: The keys of a configuration that decide which drafts are checked and what a finding is worth, but not what is found.
_IRRELEVANT_KEYS: Final = frozenset({"root", "overridden", "origin", "fail_on", "include", "exclude"})
#: What the findings of a rule depend on, besides its code and its roles.
_RULE_FIELDS: Final = (
    "name",
    "kind",
    "level",
    "fix",
    "message",
    "quoted",
    "persons",
    "scripts",
    "triggers",
    "yields",
    "unless_ordinary",
    "options",
)
#: Packages whose dictionaries and grammar the program uses.
_PACKAGES: Final = ("jieba", "opencc", "markdown_it", "mdit_py_plugins")


def imprint(linter: Linter) -> bytes:
    """A digest of everything that results depend on but the draft itself."""
    parts = [_program(), _spell(_choices(linter.config)).encode()]
    if not is_of_shipped_rules(linter.config):
        # The rules as they were loaded: their cards may have been changed since.
        rules = [
            (rule.code, rule.roles and sorted(rule.roles), *(getattr(rule, name) for name in _RULE_FIELDS))
            for rule in linter.rules.selected
        ]
        others = rules, linter.rules.desk, linter.profile if linter.is_rated else None
        parts += [_spell(others).encode(), *_contents(_pack_files(linter))]
    return _digest(parts)


def _choices(config: Config) -> list[tuple[str, object]]:
    """The keys of a configuration that decide what is found, with their values."""
    values = [(key.name, getattr(config, key.name)) for key in fields(config) if key.name not in _IRRELEVANT_KEYS]
    return [(name, sorted(value.items()) if isinstance(value, dict) else value) for name, value in values]


def is_of_shipped_rules(config: Config) -> bool:
    """Whether no file but those of the program and the drafts decides what is found."""
    is_usual = config.profile == Config.profile  # another may be a file of the house
    return is_usual and not (config.packs or config.sources or config.model.tables)


def _pack_files(linter: Linter) -> Iterator[str]:
    """The files of a configuration's packs, and their tables, which may lie elsewhere."""
    rules = [rule for rule in linter.rules.available if rule.folder != rules_folder()]
    packs = sorted({rule.folder for rule in rules})
    tables = sorted({rule.folder / "tables" / rule.options["table"] for rule in rules if "table" in rule.options})
    return chain((file for pack in packs for file in _files(pack) if os.path.isfile(file)), map(str, tables))


def _spell(value: object) -> str:
    """A value as text that is the same in every run.

    Unlike `repr`, it puts sets in order and writes records by their fields.
    """
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(_spell, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"[{','.join(map(_spell, value))}]"
    if isinstance(value, dict):
        return f"<{','.join(map(_spell, value.items()))}>"
    if is_dataclass(value):
        return type(value).__name__ + _spell([(field.name, getattr(value, field.name)) for field in fields(value)])
    return repr(value)


@cache
def _program() -> bytes:
    """A digest of the program, its rules, Python, and the dictionaries of other packages.

    The files are many: they are read only where their names, sizes and times are not those of an earlier run.
    """
    folders = (Path(__file__).parent, rules_folder())
    states = [state for folder in folders for state in _states(str(folder))]
    versions = [__version__.encode(), sys.version.encode()]
    name = f"program-{_digest([*versions, *states, *_package_states()]).hex()}"
    digest = load(name)
    if digest is None:
        files = (file for folder in folders for file in _files(folder))
        read = (file for file in files if file.endswith((".py", ".toml", ".tsv", ".ngrams")))
        digest = _digest([*versions, *_contents(read), *_package_states()])
        store(name, digest)
    return digest


def _states(folder: str) -> Iterator[bytes]:
    """The path, size and time of each file of a folder, in order.

    Those of its folders are among them, but for what Python writes.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _states(entry.path)
        else:
            yield _state(entry.path, entry.stat())


def _files(folder: Path) -> list[str]:
    return sorted(os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names)


def _contents(files: Iterable[str]) -> Iterator[bytes]:
    """The name and the content of each file.

    They are many: each is opened as plainly as can be.
    """
    for file in files:
        yield os.path.basename(file).encode("utf-8", "surrogateescape")
        try:
            with open(file, "rb", buffering=0) as stream:
                yield stream.read()
        except OSError:
            yield b"?"


def _package_states() -> Iterator[bytes]:
    """The path, size and time of each file of the packages."""
    for package in _PACKAGES:
        spec = find_spec(package)
        folder = Path(spec.origin).parent if spec and spec.origin else None
        for file in sorted([*folder.glob("*"), *folder.glob("_data/*")]) if folder else ():
            yield _state(str(file), file.stat())


def _state(file: str, state: os.stat_result) -> bytes:
    """The path, size and time of a file."""
    return f"{file}-{state.st_size}-{state.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()[:DIGEST_SIZE]
