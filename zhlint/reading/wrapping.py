"""Hard-wrapped drafts: whether lines were cut at a width, and which lines are one paragraph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import fold, is_credit_line, is_marked
from zhlint.reading.grammar.forms import form_of, is_title
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import is_speaker, parse_speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: Cells; half as many characters where a draft is cut by characters.
_NARROWEST: Final = 20
_WIDEST: Final = 200
_FEWEST_CUTS: Final = 2
_CANDIDATES: Final = 6
#: So many cut lines are looked at to tell prose from a list of equally long items.
_SAMPLE: Final = 200
_ENDS: Final = "。！？!?…；;：:"
_COMMAS: Final = "，、,。：；"


_COMMA: Final = expression(f"[{_COMMAS}]")
_HALF: Final = expression(r"[\x00-\x7f\u00a0-\u00b6\u00b8-\u00d6\uff61-\uff9f]")
_AMBIGUOUS: Final = expression(r"[“”‘’—…·×÷°℃─]")
_UNBROKEN: Final = expression(
    r"[（(“‘《〈【「『\[]*(?:[A-Za-z0-9.%+/-]+|.)[，。、；：！？”’）》〉】」』\])!?,.;:%…—·]*"
)


class Row(NamedTuple):
    """A line of the source: its words, the blanks around them, and the number of blank lines above."""

    start: int
    indent: str
    words: str
    trail: str
    gap: int

    @property
    def first(self) -> int:
        """The source offset of the words."""
        return self.start + len(self.indent)

    @property
    def last(self) -> int:
        """The source offset after the words."""
        return self.start + len(self.indent) + len(self.words)


class _Fit(NamedTuple):
    """One way of measuring a draft, at one width: which pairs of lines were cut, and how well that explains the rest."""

    cut: list[int]
    loose: list[int]
    wide: int
    hanging: int

    @property
    def merit(self) -> int:
        return len(self.cut) - 3 * len(self.loose) - 3 * self.wide - self.hanging


def paragraphs(rows: Sequence[Row], *, soft: bool = False) -> list[list[Row]]:
    """The rows of each paragraph: one each, unless the draft is hard-wrapped.

    `soft` is for formats where a line end is no more than a blank: running text without a stop goes on too.
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
    """For each line end inside a paragraph, whether it stands for a blank: between Latin words, between names."""
    names = len(group) > 1 and is_credit_line(group[0].words)
    for row, following in pairwise(group):
        last, first = row.words[-1], following.words[0]
        if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
            yield not (last.isdigit() and first.isdigit())
        else:
            yield names and is_name(row.words.split()[-1]) and is_name(following.words.split()[0])


def cells(text: str) -> int:
    """The width of a text in a terminal, characters of ambiguous width taken as wide."""
    return 2 * len(text) - len(_HALF.findall(text))


def narrow_cells(text: str) -> int:
    """The width of a text where quotation marks, dashes and dots are narrow."""
    return cells(text) - len(_AMBIGUOUS.findall(text))


_MEASURES: Final[tuple[Callable[[str], int], ...]] = (cells, narrow_cells, len)


def _joints(rows: Sequence[Row]) -> Iterator[int]:
    """The lines that run on to the next one, by index."""
    indents = {indent: cells(indent) for indent in {row.indent for row in rows}}
    base = min(indents.values(), default=0)
    pairs = [
        at for at, (row, following) in enumerate(pairwise(rows))
        if not following.gap and len(row.words) <= _WIDEST and indents[following.indent] <= base + 1
    ]  # fmt: skip
    fit = _best(rows, pairs) if _may_be_wrapped(rows, pairs) else None
    if not fit or not _is_wrapped(rows, fit):
        return
    short = len(pairs) - len(fit.cut) - len(fit.loose)
    bare = short > 2 and 2 * short > sum(row.gap > 0 or indents[row.indent] > base for row in rows)
    inside, cut, deepest = set(pairs), set(fit.cut), max(indents.values())
    joined = -1
    for at in fit.cut:
        row, following = rows[at], rows[at + 1]
        title = at - 1 not in inside and indents[row.indent] <= base + 1 < deepest
        if (title or bare) and _is_apart(row, following):
            continue
        if _stands_alone(row, following, starts=at - 1 != joined, ends=at + 1 not in cut):
            continue
        joined = at
        yield at


def _may_be_wrapped(rows: Sequence[Row], pairs: Sequence[int]) -> bool:
    """Whether two lines that no stop ends, one of them with a comma, are so near in width that both may have been cut there."""
    open_ended = [at for at in pairs if rows[at].words[-1] not in _ENDS]
    if len(open_ended) < _FEWEST_CUTS or not any(_has_comma(rows[at]) for at in open_ended) or _has_long(rows):
        return False
    reach = 3 + max(cells(_first_word(rows[at + 1].words)) for at in open_ended)
    return any(_are_near(rows, open_ended, measure, reach) for measure in _MEASURES)


def _has_long(rows: Sequence[Row]) -> bool:
    """Whether more lines are wider than any width than a wrapped draft has, told by their characters: only ° measures less than one."""
    long = [row.words for row in rows if len(row.words) > _WIDEST + 2]
    return len(long) > _most_wide(rows) and not any("°" in words for words in long)


def _most_wide(rows: Sequence[Row]) -> int:
    """How many lines of a wrapped draft may be wider than its width."""
    return max(1, len(rows) // 10)


def _has_comma(row: Row) -> bool:
    return _COMMA.search(row.words, 0, len(row.words) - 1) is not None


def _are_near(rows: Sequence[Row], lines: Sequence[int], measure: Callable[[str], int], reach: int) -> bool:
    """Whether two of these lines differ by `reach` at most, one of them with a comma."""
    widths = sorted((measure(rows[at].indent + rows[at].words), _has_comma(rows[at])) for at in lines)
    return any(second[0] - first[0] <= reach and (first[1] or second[1]) for first, second in pairwise(widths))


def _soft_joints(rows: Sequence[Row]) -> Iterator[int]:
    """The lines of running text that no stop ends, by index."""
    for at, (row, following) in enumerate(pairwise(rows)):
        runs = any(mark in row.words for mark in "，。") and row.words[-1] not in _ENDS
        if runs and not following.gap and not _is_apart(row, following):
            yield at


def _best(rows: Sequence[Row], pairs: Sequence[int]) -> _Fit | None:
    """The measure and width that explain most of the line ends."""
    fits: list[_Fit] = []
    first_words = {at: _first_word(rows[at + 1].words) for at in pairs}
    for measure in _MEASURES:
        tried = _candidates({measure(rows[at].indent + rows[at].words) for at in pairs}, measure)
        if tried:
            widths = [measure(row.indent + row.words) for row in rows]
            words = {at: measure(word) for at, word in first_words.items()}
            fits += [_fit(rows, pairs, widths, words, width) for width in tried]
    return max(fits, key=lambda fit: fit.merit, default=None)


def _candidates(widths: Iterable[int], measure: Callable[[str], int]) -> list[int]:
    """The widths that a draft may have been cut at: the widest of these, where they are no wider than lines are set."""
    narrowest = _NARROWEST // 2 if measure is len else _NARROWEST
    widest = sorted(widths, reverse=True)[:_CANDIDATES]
    return [width for width in widest if narrowest <= width <= _WIDEST]


def _fit(
    rows: Sequence[Row], pairs: Sequence[int], widths: Sequence[int], words: Mapping[int, int], width: int
) -> _Fit:
    """How a width explains the line ends: a line is full where the next line's first word had no room.

    `words` are the widths of these first words, by the line before. One character left over or hanging is allowed for.
    """
    full = [at for at in pairs if widths[at] <= width + 2 and widths[at] + words[at] >= width - 1]
    cut = set(full)
    loose = [at for at in pairs if at not in cut and rows[at].words[-1] not in _ENDS]
    wide = sum(one > width + 2 for one in widths)
    return _Fit(full, loose, wide, sum(one > width for one in widths) - wide)


def _unexplained(rows: Sequence[Row], fit: _Fit) -> int:
    """How many lines end early and without a stop, and are neither titles nor beside a line of a kind that stands alone."""
    deepest, cut = max(cells(row.indent) for row in rows), set(fit.cut)
    base = min(cells(row.indent) for row in rows)
    return sum(
        not (at - 1 not in cut and cells(rows[at].indent) <= base + 1 < deepest)
        and not _is_apart(rows[at], rows[at + 1])
        for at in fit.loose
    )


def _is_wrapped(rows: Sequence[Row], fit: _Fit) -> bool:
    """Whether the cut lines look like prose cut anywhere, not like verse or a list of equally long items."""
    sample = [at for at in fit.cut if rows[at].words[-1] not in _ENDS][:_SAMPLE]
    sample = [at for at in sample if not _is_apart(rows[at], rows[at + 1])]
    ended = sum(rows[at].words[-1] in _ENDS + _COMMAS for at in fit.cut)
    prose = sum(_has_comma(rows[at]) for at in sample)
    return (
        len(sample) >= _FEWEST_CUTS
        and fit.wide <= _most_wide(rows)
        and 2 * ended <= len(fit.cut)
        and 5 * prose >= 2 * len(sample)
        and 4 * _unexplained(rows, fit) <= max(4, len(fit.cut))
    )


def _is_apart(row: Row, following: Row) -> bool:
    """Whether two lines are of kinds that stand alone: a list item next, a speaker, a by-line next."""
    if form_of(following.words) or is_speaker(following.words) or is_speaker(row.words):
        return True
    return is_credit_line(following.words) and not is_credit_line(row.words)


def _stands_alone(row: Row, following: Row, *, starts: bool, ends: bool) -> bool:
    """Whether a line that follows a full one opens a part of its own all the same: after or as a speaker, as a by-line, as a title.

    `starts` is whether the full line is the first of its paragraph, `ends` whether the other is not full itself. A full
    line with a name and post at its end may be running text.
    """
    words = following.words
    if (is_marked(fold(words)) or words.startswith("本报记者")) and is_credit_line(words):
        return True
    first, second = _names_speaker(row.words), _names_speaker(words)
    if (starts and first) or second or (ends and is_speaker(words)):
        return not is_speaker(row.words + words)
    return ends and row.words[-1] in _ENDS and is_title(words) and words[-1].isalnum()


def _names_speaker(words: str) -> bool:
    """Whether a line is a post and a name with a blank between, which running text does not have."""
    speaker = parse_speaker(words)
    return bool(speaker and speaker.post and words[speaker.post.end : speaker.name.start].isspace())


def _first_word(words: str) -> str:
    found = _UNBROKEN.match(words)
    return found[0] if found else ""
