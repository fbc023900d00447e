"""What drafts came to, kept between runs: a draft that has not changed since, under rules that have not, is not checked again.

One file in the user's cache folder for each imprint: a digest of everything but the draft. Whatever goes wrong with it, a
draft is then simply checked.
"""

from __future__ import annotations

import marshal
import os
import sys
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zhlint.document import LineNames
from zhlint.finding import Finding, FindingFix, Place, RelatedPlace, Replacement
from zhlint.report import Basis, Report
from zhlint.storage.cache import load, store
from zhlint.storage.tables import rules_folder
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhlint.config.model import Config
    from zhlint.document import Document
    from zhlint.rule import Rule

_SIZE: Final = 16
#: So many results are kept under one imprint, those asked for last.
_MOST: Final = 100_000
#: What decides which drafts are checked and what a finding is worth, but not what is found.
_APART: Final = frozenset({"root", "overridden", "origin", "fail_on", "include", "exclude"})


class Results:
    """The results under one imprint. Keys are made by `key`; a result is plain data, as `plain` makes it."""

    def __init__(self, imprint: bytes) -> None:
        self._name = f"results-{imprint.hex()}"
        self._known = _read(self._name)
        self._new: dict[bytes, Any] = {}

    def key(self, content: bytes, *others: object) -> bytes:
        """The key of a draft: its bytes, and whatever else its result depends on, told by its `repr`."""
        told = repr(others).encode()
        # Not `_digest`: asked for each of many drafts.
        digest = sha256(len(told).to_bytes(8) + told)
        digest.update(content)
        return digest.digest()[:_SIZE]

    def get(self, key: bytes) -> Any:
        """The result of a draft, None where there is none."""
        return self._new.get(key) or self._known.get(key)

    def put(self, key: bytes, result: Any) -> None:
        self._new[key] = result

    def save(self) -> None:
        """Keep the new results, beside those that other runs have kept in the meantime."""
        if not self._new:
            return
        whole = {**_read(self._name), **self._new}
        store(self._name, marshal.dumps(dict(list(whole.items())[-_MOST:])))
        self._known, self._new = whole, {}


def imprint(config: Config, packs: Iterable[Path], tables: Iterable[Path], *others: object) -> bytes:
    """A digest of everything that the result of a draft depends on but the draft itself.

    `packs` are the folders of the configuration's packs, `tables` those that their rules read.
    """
    said = [(option.name, getattr(config, option.name)) for option in fields(config) if option.name not in _APART]
    asked = [(name, sorted(value.items()) if isinstance(value, dict) else value) for name, value in said]
    own = (file for pack in packs for file in _files(pack) if os.path.isfile(file))
    return _digest(
        [_program(), _spelt(asked).encode(), _spelt(others).encode(), *_contents(chain(own, map(str, tables)))]
    )


def _spelt(value: object) -> str:
    """A value as text that is the same in every run: unlike `repr`, with sets in order and records by their fields."""
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(_spelt, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"[{','.join(map(_spelt, value))}]"
    if isinstance(value, dict):
        return f"<{','.join(map(_spelt, value.items()))}>"
    if is_dataclass(value):
        return type(value).__name__ + _spelt([(one.name, getattr(value, one.name)) for one in fields(value)])
    return repr(value)


def told(report: Report) -> tuple[Any, ...]:
    """A report as tuples of text and numbers, which goes into a file and to another process; without its path and its errors."""
    word, own = report.line_names
    places = (place for found in report.findings for place in (found.place, *(place for place, _ in found.related)))
    names = word, sorted({place.line: own[place.line] for place in places if place.line in own}.items())
    return (
        report.encoding,
        report.chars,
        report.kind,
        names,
        *map(plain, (report.findings, report.accepted, report.withheld)),
    )


def report(result: Any, path: str, document: Callable[[], Document], rules: Callable[[], tuple[Rule, ...]]) -> Report:
    """The report that `told` made tuples of; its document and its rules are made when asked for."""
    encoding, chars, kind, (word, own), *kinds = result
    found, accepted, withheld = (findings(some, path) for some in kinds)
    return Report(
        path, encoding, chars, found, (), Basis(kind, LineNames(word, dict(own)), document, rules), accepted, withheld
    )


def plain(findings: Sequence[Finding]) -> tuple[Any, ...]:
    """Findings as tuples of text and numbers, without the path of their draft."""
    return tuple(
        (
            *(found.code, found.name, found.level, found.message, found.text, tuple(found.place)),
            found.fix and (found.fix.safety, [(tuple(edit.place), edit.text) for edit in found.fix.edits]),
            tuple((tuple(place), note) for place, note in found.related),
        )
        for found in findings
    )


def findings(result: Iterable[Any], path: str) -> tuple[Finding, ...]:
    """The findings that `plain` made tuples of, in the draft of this path."""
    return tuple(
        Finding(
            *(code, name, level, message, text, Place(*place), path),
            fix and FindingFix(fix[0], tuple(Replacement(Place(*at), new) for at, new in fix[1])),
            tuple(RelatedPlace(Place(*at), note) for at, note in related),
        )
        for code, name, level, message, text, place, fix, related in result
    )


def _read(name: str) -> dict[bytes, Any]:
    content = load(name)
    if content is None:
        return {}
    found: dict[bytes, Any] = marshal.loads(content)  # noqa: S302 - our own file in a folder of the user's own, and whole
    return found


@cache
def _program() -> bytes:
    """A digest of the program, its cards and tables, Python, and the dictionaries of other packages."""
    package = Path(__file__).parents[1]
    own = (
        file
        for folder in (package, rules_folder())
        for file in _files(folder)
        if file.endswith((".py", ".toml", ".tsv"))
    )
    return _digest(
        [
            __version__.encode(),
            sys.version.encode(),
            *_contents(own),
            *_states("jieba", "opencc", "markdown_it", "mdit_py_plugins"),
        ]
    )


def _files(folder: Path) -> list[str]:
    return sorted(os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names)


def _contents(files: Iterable[str]) -> Iterator[bytes]:
    """Name and content of each; they are opened as they are, for they are many."""
    for file in files:
        yield os.path.basename(file).encode("utf-8", "surrogateescape")
        try:
            with open(file, "rb", buffering=0) as stream:
                yield stream.read()
        except OSError:
            yield b"?"


def _states(*packages: str) -> Iterator[bytes]:
    """Where packages lie and when their files were written: they are too big to be read each time."""
    for package in packages:
        found = find_spec(package)
        folder = Path(found.origin).parent if found and found.origin else None
        for file in sorted([*folder.glob("*"), *folder.glob("_data/*")]) if folder else ():
            state = file.stat()
            yield f"{file}-{state.st_size}-{state.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _digest(parts: Iterable[bytes]) -> bytes:
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.digest()[:_SIZE]
