"""Faults of marks in pairs: crossed, within their own kind, or single outside double ones."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.fault import Fault
from zhlint.analysis.marks.pairs import QUOTES
from zhlint.check import Edit
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.pairs import Mark, MarkedLine, Pair
    from zhlint.document import Document

#: More pairs within one of their own kind come from a mark that closes nothing.
_MOST_NESTED: Final = 3
_ENDED: Final = frozenset("。！？，")
_SAID: Final = expression("[^。！？“”]{1,16}[说道问称讲答喊叫][，：]")
#: Brackets that belong to the name before them, or hold half of a word.
_PART_OF_NAME: Final = expression(
    rf"[（(](?![一二三四五六七八九十])(?:{HAN}|国家行政学院|行政学院|院系|[有]?限合伙|普通合伙|特殊普通合伙|集团|控股|股份|副[校院]长|\d{{4}}|{HAN}{{2}}|{HAN}{{1,2}}(?:、{HAN}{{1,2}}){{1,4}})[）)]"
    r"|[（(][A-Za-z\u00c0-\u017f][A-Za-z0-9\u00c0-\u017f .,;:&'’\-–—，；第页]*[）)]|[（(](?:1[0-9]|20)\d\d[a-z]?(?:[，,] ?(?:第 ?)?[\d–\-]+ ?页?)*[）)]"
    r"|(?<=[批科类類期卷辑輯组組])[（(][一二三四五六七八九十]{1,2}[）)]"
)
_INNER: Final = {
    "double": "‘’",
    "single": "“”",
    "corner": "『』",
    "white-corner": "「」",
    "round": "［］",
    "title": "〈〉",
}


def crossed_fault(document: Document, first: Mark, last: Mark) -> Fault:
    """The fault of a pair that closes after the one around it."""
    edit = Edit(last.at - 1, last.at + 1, last.char + document.text[last.at - 1])
    return Fault("crossed", first.at, last.at + 1, first, (edit,))


def nested_faults(text: str, line: MarkedLine) -> Iterator[Fault]:
    """The pairs within one of their own kind.

    Of many within one, which lacks its own closing mark, only the first.
    """
    faults = list(_each_nested(text, line))
    inside = Counter(outer for outer, _ in faults)
    told: set[int] = set()
    for outer, fault in faults:
        if inside[outer] <= _MOST_NESTED or outer not in told:
            yield fault
        told.add(outer)


def _each_nested(text: str, line: MarkedLine) -> Iterator[tuple[int, Fault]]:
    """Every pair within one of its own kind, with the offset of the outermost."""
    roots: list[int] = []
    for pair in line.pairs:
        around = pair.around
        is_inner = around is not None and line.pairs[around].opener.kind == pair.opener.kind
        roots.append(roots[around] if around is not None and is_inner else pair.opener.at)
        outer = line.pairs[pair.around] if pair.around is not None else None
        if outer and outer.opener.kind == pair.opener.kind == "double" and _is_turned(text, outer, pair):
            yield (
                roots[-1],
                Fault("reversed", pair.opener.at, pair.closer.at + 1, pair.opener, _edits(pair, "”“")),
            )
        elif (
            outer
            and outer.opener.kind == pair.opener.kind in _INNER
            and not (_is_formula(text, outer, pair) or _is_of_name(text, pair) or _is_call(text, pair))
        ):
            edits = _edits(pair, _INNER[pair.opener.kind])
            yield roots[-1], Fault("nested", pair.opener.at, pair.closer.at + 1, pair.opener, edits)


def _is_turned(text: str, outer: Pair, inner: Pair) -> bool:
    """Whether an inner pair is really the gap between two quotations: “好。“他说，”走吧。”."""
    before = text[outer.opener.at + 1 : inner.opener.at]
    return before[-1:] in _ENDED and bool(_SAID.fullmatch(text, inner.opener.at + 1, inner.closer.at))


def _is_formula(text: str, outer: Pair, inner: Pair) -> bool:
    """Whether half-width brackets of a formula stand within full-width ones: （(NH4)2HPO4）."""
    return (
        outer.opener.char == "（" and inner.opener.char == "(" and text[inner.opener.at : inner.closer.at + 1].isascii()
    )


def _is_call(text: str, pair: Pair) -> bool:
    """Whether half-width brackets belong to a program: count($rows)."""
    before = text[pair.opener.at - 1 : pair.opener.at]
    return pair.opener.char == "(" and (before.isascii() and (before.isalnum() or before == "_"))


def _is_of_name(text: str, pair: Pair) -> bool:
    """Whether brackets are part of a name or of a word: 党校（行政学院）, 校（院）长, 企业（有限合伙）."""
    return _PART_OF_NAME.fullmatch(text, pair.opener.at, pair.closer.at + 1) is not None


def single_faults(document: Document, line: MarkedLine) -> Iterator[Fault]:
    """Pairs of single quotation marks that stand in no double ones."""
    are_quoted: list[bool] = []
    for number, pair in enumerate(line.pairs):
        outer = None if pair.around is None else line.pairs[pair.around]
        are_quoted.append(outer is not None and (outer.opener.kind in QUOTES or are_quoted[pair.around or 0]))
        opener, closer = pair.opener.at, pair.closer.at
        if pair.opener.kind == "single" and not are_quoted[-1] and not document.text[opener + 1 : closer].isascii():
            edits = sorted(
                [*_edits(pair, "“”"), *(edit for other in _doubles_in(line, number) for edit in _edits(other, "‘’"))]
            )
            yield Fault("single", opener, closer + 1, pair.opener, tuple(edits))


def _doubles_in(line: MarkedLine, number: int) -> Iterator[Pair]:
    """The pairs of double marks right inside this pair."""
    end = line.pairs[number].closer.at
    for other in islice(line.pairs, number + 1, None):
        if other.opener.at > end:
            return
        if other.around == number and other.opener.kind == "double":
            yield other


def _edits(pair: Pair, marks: str) -> tuple[Edit, Edit]:
    opener, closer = pair.opener.at, pair.closer.at
    return Edit(opener, opener + 1, marks[0]), Edit(closer, closer + 1, marks[1])
