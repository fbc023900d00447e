"""The width at which a draft was hard-wrapped, found by measuring its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from zhlint.reading.layout import Row

    Measure = Callable[[str], int]

#: The widths at which drafts are cut, in cells; the narrowest is half as many characters where characters are counted.
_NARROWEST: Final = 20
WIDEST: Final = 200
#: So many of the widest lines are tried as the width of a draft.
_CANDIDATES: Final = 6
#: The marks that end a sentence or a clause that may stand at the end of a paragraph.
ENDS: Final = "。！？!?…；;：:"
_HALF: Final = expression(r"[\x00-\x7f\u00a0-\u00b6\u00b8-\u00d6\uff61-\uff9f]")
_AMBIGUOUS: Final = expression(r"[“”‘’—…·×÷°℃─]")
_UNBROKEN: Final = expression(
    r"[（(“‘《〈【「『\[]*(?:[A-Za-z0-9.%+/-]+|.)[，。、；：！？”’）》〉】」』\])!?,.;:%…—·]*"
)


class Fit(NamedTuple):
    """One measure and width of a draft, and how they explain its line ends.

    `cut` are the lines that were full, `loose` those that end early without a stop, both by index; `wide` counts the lines that are
    wider than the width, `hanging` those that are so by one character.
    """

    cut: list[int]
    loose: list[int]
    wide: int
    hanging: int

    @property
    def merit(self) -> int:
        return len(self.cut) - 3 * len(self.loose) - 3 * self.wide - self.hanging


def cells(text: str) -> int:
    """The width of a text in a terminal, characters of ambiguous width taken as wide."""
    return 2 * len(text) - len(_HALF.findall(text))


def narrow_cells(text: str) -> int:
    """The width of a text where quotation marks, dashes and dots are narrow."""
    return cells(text) - len(_AMBIGUOUS.findall(text))


def measures() -> tuple[Measure, ...]:
    """The ways of measuring a line by which programs cut it."""
    return cells, narrow_cells, len


def best_fit(rows: Sequence[Row], pairs: Sequence[int]) -> Fit | None:
    """Finds the measure and the width that explain most of the line ends.

    `pairs` are the indices of the rows that may run on to the next. None where no line has a likely width.
    """
    fits: list[Fit] = []
    first_words = {at: first_word(rows[at + 1].words) for at in pairs}
    for measure in measures():
        candidates = _candidates({measure(rows[at].indent + rows[at].words) for at in pairs}, measure)
        if candidates:
            widths = [measure(row.indent + row.words) for row in rows]
            words = {at: measure(word) for at, word in first_words.items()}
            fits += [_fit(rows, pairs, widths, words, width) for width in candidates]
    return max(fits, key=lambda fit: fit.merit, default=None)


def first_word(words: str) -> str:
    """The beginning of a line that no program parts.

    It is a word or a character, with the marks that stick to it.
    """
    match = _UNBROKEN.match(words)
    return match[0] if match else ""


def _candidates(widths: Iterable[int], measure: Measure) -> list[int]:
    """The widest of these widths that lines may be set in."""
    narrowest = _NARROWEST // 2 if measure is len else _NARROWEST
    widest = sorted(widths, reverse=True)[:_CANDIDATES]
    return [width for width in widest if narrowest <= width <= WIDEST]


def _fit(rows: Sequence[Row], pairs: Sequence[int], widths: Sequence[int], words: Mapping[int, int], width: int) -> Fit:
    """The fit of one width: lines are full that had no room for another word.

    `words` are the widths of the next first words, by the line before. One character left over or hanging is allowed for.
    """
    cut = [at for at in pairs if widths[at] <= width + 2 and widths[at] + words[at] >= width - 1]
    full = set(cut)
    loose = [at for at in pairs if at not in full and rows[at].words[-1] not in ENDS]
    wide = sum(other > width + 2 for other in widths)
    return Fit(cut, loose, wide, sum(other > width for other in widths) - wide)
