"""Paired marks of each line: their partners, and the marks left without one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

CLOSED_BY: Final = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕", "《": "》", "〈": "〉",
}  # fmt: skip
QUOTES: Final = frozenset({"double", "single", "corner", "white-corner"})
_KINDS: Final = {
    "double": "“”", "single": "‘’", "corner": "「」", "white-corner": "『』", "round": "（）()", "square": "［］[]",
    "lenticular": "【】", "tortoise": "〔〕", "title": "《》", "inner-title": "〈〉",
}  # fmt: skip
KINDS: Final = frozenset(_KINDS)
LINE_ENDS: Final = frozenset("\r\n")
_KIND: Final = {char: kind for kind, chars in _KINDS.items() for char in chars}
_OPENERS: Final = frozenset(char for chars in _KINDS.values() for char in chars[::2])
#: Marks that may be apostrophes, minutes or smileys.
_DOUBTFUL: Final = frozenset("‘’”()")
#: The most pairs that are tried outwards from an offset.
_NEAR: Final = 20
_MINUTES: Final = expression(r"\d[’′]\d{1,2}\Z")
#: The number of a figure or a formula, as a bracket closes it: 如图2)所示.
_ITEM: Final = expression(r"[图表式例]\s?\d{1,2}\Z")
_INTERVAL: Final = expression(
    r"\[\s?[-+−]?[\w.∞π]{1,8}\s?[,，]\s?[-+−]?[\w.∞π]{1,8}\s?\)|\(\s?[-+−]?[\w.∞π]{1,8}\s?[,，]\s?[-+−]?[\w.∞π]{1,8}\s?\]",
    re.ASCII,
)
_MARK: Final = expression("[" + re.escape("".join(_KINDS.values())) + "]")


class Mark(NamedTuple):
    """A mark at an offset; full- and half-width brackets are of one kind."""

    at: int
    char: str
    kind: str
    opens: bool


class Pair(NamedTuple):
    """Two partners; `around` is the index of the next pair outwards, or None."""

    opener: Mark
    closer: Mark
    around: int | None


class MarkedLine(NamedTuple):
    """A line of a draft with its marks.

    `pairs` are in order of their openers; `lone` are the marks without a partner, in order. `crossed` holds marks
    that would be partners if the mark right before the second did not close a pair round the first (“《…”》).
    """

    role: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    pairs: tuple[Pair, ...]
    lone: tuple[Mark, ...]
    crossed: tuple[tuple[Mark, Mark], ...]


def marked_lines(document: Document) -> tuple[MarkedLine, ...]:
    """The lines of a draft in order, each with its marks paired.

    A line holds all the blocks between two line breaks; code and front matter are left out.
    """
    marks = tuple(_marks(document.text))
    places = [mark.at for mark in marks]
    return tuple(
        _pair_line(role, start, end, marks[bisect_left(places, start) : bisect_left(places, end)])
        for role, start, end in _lines(document)
    )


def pair_around(line: MarkedLine, at: int, kinds: frozenset[str]) -> Pair | None:
    """The innermost pair of these kinds around the character at an offset, or None.

    Only the twenty nearest pairs are tried.
    """
    index: int | None = bisect_right(line.pairs, at, key=lambda pair: pair.opener.at) - 1
    for _ in range(_NEAR):
        if index is None or index < 0:
            return None
        pair = line.pairs[index]
        if pair.closer.at > at and pair.opener.kind in kinds:
            return pair
        index = pair.around
    return None


def _lines(document: Document) -> Iterator[tuple[str, int, int]]:
    blocks = [block for block in document.blocks if block.role not in {"code", "frontmatter"}]
    if not blocks:
        return
    role, start = blocks[0].role, blocks[0].start
    for block, following in pairwise(blocks):
        if not LINE_ENDS.isdisjoint(document.text[block.end : following.start]):
            yield role, start, block.end
            role, start = following.role, following.start
        else:
            role = following.role
    yield role, start, blocks[-1].end


def _pair_line(role: str, start: int, end: int, marks: tuple[Mark, ...]) -> MarkedLine:
    """The line with its marks paired."""
    if not marks:
        return MarkedLine(role, start, end, (), (), (), ())
    if _follow_each_other(marks):
        couples = tuple(Pair(*couple, None) for couple in zip(marks[::2], marks[1::2], strict=True))
        return MarkedLine(role, start, end, marks, couples, (), ())
    opened: list[Mark] = []
    waiting = dict.fromkeys(KINDS, 0)
    partners: dict[Mark, Mark] = {}
    lone: set[Mark] = set()
    crossed: list[tuple[Mark, Mark]] = []
    skipped: list[Mark] = []
    for number, mark in enumerate(marks):
        if mark.opens:
            opened.append(mark)
            waiting[mark.kind] += 1
            skipped = []
        elif waiting[mark.kind]:
            skipped = []
            while opened[-1].kind != mark.kind:
                skipped.append(opened.pop())
            partners[opened.pop()] = mark
            for other in (mark, *skipped):
                waiting[other.kind] -= 1
            lone.update(skipped)
        elif marks[number - 1].at == mark.at - 1 and (over := [other for other in skipped if other.kind == mark.kind]):
            crossed.append((over[-1], mark))
            lone.discard(over[-1])
        else:
            lone.add(mark)
    lone.update(opened)
    return MarkedLine(role, start, end, marks, _pairs(marks, partners), tuple(sorted(lone)), tuple(crossed))


def _follow_each_other(marks: tuple[Mark, ...]) -> bool:
    """Whether the marks are whole pairs, none within another, as in most lines."""
    return not len(marks) % 2 and all(
        opener.opens and not closer.opens and opener.kind == closer.kind
        for opener, closer in zip(marks[::2], marks[1::2], strict=True)
    )


def _pairs(marks: tuple[Mark, ...], partners: dict[Mark, Mark]) -> tuple[Pair, ...]:
    pairs: list[Pair] = []
    around: list[int] = []
    for mark in marks:
        if mark not in partners:
            continue
        while around and pairs[around[-1]].closer.at < mark.at:
            around.pop()
        pairs.append(Pair(mark, partners[mark], around[-1] if around else None))
        around.append(len(pairs) - 1)
    return tuple(pairs)


def _marks(text: str) -> Iterator[Mark]:
    halves = {at for interval in _intervals(text) for at in (interval.start(), interval.end() - 1)}
    for match in _MARK.finditer(text):
        char, at = match[0], match.start()
        if at not in halves and (char not in _DOUBTFUL or not _is_foreign(text, char, at)):
            yield Mark(at, char, _KIND[char], char in _OPENERS)


def _intervals(text: str) -> Iterator[re.Match[str]]:
    """The half-open intervals of mathematics, whose brackets are of two kinds: [0,1)."""
    yield from _INTERVAL.finditer(text) if "[" in text or "]" in text else ()


def _is_foreign(text: str, char: str, at: int) -> bool:
    """Whether a mark is no quotation mark or bracket.

    It is an apostrophe, minutes or seconds (6’55”), part of a smiley, or after the number of a figure.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in "‘’" and before.isascii() and after.isascii():
        return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())
    if char == "”":
        return before.isdigit() and bool(_MINUTES.search(text[max(0, at - 4) : at]))
    if char == ")" and _ITEM.search(text[max(0, at - 4) : at]):
        return True
    if char in "()":
        return before in {":", ";", "="} and not (char == "(" and after.isalnum())
    return False
