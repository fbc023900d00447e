"""The fields of a press draft, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.kinds import BODY, article_type, salutation
from zhlint.analysis.speakers.name_slots import may_stand_alone
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


#: Role words of editing, checking and layout: such a credit is no by-line.
_DESK_WORK: Final = expression("责编|责任|编辑(?!部)|校|版|美编|设计|审|监制|签发|主编|值班|指导|辅导")
_SOURCED: Final = expression(
    r"据[^，。！？；]{2,24}?(?:报道|消息|电(?![话视影子]))|[报社网台]消息[：（]"
    r"|^[【（(\[][^】）)\]]{0,8}(?:社|报|网|台|客户端)[^】）)\]]{0,8}[】）)\]]|[社网报]\S{0,14}日\S{0,6}[电讯][ 　（(]"
)
_SIGNATURE: Final = expression(
    r"(?:本报|一名|热心|忠实|\S{2,8}?的?)?(?:读者|网友|市民|村民|居民|来信人|投稿人|学生|家长)[：: 　]\s*(?P<name>\S{2,4}(?: \S)?)"
)

_TAKEN_FROM: Final = expression(r"[（(【]?(?:转自|转载自|摘自|原载|选自|据|综合)\S{2,30}[）)】]?$")
#: Who wrote or sent in a page, as its first or last lines say.
_WRITTEN_BY: Final = expression(r"(?:作者|投稿人|供稿人?|发布人)\s*[:：]\s*@?\w{2}")
#: Who sent a piece in, in brackets before its first words: 【供稿/计划财务处】.
_SENT_AT_HEAD: Final = expression(
    r"[【\[〔（(][ \u3000]*(?:供稿|撰稿|来稿|投稿|撰文|作者|通讯员|文)[ \u3000]*[/／：:|丨][ \u3000]*\S{2,16}?[】\]〕）)]"
)
#: A body that sent a piece in, alone or before who edited it: 路南社区教育分院供稿.
_SENT_BY_BODY: Final = expression(rf"[（(]?{HAN}{{2,20}}(?:供稿|报道|来稿)(?:[）)]|[ \u3000]+\S.*)?$")
#: A department and one of its people in brackets at the end of a paragraph: （办公室 周小棠）.
_SIGNED_AT_END: Final = expression(
    rf"[（(][ \u3000]*{HAN}{{0,14}}(?:局|办|处|科|室|院|校|部|中心|委|会|站|所|馆|队|厂|公司)[ \u3000]*(?P<name>{HAN}[ \u3000]*{HAN}{{1,2}})[ \u3000]*[）)]$"
)
#: A short line on a paper's reporter: ◎本报记者周小棠, 每经记者|周小棠.
_REPORTED: Final = expression(
    rf"[^\w]{{0,3}}[《“]?{HAN}{{0,10}}[》”]?(?:记者|通讯员)[ \u3000：:|丨/]*(?P<name>{HAN}{{2,3}})(?!{HAN}{{8}}).{{0,20}}$"
)
#: A paper in brackets, with its writer or alone, at the end: （经济日报）, (环球网周小棠).
_OUTLET: Final = expression(
    rf"[（(]{HAN}{{2,8}}(?:网|日报|晚报|早报|时报|社|客户端|周刊|杂志)[ \u3000]*(?:{HAN}{{2,4}})?[）)]$"
)
#: So many blocks at the end may hold who wrote the piece; captions follow it.
_ENDING: Final = 8
_TAKEN_AT_HEAD: Final = expression(r"(?:摘自|转自|转载自|选自|原载)[：:《\s]")
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
    edges = (*document.blocks[:_CLOSE], *document.blocks[-_CLOSE:])
    if any(_WRITTEN_BY.match(document[block]) for block in edges) or _is_sent_in(document):
        return True
    return _is_signed(document) or _has_source(document)


def _is_sent_in(document: Document) -> bool:
    """Whether brackets or a line say who sent the piece in."""
    head = [document[block].lstrip() for block in document.blocks[:_CLOSE]]
    end = [document[block].rstrip() for block in document.blocks[-_ENDING:]]
    names = [fold(match["name"]).replace(" ", "") for match in map(_SIGNED_AT_END.search, end) if match]
    return (
        any(map(_SENT_AT_HEAD.match, head))
        or any(is_surnamed(match["name"]) for match in map(_REPORTED.match, (*head, *end[-_CLOSE:])) if match)
        or any(map(_OUTLET.search, end[-_CLOSE:]))
        or any(map(_SENT_BY_BODY.match, end[-_CLOSE:]))
        or any(is_surnamed(name) and may_stand_alone(name) for name in names)
    )


def _may_name_author(words: str) -> bool:
    """Whether a credit is more than a day or a field of the desk."""
    return not (SIGNED_DAY.fullmatch(fold(words)) or _DESK_WORK.match(words))


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
    if any(_TAKEN_AT_HEAD.match(document[block]) for block in document.blocks[:_NEAR]):
        return True
    lead = next((document[block] for block in document.of_role("paragraph")), "")
    return bool(_SOURCED.search(lead[:120]) or _TAKEN_FROM.match(document[document.blocks[-1]]))


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
