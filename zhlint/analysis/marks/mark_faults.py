"""What is wrong with paired marks: each fault once, as a mark without a partner, a pair inside its like, or a wrong pair."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import characters
from zhlint.analysis.marks.masks import masks
from zhlint.analysis.marks.paired import QUOTES, marked_lines
from zhlint.check import Edit
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.paired import Mark, MarkedLine, Pair
    from zhlint.document import Document

LABEL: Final = 20
_FAR: Final = 200
_AHEAD: Final = 30
_STOPS: Final = frozenset("，。；：！？…,;\r\n")
_CLOSED_BY: Final = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "［": "］", "[": "]", "【": "】", "〔": "〕", "《": "》", "〈": "〉",
}  # fmt: skip
_ASCII: Final = expression(r"[\x00-\x7f]")
_SINGLE: Final = frozenset("‘’")
#: Full-width brackets, and half-width ones that are of one kind with them.
_TWICE: Final = (("（）", "()"), ("［］", "[]"))
#: What half-width brackets may make a smiley with, in at most three characters.
SMILEY: Final = expression(r"[:;=](?: |[-o^'])?\Z")
_ENDED: Final = frozenset("。！？，")
_SAID: Final = expression("[^。！？“”]{1,16}[说道问称讲答喊叫][，：]")
_EYES: Final = frozenset(":;=")
_OPENED_BY: Final = {closer: opener for opener, closer in _CLOSED_BY.items()}
_INNER: Final = {
    "double": "‘’",
    "single": "“”",
    "corner": "『』",
    "white-corner": "「」",
    "round": "［］",
    "title": "〈〉",
}
_LISTED: Final = expression(r"(?:^|[\s；。：，、;:,.])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})\Z")
_ARTICLE: Final = expression("“(?:（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,5}[编章节条款项])")
_TITLES: Final = frozenset({"headline", "deck", "subhead", "verse"})


class Fault(NamedTuple):
    """A fault of marks. `kind` is unbalanced, nested, reversed, mismatched, crossed or single; `mark` where it begins."""

    kind: str
    start: int
    end: int
    mark: Mark
    edits: tuple[Edit, ...] = ()


def mark_faults(document: Document) -> tuple[Fault, ...]:
    """The faults of paired marks, in order of their lines."""
    if _is_plain(document):
        return ()
    lines = document.analyse(marked_lines)
    lone = [_without_excuse(document, line) for line in lines]
    turned = [_turned_in(document, line, marks) for line, marks in zip(lines, lone, strict=True)]
    inside = _spanning(document, lines, lone)
    faults: list[Fault] = []
    for number, line in enumerate(lines):
        if not line.marks:
            continue
        faults += (_crossed(document, *marks) for marks in line.crossed)
        faults += _nested(document.text, line)
        if number not in inside and not any(mark.kind == "double" for mark in line.lone):
            faults += _singles(document, line)
        faults += turned[number]
        faults += _of_lone(document, lone[number])
    return tuple(faults)


def _is_plain(document: Document) -> bool:
    """Whether every mark has its partner in its line, none within its like and none across another: as most drafts are."""
    known, text = document.analyse(characters), document.text
    if "′" in known or any(not known.isdisjoint(full) and not known.isdisjoint(half) for full, half in _TWICE):
        return False
    if not known.isdisjoint("()") and not known.isdisjoint(_EYES):
        return False
    if not known.isdisjoint(_SINGLE) and not _are_inner_quotes(text):
        return False
    pairs = [(opener, closer) for opener, closer in _CLOSED_BY.items() if opener in known or closer in known]
    return all(_encloses_well(text, *pair, pairs) for pair in pairs)


def _encloses_well(text: str, opener: str, closer: str, pairs: list[tuple[str, str]]) -> bool:
    """Whether each opener has one closer, and before it whole pairs of other marks and no end of a line."""
    insides = _enclosed(opener, closer).findall(text)
    if not len(insides) == text.count(opener) == text.count(closer):
        return False
    together = "".join(insides)
    within = [pair for pair in pairs if pair[0] in together or pair[1] in together]
    return not within or all(
        inside.count(first) == inside.count(last) and inside.find(first) <= inside.find(last)
        for inside in insides
        for first, last in within
    )


@cache
def _enclosed(opener: str, closer: str) -> re.Pattern[str]:
    """What stands in one line between an opener and its closer, without either of them."""
    return compile_expression(rf"{re.escape(opener)}([^{re.escape(opener + closer)}\r\n]*+){re.escape(closer)}")


def _are_inner_quotes(text: str) -> bool:
    """Whether single marks stand within double ones alone, and before no letter or figure: there they may be no quotes."""
    before, *pieces = text.split("“")
    outside = before + "".join([piece.partition("”")[2] for piece in pieces])
    following = "".join([piece[:1] or "\n" for mark in _SINGLE for piece in text.split(mark)[1:]])
    return "‘" not in outside and "’" not in outside and not _ASCII.search(following)


def _without_excuse(document: Document, line: MarkedLine) -> list[Mark]:
    """The lone marks of a line that need a partner: not list marks, apostrophes, partners of straight quotes, or articles of a law."""
    if not line.lone:
        return []
    text, covers = document.text, document.analyse(masks).cover
    straight = text.count('"', line.start, line.end)
    halves = straight % 2 == 1 or sum(mark.kind == "double" for mark in line.lone) <= straight
    quotes_law = any(mark.char == "“" and _ARTICLE.match(text, mark.at) for mark in line.lone)
    return [
        mark for mark in line.lone
        if not (mark.kind == "double" and halves)
        and not (quotes_law and mark.char == "“" and _opens_clause(text, line.start, mark.at))
        and not (mark.kind == "single" and _is_apostrophe(text, mark))
        and not (mark.char in ")）" and _LISTED.search(text[max(line.start, mark.at - 5) : mark.at]))
        and not (mark.char == ")" and SMILEY.search(text[max(line.start, mark.at - 3) : mark.at]))
        and not (mark.char in "()[]" and not _touches_chinese(text, mark))
        and not covers(mark.at, mark.at + 1)
    ]  # fmt: skip


def _opens_clause(text: str, start: int, at: int) -> bool:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at == start or text[at - 1] in "；：。"


def _is_apostrophe(text: str, mark: Mark) -> bool:
    before, after = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isdigit())


def _touches_chinese(text: str, mark: Mark) -> bool:
    return not (text[mark.at - 1 : mark.at] + text[mark.at + 1 : mark.at + 2]).isascii()


def _spanning(document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]]) -> set[int]:
    """Take quotations and notes over several paragraphs out of `lone`; the numbers of the lines inside them."""
    inside: set[int] = set()
    for number, marks in enumerate(lone):
        for mark in {mark.kind: mark for mark in marks}.values():
            last = _end_of_span(document, lines, lone, number, mark) if mark.opens else None
            if last is None:
                continue
            marks.remove(mark)
            inside.update(range(number + 1, last + 1))
            closer = _first(lone[last], mark.kind)
            if closer and not closer.opens:
                lone[last].remove(closer)
    return inside


def _end_of_span(
    document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]], number: int, mark: Mark
) -> int | None:
    """The number of the line where a text that `mark` opens goes on, or ends; none where it does not span lines."""
    line, text = lines[number], document.text
    if number + 1 >= len(lines):
        return None
    closer = _first(lone[number + 1], mark.kind)
    if line.role in _TITLES and closer and not closer.opens:
        return number + 1
    if mark.at > line.start and text[mark.at - 1] not in "：:":
        return None
    if mark.kind in QUOTES and text[lines[number + 1].start] == mark.char:
        return number + 1
    return _closing_line(document, lines, lone, number, mark)


def _closing_line(
    document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]], number: int, mark: Mark
) -> int | None:
    for ahead in range(number + 1, min(number + _AHEAD, len(lines))):
        if other := _first(lone[ahead], mark.kind):
            is_end = mark.kind in QUOTES or not document.text[other.at + 1 : lines[ahead].end].strip("。，；！？ ")
            return ahead if not other.opens and is_end else None
    return None


def _first(marks: list[Mark], kind: str) -> Mark | None:
    return next((mark for mark in marks if mark.kind == kind), None)


def _turned_in(document: Document, line: MarkedLine, lone: list[Mark]) -> list[Fault]:
    """The marks of a line that are the wrong way round, taken out of `lone`: ”…“, “…“, ”…”."""
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
                faults += (_turned(*couple) for couple in couples)
                used |= {first, second}
    lone[:] = [mark for mark in lone if mark not in used]
    return faults


def _couples(marks: list[Mark]) -> list[tuple[Mark, Mark]]:
    """Marks of one kind, the first and last of them alone, taken two by two; empty where that makes no sense."""
    first, last = marks[0], marks[-1]
    if len(marks) % 2 or (first.opens and not last.opens) or (len(marks) > 2 and (first.opens or not last.opens)):
        return []
    return list(zip(marks[::2], marks[1::2], strict=True))


def _of_lone(document: Document, lone: list[Mark]) -> Iterator[Fault]:
    used: set[Mark] = set()
    for first, second in pairwise(lone):
        if first not in used and _is_mismatch(document, first, second):
            edit = Edit(second.at, second.at + 1, _CLOSED_BY[first.char])
            yield Fault("mismatched", first.at, second.at + 1, first, (edit,))
            used |= {first, second}
    for mark in lone:
        if mark not in used:
            yield Fault("unbalanced", mark.at, mark.at + 1, mark)


def _is_label(document: Document, first: Mark, second: Mark) -> bool:
    between = document.text[first.at + 1 : second.at].rstrip("！？。…")
    if not between.strip():
        return False
    if len(between) <= LABEL and _STOPS.isdisjoint(between):
        return True
    before = document.text[first.at - 1 : first.at]
    return not first.opens and second.opens and before in {"", "\r", "\n", "：", ":"} and len(between) <= _FAR


def _turned(first: Mark, second: Mark) -> Fault:
    opener = first.char if first.opens else _OPENED_BY[first.char]
    edits = [Edit(first.at, first.at + 1, opener), Edit(second.at, second.at + 1, _CLOSED_BY[opener])]
    needed = tuple(edit for edit, mark in zip(edits, (first, second), strict=True) if edit.replacement != mark.char)
    return Fault("reversed", first.at, second.at + 1, first, needed)


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
    for pair in line.pairs:
        outer = line.pairs[pair.around] if pair.around is not None else None
        if outer and outer.opener.kind == pair.opener.kind == "double" and _is_turned(text, outer, pair):
            yield Fault("reversed", pair.opener.at, pair.closer.at + 1, pair.opener, _edits(pair, "”“"))
        elif outer and outer.opener.kind == pair.opener.kind in _INNER and not _is_formula(text, outer, pair):
            yield Fault(
                "nested", pair.opener.at, pair.closer.at + 1, pair.opener, _edits(pair, _INNER[pair.opener.kind])
            )


def _is_turned(text: str, outer: Pair, inner: Pair) -> bool:
    """Whether a pair within its like is the gap between two quotations, with its marks turned: “好。“他说，”走吧。”."""
    before = text[outer.opener.at + 1 : inner.opener.at]
    return before[-1:] in _ENDED and bool(_SAID.fullmatch(text, inner.opener.at + 1, inner.closer.at))


def _is_formula(text: str, outer: Pair, inner: Pair) -> bool:
    """Whether half-width brackets of a formula stand within full-width ones: （(NH4)2HPO4）."""
    return (
        outer.opener.char == "（" and inner.opener.char == "(" and text[inner.opener.at : inner.closer.at + 1].isascii()
    )


def _singles(document: Document, line: MarkedLine) -> Iterator[Fault]:
    quoted: list[bool] = []
    for number, pair in enumerate(line.pairs):
        outer = None if pair.around is None else line.pairs[pair.around]
        quoted.append(outer is not None and (outer.opener.kind in QUOTES or quoted[pair.around or 0]))
        opener, closer = pair.opener.at, pair.closer.at
        if pair.opener.kind == "single" and not quoted[-1] and not document.text[opener + 1 : closer].isascii():
            edits = sorted(
                [*_edits(pair, "“”"), *(edit for other in _doubles_in(line, number) for edit in _edits(other, "‘’"))]
            )
            yield Fault("single", opener, closer + 1, pair.opener, tuple(edits))


def _doubles_in(line: MarkedLine, number: int) -> Iterator[Pair]:
    end = line.pairs[number].closer.at
    for other in islice(line.pairs, number + 1, None):
        if other.opener.at > end:
            return
        if other.around == number and other.opener.kind == "double":
            yield other


def _edits(pair: Pair, marks: str) -> tuple[Edit, Edit]:
    opener, closer = pair.opener.at, pair.closer.at
    return Edit(opener, opener + 1, marks[0]), Edit(closer, closer + 1, marks[1])
