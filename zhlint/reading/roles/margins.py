"""The margins of a piece: furniture of pages, attachments, signatures, salutations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import SALUTATION, is_sentence
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.form import LineForm

#: So many lines may sign a piece, and so many may stand under 附件 or 往期推荐.
_MOST_SIGNERS: Final = 3
_MOST_LISTED: Final = 12
#: No line that signs has more characters.
_LONGEST: Final = 24
#: A salutation stands in so many lines at the head.
_HEAD: Final = 5
_DAY: Final = expression(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?"
)
_POST_AND_NAME: Final = expression(rf"{HAN}{{2,12}}[:\s]\s*(?P<name>{HAN}\s?{HAN}{{1,3}})")
_FURNITURE: Final = expression(
    r"\W*(?:(?:点击|轻触|长按|扫描|识别|扫码|戳)[^。]{0,30}(?:关注|订阅|阅读原文|二维码|公众号|小程序)[^。，]{0,12}"
    r"|(?:THE )?END|原创\s+\S{2,16}(?:\s+\S{2,16})?|(?:分享|点赞|收藏|在看|转发)(?:\W{0,2}(?:分享|点赞|收藏|在看|转发)){1,3}"
    r"|(?:喜欢|觉得)[^。]{0,12}(?:点个|点一?下|点亮)[^。]{0,8}(?:在看|赞)[^。]{0,4}|阅读原文|收录于合集[^。]{0,20}|预计阅读[^。]{0,8}分钟"
    r"|(?:发布|更新|发稿|上传)(?:时间|日期)\s*:\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)\W*"
)
#: The heads of lists of other pieces.
_OTHERS: Final = expression(
    r"\W*(?:往期(?:推荐|回顾|精选|精彩)|精彩(?:推荐|回顾)|推荐阅读|相关推荐|热门推荐|更多精彩)\W*"
)
_ATTACHED: Final = expression(r"附件[\d一二三四五]{0,2}\s*(?::|$)")

#: Titles of documents, as they stand under 附件.
_CITED: Final = expression(
    r"^(?:\d{1,2}[.．、]|《|关于)|(?:表|方案|办法|细则|通知|规定|意见|规则|名单|须知|指南|图|手册|\.(?:docx?|xlsx?|pdf|zip))(?:\(.{1,20}\))?$"
)
#: The close of a letter, whose first characters are surnames.
_REGARDS: Final = frozenset({"敬礼", "此致", "敬上"})


def find_margins(lines: Sequence[LineForm]) -> None:
    """Gives what is no headline and no text of the piece its role."""
    listed, others = 0, False
    for line in lines:
        if line.role not in {"", "subhead"}:
            listed = 0
            continue
        folded = fold(line.words)
        label = _OTHERS.fullmatch(folded) or _ATTACHED.match(folded)
        if label or (listed and not is_sentence(line.words) and (others or _CITED.search(folded))):
            listed = _MOST_LISTED if label else listed - 1
            others = _OTHERS.fullmatch(folded) is not None if label else others
        elif not _FURNITURE.fullmatch(folded):
            listed = 0
            continue
        if not (_DAY.fullmatch(folded) or _may_sign(line)) or label:
            line.role = "aside"
    greeted = [line for line in islice(lines, _HEAD) if not line.role and SALUTATION.fullmatch(line.words)]
    for line in greeted:
        line.role = "paragraph"
    _find_signature([line for line in lines if line.role != "aside"], greeted=bool(greeted))


def _find_signature(lines: Sequence[LineForm], *, greeted: bool) -> None:
    """Makes credits of the lines at the end that sign: bodies, persons, the day.

    They sign with a day under them, or where a salutation opens the piece.
    """
    end = len(lines)
    dated = end > 1 and not lines[-1].role and _DAY.fullmatch(fold(lines[-1].words)) is not None
    start = end - dated
    while (
        start > 1 and end - dated - start < _MOST_SIGNERS and not lines[start - 1].role and _may_sign(lines[start - 1])
    ):
        start -= 1
    if start < end - dated and (dated or greeted):
        for line in lines[start:end]:
            line.role = "credit"


def _may_sign(line: LineForm) -> bool:
    """Whether a line is a body, a person, or a post and its holder."""
    words = line.words
    if is_sentence(words) or len(words) > _LONGEST or words in _REGARDS:
        return False
    if BODY.fullmatch(words) or is_name(words):
        return True
    holder = _POST_AND_NAME.fullmatch(fold(words))
    return holder is not None and is_name(holder["name"])
