"""The stack of titles above a story: headline and decks, whatever their number."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.dateline import opens_with_dateline, parse_dateline
from zhlint.reading.grammar.forms import (
    LONGEST_SENTENCE,
    ends_in_sentence,
    is_calling_title,
    is_column_head,
    is_label,
    is_numbered,
    is_sentence,
)
from zhlint.reading.verse import verse_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.reading.roles.line_form import LineForm

#: The dateline or by-line under a stack of titles stands within so many lines.
_DEEPEST: Final = 12
#: More lines between a headline and a lead are no decks.
_MOST_DECKS: Final = 4
#: Lines of fewer hanzi are the heads of sections rather than decks.
_SHORTEST_DECK: Final = 8
#: More lines that sum up the piece under its headline are its text.
_MOST_ABSTRACTS: Final = 12
#: A line that sums up says so many characters of the text again, if it alone stands there.
_ECHOED: Final = 16
#: No line of a stack that trails off is longer.
_LONGEST_TRAILING: Final = 30
#: What somebody says, as a deck gives it.
_QUOTED_DECK: Final = expression(r"[^。，：！？]{1,10}：“[^“”]{2,20}[。！？]”")
#: The roles by form that a line of a stack may have.
_STACKED: Final = frozenset({"", "deck", "headline", "speaker", "list"})


_HANZI: Final = expression(HAN)
#: Endings after which a line goes on below.
_OPEN_ENDS: Final = "：:，,、；;"
_CLAUSE: Final = expression("[，。；！？]")
#: The beginnings of leads.
LEAD: Final = expression(
    r"\d|[一二三四五六七八九十]+月|[近日昨今当前]日|日前|[上本]周|本[报台网站社刊]|记者|.{1,12}[讯电][ （(]"
)
#: No standfirst of one clause is longer.
LONGEST_STANDFIRST: Final = 80


def count_stacked(lines: Sequence[LineForm]) -> int:
    """The number of lines above a dateline or by-line.

    It is 0 where one of them has a final stop.
    """
    for at, line in enumerate(islice(lines, _DEEPEST)):
        if at and (line.role == "byline" or (not line.role and _opens_story(line.words))):
            return at
        if not _may_be_stacked(line):
            return 0
    return 0


def _opens_story(words: str) -> bool:
    """Whether a line is a dateline, alone or before text, and no title behind one."""
    opening = parse_dateline(words, 0) if is_sentence(words) or opens_with_dateline(words) else None
    return opening is not None and (is_sentence(words) or opening.end == len(words))


def _may_be_stacked(line: LineForm) -> bool:
    words = line.words
    if not line.role and _QUOTED_DECK.fullmatch(words):
        return True
    if line.role not in _STACKED or len(words) > LONGEST_SENTENCE or is_column_head(words) or is_label(words):
        return False
    if "。" in words or (line.role == "list" and is_numbered(words)):
        return False
    return (
        not is_sentence(words) or is_calling_title(words) or (words.endswith("…") and len(words) <= _LONGEST_TRAILING)
    )


def decks_over_lead(lines: Sequence[LineForm], start: int) -> int:
    """The end of the decks over a lead without by-line or dateline.

    They stand from `start` on. Where subheads follow in the body, such lines are subheads too.
    """
    decks = list(takewhile(_may_be_deck, islice(lines, start, start + _MOST_DECKS + 1)))
    end = start + len(decks)
    if (
        not decks
        or len(decks) > _MOST_DECKS
        or end >= len(lines)
        or not (lines[end].role == "paragraph" or lines[end].is_sentence)
    ):
        return start
    if lines[end].role not in {"", "paragraph"} or next(_heads_below(lines, end), None) is not None:
        return start
    words, gaps = [line.words for line in decks], [line.gap for line in decks]
    return start if verse_lines(words, gaps) else end


def abstracts_over_lead(lines: Sequence[LineForm], start: int) -> int:
    """The end of the lines from `start` on that sum up without a stop.

    They stand over a dateline, are several, are set apart by a blank line, or say what the text says again.
    """
    end = start + sum(1 for _ in takewhile(_may_be_abstract, islice(lines, start, start + _MOST_ABSTRACTS)))
    if end == start or end >= len(lines) or not lines[end].is_sentence or lines[end].role not in {"", "caption"}:
        return start
    several = end - start > 1 and ends_in_sentence(lines[end].words)
    apart = lines[end].gap > 0 and len(lines) > end + 1 and not any(line.gap for line in lines[end + 1 :])
    if lines[end].opens_with_dateline or several or apart or _is_echoed(lines, end):
        return end
    return end if end == start + 1 and start and _is_standfirst(lines, start) else start


def _is_standfirst(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a line alone under a headline sums up the longer text below.

    It is one clause, and no lead: leads tell when.
    """
    words = lines[at].words
    if len(words) > LONGEST_STANDFIRST or "。" in words or LEAD.match(words):
        return False
    below = lines[at + 1 :]
    return (
        len(below) > 1 and len(below[0].words) > len(words) and all(ends_in_sentence(line.words) for line in below[:3])
    )


def _may_be_abstract(line: LineForm) -> bool:
    words = line.words
    if line.role or ends_in_sentence(words) or line.opens_with_dateline or line.may_be_names:
        return False
    return words[-1] not in _OPEN_ENDS and _CLAUSE.search(words) is not None


def _is_echoed(lines: Sequence[LineForm], end: int) -> bool:
    """Whether the last words of the lines stand in the text below again."""
    tail = lines[end - 1].words[-_ECHOED:]
    return len(tail) == _ECHOED and any(tail in line.words for line in lines[end:])


def _may_be_deck(line: LineForm) -> bool:
    words = line.words
    if line.role or not line.is_title or line.opens_with_dateline:
        return False
    return len(_HANZI.findall(words)) >= _SHORTEST_DECK and not (
        is_numbered(words) or is_column_head(words) or is_label(words)
    )


def _heads_below(lines: Sequence[LineForm], start: int) -> Iterator[int]:
    """The lines below that may be subheads: titles over running text."""
    for at in range(start, len(lines) - 1):
        if not lines[at].role and lines[at].is_title and lines[at + 1].is_sentence:
            yield at
