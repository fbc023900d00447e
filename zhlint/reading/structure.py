"""Structure from position and form: what each line of a draft is, and which lines make a section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhlint.document import Block, Credit, Dateline, Section, Speaker
from zhlint.reading.byline import parse_credits
from zhlint.reading.dateline import parse_dateline
from zhlint.reading.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.reading.plain import Layout

STOPS = "。！？…；：，.!?;:,"


class Structure(NamedTuple):
    """What a draft is made of, in reading order."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    credits: tuple[Credit, ...]
    datelines: tuple[Dateline, ...]


def structure(layout: Layout) -> Structure:
    """Blocks, sections, credits and datelines of a layout."""
    text, lines = layout.text, layout.lines
    blocks: list[Block] = []
    credits: list[Credit] = []
    datelines: list[Dateline] = []
    speakers: dict[int, Speaker] = {}
    for index, line in enumerate(lines):
        words = text[line.start : line.end]
        speaker = parse_speaker(words, line.start)
        if line.role:
            blocks.append(Block(line.role, line.start, line.end))
        elif words.startswith("——") and words[-1] not in "。！？":
            blocks.append(Block("deck", line.start, line.end))
        elif names := parse_credits(words, line.start, "byline"):
            blocks.append(Block("byline", line.start, line.end))
            credits += names
        elif speaker and index + 1 < len(lines):
            blocks.append(Block("speaker", line.start, line.end))
            speakers[line.start] = speaker
        elif words[-1] not in STOPS and "。" not in words and index + 1 < len(lines):
            blocks.append(Block("subhead" if index else "headline", line.start, line.end))
        elif opening := parse_dateline(words, line.start):
            datelines.append(opening.dateline)
            credits += opening.credits
            blocks.append(Block("dateline", opening.dateline.start, opening.dateline.end))
            body = len(text[opening.dateline.end : line.end].lstrip())
            if body:
                blocks.append(Block("paragraph", line.end - body, line.end))
        else:
            blocks.append(Block("paragraph", line.start, line.end))
    return Structure(tuple(blocks), tuple(_sections(blocks, speakers)), tuple(credits), tuple(datelines))


def _sections(blocks: list[Block], speakers: dict[int, Speaker]) -> Iterator[Section]:
    starts = [index for index, block in enumerate(blocks) if block.start in speakers]
    for first, last in zip(starts, [*starts[1:], len(blocks)], strict=False):
        yield Section(speakers[blocks[first].start], tuple(blocks[first:last]))


def is_draft(text: str) -> bool:
    """Whether a text is long enough and Chinese enough to be a press draft."""
    hanzi = len(re.findall(r"[㐀-鿿]", text))
    return hanzi >= 50 and hanzi >= len(re.findall(r"[A-Za-z]", text))
