"""The structure of a draft as plain data: blocks with roles, sections with speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhlint.analysis.article.types import article_type
from zhlint.finding import source_place
from zhlint.reports.places import lines_and_columns

if TYPE_CHECKING:
    from zhlint.document import Block, Document, Section, TextSpan
    from zhlint.report import Report


def as_outline(report: Report) -> dict[str, Any]:
    """Blocks and sections as plain data.

    Lines and columns count code points of the source from 1, ends exclusive.
    With them the kind of text that was seen, the rules left out because of it, and how many findings were suppressed.
    """
    document = report.document
    assert document  # noqa: S101 - of a draft that was read
    return {
        "kind": report.kind,
        "type": document.analyse(article_type),
        "waiting": [rule.code for rule in report.waiting],
        "suppressed": report.suppressed,
        "blocks": [{"role": block.role, **_where(document, block)} for block in document.blocks],
        "sections": [_section(document, section) for section in document.sections],
    }


def _where(document: Document, block: Block) -> dict[str, int]:
    return lines_and_columns(source_place(document, document.to_source(block.start, block.end)))


def _section(document: Document, section: Section) -> dict[str, Any]:
    span = document.to_source(section.start, section.end)
    speaker = section.speaker
    return {
        "name": speaker.name.text if speaker else None,
        "post": _text(speaker.post) if speaker else None,
        "place": _text(speaker.place) if speaker else None,
        "line": document.position(span.start).line,
        "end_line": document.position(span.end - 1).line,
    }


def _text(part: TextSpan | None) -> str | None:
    return part.text if part else None
