"""Speakers by their place: captions and signatures have the same form as speaker lines."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import ends_in_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.form import LineForm

#: The words on the second line of a caption that broke after the name.
_ACTED: Final = expression(
    "宣布|致[辞词]|讲话|发言|颁奖|授[奖旗牌]|揭[牌幕]|剪彩|主持(?!人)|作(?!为)|做(?!好)|向.{1,20}(?:颁|授|赠|致|敬)|为.{1,20}(?:颁|授|揭|讲|送)"
    "|[（(](?:[左右中前后]|右?[一二三四五六七八])|在.{1,20}(?:现场|会上)?(?:讲话|致[辞词]|发言|调研|检查|慰问)"
)
#: The first person, but not in 我国 and 我区, which news uses too, and the marks that open quoted words.
_OWN_WORDS: Final = expression('我(?![国省市区县州旗镇乡街村院校司厂])|咱|俺|本人|^[“「『"]')
#: What sets a speaker line off by its form.
_MARKED: Final = ("【", "[", "●", "■", "◆", "□", "▲", "★", "◎")


def find_captions(lines: Sequence[LineForm]) -> None:
    """Makes captions of the lines with post and name that head nobody's words.

    These are lines whose verb stands on the next line, and a lone one between paragraphs with no words in the first person or in
    quotation marks below.
    """
    spoken = [at for at, line in enumerate(lines) if line.role == "speaker"]
    for at in spoken:
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below and not below.role and _ACTED.match(below.words) and "：" not in lines[at].words:
            lines[at].role = "caption"
            if not ends_in_sentence(below.words):
                below.role = "caption"
        elif len(spoken) == 1 and _is_between(lines, at) and not _speaks_below(lines, at):
            lines[at].role = "caption"


def _is_between(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a line stands between paragraphs, not set off by a mark or a colon."""
    words = lines[at].words
    if words.startswith(_MARKED) or "：" in words or ":" in words or not 0 < at < len(lines) - 1:
        return False
    return ends_in_sentence(lines[at - 1].words)


def _speaks_below(lines: Sequence[LineForm], at: int) -> bool:
    """Whether the paragraphs under a line are in the first person or in quotation marks."""
    body = takewhile(lambda line: ends_in_sentence(line.words), lines[at + 1 :])
    return any(_OWN_WORDS.search(line.words) for line in body)
