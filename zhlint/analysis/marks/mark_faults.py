"""Faults of paired marks, each reported once."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.marks.lone_marks import is_ornament, lone_marks, remove_foreign_breaks, remove_spanning_marks
from zhlint.analysis.marks.pairs import CLOSED_BY, QUOTES, marked_lines
from zhlint.analysis.marks.plain_marks import are_marks_plain
from zhlint.check import Edit
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.pairs import Mark, MarkedLine, Pair
    from zhlint.document import Document

LABEL: Final = 20
_FAR: Final = 200
#: More pairs within one of their own kind come from a mark that closes nothing.
_MOST_NESTED: Final = 3
_STOPS: Final = frozenset("，。；：！？…,;\r\n")
_ENDED: Final = frozenset("。！？，")
_SAID: Final = expression("[^。！？“”]{1,16}[说道问称讲答喊叫][，：]")
#: Brackets that belong to the name before them, or hold half of a word.
_PART_OF_NAME: Final = expression(
    rf"[（(](?![一二三四五六七八九十])(?:{HAN}|国家行政学院|行政学院|院系|[有]?限合伙|普通合伙|特殊普通合伙|集团|控股|股份|副[校院]长|\d{{4}}|{HAN}{{2}}|{HAN}{{1,2}}(?:、{HAN}{{1,2}}){{1,4}})[）)]"
    r"|[（(][A-Za-z\u00c0-\u017f][A-Za-z0-9\u00c0-\u017f .,;:&'’\-–—，；第页]*[）)]|[（(](?:1[0-9]|20)\d\d[a-z]?(?:[，,] ?(?:第 ?)?[\d–\-]+ ?页?)*[）)]"
    r"|(?<=[批科类類期卷辑輯组組])[（(][一二三四五六七八九十]{1,2}[）)]"
)
_OPENED_BY: Final = {closer: opener for opener, closer in CLOSED_BY.items()}
_INNER: Final = {
    "double": "‘’",
    "single": "“”",
    "corner": "『』",
    "white-corner": "「」",
    "round": "［］",
    "title": "〈〉",
}


class Fault(NamedTuple):
    """A fault of paired marks.

    `kind` is unbalanced, nested, reversed, mismatched, crossed or single; `mark` is the mark it begins with; `edits`
    mend it.
    """

    kind: str
    start: int
    end: int
    mark: Mark
    edits: tuple[Edit, ...] = ()


def mark_faults(document: Document) -> tuple[Fault, ...]:
    """The faults of paired marks, in order of their lines."""
    if are_marks_plain(document):
        return ()
    lines = document.analyse(marked_lines)
    lone = [lone_marks(document, line) for line in lines]
    remove_foreign_breaks(document, lines, lone)
    turned = [_remove_reversed(document, line, marks) for line, marks in zip(lines, lone, strict=True)]
    inside = remove_spanning_marks(document, lines, lone)
    faults: list[Fault] = []
    for number, line in enumerate(lines):
        if not line.marks:
            continue
        faults += (_crossed(document, *marks) for marks in line.crossed)
        faults += _nested(document.text, line)
        if number not in inside and not any(mark.kind == "double" for mark in line.lone):
            faults += _singles(document, line)
        faults += turned[number]
        faults += _lone_faults(document, [mark for mark in lone[number] if not is_ornament(document, line, mark)])
    return tuple(faults)


def _remove_reversed(document: Document, line: MarkedLine, lone: list[Mark]) -> list[Fault]:
    """Reports marks the wrong way round (”…“, “…“, ”…”) and removes them from `lone`."""
    if len(lone) < 2:
        return []
    faults: list[Fault] = []
    used: set[Mark] = set()
    for kind in sorted({mark.kind for mark in lone}):
        same = [mark for mark in line.marks if mark.kind == kind]
        place = {mark: index for index, mark in enumerate(same)}
        for first, second in pairwise([mark for mark in lone if mark.kind == kind]):
            couples = _couples(same[place[first] : place[second] + 1])
            if first not in used and couples and all(_is_label(document, *couple) for couple in couples):
                faults += (_reversed(*couple) for couple in couples)
                used |= {first, second}
    lone[:] = [mark for mark in lone if mark not in used]
    return faults


def _couples(marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """Marks of one kind in couples, if only the first and the last are lone."""
    first, last = marks[0], marks[-1]
    if len(marks) % 2 or (first.opens and not last.opens) or (len(marks) > 2 and (first.opens or not last.opens)):
        return []
    return list(zip(marks[::2], marks[1::2], strict=True))


def _lone_faults(document: Document, lone: list[Mark]) -> Iterator[Fault]:
    used: set[Mark] = set()
    for first, second in pairwise(lone):
        if first not in used and _is_mismatch(document, first, second):
            edit = Edit(second.at, second.at + 1, CLOSED_BY[first.char])
            yield Fault("mismatched", first.at, second.at + 1, first, (edit,))
            used |= {first, second}
    for mark in lone:
        if mark not in used:
            yield Fault("unbalanced", mark.at, mark.at + 1, mark)


def _is_label(document: Document, first: Mark, second: Mark) -> bool:
    """Whether the text between two marks is short enough to be a quotation."""
    between = document.text[first.at + 1 : second.at].rstrip("！？。…")
    if not between.strip():
        return False
    if len(between) <= LABEL and _STOPS.isdisjoint(between):
        return True
    before = document.text[first.at - 1 : first.at]
    return not first.opens and second.opens and before in {"", "\r", "\n", "：", ":"} and len(between) <= _FAR


def _reversed(first: Mark, second: Mark) -> Fault:
    opener = first.char if first.opens else _OPENED_BY[first.char]
    edits = [Edit(first.at, first.at + 1, opener), Edit(second.at, second.at + 1, CLOSED_BY[opener])]
    edits_needed = tuple(
        edit for edit, mark in zip(edits, (first, second), strict=True) if edit.replacement != mark.char
    )
    return Fault("reversed", first.at, second.at + 1, first, edits_needed)


def _is_mismatch(document: Document, first: Mark, second: Mark) -> bool:
    between = document.text[first.at + 1 : second.at]
    return (
        first.opens
        and not second.opens
        and first.kind != second.kind
        and 0 < len(between) <= 2 * LABEL
        and "。" not in between
    )


def _crossed(document: Document, first: Mark, last: Mark) -> Fault:
    edit = Edit(last.at - 1, last.at + 1, last.char + document.text[last.at - 1])
    return Fault("crossed", first.at, last.at + 1, first, (edit,))


def _nested(text: str, line: MarkedLine) -> Iterator[Fault]:
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


def _singles(document: Document, line: MarkedLine) -> Iterator[Fault]:
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
