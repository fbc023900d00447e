"""Hard-wrapped drafts: the lines that are one paragraph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import is_credit_line
from zhlint.reading.grammar.byline_items import is_marked
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import form_of, is_title
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import is_speaker, parse_speaker
from zhlint.reading.widths import ENDS, WIDEST, Fit, best_fit, cells, first_word, measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.reading.layout import Row
    from zhlint.reading.widths import Measure

#: Fewer lines cut at one width show nothing.
_FEWEST_CUTS: Final = 2
#: Prose and lists of equally long items are told apart by the first cut lines, so many at most.
_SAMPLE: Final = 200
_COMMAS: Final = "，、,。：；"
#: The marks that no line of its own begins with.
_GOING_ON: Final = frozenset("，。、；：？！”’）》】」』")
_COMMA: Final = expression(f"[{_COMMAS}]")


def paragraphs(rows: Sequence[Row], *, soft: bool = False) -> list[list[Row]]:
    """Groups the rows by paragraph: one row each, unless the draft is hard-wrapped.

    `soft` is for formats in which a line end is a mere blank, as in Markdown: running text without a stop goes on too.
    """
    joined = {*_joints(rows), *(_soft_joints(rows) if soft else ())}
    if not joined:
        return [[row] for row in rows]
    groups: list[list[Row]] = []
    for at, row in enumerate(rows):
        if at - 1 in joined:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def breaks(group: Sequence[Row]) -> Iterator[bool]:
    """Whether each line end inside a paragraph stands for a blank.

    So it does between Latin words, and between names.
    """
    names = len(group) > 1 and is_credit_line(group[0].words.lstrip("【"))
    for row, following in pairwise(group):
        last, first = row.words[-1], following.words[0]
        if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
            yield not (last.isdigit() and first.isdigit())
        else:
            yield names and is_name(row.words.split()[-1]) and is_name(_first_word(following.words))


def _first_word(words: str) -> str:
    """The words that open a line, up to a blank or a closing bracket."""
    return words.replace("】", " ").split()[0]


def _joints(rows: Sequence[Row]) -> Iterator[int]:
    """The rows that were cut at the width of the draft, by index."""
    indents = {indent: cells(indent) for indent in {row.indent for row in rows}}
    base = min(indents.values(), default=0)
    pairs = [
        at for at, (row, following) in enumerate(pairwise(rows))
        if not following.gap and len(row.words) <= WIDEST and indents[following.indent] <= base + 1
    ]  # fmt: skip
    fit = best_fit(rows, pairs) if _may_be_wrapped(rows, pairs) else None
    if not fit or not _is_wrapped(rows, fit):
        return
    short = len(pairs) - len(fit.cut) - len(fit.loose)
    without_gaps = short > 2 and 2 * short > sum(row.gap > 0 or indents[row.indent] > base for row in rows)
    inside, cut, deepest = set(pairs), set(fit.cut), max(indents.values())
    joined = -1
    for at in fit.cut:
        row, following = rows[at], rows[at + 1]
        title = at - 1 not in inside and indents[row.indent] <= base + 1 < deepest
        if (title or without_gaps) and _is_apart(row, following):
            continue
        if _stands_alone(row, following, starts=at - 1 != joined, ends=at + 1 not in cut):
            continue
        joined = at
        yield at


def _may_be_wrapped(rows: Sequence[Row], pairs: Sequence[int]) -> bool:
    """Whether two unfinished lines, one with a comma, may be cut at one width."""
    open_ended = [at for at in pairs if rows[at].words[-1] not in ENDS]
    if len(open_ended) < _FEWEST_CUTS or not any(_has_comma(rows[at]) for at in open_ended) or _has_long(rows):
        return False
    reach = 3 + max(cells(first_word(rows[at + 1].words)) for at in open_ended)
    return any(_are_near(rows, open_ended, measure, reach) for measure in measures())


def _has_long(rows: Sequence[Row]) -> bool:
    """Whether more lines are too wide than a wrapped draft has, judged by characters.

    Only ° measures less than one.
    """
    long = [row.words for row in rows if len(row.words) > WIDEST + 2]
    return len(long) > _most_wide(rows) and not any("°" in words for words in long)


def _most_wide(rows: Sequence[Row]) -> int:
    """The number of lines of a wrapped draft that may be wider than its width."""
    return max(1, len(rows) // 10)


def _has_comma(row: Row) -> bool:
    return _COMMA.search(row.words, 0, len(row.words) - 1) is not None


def _are_near(rows: Sequence[Row], lines: Sequence[int], measure: Measure, reach: int) -> bool:
    """Whether two lines differ by at most `reach`, one of them with a comma."""
    widths = sorted((measure(rows[at].indent + rows[at].words), _has_comma(rows[at])) for at in lines)
    return any(second[0] - first[0] <= reach and (first[1] or second[1]) for first, second in pairwise(widths))


def _soft_joints(rows: Sequence[Row]) -> Iterator[int]:
    """The rows of running text that go on below, by index.

    No stop ends them, or what follows may not begin a line.
    """
    for at, (row, following) in enumerate(pairwise(rows)):
        runs = any(mark in row.words for mark in "，。") and row.words[-1] not in ENDS
        goes_on = following.words.lstrip("*_ ")[:1] in _GOING_ON or _is_open(row.words, following.words)
        if not following.gap and (goes_on or (runs and not _is_apart(row, following))):
            yield at


def _is_open(words: str, following: str) -> bool:
    """Whether the brackets of a line are closed in another one."""
    if words.rfind("（") > words.rfind("）") and "）" in following.partition("（")[0]:
        return True
    return words[0] == "【" and "】" not in words


def _count_unexplained(rows: Sequence[Row], fit: Fit) -> int:
    """The number of lines that end early and are neither titles nor stand alone."""
    deepest, cut = max(cells(row.indent) for row in rows), set(fit.cut)
    base = min(cells(row.indent) for row in rows)
    return sum(
        not (at - 1 not in cut and cells(rows[at].indent) <= base + 1 < deepest)
        and not _is_apart(rows[at], rows[at + 1])
        for at in fit.loose
    )


def _is_wrapped(rows: Sequence[Row], fit: Fit) -> bool:
    """Whether the cut lines look like prose, not like verse or a list."""
    sample = [at for at in fit.cut if rows[at].words[-1] not in ENDS][:_SAMPLE]
    sample = [at for at in sample if not _is_apart(rows[at], rows[at + 1])]
    ended = sum(rows[at].words[-1] in ENDS + _COMMAS for at in fit.cut)
    prose = sum(_has_comma(rows[at]) for at in sample)
    return (
        len(sample) >= _FEWEST_CUTS
        and fit.wide <= _most_wide(rows)
        and 2 * ended <= len(fit.cut)
        and 5 * prose >= 2 * len(sample)
        and 4 * _count_unexplained(rows, fit) <= max(4, len(fit.cut))
    )


def _is_apart(row: Row, following: Row) -> bool:
    """Whether two lines cannot be one paragraph, one being of a lone kind."""
    if form_of(following.words) or is_speaker(following.words) or is_speaker(row.words):
        return True
    return is_credit_line(following.words) and not is_credit_line(row.words)


def _stands_alone(row: Row, following: Row, *, starts: bool, ends: bool) -> bool:
    """Whether a line below a full one is no part of its paragraph.

    `starts` is whether the full line is the first of its paragraph, `ends` whether the other is not full itself. A full line with a
    name and a post at its end may be running text.
    """
    words = following.words
    if (is_marked(fold(words)) or words.startswith("本报记者")) and is_credit_line(words):
        return True
    first, second = _names_speaker(row.words), _names_speaker(words)
    if (starts and first) or second or (ends and is_speaker(words)):
        return not is_speaker(row.words + words)
    return ends and row.words[-1] in ENDS and is_title(words) and words[-1].isalnum()


def _names_speaker(words: str) -> bool:
    """Whether a line is a post, a blank and a name, unlike running text."""
    speaker = parse_speaker(words)
    return bool(speaker and speaker.post and words[speaker.post.end : speaker.name.start].isspace())
