"""Writers and senders of a piece, where no by-line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.name_slots import may_stand_alone
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from zhlint.document import Document

#: So many blocks at the head and the end may hold who wrote the piece; captions may follow it at the end.
_CLOSE: Final = 3
_NEAR: Final = 6
_ENDING: Final = 8
#: No line that names who wrote the piece has more characters.
_LONGEST: Final = 60
#: Who wrote or sent in a page, as its first or last lines say.
_WRITTEN_BY: Final = expression(
    r"\W*(?:(?:(?:特约)?作者|(?:投稿|编译|供稿|来稿|拟稿|撰稿|写稿|发布|发表)[人者]?|编辑[人者]|采写|撰文|口述|译|文|图文|文图|[作填]?词|[作谱]?曲|词曲|(?:报送|上报|供稿|撰稿)单位|[Bb][Yy])"
    r"[ \u3000]*[:：丨|｜/／]|[Bb][Yy][ \u3000])[ \u3000]*@?\w{2}"
    rf"|\W*(?:(?:本文)?作者|[作填]词|词曲)[ \u3000]+{HAN}{{2,4}}(?!{HAN})"
)
#: A paper's column and its writer on a line of their own: 江城新闻《一线》 周小棠, 江城基金报 周小棠.
_OF_COLUMN: Final = expression(
    rf"\W*(?:(?:[\w]{{2,10}}[ \u3000]*)?《[^》]{{1,10}}》[ \u3000]*(?:特约)?(?:作者|记者|撰稿)?|{HAN}{{2,8}}(?:报|网|社|周刊|杂志|财经|新闻)(?=[ \u3000]))"
    rf"[ \u3000]*(?P<name>{HAN}{{2,3}})(?:[ \u3000]+(?:发自|编辑).{{2,12}})?\W*$"
)
#: A paper and a pen name, alone on a line at the head: 江城基金报 泰山石.
_PAPER_AND_NAME: Final = expression(
    rf"[\W_]*{HAN}{{2,8}}(?:日报|晚报|时报|金报|报社|周刊|新闻社|新闻网)[ \u3000]{HAN}{{2,4}}[\W_]*"
)
#: Who sent a piece in, in brackets before its first words: 【供稿/计划财务处】.
_SENT_AT_HEAD: Final = expression(
    r"[【\[〔（(][ \u3000]*(?:供稿|撰稿|来稿|投稿|撰文|作者|通讯员|文)[ \u3000]*[/／：:|丨][ \u3000]*\S{2,16}?[】\]〕）)]"
)
#: A body that sent a piece in, alone or before who edited it: 路南社区教育分院供稿.
_SENT_BY_BODY: Final = expression(rf"[（(]?{HAN}{{2,20}}(?:供稿|报道|来稿)(?:[）)]|[ \u3000]+\S.*)?$")
#: A department and one of its people in brackets at the end of a paragraph: （办公室 周小棠）, 【高一（3）班 周小棠】.
_SIGNED_AT_END: Final = expression(
    rf"[（(【\[〔][ \u3000]*(?:(?:{HAN}|[\d、（）()])*(?:局|办|处|科|室|院|校|部|中心|委|会|站|所|馆|队|厂|公司|班|系|级|组|社|团)[ \u3000/／:：]*)?"
    rf"(?P<name>{HAN}[ \u3000]*{HAN}{{1,2}})[ \u3000]*[）)】\]〕]$"
)
#: A name, a body or a writer behind a dash at the end of the last paragraph: ——通讯员 周小棠.
_BEHIND_DASH: Final = expression(
    rf"[。！？”’）)][ \u3000]*(?:[—─]{{1,2}}|-{{1,2}})[ \u3000]*(?P<lead>{HAN}{{0,14}}?)[ \u3000]*(?P<name>{HAN}[ \u3000]?{HAN}{{1,2}}|{HAN}{{2,16}}供稿)$"
)
#: A writer with the word behind his name, beside somebody else's pictures: 周小棠/文  社联/图.
_WROTE: Final = expression(rf"\W*(?P<name>{HAN}{{2,3}})[ \u3000]*[/／][ \u3000]*(?:撰?文|文字)(?!{HAN})")
#: A short line on a paper's reporter: ◎本报记者周小棠, 每经记者|周小棠.
_REPORTED: Final = expression(
    rf"[^\w]{{0,3}}[《“]?{HAN}{{0,10}}[》”]?(?:记者|通讯员|通讯社|记者团|新闻社|广播站|评论员)[ \u3000：:|丨/]*(?P<name>{HAN}{{2,3}})(?!{HAN}{{8}}).{{0,20}}$"
)
#: A paper's reporter before the first words, blanks around his name: 江城观察报 记者 周小棠 对于….
_REPORTER_AT_HEAD: Final = expression(
    rf"\W*{HAN}{{2,8}}(?:报|网|社|刊|财经|新闻|客户端)[ \u3000/|丨｜]*(?:见习|实习|首席)?记者[ \u3000/|丨｜：:]*(?P<name>{HAN}{{2,3}})(?:[ \u3000]|\W*$)"
)
#: A paper in brackets, with its writer or alone, at the end: （经济日报）, (环球网周小棠).
_OUTLET: Final = expression(
    rf"[（(]{HAN}{{2,8}}(?:网|日报|晚报|早报|时报|社|客户端|周刊|杂志|参考消息)[ \u3000]*(?:{HAN}{{2,4}})?[）)]$"
)
#: The author and his translator, or his post, in brackets at the very end.
_AUTHOR_AT_END: Final = expression(
    rf"[（(](?:本文|首发)?(?:作者|译者)[^（）()]{{2,40}}[）)]$|[（(][^（）()]{{2,30}}[ \u3000](?P<name>{HAN}{{2,3}})[）)]$"
)
#: A writer and his body on the first line: 周小棠　江城市路南小学.
_NAME_AND_BODY: Final = expression(
    rf"(?P<name>{HAN}{{2,3}})(?:[ \u3000]{{2,}}|\u3000|\t)[ \u3000]*(?P<body>{HAN}{{4,24}})$"
)
#: A day and whose page it is, under the headline: 2015年8月4日　江城名医.
_DAY_AND_OUTLET: Final = expression(
    rf"(?:19|20)\d\d[年/.-]\d{{1,2}}[月/.-]\d{{1,2}}日?(?:[ \u3000]+\d{{1,2}}:\d\d(?::\d\d)?)?[ \u3000]+(?!星期|周[一二三四五六日]|农历|阅读|浏览|点击|点赞|分享|字号|天气|多云|晴|阴)(?P<outlet>{HAN}{{2,10}})$"
)


def has_writer_line(document: Document) -> bool:
    """Whether brackets or a line say who wrote or sent the piece in."""
    head = [document[block].strip() for block in document.blocks[:_CLOSE]]
    lines = [document[block].strip() for block in document.blocks[:_NEAR]]
    end = [document[block].rstrip() for block in document.blocks[-_ENDING:]]
    edges = (*head, *end[-_CLOSE:])
    if any(len(words) <= _LONGEST and _WRITTEN_BY.match(words) for words in edges):
        return True
    if any(is_surnamed(match["name"]) for match in map(_OF_COLUMN.fullmatch, edges) if match):
        return True
    if any(map(_PAPER_AND_NAME.fullmatch, head)):
        return True
    return (
        any(map(_SENT_AT_HEAD.match, head))
        or any(map(_DAY_AND_OUTLET.match, head[1:]))
        or _is_writer_of_body(head[0])
        or any(
            is_surnamed(match["name"]) for match in (*map(_REPORTED.match, edges), *map(_WROTE.match, edges)) if match
        )
        or any(is_surnamed(match["name"]) for match in map(_REPORTER_AT_HEAD.match, lines) if match)
        or any(map(_OUTLET.search, end[-_CLOSE:]))
        or any(map(_SENT_BY_BODY.match, end[-_CLOSE:]))
        or any(map(_names_sender, end))
        or _is_behind_dash(end[-1])
        or _names_author(end[-1])
    )


def _is_writer_of_body(words: str) -> bool:
    """Whether a line holds a person and a body, a wide blank between them."""
    match = _NAME_AND_BODY.match(words)
    return match is not None and is_surnamed(match["name"]) and BODY.fullmatch(match["body"]) is not None


def _names_sender(words: str) -> bool:
    """Whether the brackets at the end of a paragraph hold a person."""
    match = _SIGNED_AT_END.search(words)
    name = fold(match["name"]).replace(" ", "") if match else ""
    return is_surnamed(name) and may_stand_alone(name)


def _names_author(words: str) -> bool:
    """Whether the last brackets of the piece hold its author."""
    match = _AUTHOR_AT_END.search(words)
    return match is not None and (not match["name"] or is_surnamed(match["name"]))


def _is_behind_dash(words: str) -> bool:
    """Whether a dash at the end of the piece leads to who wrote it."""
    match = _BEHIND_DASH.search(words)
    if not match:
        return False
    name = fold(match["name"]).replace(" ", "")
    whole = match["lead"] + match["name"]
    return BODY.fullmatch(whole) is not None or name.endswith("供稿") or (is_surnamed(name) and may_stand_alone(name))
