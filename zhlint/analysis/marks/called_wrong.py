"""Words that a text quotes as wrong: “粗犷”误为“粗旷”."""

from __future__ import annotations

from typing import Final

from zhlint.patterns.expressions import expression

_CLOSING: Final = "”’」』\"'"
_CALLED_WRONG: Final = expression(
    "(?:误[写用]?[作为成]|[写错]成|错[为写]|错写[为成作]|表述[为成]?|变成?|改成|成了|而不是|不能写|不写"
    "|(?:[写印标注登刊填念读叫说]|打印|标注)[着作为的]{1,2}|[写印标注登刊填念读叫说]了)[“‘「『]\\Z"
)
#: What follows words that are shown: 出现“粗旷”字样.
_SHOWN: Final = expression("字样|等?(?:的)?(?:错误|错别字)")
#: So many characters before a word may call it wrong.
_LONGEST_CALL: Final = 6


def is_called_wrong(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is quoted as what is written wrongly."""
    before = text[max(0, start - _LONGEST_CALL) : start]
    if text[end : end + 1] not in {*_CLOSING}:
        return False
    return _CALLED_WRONG.search(before) is not None or _SHOWN.match(text, end + 1) is not None
