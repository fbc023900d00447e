"""The structure of a draft as symbols and folding ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol.types import DocumentSymbol, FoldingRange, FoldingRangeKind, SymbolKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Block, Document, Section
    from zhlint.language_server.positions import PositionMap

_KINDS: Final[Mapping[str, SymbolKind]] = {
    "headline": SymbolKind.File,
    "deck": SymbolKind.String,
    "byline": SymbolKind.Key,
    "subhead": SymbolKind.Namespace,
}


def symbols_of(document: Document, positions: PositionMap) -> list[DocumentSymbol]:
    """Headlines, by-lines, subheads and speakers, in the order of the draft."""
    blocks = {block.start: _block_symbol(document, block, positions) for block in document.of_role(*_KINDS)}
    speakers = {section.start: _speaker_symbol(document, section, positions) for section in _spoken_sections(document)}
    return [symbol for _, symbol in sorted((blocks | speakers).items())]


def folds_of(document: Document, positions: PositionMap) -> list[FoldingRange]:
    """The sections that go over several lines."""
    spans = [document.to_source(section.start, section.end) for section in document.sections]
    ranges = [positions.lines(*span) for span in spans]
    return [
        FoldingRange(lines.start.line, lines.end.line, kind=FoldingRangeKind.Region)
        for lines in ranges
        if lines.end.line > lines.start.line
    ]


def _spoken_sections(document: Document) -> Iterator[Section]:
    return (section for section in document.sections if section.speaker)


def _block_symbol(document: Document, block: Block, positions: PositionMap) -> DocumentSymbol:
    span = document.to_source(block.start, block.end)
    name = " ".join(document[block].split()) or "…"
    return DocumentSymbol(name, _KINDS[block.role], positions.range(span), positions.range(span))


def _speaker_symbol(document: Document, section: Section, positions: PositionMap) -> DocumentSymbol:
    speaker = section.speaker
    assert speaker  # noqa: S101 - one of `_spoken_sections`
    whole = document.to_source(section.start, section.end)
    own = document.to_source(speaker.name.start, speaker.name.end)
    detail = next((part.text for part in (speaker.post, speaker.place) if part), None)
    return DocumentSymbol(
        speaker.name.text, SymbolKind.Class, positions.range(whole), positions.range(own), detail=detail
    )
