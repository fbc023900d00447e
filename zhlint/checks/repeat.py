"""Paragraphs, sentences and passages that stood before, word for word."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.copies.passages import Copy, passages
from zhlint.check import Check, Edit, Fix, Hit, OptionError, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

UNITS: Final = ("paragraph", "sentence", "passage", "short-passage")


@options
class Repeat(Check):
    """Finds every later copy of a passage of this `unit` with `at_least` so many characters.

    Units: paragraph, sentence, passage, short-passage. White space does not count. The first standing is related. The fix
    takes a whole sentence away, or a paragraph with the blank after it; there is none where two speakers say the same. Slots:
    `opening`, the first words; `length`; `row`, ，连写k遍 where copies follow each other; `whose`, the two speakers, where two
    speak; `advice`.
    """

    slots: ClassVar[tuple[str, ...]] = ("length", "opening", "row", "whose", "advice")

    unit: str
    at_least: int = 0

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise OptionError("unit", f"只能是 {'、'.join(UNITS)}")
        if self.at_least < 0:
            raise OptionError("at-least", "不能小于 0")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every copy."""
        for copy in document.analyse(passages):
            if copy.unit == self.unit and copy.length >= self.at_least:
                related = (Related(copy.first.start, copy.first.end),)
                whose = _whose(document, copy)
                fix = None if whose else _fix(document, copy)
                yield Hit(copy.start, copy.end, _slots(document, copy, whose), fix, related)


def _slots(document: Document, copy: Copy, whose: str) -> dict[str, str]:
    return {
        "opening": opening(document[copy]),
        "length": str(copy.length),
        "row": f"，连写{copy.times}遍" if copy.times > 1 else "",
        "whose": whose,
        "advice": f"请核{whose}原稿" if whose else "疑重复粘贴，应删一处",
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


def _fix(document: Document, copy: Copy) -> Fix | None:
    if copy.unit == "sentence":
        return Fix((Edit(copy.start, copy.end, ""),))
    if copy.unit != "paragraph":
        return None
    blocks = document.blocks
    number = bisect_left(blocks, copy.start, key=lambda block: block.start)
    if number + 1 < len(blocks):
        return Fix((Edit(copy.start, blocks[number + 1].start, ""),))
    return Fix((Edit(blocks[number - 1].end, copy.end, ""),))
