"""Sections that lack the speaker line, heading or body of their like."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document, Section

#: Fewer sections are not compared.
_LEAST: Final = 3
_BODY: Final = frozenset({"paragraph", "list", "quotation", "verse"})

#: Headings of matter beside the speeches.
_ASIDE: Final = expression("编者|编后|按语|导语|开栏|前言|引言|结语|尾声|手记|链接|延伸|背景|名单|相关|[：:？]")


@options
class SectionPart(Check):
    """Finds sections without a part that nearly all sections under speaker lines have.

    Nearly all are three sections or more and four fifths of them, or all but one. Parts are the speaker line, the heading and
    the body. Stays silent on headings that belong to nobody's speech (编者按, 链接). The hit is the speaker line, or, where that
    itself is missing, the heading. Slot: `part`, its Chinese name.
    """

    slots: ClassVar[tuple[str, ...]] = ("part",)

    def run(self, document: Document) -> Iterator[Hit]:
        sections = [section for section in document.sections if section.speaker]
        headed = [section for section in sections if _headings(section)]
        if _are_nearly_all(len(headed), len(sections)):
            for section in sections:
                if not _headings(section):
                    yield _hit(_line(section), "小标题")
        full = [section for section in sections if _has_body(section)]
        if _are_nearly_all(len(full), len(sections)):
            yield from (_hit(_line(section), "正文") for section in sections if not _has_body(section))
        if len(headed) == len(full) == len(sections):
            for heading in _speakerless(document, sections):
                yield _hit(heading, "发言人")


def _speakerless(document: Document, sections: list[Section]) -> list[Block]:
    """Headings with a body and without a speaker line, where nearly all have one."""
    bare = [section.blocks[0] for section in document.sections if not section.speaker and _has_body(section)]
    later = [
        heading for section in sections for heading in _headings(section)[1:] if _follows_body(section, heading)
    ]  # fmt: skip
    headings = [
        heading for heading in (*bare, *later)
        if heading.role == "subhead" and not _ASIDE.search(document[heading])
    ]  # fmt: skip
    return headings if _are_nearly_all(len(sections), len(sections) + len(headings)) else []


def _are_nearly_all(count: int, total: int) -> bool:
    """Whether some of all sections are nearly all, but not quite."""
    return count >= _LEAST and (total * 4 <= count * 5 < total * 5 or count == total - 1)


def _line(section: Section) -> Block:
    """The speaker line of a section."""
    return next((block for block in section.blocks if block.role == "speaker"), section.blocks[0])


def _headings(section: Section) -> list[Block]:
    return [block for block in section.blocks if block.role == "subhead"]


def _has_body(section: Section) -> bool:
    return any(block.role in _BODY for block in section.blocks)


def _follows_body(section: Section, heading: Block) -> bool:
    """Whether words of the section stand before and after a heading.

    Else it is part of a heading of two lines.
    """
    index = section.blocks.index(heading)
    return section.blocks[index - 1].role in _BODY and any(block.role in _BODY for block in section.blocks[index:])


def _hit(block: Block, part: str) -> Hit:
    return Hit(block.start, block.end, {"part": part})
