"""The head of a draft: headline, decks, by-lines and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import SIGNING_BODY
from zhlint.reading.grammar.forms import (
    LONGEST_TITLE,
    is_calling_title,
    is_column_head,
    is_field,
    is_label,
    is_one_sentence,
    is_recipient,
)
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.roles.form import opens_story
from zhlint.reading.roles.stack import LEAD, abstracts_over_lead, count_stacked, decks_over_lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: Titles above the by-line: a line over the headline, the headline, its second line.
_MOST_TITLES: Final = 3
#: A headline that asks or calls is known by what follows only up to this length.
_SHORT: Final = 30
#: A half of a couplet over a headline.
_HALF: Final = expression(rf"{HAN}{{4,8}}")
#: No longer sentence over a dateline is a caption.
_LONGEST_CAPTION: Final = 60
#: The roles of what stands under a headline where no by-line does.
_TEXT: Final = frozenset({
    "paragraph", "question", "quotation", "verse", "list", "caption", "table", "speaker",
})  # fmt: skip


def read_head(lines: Sequence[LineForm], *, titled: bool) -> int:
    """Gives the lines above the body their roles; returns where the body begins, by index.

    `titled` is whether the headline stands elsewhere, in a front matter.
    """
    if lines and lines[0].role == "subhead" and not titled:
        lines[0].role = "headline"
    if not titled and _opens_with_byline(lines):
        return 1 + read_head(lines[1:], titled=False)
    stacked = 0 if titled else count_stacked(lines)
    titles = stacked or (0 if titled and lines and lines[0].may_be_names else _count_titles(lines))
    again = (at for at in range(titles, len(lines)) if lines[at].words not in {line.words for line in lines[:titles]})
    titles = next(again, len(lines)) if titles else 0
    while titles and titles + 1 < len(lines) and _is_over_deck(lines[titles], lines[titles + 1]):
        titles += 1
    for at, line in enumerate(lines[:titles]):
        is_deck = at > 0 and (titles > _MOST_TITLES or line.role == "deck" or len(line.words) > LONGEST_TITLE)
        line.role = "deck" if stacked and is_deck else "headline"
    has_title = titles > 0 or titled
    for at in range(titles, len(lines)):
        line = lines[at]
        if line.role == "deck" and not line.is_sentence:
            line.role = "byline" if is_surnamed(line.words.lstrip("—─ ")) else "deck"
            continue
        if line.role in {"byline", "credit"} or (has_title and not line.role and _signs(line)):
            line.role = "byline"
        elif line.role == "note" and is_label(line.words) and at + 1 < len(lines):
            lines[at + 1].role = lines[at + 1].role or "note"
        elif line.role == "caption" and at <= titles and line.is_credit_line:
            line.role = "byline"
        elif has_title and _is_caption_over_dateline(lines, at):
            line.role = "caption"
        elif line.role != "note":
            return _read_decks(lines, at) if has_title else at
    return len(lines)


def _opens_with_byline(lines: Sequence[LineForm]) -> bool:
    """Whether a by-line stands over the headline."""
    return (
        len(lines) > 2
        and lines[0].role == "byline"
        and not lines[1].role
        and lines[1].is_title
        and (lines[2].is_sentence or opens_story(lines, 2))
    )


def _is_over_deck(line: LineForm, below: LineForm) -> bool:
    """Whether a title-like line stands over a deck with a dash."""
    return not line.role and line.is_title and below.role == "deck" and not below.is_sentence


def _is_caption_over_dateline(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a sentence stands between the headline and a dateline: the words under a picture."""
    line = lines[at]
    return (
        not line.role
        and line.words.endswith("。")
        and len(line.words) <= _LONGEST_CAPTION
        and at + 1 < len(lines)
        and lines[at + 1].opens_with_dateline
    )


def _signs(line: LineForm) -> bool:
    """Whether a line holds names alone, or a body that signs."""
    return line.may_be_names or SIGNING_BODY.fullmatch(line.words) is not None


def _read_decks(lines: Sequence[LineForm], start: int) -> int:
    """Gives the lines between headline and lead their roles.

    Returns where the body begins.
    """
    end = max(decks_over_lead(lines, start), abstracts_over_lead(lines, start))
    for line in lines[start:end]:
        line.role = "deck"
    return end


def _count_titles(lines: Sequence[LineForm]) -> int:
    """The number of lines that are the headline, with one over or under it."""
    given = next((at for at, line in enumerate(lines) if line.role != "headline"), len(lines))
    if given:
        return given
    count = 0
    while count < min(_MOST_TITLES, len(lines)) and _may_be_title(lines[count], first=count == 0):
        count += 1
    if count < min(2, len(lines)) and not lines[count].role and _is_certain(lines, count):
        return count + 1
    if not count or count == len(lines):
        return 0
    over_text = _is_text(lines[count]) or abstracts_over_lead(lines, count) > count
    if (count == 1 and over_text) or opens_story(lines, count) or is_recipient(lines[count].words):
        return count
    if not over_text:
        return 0
    if count == _MOST_TITLES and LEAD.match(lines[count].words) and _is_couplet(*lines[:2]):
        return count
    return 2 if count > 1 and (is_column_head(lines[0].words) or (not lines[1].gap and lines[2].gap)) else 1


def _is_couplet(first: LineForm, second: LineForm) -> bool:
    """Whether two short lines are of one measure, as those over a headline are."""
    halves = {first.words, second.words}
    return len(halves) == 2 and len({*map(len, halves)}) == 1 and all(map(_HALF.fullmatch, halves))


def _is_text(line: LineForm) -> bool:
    return line.is_sentence or line.role in _TEXT or is_field(line.words)


def _may_be_title(line: LineForm, *, first: bool) -> bool:
    if not first and is_field(line.words):
        return False
    return not line.role and line.is_title and (first or not (line.may_be_names or line.words.endswith("。")))


def _is_certain(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a line with a stop is a headline all the same.

    So it is by what follows, or because it alone is set apart.
    """
    words = lines[at].words
    if not is_one_sentence(words) or at + 1 >= len(lines) or lines[at].may_be_names:
        return False
    if opens_story(lines, at + 1):
        return at == 0 or (len(words) <= LONGEST_TITLE and not words.endswith("。"))
    apart = lines[at + 1].gap and len(lines) > at + 3 and not any(line.gap for line in lines[at + 2 :])
    if apart and (at == 0 or len(words) <= _SHORT):
        return True
    return is_calling_title(words) and len(words) <= _SHORT and lines[at + 1].words.count("。") > 1
