"""Stores results between runs, so that no unchanged draft is checked again.

One file in the user's cache folder for each digest of everything that a result depends on but the draft itself. Where that
file is missing or damaged, a draft is simply checked.
"""

from __future__ import annotations

import os
import sys
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zhlint.config.model import Config
from zhlint.linter import Linter
from zhlint.reading.formats import text_format
from zhlint.report import to_plain
from zhlint.storage.cache import load, load_value, store, store_value
from zhlint.storage.tables import rules_folder
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.report import Report

#: Bytes of a digest.
_SIZE: Final = 16
#: The most results in a file; the oldest give way.
_MOST: Final = 100_000
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


class StoredLinter(Linter):
    """A linter that asks the results of earlier runs first.

    `save` stores those of this run. Where there are results for a configuration of shipped rules alone, it was found right when they were
    made, and the rules are loaded only for a draft without a result.
    """

    def _prepare(self) -> None:
        if not _is_of_shipped_rules(self.config) or self._results.is_empty:
            super()._prepare()

    @property
    def _has_loaded_rules(self) -> bool:
        return "rules" in vars(self)

    @property
    def has_rules(self) -> bool:
        return super().has_rules if self._has_loaded_rules else True

    @property
    def notes(self) -> tuple[str, ...]:
        return super().notes if self._has_loaded_rules else ()

    def lint_bytes(self, content: bytes, *, path: str) -> Report:
        report = self.load_report(content, path=path)
        if report is None:
            report = super().lint_bytes(content, path=path)
            self._store(content, report)
        return report

    def from_plain(self, plain: tuple[Any, ...], content: bytes, *, path: str) -> Report:
        report = super().from_plain(plain, content, path=path)
        self._store(content, report)
        return report

    def load_report(self, content: bytes, *, path: str) -> Report | None:
        """The report on a draft from an earlier run, None where there is none."""
        plain = self._results.get(self._key(content, path))
        return super().from_plain(plain, content, path=path) if plain else None

    def save(self) -> None:
        """Writes the results of this run to the user's cache folder."""
        self._results.save()

    def _store(self, content: bytes, report: Report) -> None:
        """Remembers a report without errors, unless no rule was on."""
        if not report.errors and self.has_rules:
            self._results.put(self._key(content, report.path), to_plain(report))

    def _key(self, content: bytes, path: str) -> bytes:
        """The digest of a draft and of what its result depends on by its path."""
        entries = self.baseline.entries_for(path) if self.baseline else ()
        others = repr((text_format(path).reader, sorted(self.config.ignored_for(path)), entries)).encode()
        # Not `_digest`, which takes longer: this is asked for each of many drafts.
        digest = sha256(len(others).to_bytes(8) + others)
        digest.update(content)
        return digest.digest()[:_SIZE]

    @cached_property
    def _results(self) -> _Results:
        return _Results(f"results-{imprint(self).hex()}")


class _Results:
    """Results by their keys, in a file of the user's cache folder."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._old = _read(name)
        self._new: dict[bytes, tuple[Any, ...]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether there are no results of earlier runs."""
        return not self._old

    def get(self, key: bytes) -> tuple[Any, ...] | None:
        return self._new.get(key) or self._old.get(key)

    def put(self, key: bytes, plain: tuple[Any, ...]) -> None:
        self._new[key] = plain

    def save(self) -> None:
        """Writes the new results beside those that other runs have written in the meantime."""
        if not self._new:
            return
        whole = {**_read(self._name), **self._new}
        store_value(self._name, dict(list(whole.items())[-_MOST:]))
        self._old, self._new = whole, {}


def _read(name: str) -> dict[bytes, tuple[Any, ...]]:
    results: dict[bytes, tuple[Any, ...]] = load_value(name) or {}
    return results


def imprint(linter: Linter) -> bytes:
    """A digest of everything that results depend on but the draft itself."""
    config = [
        (option.name, getattr(linter.config, option.name))
        for option in fields(linter.config)
        if option.name not in _IRRELEVANT_KEYS
    ]
    ordered = [(name, sorted(value.items()) if isinstance(value, dict) else value) for name, value in config]
    parts = [_program(), _spell(ordered).encode()]
    if not _is_of_shipped_rules(linter.config):
        # The rules as they were loaded: their cards may have been changed since.
        rules = [
            (rule.code, rule.roles and sorted(rule.roles), *(getattr(rule, name) for name in _RULE_FIELDS))
            for rule in linter.rules.selected
        ]
        others = rules, linter.rules.desk, linter.profile if linter.is_rated else None
        parts += [_spell(others).encode(), *_contents(_pack_files(linter))]
    return _digest(parts)


def _is_of_shipped_rules(config: Config) -> bool:
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
            state = entry.stat()
            yield f"{entry.path}-{state.st_size}-{state.st_mtime_ns}".encode("utf-8", "surrogateescape")


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
            yield _state(file)


def _state(file: Path) -> bytes:
    """The path, size and time of a file."""
    state = file.stat()
    return f"{file}-{state.st_size}-{state.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()[:_SIZE]
