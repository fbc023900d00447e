"""From lines with roles to blocks: datelines and tail credits parted from their paragraphs, names and posts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Block, Credit, Dateline, Speaker
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.dateline import parse_closing, parse_dateline
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.grammar.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhlint.reading.layout import Line

#: Names in brackets at a paragraph's end, with the stop before them, are no longer.
_SIGNATURE: Final = 20
_SIGNED = frozenset({"paragraph", "quotation", "list", "verse"})


_SIGNED_END: Final = expression(r"[。！？”…]\s*[（(]([^（）()。，]{2,12})[）)]$")


class Pieces(NamedTuple):
    """What the lines hold, in reading order; `speakers` go by the start of the block."""

    blocks: list[Block]
    credits: list[Credit]
    datelines: list[Dateline]
    speakers: dict[int, Speaker]


def cut_lines(text: str, lines: Sequence[Line], roles: Sequence[str], aliases: Mapping[str, str]) -> Pieces:
    """The blocks of a draft with their credits, datelines and speakers."""
    pieces = Pieces([], [], [], {})
    words = [at for at, role in enumerate(roles) if role in _SIGNED]
    signed = {at for at in words if _names_alone(text[lines[at].start : lines[at].end])}
    # Of a draft with one author only its end is signed; of a column of briefs each of them.
    ends = signed | set(words[-1:]) if len(signed) > 1 else set(words[-1:])
    for at, role in enumerate(roles):
        if role in _SIGNED:
            _cut_words(text, lines[at], role, pieces, last=at in ends)
        else:
            line = lines[at]
            start = _cut_title(text, line, pieces) if role == "headline" else line.start
            pieces.blocks.append(Block(role, start, line.end))
            _read_names(text, line, role, pieces, aliases)
    return pieces


def _names_alone(words: str) -> bool:
    """Whether a paragraph ends in brackets with nothing but names in them."""
    found = _SIGNED_END.search(words[-_SIGNATURE:]) if words[-1:] in "）)" else None
    return found is not None and all(map(is_surnamed, found[1].replace("、", " ").split()))


def _cut_words(text: str, line: Line, role: str, pieces: Pieces, *, last: bool) -> None:
    """Add the blocks of a line of running text: dateline, words, tail credit."""
    start, end = line.start, line.end
    words = text[start:end]
    if role == "paragraph" and (opening := parse_dateline(words, start)):
        pieces.blocks.append(Block("dateline", start, opening.end))
        pieces.datelines.extend([opening.dateline] if opening.dateline else [])
        pieces.credits.extend(opening.credits)
        words = text[opening.end : end].lstrip()
        start = end - len(words)
    closing = parse_closing(words, start, "credit", last=last)
    words_end = start + len(text[start : closing.start].rstrip()) if closing else end
    if start < words_end:
        pieces.blocks.append(Block(role, start, words_end))
    if closing:
        pieces.blocks.append(Block("credit", closing.start, end))
        pieces.credits.extend(closing.credits)
        pieces.datelines.extend(closing.datelines)


def _cut_title(text: str, line: Line, pieces: Pieces) -> int:
    """Where the title starts in a line such as 新华社某地某日电 题：…; a dateline before it becomes a block."""
    opening = parse_dateline(text[line.start : line.end], line.start)
    rest = text[opening.end : line.end].lstrip() if opening else ""
    if not opening or not opening.dateline or not rest.startswith(("题：", "题:")):
        return line.start
    pieces.blocks.append(Block("dateline", line.start, opening.end))
    pieces.datelines.append(opening.dateline)
    return line.end - len(rest)


def _read_names(text: str, line: Line, role: str, pieces: Pieces, aliases: Mapping[str, str]) -> None:
    """Add the credits or the speaker of a line that is one block."""
    words = text[line.start : line.end]
    if role in {"byline", "credit", "caption"}:
        whole = parse_credits(words, line.start, role, bare_names=role != "caption")
        closing = None if whole else parse_closing(words, line.start, role, last=False)
        pieces.credits.extend(whole or (closing.credits if closing else ()))
        pieces.datelines.extend(closing.datelines if closing else ())
    elif role in {"speaker", "attribution"}:
        said = words.lstrip("—─ ")
        if speaker := parse_speaker(said, line.end - len(said), aliases):
            pieces.speakers[line.start] = speaker._replace(start=line.start)
