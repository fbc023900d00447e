"""Listed wrong forms, and the right ones to put in their place."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import index_forms, longest_forms, search_key
from zhlint.analysis.marks.called_wrong import is_called_wrong
from zhlint.analysis.script import script
from zhlint.analysis.words.simplified_script import simplified
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.phrasing.quoting import quote
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document

_EDGES: Final = ("token", "one", "any")
#: So many characters before a form are seen by `not-before`.
_LOOK_BACK: Final = 12
_OPENING: Final = "“‘「『\"'"
_CLOSING: Final = "”’」』\"'"
#: So far back, in characters, the beginning of a title or of a sentence about characters is looked for.
_LONGEST_TITLE: Final = 40

#: What a form begins where it is the name of a company, or after a division that of a place: 山口县某某镇.
_COMPANY: Final = expression("[一-龥]{0,4}(?:有限(?:责任)?公司|股份公司|集团公司)")
_PLACE: Final = expression(
    "(?:镇(?![村街政党里上域长委直])|乡(?![镇村亲土下里间政党])|新村|街道(?![办工党上])|小区(?![物管治改居]))"
)
_DIVISIONS: Final = frozenset("省市县区州旗乡镇")
_ABOUT_CHARACTERS: Final = expression("错别?字|别字|误[写作为]|[写错]成|应[写为作]")
_ENDS: Final = expression("[。！？!?\r\n]")


class _Entry(NamedTuple):
    """The right form of an entry, and the guards of its wrong one, compiled."""

    right: str
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    safety: str | None
    script: str


@options
class Substitution(Check):
    """Finds every wrong form of a table that stands in the text.

    `table` has the columns wrong, right, and optionally not-before and not-after (regular expressions for the text right
    before and after, in the draft's script or in simplified), fix (`ask` where a fix is less sure than its rule) and script
    (the only one in which the form is wrong). Without a right form there is no fix. `edges`
    says which ends of a hit must fall between words as jieba cuts them: `token` both, `one` one (a doubled word may be part
    of a longer one), `any` none. Of forms that overlap the longest counts. Slot: `advice`, 应为 with the right form, or 请核原稿.

    A form is one word throughout a draft. Stays silent on a form that is quoted as a wrong one (误为“粗旷”), and on one that is the
    name of a person, a company or a place at one of its places; where one
    of them is no hit, or stands in quotation marks by itself, in a title or in a sentence about wrong characters, the fix is
    `ask`, since the form may be meant.
    """

    slots: ClassVar[tuple[str, ...]] = ("advice",)

    table: Path
    edges: str = "token"

    def __post_init__(self) -> None:
        if self.edges not in _EDGES:
            raise OptionError("edges", f"edges 只能是 {'、'.join(_EDGES)}，现为 {self.edges}")

    def prepare(self) -> None:
        with suppress(OSError, UnicodeDecodeError):  # a table that cannot be read fails when the rule runs
            for wrong, row in self._rows.items():
                _check_expressions(wrong, row)

    def literals(self) -> Collection[str]:
        return {search_key(wrong, right) for wrong, right in self._forms.items()}

    def run(self, document: Document) -> Iterator[Hit]:
        places: dict[str, list[int]] = {}
        for start, wrong in _longest(longest_forms(document, self._by_head)):
            places.setdefault(wrong, []).append(start)
        for wrong, starts in places.items():
            entry = _entry(*self._rows[wrong])
            hits = [start for start in starts if self._stands(document, entry, start, start + len(wrong))]
            hits = [start for start in hits if not is_called_wrong(document.text, start, start + len(wrong))]
            if (
                not hits
                or _is_name_of_person(document, wrong, starts)
                or _is_name_of_body(document.text, wrong, starts)
            ):
                continue
            may_be_meant = len(hits) < len(starts) or any(
                _is_mentioned(document.text, start, start + len(wrong)) for start in hits
            )
            safety = "ask" if may_be_meant else entry.safety
            yield from (_hit(start, start + len(wrong), entry.right, safety) for start in hits)

    def _stands(self, document: Document, entry: _Entry, start: int, end: int) -> bool:
        """Whether the surroundings of a form, and its edges, make it a hit."""
        if entry.script and document.analyse(script) != entry.script:
            return False
        for text in {document.text, document.analyse(simplified)}:
            if entry.not_before and entry.not_before.search(text, max(0, start - _LOOK_BACK), start):
                return False
            if entry.not_after and entry.not_after.match(text, end):
                return False
        if self.edges == "one":
            return any(on_token_edges(document, edge, edge) for edge in (start, end))
        return self.edges == "any" or on_token_edges(document, start, end)

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        """The cells beside each form."""
        return {row[0]: row[1:6] for row in rows(self.table)}

    @property
    def _forms(self) -> dict[str, str]:
        return {wrong: row[0] if row else "" for wrong, row in self._rows.items()}

    @cached_property
    def _by_head(self) -> dict[int | str, list[str]]:
        return index_forms(self._forms)


def _longest(forms: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The forms by offset, without those that overlap a longer one."""
    covered: set[int] = set()
    for start, wrong in sorted(forms.items(), key=lambda place: (-len(place[1]), place[0])):
        if covered.isdisjoint(range(start, start + len(wrong))):
            covered.update(range(start, start + len(wrong)))
            yield start, wrong


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Whether a form stands alone in quotation marks, in a title, or is talked about."""
    if text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING:
        return bool(text[start - 1 : start] and text[end : end + 1])
    before = text[max(0, start - _LONGEST_TITLE) : start]
    if _ABOUT_CHARACTERS.search(_ENDS.split(before)[-1] + _ENDS.split(text[end : end + _LONGEST_TITLE])[0]):
        return True
    return text.rfind("《", max(0, start - _LONGEST_TITLE), start) > text.rfind(
        "》", max(0, start - _LONGEST_TITLE), start
    )


def _is_name_of_person(document: Document, form: str, starts: list[int]) -> bool:
    """Whether one of these places of a form is the name of a person."""
    from zhlint.analysis.speakers.people import is_person

    return any(is_person(document, start, start + len(form)) for start in starts)


def _is_name_of_body(text: str, form: str, starts: list[int]) -> bool:
    """Whether a form is the name of a company or a place anywhere here."""
    return any(
        _COMPANY.match(text, start + len(form))
        or (text[start - 1 : start] in _DIVISIONS and _PLACE.match(text, start + len(form)))
        for start in starts
    )


def _hit(start: int, end: int, right: str, safety: str | None) -> Hit:
    if not right:
        return Hit(start, end, {"advice": "请核原稿"})
    return Hit(start, end, {"advice": f"应为{quote(right)}"}, Fix((Edit(start, end, right),), safety))


def _check_expressions(wrong: str, row: list[str]) -> None:
    """Raises OptionError where an expression beside a form is wrong."""
    try:
        _entry(*row)
    except re.error:
        raise OptionError("table", f"表中“{wrong}”的 not-before 或 not-after 写得不对") from None


@cache
def _entry(right: str = "", before: str = "", after: str = "", fix: str = "", only_in: str = "") -> _Entry:
    return _Entry(
        right,
        compile_expression(f"(?:{before})\\Z") if before else None,
        compile_expression(after) if after else None,
        fix or None,
        only_in,
    )
