"""The body and the tail of a draft: subheads, lists, verse, attributions, credits and paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline_items import is_marked
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import is_calling_title, is_field, is_field_head, is_label, is_numbered
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import is_speaker
from zhlint.reading.roles.captions import find_unmarked_captions
from zhlint.reading.roles.form import FEWEST_LISTED
from zhlint.reading.verse import verse_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: Lines of verse are no longer.
_LONGEST_VERSE: Final = 20
#: A by-line with none of the body in so many lines below it stands at the tail.
_NEAR: Final = 3
#: A line alone with more commas is a paragraph that lost its stop.
_MOST_COMMAS: Final = 2
_BODY: Final = frozenset({"paragraph", "question", "quotation", "verse", "list", "caption", "table"})
#: The roles of what a subhead may stand over.
_HEADED: Final = _BODY | {"speaker", "contact"}
#: The roles that an attribution under them may attribute.
_QUOTED: Final = frozenset({"paragraph", "quotation", "verse", "list"})
#: A label of two to four characters before a value.
_LABELLED: Final = expression(rf"{HAN}{{2,4}}[：:]\s*[^\s：:]")
#: The number of a section, whose words may be as short as its title.
_CHAPTER: Final = expression(
    r"(?P<chapter>[一二三四五六七八九十]{1,3}、)|(?P<section>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<item>\d{1,2}[.．、](?!\d))|(?P<point>[（(]\d{1,2}[）)]|\d{1,2}[)）]|[①-⑳])"
)
_NUMERAL: Final = expression(r"[一二三四五六七八九十]{1,3}|\d{1,2}")


def read_body(lines: Sequence[LineForm], start: int) -> None:
    """Gives every line from `start` on its role."""
    for at in verse_lines([line.words for line in lines], [line.gap for line in lines]):
        if at >= start and not lines[at].role and not is_numbered(lines[at].words):
            lines[at].role = "verse"
    _read_fields(lines[start:])
    find_unmarked_captions(lines, start)
    at = start
    while at < len(lines):
        end = at
        while end < len(lines) and _may_head(lines, end):
            end += 1
        if end > at:
            _read_titles(lines, at, end)
        else:
            _read_line(lines, at)
        at = max(end, at + 1)
    _continue_credits(lines)


def _read_fields(lines: Sequence[LineForm]) -> None:
    """Makes a list of fields with their values and of labels beside them."""
    fields = [line for line in lines if not line.role and is_field(line.words)]
    for line in fields:
        line.role = "list"
    for above, line in pairwise(lines):
        if above in fields and not line.role and not line.is_sentence and _LABELLED.match(line.words):
            line.role = "list"
            fields.append(line)


def _continue_credits(lines: Sequence[LineForm]) -> None:
    """Makes a credit of the last line, if it describes the author above it."""
    last, above = (lines[-1], lines[-2]) if len(lines) > 1 else (None, None)
    if last and above and above.role == "credit" and last.role == "paragraph" and last.is_title:
        last.role = "credit" if len(last.words) <= _LONGEST_VERSE else last.role


def _may_head(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a line may be a subhead by its form."""
    line, above = lines[at], lines[at - 1]
    if line.role == "list":
        below = lines[at + 1] if at + 1 < len(lines) else None
        alone = not _are_items(above, line) and not (below and _are_items(below, line))
        return alone and is_numbered(line.words) and line.is_title
    if line.role or "。" in line.words:
        return False
    if is_field_head(line.words):
        return True
    if line.is_title:
        return not line.opens_with_dateline
    return is_calling_title(line.words) and (is_numbered(line.words) or (at > 0 and above.role == "speaker"))


def _are_items(other: LineForm, line: LineForm) -> bool:
    """Whether two lines are items of one list, their numbers of one form."""
    return other.role == "list" and _number_form(other.words) in {"", _number_form(line.words)}


def _read_titles(lines: Sequence[LineForm], start: int, end: int) -> None:
    """Gives a stretch of title-like lines its roles.

    They are subheads where text follows, else a list, else paragraphs without a stop.
    """
    if numerals := _stanza_numbers(lines, start, end):
        for at in range(start, end):
            lines[at].role = "subhead" if at in numerals else "verse"
        return
    follows = end < len(lines) and (_is_text(lines[end]) or _is_signed_text(lines, end))
    follows = follows and not (end == start + 1 and lines[start].words.count("，") > _MOST_COMMAS)
    role = "list" if end - start >= FEWEST_LISTED else "subhead" if follows else "paragraph"
    if end - start == 1 and start and lines[start - 1].role == "subhead" and _answers(lines[start], lines[start - 1]):
        role = "list"
    if role == "list":
        _read_chapters(lines, start, end)
    for line in lines[start:end]:
        line.role = role if line.role == "" or role == "subhead" else line.role
    if role == "list" and follows and start and lines[start - 1].role == "speaker":
        lines[start].role = "subhead"


def _answers(line: LineForm, head: LineForm) -> bool:
    """Whether a line without number stands under a numbered head, whose words it is."""
    return is_numbered(head.words) and not is_numbered(line.words)


def _read_chapters(lines: Sequence[LineForm], start: int, end: int) -> None:
    """Makes subheads of the numbered lines in a stretch of short ones that head others."""
    numbers = [_number_form(line.words) for line in lines[start:end]]
    if not any(numbers) or all(numbers):
        return
    for at, (number, following) in enumerate(zip(numbers, [*numbers[1:], ""], strict=True), start):
        if number and number != following and (at + 1 < end or (end < len(lines) and _is_text(lines[end]))):
            lines[at].role = "subhead"


def _number_form(words: str) -> str:
    """The form of the number that opens a line; empty for none."""
    number = _CHAPTER.match(words)
    return (number.lastgroup or "") if number else ""


def _is_text(line: LineForm) -> bool:
    return line.role in _HEADED or (not line.role and line.is_sentence)


def _is_signed_text(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a by-line stands here over text, as in a column of several pieces."""
    return lines[at].role == "byline" and at + 1 < len(lines) and _is_text(lines[at + 1])


def _stanza_numbers(lines: Sequence[LineForm], start: int, end: int) -> set[int]:
    """The lines that number the stanzas of a poem, by index; empty for anything else."""
    numbers = [at for at in range(start, end) if _NUMERAL.fullmatch(lines[at].words)]
    lengths = {after - at - 1 for at, after in pairwise([*numbers, end])}
    short = all(
        len(line.words) <= _LONGEST_VERSE and not line.words.isdecimal()
        for line in lines[start:end]
        if not _NUMERAL.fullmatch(line.words)
    )
    return set(numbers) if len(numbers) > 1 and numbers[0] == start and min(lengths) > 1 and short else set()


def _read_line(lines: Sequence[LineForm], at: int) -> None:
    """Gives a line of the body that is no title its role."""
    line, below = lines[at], lines[at + 1 : at + 1 + _NEAR]
    if not line.role:
        line.role = "paragraph"
    elif line.role == "byline":
        is_tail = not any(not other.role or other.role in _BODY for other in below)
        line.role = "credit" if is_tail or not _names_reporter(line.words) else "byline"
    elif line.role == "deck":
        line.role = _deck_in_body(lines, at)
    elif line.role == "note" and is_label(line.words) and below:
        below[0].role = below[0].role or "note"


def _names_reporter(words: str) -> bool:
    folded = fold(words)
    return is_marked(folded) or "记者" in folded or "评论员" in words


def _deck_in_body(lines: Sequence[LineForm], at: int) -> str:
    """The role of a line that opens with a dash: attribution, subhead or text."""
    line = lines[at]
    if line.is_sentence:
        return "paragraph"
    source = line.words.lstrip("—─ ")
    is_source = is_speaker(source) or is_name(source) or source.endswith(("》", "〉"))
    if at > 0 and lines[at - 1].role in _QUOTED and is_source:
        return "attribution"
    return "subhead" if at + 1 < len(lines) and lines[at + 1].is_sentence else "paragraph"
