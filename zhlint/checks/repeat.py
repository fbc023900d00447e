"""Paragraphs, sentences and passages that stood before, word for word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.copies.passages import passages
from zhlint.check import Check, Edit, Fix, Hit, OptionError, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.analysis.copies.units import Copy
    from zhlint.document import Document, Span

#: Copies that follow each other are told one by one up to so many.
_MANY: Final = 10
#: So many passages that follow one another as before are one version of a text.
_VERSIONS: Final = 4
#: So many copies in one draft come of one mishap, in whatever order.
_MIXED: Final = 8
#: So many copies of one passage that stand apart are told as one.
_OFTEN: Final = 3
UNITS: Final = ("paragraph", "sentence", "passage", "short-passage")
SPEAKERS: Final = ("any", "two", "one")


@options
class Repeat(Check):
    """Finds every later copy of a passage of this `unit` with `at_least` so many characters.

    Of more than ten copies that follow each other, and of paragraphs that stood in a row before, the first stands for all, and
    its fix takes all of them away. Of eight copies and more that stand apart the first stands for all, without a fix. Three copies and more of one passage that stand apart are one hit without a fix.
    Units: paragraph, sentence, passage, short-passage. `speakers` is two for copies in the words of another speaker alone, one
    for all others, any for both. White space does not count. The first standing is related. The fix
    takes a whole sentence away, or a paragraph with the blank after it; there is none where two speakers say the same. Slots:
    `opening`, the first words; `length`; `row`, ，连写k遍 where copies follow each other; `whose`, the two speakers, where two
    speak; `advice`.
    """

    slots: ClassVar[tuple[str, ...]] = ("length", "opening", "row", "whose", "advice")

    unit: str
    at_least: int = 0
    speakers: str = "any"

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise OptionError("unit", f"只能是 {'、'.join(UNITS)}")
        if self.at_least < 0:
            raise OptionError("at-least", "不能小于 0")
        if self.speakers not in SPEAKERS:
            raise OptionError("speakers", f"只能是 {'、'.join(SPEAKERS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every copy, or for the first of a long row."""
        copies = (
            copy for copy in document.analyse(passages)
            if copy.unit == self.unit and copy.length >= self.at_least and self._wants(document, copy)
        )  # fmt: skip
        rows = list(_rows(document, copies))
        is_told_twice = len(rows) >= _VERSIONS and _is_version(document, [copy for copy, _ in rows])
        if is_told_twice or sum(copy.times == 1 for copy, _ in rows) >= _MIXED:
            yield _of_all(document, [(copy, copy) for copy, _ in rows])
        else:
            yield from _of_each(document, rows)

    def _wants(self, document: Document, copy: Copy) -> bool:
        return self.speakers == "any" or (self.speakers == "two") == bool(_whose(document, copy))


def _of_each(document: Document, rows: list[tuple[Copy, Copy]]) -> Iterator[Hit]:
    """A hit for every row, but one for all copies of a frequent passage."""
    often = Counter(copy.first for copy, _ in rows if copy.times == 1)
    told: set[Span] = set()
    for copy, last in rows:
        whose = _whose(document, copy)
        if often[copy.first] >= _OFTEN and not whose:
            if copy.first not in told:
                told.add(copy.first)
                yield _of_all(document, [row for row in rows if row[0].first == copy.first])
            continue
        related = (Related(copy.first.start, copy.first.end),)
        fix = None if whose else _fix(document, copy, last)
        yield Hit(copy.start, copy.end, _slots(document, copy, last, whose), fix, related)


def _of_all(document: Document, rows: list[tuple[Copy, Copy]]) -> Hit:
    """The first of many copies of one passage, with the others related."""
    copy, last = rows[0]
    slots = _slots(document, copy, last, "") | {"row": f"，以下还有{len(rows) - 1}处也是"}
    related = (Related(*copy.first), *(Related(later.start, later.end) for later, _ in rows[1:]))
    return Hit(copy.start, copy.end, slots, None, related)


def _rows(document: Document, copies: Iterable[Copy]) -> Iterator[tuple[Copy, Copy]]:
    """Yields each copy twice, and the first and the last of a long row."""
    first = last = None
    for copy in copies:
        if first and last and _follows(document, last, copy):
            last = copy
            continue
        if first and last:
            yield first, last
        first = last = copy
    if first and last:
        yield first, last


def _is_version(document: Document, copies: list[Copy]) -> bool:
    """Whether passages follow one another as before: a text told twice.

    None of them is one person's words and then another's.
    """
    return all(
        copy.unit in {"passage", "paragraph"} and before.first.start < copy.first.start and not _whose(document, copy)
        for before, copy in pairwise(copies)
    )


def _follows(document: Document, before: Copy, copy: Copy) -> bool:
    """Whether two copies of one passage stand in one long row."""
    if document.text[before.end : copy.start].strip():
        return False
    if copy.first == before.first:
        return copy.times == before.times > _MANY
    if copy.unit != "paragraph" or before.unit != copy.unit or _whose(document, copy):
        return False
    return not document.text[before.first.end : copy.first.start].strip()


def _slots(document: Document, copy: Copy, last: Copy, whose: str) -> dict[str, str]:
    more = len(document.text[copy.end : last.end].split()) if copy.first != last.first else 0
    return {
        "opening": opening(document[copy]),
        "length": str(copy.length),
        "row": f"，以下{more}段也是" if more else f"，连写{copy.times}遍" if copy.times > 1 else "",
        "whose": whose,
        "advice": f"请核{whose}原稿"
        if whose
        else "疑重复粘贴，应删一处"
        if copy.times <= _MANY
        else "疑重复粘贴，应只留一处",
    }


def _whose(document: Document, copy: Copy) -> str:
    """The two speakers of a copy and its first standing.

    Empty for one speaker or none.
    """
    sections = [document.section_at(place.start) for place in (copy.first, copy)]
    speakers = dict.fromkeys(section.speaker.name.text for section in sections if section and section.speaker)
    return f"{'、'.join(speakers)}两人" if len(speakers) == 2 else ""


def opening(passage: str) -> str:
    """The first eight characters of a passage, to stand inside quotation marks.

    There are fewer where a quotation begins among them.
    """
    words = re.split("[\r\n]", passage, maxsplit=1)[0][:8]
    before_quote = words.split("“")[0]
    return before_quote if len(before_quote) >= 4 else words.translate({0x201C: "‘", 0x201D: "’"})


def _fix(document: Document, copy: Copy, last: Copy) -> Fix | None:
    """The fix that takes away the copies from one to the last of its row."""
    if copy.unit == "sentence":
        return Fix((Edit(copy.start, last.end, ""),))
    if copy.unit != "paragraph":
        return None
    blocks = document.blocks
    number, end = (bisect_left(blocks, place.start, key=lambda block: block.start) for place in (copy, last))
    if end + 1 < len(blocks):
        return Fix((Edit(copy.start, blocks[end + 1].start, ""),))
    return Fix((Edit(blocks[number - 1].end, last.end, ""),))
