"""Substitution: listed wrong forms and what is written in their place."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import index_forms, longest_forms, search_key
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.phrasing.quoting import quote
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document

_EDGES = ("token", "one", "any")
_LOOK_BACK = 12
_OPENING = "“‘「『\"'"
_CLOSING = "”’」』\"'"
_LONGEST_TITLE = 40

_ABOUT_CHARACTERS: Final = expression("错别?字|别字|误[写作为]|[写错]成|应[写为作]")
_ENDS: Final = expression("[。！？!?\r\n]")


class _Entry(NamedTuple):
    right: str
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    safety: str | None


@options
class Substitution(Check):
    """Every listed form that stands in the text.

    `table` has the columns wrong, right, and optionally not-before and not-after (regular expressions for what
    must not stand right before and after) and fix (`ask` where a fix is less sure than its rule). An empty `right` gives a hit
    without a fix. With `edges = "token"` both ends of a hit must fall between words as jieba cuts them;
    with `one` it is enough that one end does (a doubled word may be part of a longer one on the other side); with `any` they need
    not. Where forms overlap the longest at a place counts. The slot `{advice}` is 应为 with the
    right form, or 请核原稿 where the table has none.

    A form is one word throughout a draft. Where one of its places is the name of a person, none is a hit; where one of them is no
    hit, or stands in quotes by itself, in a title or in a sentence about wrong characters, a fix is `ask`, since the form may be meant.
    """

    slots: ClassVar[tuple[str, ...]] = ("advice",)

    table: Path
    edges: str = "token"

    def __post_init__(self) -> None:
        if self.edges not in _EDGES:
            raise OptionError("edges", f"edges 只能是 {'、'.join(_EDGES)}，现为 {self.edges}")

    def literals(self) -> Collection[str]:
        return {search_key(wrong, right) for wrong, right in self._forms.items()}

    def run(self, document: Document) -> Iterator[Hit]:
        places: dict[str, list[int]] = {}
        for start, wrong in _longest(longest_forms(document, self._by_head)):
            places.setdefault(wrong, []).append(start)
        for wrong, starts in places.items():
            entry = _entry(*self._rows[wrong])
            found = [start for start in starts if self._stands(document, entry, start, start + len(wrong))]
            if not found or _is_named(document, wrong, starts):
                continue
            meant = len(found) < len(starts) or any(
                _is_mentioned(document.text, start, start + len(wrong)) for start in found
            )
            safety = "ask" if meant else entry.safety
            yield from (_hit(start, start + len(wrong), entry.right, safety) for start in found)

    def _stands(self, document: Document, entry: _Entry, start: int, end: int) -> bool:
        text = document.text
        if entry.not_before and entry.not_before.search(text, max(0, start - _LOOK_BACK), start):
            return False
        if entry.not_after and entry.not_after.match(text, end):
            return False
        if self.edges == "one":
            return any(on_token_edges(document, at, at) for at in (start, end))
        return self.edges == "any" or on_token_edges(document, start, end)

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        """What stands beside each form. Raises re.error where an expression is wrong, whether or not its form is found."""
        found = {row[0]: row[1:5] for row in rows(self.table)}
        for row in found.values():
            if len(row) > 1:
                _entry(*row)
        return found

    @property
    def _forms(self) -> dict[str, str]:
        return {wrong: row[0] if row else "" for wrong, row in self._rows.items()}

    @cached_property
    def _by_head(self) -> dict[int | str, list[str]]:
        return index_forms(self._forms)


def _longest(found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The forms found, by place, without those that stand within or overlap a longer one."""
    taken: set[int] = set()
    for start, wrong in sorted(found.items(), key=lambda place: (-len(place[1]), place[0])):
        if taken.isdisjoint(range(start, start + len(wrong))):
            taken.update(range(start, start + len(wrong)))
            yield start, wrong


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is all that stands between two quotes, part of a title, or in a sentence about wrong characters."""
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        return bool(text[start - 1 : start] and text[end : end + 1])
    before = text[max(0, start - _LONGEST_TITLE) : start]
    if _ABOUT_CHARACTERS.search(_ENDS.split(before)[-1] + _ENDS.split(text[end : end + _LONGEST_TITLE])[0]):
        return True
    return text.rfind("《", max(0, start - _LONGEST_TITLE), start) > text.rfind(
        "》", max(0, start - _LONGEST_TITLE), start
    )


def _is_named(document: Document, form: str, starts: list[int]) -> bool:
    """Whether one of these places of a form is the name of a person."""
    from zhlint.analysis.speakers.people import is_person

    return any(is_person(document, start, start + len(form)) for start in starts)


def _hit(start: int, end: int, right: str, safety: str | None) -> Hit:
    if not right:
        return Hit(start, end, {"advice": "请核原稿"})
    return Hit(start, end, {"advice": f"应为{quote(right)}"}, Fix((Edit(start, end, right),), safety))


@cache
def _entry(right: str = "", before: str = "", after: str = "", fix: str = "") -> _Entry:
    return _Entry(
        right,
        compile_expression(f"(?:{before})\\Z") if before else None,
        compile_expression(after) if after else None,
        fix or None,
    )
