"""Sections: which blocks are whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.document import Block, Section, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhlint.reading.layout import Line

#: What stands after the words of the last speaker and is nobody's words.
TAIL: Final = frozenset({"credit", "contact", "note", "byline"})
#: What the words before an attribution cannot reach across.
HEAD: Final = frozenset({"headline", "deck", "byline", "dateline", "speaker", "attribution", "frontmatter", "note"})


def sections(blocks: Sequence[Block], speakers: Mapping[int, Speaker], lines: Sequence[Line]) -> tuple[Section, ...]:
    """The sections of a draft, in order.

    `speakers` are those of the speaker lines and attributions by the start of their block, `lines` what was cut into the blocks.
    Where a draft has no speakers, a section is a subhead with its body.
    """
    roles = [block.role for block in blocks]
    if "speaker" in roles:
        spoken = [at for at, role in enumerate(roles) if role == "speaker"]
        above = {line.start: line.gap for line in lines}
        gaps = [above.get(block.start, 0) for block in blocks]
        return tuple(_led(blocks, speakers, _borders(blocks, spoken, gaps)))
    if "attribution" in roles and any(block.role == "attribution" and block.start in speakers for block in blocks):
        return tuple(_signed(blocks, speakers))
    heads = [at for at, role in enumerate(roles) if role == "subhead" and (at == 0 or roles[at - 1] != "subhead")]
    return tuple(_led(blocks, speakers, heads)) if heads else ()


def _led(blocks: Sequence[Block], speakers: Mapping[int, Speaker], starts: Sequence[int]) -> Iterator[Section]:
    end = len(blocks)
    while end and blocks[end - 1].role in TAIL:
        end -= 1
    for first, last in zip(starts, [*starts, end][1:], strict=True):
        held = tuple(blocks[first : max(last, first + 1)])
        lines = held[:2] if held[0].role == "subhead" else held[:1]
        yield Section(next((speakers[line.start] for line in lines if line.start in speakers), None), held)


def _borders(blocks: Sequence[Block], lines: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """Where sections start: at speaker lines, and at a subhead set off as far as they are, whose speaker line is missing.

    `gaps` are the blank lines before each block.
    """
    if _headed_above(blocks, lines):
        return _headings_and_lines(blocks, lines, gaps)
    wide = min(gaps[at] for at in lines[1:] or lines)
    inner = max((gaps[at + 1] for at in lines if at + 1 < len(blocks)), default=0)
    lone = [
        at
        for at, block in enumerate(blocks)
        if at > lines[0] and block.role == "subhead" and blocks[at - 1].role != "speaker"
        and len(lines) > 1 and gaps[at] >= wide > inner
    ]  # fmt: skip
    return sorted({*lines, *lone})


def _headed_above(blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    """Whether headings stand over the speaker lines, as most do and the first, and none under one."""
    above = sum(at > 0 and blocks[at - 1].role == "subhead" for at in lines)
    below = any(blocks[at + 1].role == "subhead" for at in lines if at + 1 < len(blocks))
    first = lines[0] > 0 and blocks[lines[0] - 1].role == "subhead"
    return first and len(lines) > 1 and 2 * above > len(lines) and not below


def _headings_and_lines(blocks: Sequence[Block], lines: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """Where sections start whose headings stand over their speaker lines; a heading set off alike starts one without."""
    starts = [at - 1 if blocks[at - 1].role == "subhead" else at for at in lines]
    wide = min(gaps[at] for at in starts[1:])
    lone = [
        at
        for at, block in enumerate(blocks)
        if at > lines[0] and block.role == "subhead" and gaps[at] >= wide
        and blocks[at - 1].role not in {"subhead", "speaker"}
    ]  # fmt: skip
    return sorted({*starts, *lone})


def _signed(blocks: Sequence[Block], speakers: Mapping[int, Speaker]) -> Iterator[Section]:
    """Sections whose speaker signs at the end. A lead before the first passage is nobody's."""
    first = 0
    lengths: list[int] = []
    passages: list[tuple[int, int]] = []
    for at, block in enumerate(blocks):
        if block.role == "attribution" and block.start in speakers:
            passages.append((first, at))
            lengths.append(at - first)
        if block.role in HEAD:
            first = at + 1
    usual = max(lengths[1:], default=1)
    for number, (start, at) in enumerate(passages):
        start = max(start, at - usual) if number == 0 else start  # noqa: PLW2901
        if start < at:
            yield Section(speakers[blocks[at].start], tuple(blocks[start : at + 1]))
