"""The type of article, read from the form of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.profiles import is_profile
from zhlint.analysis.article.titles import ASKED, COMMENT, LETTER, NOTICE, PAPERWORK, ROUNDUP, SPEECH
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import SALUTATION
from zhlint.reading.grammar.furniture import is_furniture, is_stamp
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from zhlint.document import Block, Document

#: The types of article, each with the fields that it usually has.
USUAL_FIELDS: Final = {
    "news": ("headline", "byline"),
    "feature": ("headline", "byline"),
    "commentary": ("headline", "byline"),
    "photo": ("headline", "byline"),
    "notice": (),
    "reprint": ("headline", "source"),
    "brief": ("headline",),
    "letter": ("headline", "byline"),
    "speech": ("headline",),
    "essay": ("headline", "byline"),
    "interview": ("headline", "byline"),
    "roundup": ("headline",),
    "web": ("headline",),
}
#: The types of article that are read from the form of a draft.
READ_TYPES: Final = (
    "notice",
    "web",
    "speech",
    "letter",
    "interview",
    "roundup",
    "photo",
    "brief",
    "commentary",
    "essay",
    "news",
)
#: Roles of what is looked up; with so many blocks, of which they are the most part, a page is for reference.
_REFERENCE: Final = frozenset({"list", "table", "contact"})
_FEWEST_ENTRIES: Final = 5
_MOST: Final = 0.75
BODY: Final = ("paragraph", "question", "quotation", "list", "verse")
#: A brief has no more hanzi.
_LONGEST_BRIEF: Final = 120
#: Fewer questions make no interview, fewer credits at the end of paragraphs no roundup.
_FEWEST: Final = 2
_FEWEST_BRIEFS: Final = 3
#: Within so many blocks the salutation of a letter or speech stands.
_NEAR: Final = 5
_ARTICLE: Final = expression(r"第[一二三四五六七八九十百零\d]{1,5}[条章][ \u3000]")
#: A field of a sheet that is looked up: 政策内容：….
_SHEET: Final = expression(
    r"\W*[^，。：:]{0,8}(?:内容|依据|对象|标准|测算|渠道|范围|条件|材料|流程|方式|时限|时间|地点|地址|名称|类型|电话|要求|说明|特点|简介)[：:]"
)
#: A field of an announcement.
_WHEN_AND_WHERE: Final = expression(
    r"\W*(?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:活动|讲座|演出|展览|会议|比赛|报名|授课|放映|开课)?(时间|地点)\s*[：:丨|｜]"
)
#: The number of an official document, in a line of its own.
_NUMBERED: Final = expression(rf"{HAN}{{1,8}}[〔［\[（(【](?:19|20)[0-9]{{2}}[〕］\]）)】]第?[0-9]{{1,4}}号")


def article_type(document: Document) -> str:
    """The analysis: the desk's type of article, or one of `READ_TYPES` read from the form."""
    setting = document.desk.article_type
    if setting != "auto":
        return setting
    titles = ["".join(document[block].strip("—─ ").split()) for block in document.of_role("headline", "deck")]
    body = document.of_role(*BODY)
    if _is_notice(document, titles, body):
        return "notice"
    kind = _speech_or_letter(document, titles) or _type_by_make_up(document, titles, body)
    presents = kind == "news" and not (document.datelines or document.credits) and is_profile(document, body)
    return "notice" if presents else kind


def _is_notice(document: Document, titles: list[str], body: tuple[Block, ...]) -> bool:
    """Whether a piece is looked up or announces something, by its title, number or form."""
    heads = document.of_role("headline", "deck", "byline", "subhead", "note")[:3]
    numbers = ("".join(document[block].split()) for block in document.blocks[:_NEAR])
    return (
        any(NOTICE.search("".join(document[block].split())) for block in heads)
        or _has_articles(document)
        or _is_reference(document)
        or any(map(_NUMBERED.fullmatch, numbers))
        or bool(titles and body and is_surnamed(titles[0]) and _tells_of(document[body[0]], titles[0]))
        or bool(titles and PAPERWORK.search(titles[0]))
        or _announces(document, body)
    )


def _announces(document: Document, body: tuple[Block, ...]) -> bool:
    """Whether fields tell when and where something will be: 时间：…, 地点：…."""
    if document.datelines:
        return False
    fields = [match[1] for match in map(_WHEN_AND_WHERE.match, (document[block] for block in body)) if match]
    return "时间" in fields and "地点" in fields


def _tells_of(opening: str, name: str) -> bool:
    """Whether words are an entry on a person: 林知远（1920—2001），清水镇人，…."""
    return opening.startswith(name) and opening[len(name) :].lstrip()[:1] in {"（", "(", "，", ","}


def _speech_or_letter(document: Document, titles: list[str]) -> str:
    """The speech or letter by its title, or by a salutation; empty for anything else."""
    if any(map(SPEECH.search, titles)):
        return "speech"
    if any(map(LETTER.search, titles)) or salutation(document):
        return "letter"
    return ""


def salutation(document: Document) -> Block | None:
    """The block of the words that a letter or a speech opens with, or None."""
    paragraphs = [block for block in document.blocks[:_NEAR] if block.role in {"paragraph", "headline", "subhead"}]
    return next((block for block in paragraphs if SALUTATION.fullmatch(document[block])), None)


def _type_by_make_up(document: Document, titles: list[str], body: tuple[Block, ...]) -> str:
    """The type of a piece by what it is made of."""
    if not document.datelines:
        asides = [document[block] for block in document.of_role("aside")]
        if any(map(is_furniture, asides)) or any(is_stamp(document[block]) for block in document.blocks[:_NEAR]):
            return "web"
    if 2 * len(document.of_role("verse")) > len(body):
        return "essay"
    if any(map(COMMENT.search, titles)) or any("评论员" in document[block] for block in document.of_role("byline")):
        return "commentary"
    if len(document.of_role("question")) >= _FEWEST or (titles and ASKED.search(titles[0])):
        return "interview"
    signed = [credit for credit in document.of_role("credit") if document[credit][0] in "（("]
    if len(signed) >= _FEWEST_BRIEFS and 2 * len(signed) >= len(body):
        return "roundup"
    if titles and ROUNDUP.search(titles[0]) and len(body) >= _FEWEST_BRIEFS:
        return "roundup"
    captions = document.of_role("caption")
    if captions and len(body) < len(captions):
        return "photo"
    if len(body) == 1 and sum(len(document[block]) for block in body) <= _LONGEST_BRIEF:
        return "brief"
    return "news"


def _is_reference(document: Document) -> bool:
    """Whether most of a page is lists, tables and addresses, to be looked up."""
    body = [block for block in document.blocks if block.role in _REFERENCE or block.role in BODY]
    listed = [block for block in body if block.role in _REFERENCE or _SHEET.match(document[block])]
    return len(body) >= _FEWEST_ENTRIES and _MOST * len(body) <= len(listed) and not document.datelines


def _has_articles(document: Document) -> bool:
    """Whether the body is a law: its first words are an article, and another follows."""
    words = [document[block] for block in document.of_role(*BODY, "subhead")]
    return bool(words) and _ARTICLE.match(words[0]) is not None and any(map(_ARTICLE.match, words[1:]))
