"""The margins of a piece: furniture of pages, attachments, signatures, salutations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import SALUTATION, ends_in_sentence, is_recipient, is_sentence
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.form import LineForm

#: So many lines may sign a piece, and so many may stand under 附件 or 往期推荐.
_MOST_SIGNERS: Final = 3
_MOST_LISTED: Final = 12
#: No line that signs has more characters.
_LONGEST: Final = 24
#: Before a signature within a piece stand as many lines.
_FEWEST_ABOVE: Final = 3
#: So many titles may stand over the field of the day, which is one of so many lines.
_MOST_TITLES: Final = 3
_DEEPEST: Final = 40
#: A salutation stands in so many lines at the head.
_HEAD: Final = 5
#: The day of a signature, with the place where it was written.
SIGNED_DAY: Final = expression(
    r"(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?"
    rf"\s*(?:(?:[写草]?于|在){HAN}{{1,10}}|修订|制定)?|[^。\d]{{0,3}}{HAN}{{2,4}}\s*(?:写[于在]|作于)\s*\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
)
_POST_AND_NAME: Final = expression(rf"{HAN}{{2,12}}[:\s]\s*(?P<name>{HAN}\s?{HAN}{{1,3}})")
_CLOCK: Final = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_STAMP: Final = expression(rf"{_CLOCK}|\d{{4}}年(?:\d{{1,2}}月|[春夏秋冬]季?)?")
#: The field of the day under a piece taken from another page.
_BARE_DAY: Final = expression(rf"(?:时间|日期)\s*:\s*{_CLOCK}")
_BUTTON: Final = "(?:(?:打印|关闭|返回|收藏|复制|我要纠错)(?:本页|窗口|顶部|列表|首页|正文|链接)?|[上下]一[篇条页])"
#: A field of a page with a date, a count or nothing in it.
_BARE_FIELD: Final = (
    r"(?:(?:文章|信息|稿件)?来源|作者|编辑|责任编辑|(?:发布|更新|发稿|编辑|录入)?(?:时间|日期)|总?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?)"
    rf"\s*:?\s*(?:{_CLOCK}|\d*\s*次?)"
)
#: The way to a page, which stands at its head, and the ends of one that was cut.
_TRAIL: Final = expression(
    r"(?:[^。>›»]{0,24}(?<![-=])[>›»]{1,2}\s*){2,8}[^。>›»]{0,40}|[^。>›»]{2,16}(?<![-=])[>›»]{1,2}|[>›»]{1,2}\s*[^。>›»]{2,16}"
)
#: No button, field or number of a document has more characters.
_LONGEST_FIELD: Final = 130
#: The buttons and fields of pages and accounts.
_FURNITURE: Final = expression(
    r"\W*(?:(?:点击|轻触|长按|扫描|识别|扫码|扫一扫|戳)[^。]{0,30}(?:关注|订阅|阅读原文|二维码|公众号|小程序|了解|查看|进入|网站|专题)[^。，]{0,12}"
    rf"|(?:THE )?END|原创\s+\S{{2,16}}(?:\s+\S{{2,16}}){{0,2}}(?:\s+{_CLOCK}(?:\s+\S{{2,8}})?)?"
    r"|(?:分享|点赞|收藏|在看|转发)(?:\W{0,2}(?:分享|点赞|收藏|在看|转发)){1,3}|[^。]{2,80}\[\s?(?:0\d|1[0-2])-[0-3]\d\s?\]|[^。]{2,60}\.(?:docx?|xlsx?|pdf|zip|rar|pptx?)"
    r"|(?:喜欢|觉得)[^。]{0,12}(?:点个|点一?下|点亮)[^。]{0,8}(?:在看|赞)[^。]{0,4}|点个\W?(?:在看|赞)[^。]{0,16}|阅读(?:原文|全文)|收录于合集[^。]{0,20}|预计阅读[^。]{0,8}分钟"
    rf"|(?:发布|更新|发稿|上传|发文|录入|编辑)(?:时间|日期)\s*:\s*{_CLOCK}"
    r"|(?:您?(?:现在|当前)?的?|当前|所在)位置\s*[:是][^。]{0,60}|首页\s*[>›»/][^。]{0,60}"
    rf"|{_BARE_FIELD}(?:\s+{_BARE_FIELD}){{1,5}}"
    rf"|{_BUTTON}(?:\W{{1,4}}{_BUTTON}){{0,5}}|[上下]一?[篇条页]\s*(?::|$)[^。]{{0,80}}"
    r"|字[号体](?:大小)?\s*:[^。]{0,12}|分享[到至]?\s*:?(?:\s*(?:微信|微博|QQ空间|QQ好友|朋友圈))*|(?:版权所有|Copyright|主办单位|承办单位)\W[^。]{0,60}"
    r"|(?:原文|文章|来源)?(?:链接|网址|地址)\s*:\s*https?:\S*|首页(?:\s*[|·]\s*\S{1,8}){2,12}"
    r"|总?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)?\s*:?\s*\d*\s*次?|[^。]{0,12}ICP备[^。]{0,24}"
    r"|(?:索引号|主题分类|主题词|发文机[构关]|发布机构|成文日期|发文日期|生成日期|发布日期|发文字号|文号|有效性|组配分类|信息分类|公开方式|公开范围)\s*:[^。]{0,60})\W*"
)
_AT_PAGE: Final = expression(r"\W*(?:您?(?:现在|当前)?的?|当前|所在)位置\s*[:是]|[^。>›»]{0,24}\s*[>›»]{1,2}")
_NEXT_PAGE: Final = expression(r"\W*[上下]一[篇条页]")
#: The field of the day, whatever stands around it.
_DATED_FIELD: Final = expression(rf"[^。]{{0,24}}(?:时间|日期)\s*:\s*{_CLOCK}")
#: What a document has beside its title and its words: its number, whom it is sent to, when it was printed.
_OFFICIAL: Final = expression(
    rf"{HAN}{{1,14}}\s*[\[(]\d{{4}}[\])]\s*第?\s*\d{{1,5}}\s*号|(?:抄送|抄报|主送|印发)\s*:[^。]{{2,120}}。?"
    rf"|{HAN}{{2,24}}\s*\d{{4}}年\d{{1,2}}月\d{{1,2}}日印发"
)
#: The heads of lists of other pieces.
_OTHERS: Final = expression(
    r"\W*(?:往期(?:推荐|回顾|精选|精彩)|精彩(?:推荐|回顾)|推荐阅读|相关推荐|热门推荐|更多精彩)\W*"
)
_ATTACHED: Final = expression(r"附件[\d一二三四五]{0,2}\s*(?::|$)|附\s*:\s*[^，。:]{2,24}$")

#: Titles of documents, as they stand under 附件.
_CITED: Final = expression(
    r"^(?:\d{1,2}[.．、]|《|关于)|(?:表|方案|办法|细则|通知|规定|意见|规则|名单|须知|指南|图|手册|\.(?:docx?|xlsx?|pdf|zip))(?:\(.{1,20}\))?$"
)
#: The close of a letter.
_REGARDS: Final = expression(r"(?:此致|敬礼|此致\s*敬礼|敬上|敬启|谨启)[!。]?")


def find_margins(lines: Sequence[LineForm]) -> None:
    """Gives what is no headline and no text of the piece its role."""
    listed, others = 0, False
    for at, line in enumerate(lines):
        if line.role not in {"", "subhead"}:
            listed = 0
            continue
        # Running text is none of these: most lines are done with here.
        if "。" in line.words[:-1] or len(line.words) > _LONGEST_FIELD:
            listed = 0
            continue
        folded = fold(line.words)
        label = _OTHERS.fullmatch(folded) or _ATTACHED.match(folded)
        if label or (listed and not is_sentence(line.words) and (others or _CITED.search(folded))):
            listed = listed - 1 if not label else 0 if folded.startswith("附:") else _MOST_LISTED
            others = _OTHERS.fullmatch(folded) is not None if label else others
        elif _is_at_edge(folded, at, len(lines)):
            line.role = "aside"
            continue
        elif not (is_furniture(line.words) or (len(folded) <= _LONGEST_FIELD and _OFFICIAL.fullmatch(folded))):
            listed = 0
            continue
        if not (SIGNED_DAY.fullmatch(folded) or _may_sign(line)) or label:
            line.role = "aside"
    _cut_page(lines)
    _read_titles(lines)
    piece = [line for line in lines if line.role != "aside"]
    addressed = [line for line in islice(piece, _HEAD) if not line.role and is_recipient(line.words)]
    greeted = any(SALUTATION.fullmatch(line.words) for line in addressed)
    for line in (*addressed, *(line for line in lines if not line.role and _REGARDS.fullmatch(fold(line.words)))):
        line.role = "paragraph"
    _find_signature(piece, greeted=greeted)


def _is_at_edge(folded: str, at: int, count: int) -> bool:
    """Whether line `at` of `count` is the day or way of a page."""
    if 0 < at < min(_FEWEST_ABOVE, count - 1) and _STAMP.fullmatch(folded):
        return True
    if at >= count - _FEWEST_ABOVE and _BARE_DAY.fullmatch(folded):
        return True
    return at < _HEAD and _TRAIL.fullmatch(folded) is not None


def _ends(words: str) -> bool:
    """Whether a signature may stand under a line: a sentence or a field."""
    return ends_in_sentence(words) or "：" in words or ":" in words


def _read_titles(lines: Sequence[LineForm]) -> None:
    """Makes a headline of the lines above the day on a page."""
    field = next((at for at, line in enumerate(islice(lines, _DEEPEST)) if _DATED_FIELD.match(fold(line.words))), 0)
    start = next((at for at in range(field, 0, -1) if lines[at - 1].role), 0)
    titles = lines[start:field] if field and lines[field].role == "aside" else ()
    if 0 < len(titles) <= _MOST_TITLES and not any(is_sentence(line.words) for line in titles):
        for line in titles:
            line.role = "headline"


def _cut_page(lines: Sequence[LineForm]) -> None:
    """Sets apart the links above the way to a page and under it."""
    for at, line in enumerate(lines):
        if line.role != "aside":
            continue
        folded = fold(line.words)
        links = lines[:at] if _AT_PAGE.match(folded) else lines[at + 1 :] if _NEXT_PAGE.match(folded) else ()
        if links and not any(is_sentence(link.words) for link in links):
            for link in links:
                link.role = "aside"


def is_furniture(words: str) -> bool:
    """Whether a line is a button or a field of the page."""
    return "。" not in words and len(words) <= _LONGEST_FIELD and _FURNITURE.fullmatch(fold(words)) is not None


def _find_signature(lines: Sequence[LineForm], *, greeted: bool) -> None:
    """Makes credits of the lines at the end that sign: bodies, persons, the day.

    They sign with a day under them, where a salutation opens the piece, or alone under the last sentence. A lone day signs, too.
    """
    for at in range(_FEWEST_ABOVE, len(lines) - 1):
        _find_inner_signature(lines, at)
    end = len(lines)
    dated = end > 1 and not lines[-1].role and SIGNED_DAY.fullmatch(fold(lines[-1].words)) is not None
    start = end - dated
    while start > 1 and end - dated - start < _MOST_SIGNERS and _signs(lines[start - 1], freely=dated and greeted):
        start -= 1
    under_words = start == end - dated and start >= _FEWEST_ABOVE and _ends(lines[start - 2].words)
    if dated and under_words and _signs(lines[start - 1], freely=True):
        start -= 1
    if dated or greeted or (0 < start == end - 1 and ends_in_sentence(lines[start - 1].words)):
        for line in lines[start:end]:
            line.role = "credit"


def _find_inner_signature(lines: Sequence[LineForm], day: int) -> None:
    """Makes credits of a day before the end and of who signs above it."""
    signer, above = lines[day - 1], lines[day - 2]
    if (
        lines[day].role
        or signer.role
        or "日" not in lines[day].words[-8:]
        or not SIGNED_DAY.fullmatch(fold(lines[day].words))
    ):
        return
    if is_sentence(above.words) and _may_sign(signer):
        signer.role = lines[day].role = "credit"


def _signs(line: LineForm, *, freely: bool) -> bool:
    """Whether a line without role may sign; `freely`, in any words without a stop."""
    if line.role:
        return False
    return _may_sign(line) or (freely and len(line.words) <= _LONGEST and not is_sentence(line.words))


def _may_sign(line: LineForm) -> bool:
    """Whether a line is a body, a person, or a post and its holder."""
    words = line.words
    if is_sentence(words) or len(words) > _LONGEST:
        return False
    if is_name(words) or all(map(BODY.fullmatch, words.split("、"))):
        return True
    holder = _POST_AND_NAME.fullmatch(fold(words))
    return holder is not None and is_name(holder["name"])
