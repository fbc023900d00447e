"""Marks without a partner in their line, and those among them that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.masks import masks
from zhlint.analysis.marks.pairs import QUOTES
from zhlint.analysis.script import script
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.analysis.marks.pairs import Mark, MarkedLine
    from zhlint.document import Document

_AHEAD: Final = 30
#: The longest arrow of 》, in characters.
_ARROW: Final = 6
_POINTING: Final = expression(r"(?:(?<=[。！？.!?”）\]】\s])|\A)(?:》{2,6}(?!》)|《{2,6}(?!《))")
#: What a bracket opens that is never closed, as people chat: （笑，（doge。
_CHATTED: Final = expression("[（(](?:doge|狗头|笑|笑哭|逃|跑|雾|误|划掉|bushi|不是)(?=[，。！？、\\s]|\\Z)")
#: The eyes and nose before a half-width bracket that make it a smiley.
SMILEY: Final = expression(r"[:;=](?: |[-o^'])?\Z")
#: What follows a full-width smiley: ：）
_AFTER_FACE: Final = frozenset({"", " ", "\n", "\r", "<"})
_LISTED: Final = expression(r"(?:^|[\s；。：，、;:,.])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3})\Z")
_ARTICLE: Final = expression("“(?:（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,5}[编章节条款项])")
_LONGEST_SECTION: Final = 24
_SECTION: Final = expression(r"[^。，；：《》]+")
#: A line broken within a pair leaves pieces of so many characters, over so many further lines.
_PIECE: Final = 30
_BROKEN: Final = 2
_ENDS: Final = frozenset("。！？；")
#: Foreign words in brackets may be broken over so many further lines.
_FOREIGN_LINES: Final = 3
_TITLES: Final = frozenset({"headline", "deck", "subhead", "verse"})


def lone_marks(document: Document, line: MarkedLine) -> list[Mark]:
    """The lone marks of a line that need a partner, in order.

    Left out are list marks, apostrophes, smileys, marks that a straight quote closes, 》》 that points, 》 after the name of a
    section in a traditional headline, brackets of chat (（笑，), and the openers of a quoted law's articles.
    """
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
        and not (mark.char == "）" and text[mark.at - 1] == "：" and text[mark.at + 1 : mark.at + 2] in _AFTER_FACE)
        and not (mark.char == "》" and text[mark.at - 1] in "=-")
        and not (mark.char == ")" and SMILEY.search(text[max(line.start, mark.at - 3) : mark.at]))
        and not (mark.char in "()[]" and not _touches_chinese(text, mark))
        and not (mark.char in "《》" and (_closes_section(document, line, mark) or _is_arrow(text, line, mark)))
        and not (mark.char in "（(" and _CHATTED.match(text, mark.at, line.end))
        and not covers(mark.at, mark.at + 1)
    ]  # fmt: skip


def _closes_section(document: Document, line: MarkedLine, mark: Mark) -> bool:
    """Whether 》 ends the name of a section in a traditional headline: 足球》兩隊言和.

    Such a headline may stand behind a closing bracket, where a page was made one line.
    """
    before = document.text[line.start : mark.at]
    section = before.rsplit("）", 1)[-1].lstrip()
    return (
        document.analyse(script) == "traditional"
        and mark.char == "》"
        and (line.role in _TITLES or line.start == 0 or "）" in before)
        and 0 < len(section) <= _LONGEST_SECTION
        and _SECTION.fullmatch(section) is not None
    )


def _is_arrow(text: str, line: MarkedLine, mark: Mark) -> bool:
    """Whether 》 or 《 belongs to an arrow, two to six of them: 》》更多活动.

    An arrow opens a line or follows a stop.
    """
    start = max(line.start, mark.at - _ARROW)
    return any(
        arrow.start() <= mark.at - start < arrow.end() and (start == line.start or arrow.start() > 0)
        for arrow in _POINTING.finditer(text[start : min(line.end, mark.at + _ARROW + 1)])
    )


def _opens_clause(text: str, start: int, at: int) -> bool:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at == start or text[at - 1] in "；：。"


def _is_apostrophe(text: str, mark: Mark) -> bool:
    before, after = text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isdigit())


def _touches_chinese(text: str, mark: Mark) -> bool:
    return not (text[mark.at - 1 : mark.at] + text[mark.at + 1 : mark.at + 2]).isascii()


def remove_foreign_breaks(document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]]) -> None:
    """Removes brackets round foreign words from `lone` that a line break parts: （Park Dong¶Kwon）."""
    text = document.text
    for number, marks in enumerate(lone):
        opener = marks[-1] if marks else None
        if not (opener and opener.kind == "round" and opener.opens):
            continue
        if not text[opener.at + 1 : lines[number].end].isascii():
            continue
        for ahead in range(number + 1, min(number + 1 + _FOREIGN_LINES, len(lines))):
            closer = lone[ahead][0] if lone[ahead] else None
            if not text[lines[ahead].start : closer.at if closer else lines[ahead].end].isascii():
                break
            if closer:
                if closer.kind == "round" and not closer.opens:
                    marks.remove(opener)
                    lone[ahead].remove(closer)
                break


def is_ornament(document: Document, line: MarkedLine, mark: Mark) -> bool:
    """Whether a quotation mark is alone in its line, as beside a passage set large."""
    return mark.kind == "double" and document.text[line.start : line.end].strip(" \u3000_*") == mark.char


def remove_spanning_marks(document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]]) -> set[int]:
    """Removes the marks of quotations and notes over several lines from `lone`.

    `lone` has the lone marks of each line and is changed. Returns the numbers of the lines inside such spans.
    """
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
    """The number of the line in which a span over lines ends, or None."""
    line, text = lines[number], document.text
    if number + 1 >= len(lines):
        return None
    closer = _first(lone[number + 1], mark.kind)
    if line.role in _TITLES and closer and not closer.opens:
        return number + 1
    if closer and not closer.opens and mark is lone[number][-1] and _breaks_off(document, line, lines[number + 1]):
        return number + 1
    if broken := _behind_break(document, lines, lone, number, mark):
        return broken
    if mark.at > line.start and text[mark.at - 1] not in "：:":
        return None
    if mark.kind in QUOTES and text[lines[number + 1].start] == mark.char:
        return number + 1
    return _closing_line(document, lines, lone, number, mark)


def _behind_break(
    document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]], number: int, mark: Mark
) -> int | None:
    """The number of the line, behind a break, that closes a short pair."""
    text = document.text
    if not _is_piece(text[mark.at + 1 : lines[number].end]):
        return None
    for ahead in range(number + 1, min(number + _BROKEN + 1, len(lines))):
        if other := _first(lone[ahead], mark.kind):
            return ahead if not other.opens and _is_piece(text[lines[ahead].start : other.at]) else None
        if not _is_piece(text[lines[ahead].start : lines[ahead].end]):
            return None
    return None


def _breaks_off(document: Document, line: MarkedLine, after: MarkedLine) -> bool:
    """Whether a long line ends within a sentence that the next one goes on with."""
    text = document.text
    last, first = text[line.end - 1 : line.end], text[after.start : after.start + 1]
    return line.end - line.start > _PIECE and last.isalnum() and first.isalnum()


def _is_piece(text: str) -> bool:
    return len(text) <= _PIECE and _ENDS.isdisjoint(text)


def _closing_line(
    document: Document, lines: tuple[MarkedLine, ...], lone: list[list[Mark]], number: int, mark: Mark
) -> int | None:
    """The number of the next line with such a mark, if it closes."""
    for ahead in range(number + 1, min(number + _AHEAD, len(lines))):
        if other := _first(lone[ahead], mark.kind):
            is_end = mark.kind in QUOTES or not document.text[other.at + 1 : lines[ahead].end].strip("。，；！？ ")
            is_end |= mark.at + 1 == lines[number].end and other.at == lines[ahead].start
            return ahead if not other.opens and is_end else None
    return None


def _first(marks: list[Mark], kind: str) -> Mark | None:
    return next((mark for mark in marks if mark.kind == kind), None)
