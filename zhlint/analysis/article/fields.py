"""The fields of a press draft, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.sources import names_source
from zhlint.analysis.article.types import BODY, article_type, salutation
from zhlint.analysis.article.writer_lines import is_sent_in
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.roles.signatures import SIGNED_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from zhlint.document import Credit, Document

#: The fields a desk may require, with the name the message gives them.
FIELDS: Final = {
    "headline": "标题", "deck": "副题", "byline": "署名", "dateline": "电头", "reporter": "记者",
    "correspondent": "通讯员", "photographer": "摄影者", "editor": "责任编辑", "source": "来源", "date": "日期",
}  # fmt: skip
#: Within so many blocks at the head, a line that is only a name is a by-line.
_NEAR: Final = 6
#: Within so many blocks at the end, a line like 读者 某某 is a by-line.
_CLOSE: Final = 3
#: The length of the span reported for a missing field.
_ANCHOR: Final = 20
_PICTURED: Final = ("摄", "摄影", "攝", "攝影", "图", "圖")


#: Role words of editing, checking and layout: such a credit is no by-line. Where 初审 and 终审 sign, a house prints its own pieces.
_DESK_WORK: Final = expression(
    r"责编|责任|编辑(?!部)|(?<!审)校(?=[对對\s：:/|丨]|$)|版|美编|设计|监制|签发|主编|值班|指导|辅导"
)
_SIGNATURE: Final = expression(
    r"(?:本报|一名|热心|忠实|\S{2,8}?的?)?(?:读者|网友|市民|村民|居民|来信人|投稿人|学生|家长)[：: 　]\s*(?P<name>\S{2,4}(?: \S)?)"
)

#: The body that signs a letter, alone on its line.
_SIGNED: Final = expression(
    rf"^{HAN}{{2,20}}(?:局|院|会|校|学|部|处|科|室|办|委|政府|公司|中心|集团|协会|医院|社|团|厂|站|馆|职工|村民|学生)$"
)
_DAY: Final = expression(
    r"[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)


def missing_fields(document: Document, required: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Yields the required fields that are absent, each with a span near its usual place.

    There are none for a fragment: a text without headline, by-line or dateline, or a single paragraph under a
    dateline.
    """
    if not document.blocks or _is_fragment(document):
        return
    used: set[Span] = set()
    for name in dict.fromkeys(required):
        if not _PRESENT[name](document):
            span = _place(document, name)
            while span in used and span.end - span.start > 1:
                span = Span(span.start, span.end - 1)
            used.add(span)
            yield name, span


def is_complete(document: Document, required: Iterable[str]) -> bool:
    """Whether no required field is absent."""
    return all(_PRESENT[name](document) for name in required)


def _is_fragment(document: Document) -> bool:
    if _has_headline(document):
        return False
    opens = document.of_role("byline", "dateline", "frontmatter")
    return not opens or len(document.of_role(*BODY)) < 2


def _place(document: Document, name: str) -> Span:
    words = [block for block in document.blocks if block.role not in {"frontmatter", "code", "table"}]
    blocks = words or document.blocks
    heads = document.of_role("headline")
    block = blocks[0]
    if name == "editor":
        block = blocks[-1]
    elif name in {"dateline", "source", "date"}:
        block = next((one for one in blocks if one.role in BODY), block)
    elif name == "photographer":
        block = next((one for one in blocks if one.role == "caption"), heads[-1] if heads else block)
    elif name != "headline" and heads:
        block = heads[-1]
    if name == "editor":
        return Span(max(block.start, block.end - _ANCHOR), block.end)
    return Span(block.start, block.end if block.role == "headline" else min(block.end, block.start + _ANCHOR))


def _has_entry(document: Document, *keys: str) -> bool:
    """Whether the front matter has one of these keys."""
    return any(key in document.metadata for key in keys)


def _has_headline(document: Document) -> bool:
    return any(block.role == "headline" for block in document.blocks) or _has_entry(document, "title", "标题")


def _has_byline(document: Document) -> bool:
    if document.datelines:
        return True
    if any(credit.where != "caption" and not _DESK_WORK.search(credit.role) for credit in document.credits):
        return True
    photos = document.analyse(article_type) == "photo"
    pictured = {name.start for credit in document.credits if _is_pictured(credit) for name in credit.names}
    written = [
        credit
        for credit in document.credits
        if credit.where != "caption" or photos or any(name.start not in pictured for name in credit.names)
    ]
    if any(not _DESK_WORK.search(credit.role) for credit in written):
        return True
    named = {document.block_at(credit.start) for credit in written}
    unnamed = (block for block in document.of_role("byline", "credit") if block not in named)
    if any(map(_may_name_author, (document[block] for block in unnamed))):
        return True
    return is_sent_in(document) or _is_signed(document) or _has_source(document)


def _may_name_author(words: str) -> bool:
    """Whether a credit is more than a day or a field of the desk.

    A field without a value is none.
    """
    folded = fold(words)
    return not (SIGNED_DAY.fullmatch(folded) or folded.endswith(":") or _DESK_WORK.match(words))


def _is_pictured(credit: Credit) -> bool:
    return credit.role.endswith(_PICTURED)


def _is_signed(document: Document) -> bool:
    """Whether a line is only a name, or one speaker line heads all the words."""
    if len(document.of_role("speaker")) == 1 or (salutation(document) and _SIGNED.search(_last(document))):
        return True
    if any(
        block.role in {"subhead", "paragraph"} and is_surnamed(document[block])
        for block in (*document.blocks[1:_NEAR], document.blocks[-1])
    ):
        return True
    signed = [block for block in document.blocks[-_CLOSE:] if block.role == "attribution"]
    if any(document[block][0] not in "—─" and not _DESK_WORK.search(document[block]) for block in signed):
        return True
    return any(block.role == "paragraph" and _is_signature(document[block]) for block in document.blocks[-_CLOSE:])


def _last(document: Document) -> str:
    """The last line but for the date under a signature."""
    lines = [document[block] for block in document.blocks[-_CLOSE:]]
    return next((line for line in reversed(lines) if not _DAY.fullmatch(line)), "")


def _is_signature(words: str) -> bool:
    """Whether a line names who wrote a letter: 读者 某某."""
    match = _SIGNATURE.fullmatch(words)
    return match is not None and is_surnamed(match["name"])


def _has_source(document: Document) -> bool:
    if any(not dateline.agency.text.startswith("本") for dateline in document.datelines):
        return True
    if any("来源" in credit.role for credit in document.credits) or _has_entry(document, "source", "来源"):
        return True
    return names_source(document)


def _has_role(pattern: str) -> Callable[[Document], bool]:
    def has(document: Document) -> bool:
        named = compile_expression(pattern)
        return any(named.search(credit.role) and credit.names for credit in document.credits)

    return has


def _has_date(document: Document) -> bool:
    return any(dateline.date for dateline in document.datelines) or _has_entry(document, "date", "日期")


_PRESENT: Final[Mapping[str, Callable[[Document], bool]]] = {
    "headline": _has_headline,
    "deck": lambda document: bool(document.of_role("deck")),
    "byline": _has_byline,
    "dateline": lambda document: bool(document.datelines),
    "reporter": _has_role("[记記]者"),
    "correspondent": _has_role("通[讯訊][员員]"),
    "photographer": _has_role("[摄攝图圖]"),
    "editor": _has_role("[责責][编編]|(?<!文字)[编編][辑輯]"),
    "source": _has_source,
    "date": _has_date,
}
