"""Section part: one of several like sections that lacks the speaker line, heading or body the others have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document, Section

_LEAST: Final = 3
_BODY: Final = frozenset({"paragraph", "list", "quotation", "verse"})

#: Headings of what goes with a row of speakers and is nobody's speech.
_ASIDE: Final = expression("编者|编后|按语|导语|开栏|前言|引言|结语|尾声|手记|链接|延伸|背景|名单|相关|[：:？]")


@options
class SectionPart(Check):
    """Sections under speaker lines, where at least three and four fifths of them have a part that one has not.

    The hit is the speaker line, or, where that itself is missing, the heading that stands without one. Slots: `part`.
    """

    slots: ClassVar[tuple[str, ...]] = ("part",)

    def run(self, document: Document) -> Iterator[Hit]:
        sections = [section for section in document.sections if section.speaker]
        headed = [section for section in sections if _headings(section)]
        if _nearly_all(len(headed), len(sections)):
            for section in sections:
                if not _headings(section):
                    yield _hit(_line(section), "小标题")
        full = [section for section in sections if _has_body(section)]
        if _nearly_all(len(full), len(sections)):
            yield from (_hit(_line(section), "正文") for section in sections if not _has_body(section))
        if len(headed) == len(full) == len(sections):
            for heading in _speakerless(document, sections):
                yield _hit(heading, "发言人")


def _speakerless(document: Document, sections: list[Section]) -> list[Block]:
    """Headings with a body that stand without a speaker line, where nearly every one has it."""
    bare = [section.blocks[0] for section in document.sections if not section.speaker and _has_body(section)]
    later = [
        heading for section in sections for heading in _headings(section)[1:] if _follows_body(section, heading)
    ]  # fmt: skip
    found = [
        heading for heading in (*bare, *later)
        if heading.role == "subhead" and not _ASIDE.search(document[heading])
    ]  # fmt: skip
    return found if _nearly_all(len(sections), len(sections) + len(found)) else []


def _nearly_all(some: int, all_: int) -> bool:
    return some >= _LEAST and (all_ * 4 <= some * 5 < all_ * 5 or some == all_ - 1)


def _line(section: Section) -> Block:
    """The speaker line of a section."""
    return next((block for block in section.blocks if block.role == "speaker"), section.blocks[0])


def _headings(section: Section) -> list[Block]:
    return [block for block in section.blocks if block.role == "subhead"]


def _has_body(section: Section) -> bool:
    return any(block.role in _BODY for block in section.blocks)


def _follows_body(section: Section, heading: Block) -> bool:
    """Whether words of the section stand before and after this heading: not a heading of two lines."""
    at = section.blocks.index(heading)
    return section.blocks[at - 1].role in _BODY and any(block.role in _BODY for block in section.blocks[at:])


def _hit(block: Block, part: str) -> Hit:
    return Hit(block.start, block.end, {"part": part})
