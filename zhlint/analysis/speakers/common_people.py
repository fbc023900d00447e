"""Names behind a common word for people: 村民某某, and what is no name there: 学生成积."""

from __future__ import annotations

from typing import Final

from zhlint.analysis.speakers.saying import SAYS
from zhlint.patterns.expressions import expression

#: Words for people that name nobody by themselves.
COMMON_PEOPLE: Final = "村民|居民|市民|农民|职工|工人|教师|老师|学生|同学|店主|商户|户主|老人|老党员|志愿者|司机|游客|读者|家长|患者|选手|党员|队员"

_ACTS: Final = rf"(?:{SAYS})|告诉|抱着|带着|一家|家里"
#: What follows a name as its verb or its mark.
_ENDED: Final = expression(rf"[，。、；：:（(\s]|\Z|{_ACTS}")
#: What follows a name of two characters, and hardly a noun.
_TOLD_OF: Final = expression(rf"[（(：:]|，(?:今年|现年|年近|[男女]，|家住|住在|老家|退休|生于|曾|[0-9]+岁)|、|{_ACTS}")
#: What three characters end in that are a word.
_NOUN_ENDS: Final = frozenset("市县省人者厅室亭车机部品次性度今像侯用")


def is_borne_out(text: str, start: int, end: int) -> bool:
    """Whether what stands at `start:end` after a common word goes on as a name does.

    A mark ends a name of three characters, but not one of two, which may be a word.
    """
    if text[end - 1] in _NOUN_ENDS:
        return False
    return bool((_ENDED if end - start > 2 else _TOLD_OF).match(text, end))
