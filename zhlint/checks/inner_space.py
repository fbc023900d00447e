"""Spaces between Chinese characters inside a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.pairs import KINDS, marked_lines, pair_around
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import HAN_RANGES, is_han
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.marks.pairs import MarkedLine
    from zhlint.document import Block, Document

_STOPS: Final = "。；，"
#: Stops that may stand on one side of a space.
_MARKS: Final = "，、；：。"
#: Marks after which a space may have been the end of a paragraph, or part a headline.
_CRIES: Final = "！？"
_SENTENCE: Final = "。！？"
#: So many stops show that a block is running text, though no stop ends it.
_MANY: Final = 6
#: Words that lead into something: before a stop they have lost it, 了 and 的 before the first stop of a list.
_LEADING: Final = "有是为和与及或由叫"
_ENDING: Final = "了的"
_CREDIT: Final = expression("记者|通讯员|摄影|[摄图文]$|编辑|责编|校对|制图|供图|整理|作者|翻译|播音|讯员")
_LABEL: Final = expression(
    "(?:^|[。；！？])(?:第[〇一二三四五六七八九十百]{1,5}[编章节条款项部分集届回课单元名位]{0,2}|[一二三四五六七八九十]{1,3}|[问答]|附件?[一二三四五六七八九十]?|[图表例注][一二三四五六七八九十]?)$"
)
#: A date that opens its line, set off from what happened.
_DATE: Final = expression(
    r"[ \u3000]*(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}[日号月](?:[—～-][0-9]{0,2}月?[0-9]{1,2}[日号])?(?:[（(].{1,6}[)）]|[上下]午)?"
)
#: A report that its agency and the day open, or an account, set off from what it says: 江城财经9月8日电, @江城发布.
_OPENED: Final = expression(
    r"\s*[【\[]?[^，。；：！？\s]{2,16}[ \u3000]?(?:(?<![停来用供发充断漏触水通])电|(?<!通)讯|消息|报道)[】\]]?|(?:(?:.|\n)*[^\w@])?@[\w·-]{2,20}"
)
_ENDS: Final = expression("[。！？…；：.][”’）)」』]*(?:[（(][^（）()]{1,30}[）)])*\\Z")
#: The longest name in a list, in characters.
_LONGEST_NAME: Final = 4
#: So much of the text on either side is shown, in characters.
_CONTEXT: Final = 3
_TITLED: Final = KINDS - {"round"}
_SPACE: Final = "[ \u3000\u2002-\u200a]"
#: Marks that close or open a pair: a space may stand between one and what is outside it.
_CLOSING: Final = "”》）』」"
_OPENING: Final = "“《『「"
#: A sequence of spaces beside Chinese or a stop. The lookbehind follows the first space, so that a search looks for spaces alone.
#: Chinese words and blanks, to the end of a text or from its beginning.
_WORDS_BEFORE: Final = expression(f"[{HAN_RANGES}· \u3000]*\\Z")
_WORDS_AFTER: Final = expression(f"[{HAN_RANGES}· \u3000]*")
_INNER: Final = expression(
    f"{_SPACE}(?<=[{HAN_RANGES}{_MARKS}{_CRIES}{_CLOSING}]{_SPACE}){_SPACE}*(?=[{HAN_RANGES}{_MARKS}{_OPENING}])"
)


@options
class InnerSpace(Check):
    """Finds sequences of spaces with Chinese on both sides in running text.

    Stays silent on lists of names (three words or more of two to four characters), on a name that is spaced out or stands
    before a colon, on credits, code, slogans and titles within quotes or title marks (but not before a mark), on a label or
    number before its text, and on blocks without a stop or with more spaces than stops. The fix is `ask` where the space may
    be meant. Slot: `near`, the text about it.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("near",)

    def run(self, document: Document) -> Iterator[Hit]:
        number = 0
        for block in _candidate_blocks(document):
            spaces = list(_spaces(document.text, block.start, block.end))
            text = document.text[block.start : block.end]
            if not _is_running_text(text, len(spaces)):
                continue
            if not _ENDS.search(text):
                spaces = [space for space in spaces if document.text[space.start() - 1] in _SENTENCE]
            lines = document.analyse(marked_lines)
            while number + 1 < len(lines) and lines[number].end < block.end:
                number += 1
            for space in spaces:
                if not (
                    _is_beside_code(document, *space.span())
                    or _is_beside_scaffolding(document, *space.span())
                    or _may_be_meant(document.text, lines[number], space.start(), space.end())
                ):
                    yield _hit(document.text, *space.span())


def _candidate_blocks(document: Document) -> Iterator[Block]:
    """The blocks that may hold such a space, in order."""
    last = None
    for space in _spaces(document.text, 0, len(document.text)):
        block = document.block_at(space.start())
        if block and block != last:
            yield block
        last = block


def _is_beside_code(document: Document, start: int, end: int) -> bool:
    """Whether code or a link stands right before or after."""
    index = bisect_left(document.masked, start, key=lambda span: span.end)
    return any(
        span.start < start <= span.end or span.start <= end < span.end for span in document.masked[index : index + 2]
    )


def _is_beside_scaffolding(document: Document, start: int, end: int) -> bool:
    """Whether mark-up, an emphasis say, at either end may need the space."""
    return any(
        document.source[
            document.to_source(offset - 1, offset).end : document.to_source(offset, offset + 1).start
        ].strip()
        for offset in (start, end)
    )


def _spaces(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The sequences of spaces in `start:end` with Chinese or a stop on each side.

    One of the two must be Chinese.
    """
    for space in _INNER.finditer(text, start, end):
        if text[space.start() - 1] in _CLOSING and text[space.end()] in _OPENING:
            continue
        if text[space.start() - 1] not in _MARKS or text[space.end()] not in _MARKS:
            yield space


def _is_running_text(text: str, spaces: int) -> bool:
    stops = sum(map(text.count, _STOPS))
    return 0 < spaces <= stops and (bool(_ENDS.search(text)) or stops >= max(_MANY, 2 * spaces))


def _may_be_meant(text: str, line: MarkedLine, start: int, end: int) -> bool:
    """Whether a space may be meant: in a list, a credit, a label, a slogan."""
    before, after = _before(text, start), _after(text, end)
    left, right = re.split("[ \u3000]+", before)[-1], re.split("[ \u3000]+", after)[0]
    return (
        (left in SINGLE and len(right) == 1)
        or _is_name_list(before, after)
        or (text[end + len(right) : end + len(right) + 1] in {"：", ":"} and len(right) <= _LONGEST_NAME)
        or bool(_DATE.fullmatch(text, line.start, start))
        or bool(_OPENED.fullmatch(text, line.start, start))
        or bool(_LABEL.search(text[max(line.start, start - 8) : start]))
        or bool(_CREDIT.search(before) or _CREDIT.search(after))
        or (
            text[end] not in _MARKS
            and (pair_around(line, start, _TITLED) is not None or _is_half_quoted(text, line, start, end))
        )
    )


def _is_half_quoted(text: str, line: MarkedLine, start: int, end: int) -> bool:
    """Whether “ stands before, and a straight mark closes the quotation."""
    is_open = text.rfind("“", line.start, start) > text.rfind("”", line.start, start)
    return is_open and text[end + len(_after(text, end)) :][:1] == '"'


def _is_name_list(before: str, after: str) -> bool:
    words = [word for word in re.split("[ \u3000]+", before)[-2:] + re.split("[ \u3000]+", after)[:2] if word]
    return len(words) >= 3 and sum(2 <= len(word) <= _LONGEST_NAME for word in words) >= 3


def _before(text: str, offset: int) -> str:
    match = _WORDS_BEFORE.search(text[max(0, offset - 40) : offset])
    return match[0].strip() if match else ""


def _after(text: str, offset: int) -> str:
    match = _WORDS_AFTER.match(text[offset : offset + 40])
    return match[0].strip() if match else ""


def _hit(text: str, start: int, end: int) -> Hit:
    safety = None if _means_nothing(text, start, end) else "ask"
    near = "".join(line_beside(text, start, end, _CONTEXT))
    return Hit(start, end, {"near": near}, Fix((Edit(start, end, ""),), safety))


def _means_nothing(text: str, start: int, end: int) -> bool:
    """Whether a space has no meaning: it is a single one beside a stop.

    Between characters a stop may be missing; several spaces, or a full-width one, may have been the end of a paragraph or
    leave room to write; after a word that leads into something, the space may stand where that is gone.
    """
    is_gap = text[end] in _MARKS and text[start - 1] in (_LEADING + _ENDING if text[end] == "、" else _LEADING)
    is_between = is_han(text[start - 1]) or text[start - 1] in _MARKS
    return text[start:end] == " " and is_between and not is_gap and (text[end] in _MARKS or text[start - 1] in _MARKS)
