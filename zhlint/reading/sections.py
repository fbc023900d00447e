"""Sections: the blocks that are one speaker's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.document import Block, Section, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhlint.reading.layout import Line

#: The roles of what follows the words of the last speaker and is nobody's words.
_TAIL: Final = frozenset({"credit", "contact", "note", "byline", "aside"})
#: The roles across which the words before an attribution cannot reach.
_HEAD: Final = frozenset({"headline", "deck", "byline", "dateline", "speaker", "attribution", "frontmatter", "note"})


def sections(blocks: Sequence[Block], speakers: Mapping[int, Speaker], lines: Sequence[Line]) -> tuple[Section, ...]:
    """Finds the sections of a draft, in order.

    `speakers` are those of speaker lines and attributions, by the start of their block; `lines` are those that were cut into the
    blocks. In a draft without speakers a section is a subhead with its body.
    """
    roles = [block.role for block in blocks]
    if "speaker" in roles:
        spoken = [at for at, role in enumerate(roles) if role == "speaker"]
        above = {line.start: line.gap for line in lines}
        gaps = [above.get(block.start, 0) for block in blocks]
        return tuple(_sections_from(blocks, speakers, _section_starts(blocks, spoken, gaps)))
    if "attribution" in roles and any(block.role == "attribution" and block.start in speakers for block in blocks):
        return tuple(_signed_sections(blocks, speakers))
    heads = [at for at, role in enumerate(roles) if role == "subhead" and (at == 0 or roles[at - 1] != "subhead")]
    return tuple(_sections_from(blocks, speakers, heads)) if heads else ()


def _sections_from(
    blocks: Sequence[Block], speakers: Mapping[int, Speaker], starts: Sequence[int]
) -> Iterator[Section]:
    """The sections that begin at these blocks, by index, without the tail of the draft."""
    end = len(blocks)
    while end and blocks[end - 1].role in _TAIL:
        end -= 1
    for first, last in zip(starts, [*starts, end][1:], strict=True):
        held = tuple(blocks[first : max(last, first + 1)])
        lines = held[:2] if held[0].role == "subhead" else held[:1]
        yield Section(next((speakers[line.start] for line in lines if line.start in speakers), None), held)


def _section_starts(blocks: Sequence[Block], lines: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """The blocks that begin sections, by index.

    These are the speaker lines, and subheads set off as far as they are, whose speaker line is missing. `gaps` are the blank lines
    before each block.
    """
    if _have_headings_above(blocks, lines):
        return _starts_with_headings(blocks, lines, gaps)
    wide = min(gaps[at] for at in lines[1:] or lines)
    inner = max((gaps[at + 1] for at in lines if at + 1 < len(blocks)), default=0)
    lone = [
        at
        for at, block in enumerate(blocks)
        if at > lines[0] and block.role == "subhead" and blocks[at - 1].role != "speaker"
        and len(lines) > 1 and gaps[at] >= wide > inner
    ]  # fmt: skip
    return sorted({*lines, *lone})


def _have_headings_above(blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    """Whether most speaker lines, and the first, stand under headings and none over one."""
    above = sum(at > 0 and blocks[at - 1].role == "subhead" for at in lines)
    below = any(blocks[at + 1].role == "subhead" for at in lines if at + 1 < len(blocks))
    first = lines[0] > 0 and blocks[lines[0] - 1].role == "subhead"
    return first and len(lines) > 1 and 2 * above > len(lines) and not below


def _starts_with_headings(blocks: Sequence[Block], lines: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """The headings over speaker lines, and others set off alike, by index."""
    starts = [at - 1 if blocks[at - 1].role == "subhead" else at for at in lines]
    wide = min(gaps[at] for at in starts[1:])
    lone = [
        at
        for at, block in enumerate(blocks)
        if at > lines[0] and block.role == "subhead" and gaps[at] >= wide
        and blocks[at - 1].role not in {"subhead", "speaker"}
    ]  # fmt: skip
    return sorted({*starts, *lone})


def _signed_sections(blocks: Sequence[Block], speakers: Mapping[int, Speaker]) -> Iterator[Section]:
    """The sections whose speaker signs at the end; a lead before them is nobody's."""
    first = 0
    lengths: list[int] = []
    passages: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        if block.role == "attribution" and block.start in speakers:
            passages.append((first, at))
            lengths.append(at - first)
        if block.role in _HEAD:
            first = at + 1
    usual = max(lengths[1:], default=1)
    for number, (start, at) in enumerate(passages):
        start = max(start, at - usual) if number == 0 else start  # noqa: PLW2901
        if start < at:
            yield Section(speakers[blocks[at].start], tuple(blocks[start : at + 1]))
