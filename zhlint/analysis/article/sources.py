"""Sources that a piece names: the paper, the agency, the account it was taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.document import Document

#: So many blocks at the head, and at the end, may name a source; so much of the lead is looked at.
_HEAD: Final = 6
_END: Final = 3
_LEAD: Final = 120
#: No line that is only a source has more characters.
_LONGEST: Final = 60
#: The ends of names of papers, stations, sites and accounts.
_OUTLET: Final = "社|报|网|台|刊|新闻|财经|科技|数码|汽车|体育|娱乐|经纬|官网|官微|网站|微博|公众号|客户端|之家|立方|在线|时讯|快讯|资讯|数据|频道|周刊|杂志|头条|融媒|传媒"
#: A source that the lead names: a report, an agency with 电, a paper in brackets.
_SOURCED: Final = expression(
    r"据[^，。！？；]{2,40}?(?:报道|消息|电(?![话視视影子]))|[报社网台]消息[：（]|[社网报]\S{0,14}日\S{0,6}[电讯][ 　（(，,]"
)
#: A lead that opens with its source and the day: 江城财经6月9日消息, @江城发布 消息, 据江城新闻，.
_OPENS: Final = expression(
    rf"[【（(\[][^】）)\]]{{0,10}}(?:{_OUTLET})[^】）)\]]{{0,24}}[】）)\]]|据[ \u3000]?@\w{{2}}|@[\w·-]{{2,20}}[ \u3000]*(?:微博[ \u3000]*)?(?:$|消息|讯)"
    rf"|@?[“\"「]?(?!有|据|近日|日前|目前|今日)[\w·.]{{2,12}}[”\"」]?(?<!时间)(?<!年)\s*(?:微信公众号|官网|官微|网站|微博)?\s*\d{{1,2}}\s?月\s?\d{{1,2}}\s?日\s?(?:晚间|凌晨)?(?:消息|讯|电(?![话视影子]))"
    rf"|@?[“\"「]?(?!有|据)[\w·.]{{1,12}}?(?:{_OUTLET})[”\"」]?\s*(?:微信公众号|官网|官微|网站|微博)?\s*(?:(?:综合)?(?:消息|快?讯|报道)|综合)(?=[\s，,：:】\]（(]|$)"
    rf"|[\w·.]{{2,8}}(?<![通资音喜简])讯(?=[ \u3000])|据[^，。！？；]{{0,16}}(?:{_OUTLET}|通讯社)[，,]"
    r"|[“\"「][\w·]{2,12}[”\"」](?:微信公众号|公众号|微博|官微|客户端)?(?:\d{1,2}月\d{1,2}日)?消息[，,：:]"
    rf"|{HAN}{{0,6}}《[^》]{{2,10}}》(?:网站)?(?:\d{{1,2}}月)?\d{{1,2}}日(?:刊[发登]|发表|报道|文章|消息)"
)
#: Where a piece was taken from, in its last line or first words.
_TAKEN_FROM: Final = expression(r"[（(【]?(?:转自|转载自|摘自|选自|原载|据|综合)\S{2,30}[）)】]?$")
_TAKEN_AT_HEAD: Final = expression(r"(?:摘自|转自|转载[自于]|选自|原载)(?:[：:《\s]|微信|公众号)")
#: A line that names the source and nothing else.
_SOURCE_LINE: Final = expression(
    rf"[^\w《]{{0,4}}(?:(?:本文|图文|文图|文章|消息|信息|内容|稿件|素材|资料|文字)?来源(?:单位|部门)?\s*[:：|丨｜/]\s*\S|本文(?:系|为|首发|来自|转自|选自|原载)\S|[\w·]{{2,10}}综合自?\s?\S{{2}}"
    rf"|{HAN}{{2,10}}(?<!{HAN}据)(?:新闻|日报|晚报|早报|时报|网|周刊|财经)$|新华社$"
    r"|《[^《》]{2,14}》\s*[（(][^（）()]{4,30}版\s*[）)]$)"
)


def names_source(document: Document) -> bool:
    """Whether head, lead or end of a piece says where it was taken from."""
    head = [document[block] for block in document.blocks[:_HEAD] if block.role != "headline"]
    if any(map(_TAKEN_AT_HEAD.match, head)):
        return True
    lead = next((document[block] for block in document.of_role("paragraph")), "")
    if _SOURCED.search(lead[:_LEAD]) or any(_OPENS.match(words) for words in (*head[:_END], lead)):
        return True
    end = [document[block] for block in document.blocks[-_END:]]
    lines = [words for words in (*head[:_END], *end) if len(words) <= _LONGEST]
    return bool(_TAKEN_FROM.match(end[-1])) or any(map(_SOURCE_LINE.match, lines))
