"""Verse and other runs of short lines, which are neither titles nor paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST: Final = 20
_FEWEST: Final = 4
#: A poem without metre has more lines, under so many of title and author.
_FEWEST_LINES: Final = 5
_MOST_ABOVE: Final = 3
#: Lines of verse without any mark have as many characters.
_SHORTEST: Final = 4


_COUPLET: Final = expression(f"({HAN}{{4,7}})[，；]({HAN}{{4,7}})[。！？；，]?")
#: What no line of a poem has: a stop inside, a colon, brackets, a number.
_PROSE: Final = expression(r"[。！？；][^”’]|[：:（）()【】\d|、]")
#: The small words of lines that speak, and name nothing.
_SUNG: Final = expression("[的了着我你她他像吧啊]|[在从把](?!线)")
_BARE: Final = expression(f"{HAN}{{5}}|{HAN}{{7}}")


def verse_lines(words: Sequence[str], gaps: Sequence[int]) -> set[int]:
    """Finds the lines that are verse, by index.

    These are two or more lines of one measure, or four and more short lines that run on. `gaps` are the blank lines before each line.
    """
    verse: set[int] = set()
    for start, end in _short_stretches(words, gaps):
        if any(_measure(words[start])) or (end - start >= _FEWEST and _are_unfinished(words[start:end])):
            verse.update(range(start, end))
    return verse


def poem_start(words: Sequence[str]) -> int:
    """Finds the first line of verse in a draft that is a poem, or -1.

    All lines below are short; some run on into the next one, and none is a list, a field or a sentence within a line.
    """
    for start in range(1, min(_MOST_ABOVE, len(words) - _FEWEST_LINES) + 1):
        lines = words[start:]
        runs_on = any(line[-1] in "，、；—" for line in lines[:-1])
        if all(map(_may_be_verse, lines)) and (runs_on or _are_sung(lines)):
            return start
    return -1


def _are_sung(lines: Sequence[str]) -> bool:
    """Whether most of the lines speak, and none is a number or a word."""
    return min(map(len, lines)) >= _SHORTEST and 2 * len(list(filter(_SUNG.search, lines))) > len(lines)


def _may_be_verse(line: str) -> bool:
    return len(line) <= _LONGEST and _PROSE.search(line) is None


def _short_stretches(words: Sequence[str], gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of short lines, cut where the gap or the measure changes."""
    start = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and len(words[at]) <= _LONGEST and _goes_on(words, gaps, at):
            continue
        if at - start > 1:
            yield start, at
        start = at


def _goes_on(words: Sequence[str], gaps: Sequence[int], at: int) -> bool:
    """Whether a short line is of one stretch with the line above."""
    if len(words[at - 1]) > _LONGEST or gaps[at]:
        return False
    return _measure(words[at]) == _measure(words[at - 1])


def _measure(line: str) -> tuple[int, int]:
    """The hanzi in the halves of a couplet, or in a bare line.

    A bare line has five or seven hanzi. (0, 0) for anything else.
    """
    couplet = _COUPLET.fullmatch(line)
    if couplet and len(couplet[1]) == len(couplet[2]):
        return len(couplet[1]), len(couplet[2])
    return (len(line), 0) if _BARE.fullmatch(line) else (0, 0)


def _are_unfinished(lines: Sequence[str]) -> bool:
    """Whether a third of the lines end in a comma, and none holds 。 inside.

    The last line does not count.
    """
    open_ends = sum(line[-1] in "，、；——" for line in lines[:-1])
    return 3 * open_ends >= len(lines) - 1 and not any("。" in line[:-1] for line in lines)
