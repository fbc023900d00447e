"""Blocks: lines with roles, cut at datelines and tail credits, their names read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Block, Credit, Dateline, Speaker
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.closing import parse_closing
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.dateline import parse_dateline
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.grammar.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhlint.reading.layout import Line

#: Names in brackets at a paragraph's end, with the stop before them, have no more characters.
_SIGNATURE: Final = 20
#: The roles of blocks that may end in the names of their authors.
_SIGNED: Final = frozenset({"paragraph", "quotation", "list", "verse"})


_SIGNED_END: Final = expression(r"[。！？”…]\s*[（(]([^（）()。，]{2,12})[）)]$")


class Contents(NamedTuple):
    """The contents of the lines of a draft, in reading order.

    `speakers` go by the start of their block.
    """

    blocks: list[Block]
    credits: list[Credit]
    datelines: list[Dateline]
    speakers: dict[int, Speaker]


def cut_lines(text: str, lines: Sequence[Line], roles: Sequence[str], aliases: Mapping[str, str]) -> Contents:
    """Cuts lines into blocks, and reads their credits, datelines and speakers.

    `aliases` are the house's own names of divisions.
    """
    contents = Contents([], [], [], {})
    words = [at for at, role in enumerate(roles) if role in _SIGNED]
    signed = {at for at in words if _ends_in_names(text[lines[at].start : lines[at].end])}
    # Of a draft with one author only its end is signed; of a column of briefs each of them.
    ends = signed | set(words[-1:]) if len(signed) > 1 else set(words[-1:])
    for at, role in enumerate(roles):
        if role in _SIGNED:
            _cut_words(text, lines[at], role, contents, last=at in ends)
        else:
            line = lines[at]
            start = _cut_title(text, line, contents) if role == "headline" else line.start
            contents.blocks.append(Block(role, start, line.end))
            _read_names(text, line, role, contents, aliases)
    return contents


def _ends_in_names(words: str) -> bool:
    """Whether a paragraph ends in brackets with nothing but names in them."""
    names = _SIGNED_END.search(words[-_SIGNATURE:]) if words[-1:] in "）)" else None
    return names is not None and all(
        is_surnamed(name) or BODY.fullmatch(name) for name in names[1].replace("、", " ").split()
    )


def _cut_words(text: str, line: Line, role: str, contents: Contents, *, last: bool) -> None:
    """Adds the blocks of a line of running text: dateline, words, tail credit."""
    start, end = line.start, line.end
    words = text[start:end]
    if role == "paragraph" and (opening := parse_dateline(words, start)):
        contents.blocks.append(Block("dateline", start, opening.end))
        contents.datelines.extend([opening.dateline] if opening.dateline else [])
        contents.credits.extend(opening.credits)
        words = text[opening.end : end].lstrip()
        start = end - len(words)
    closing = parse_closing(words, start, "credit", last=last)
    words_end = start + len(text[start : closing.start].rstrip()) if closing else end
    if start < words_end:
        contents.blocks.append(Block(role, start, words_end))
    if closing:
        contents.blocks.append(Block("credit", closing.start, end))
        contents.credits.extend(closing.credits)
        contents.datelines.extend(closing.datelines)


def _cut_title(text: str, line: Line, contents: Contents) -> int:
    """Adds the dateline before a title (新华社某地某日电 题：…); returns where the title starts."""
    opening = parse_dateline(text[line.start : line.end], line.start)
    rest = text[opening.end : line.end].lstrip() if opening else ""
    if not opening or not opening.dateline or not rest.startswith(("题：", "题:")):
        return line.start
    contents.blocks.append(Block("dateline", line.start, opening.end))
    contents.datelines.append(opening.dateline)
    return line.end - len(rest)


def _read_names(text: str, line: Line, role: str, contents: Contents, aliases: Mapping[str, str]) -> None:
    """Adds the credits or the speaker of a line that is one block."""
    words = text[line.start : line.end]
    if role in {"byline", "credit", "caption"}:
        whole = parse_credits(words, line.start, role, bare_names=role != "caption")
        closing = None if whole else parse_closing(words, line.start, role, last=False)
        contents.credits.extend(whole or (closing.credits if closing else ()))
        contents.datelines.extend(closing.datelines if closing else ())
    elif role in {"speaker", "attribution"}:
        source = words.lstrip("—─ ")
        if speaker := parse_speaker(source, line.end - len(source), aliases):
            contents.speakers[line.start] = speaker._replace(start=line.start)
