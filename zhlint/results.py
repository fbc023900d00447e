"""Stores results between runs, so that no unchanged draft is checked again.

One file in the user's cache folder for each digest of everything that a result depends on but the draft itself. Where that
file is missing or damaged, a draft is simply checked.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from zhlint.imprint import DIGEST_SIZE, imprint, is_of_shipped_rules
from zhlint.linter import Linter
from zhlint.reading.formats import text_format
from zhlint.report import to_plain
from zhlint.storage.cache import load_value, store_value

if TYPE_CHECKING:
    from zhlint.report import Report

#: The most results in a file; the oldest give way.
_MOST: Final = 100_000


class StoredLinter(Linter):
    """A linter that asks the results of earlier runs first.

    `save` stores those of this run. Where there are results for a configuration of shipped rules alone, it was found right when they were
    made, and the rules are loaded only for a draft without a result.
    """

    def _prepare(self) -> None:
        if not is_of_shipped_rules(self.config) or self._results.is_empty:
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
        # Not as the imprint is made, which takes longer: this is asked for each of many drafts.
        digest = sha256(len(others).to_bytes(8) + others)
        digest.update(content)
        return digest.digest()[:DIGEST_SIZE]

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
