"""The grammar of closings: what ends a news item after its last sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.dateline import parse_dateline
from zhlint.reading.grammar.folding import fold

if TYPE_CHECKING:
    from zhlint.document import Credit, Dateline

#: No closing has more characters.
_WINDOW: Final = 160
_STOPS: Final = "。！？”’…"
#: The last characters of paragraphs that nothing closes.
_LAST: Final = frozenset(_STOPS)
#: The ends of a last sentence before brackets.
_ENDS: Final = (*_STOPS, "（完）", "(完)")
_STOP: Final = expression(f"[{_STOPS}]")
#: The mark of the end after brackets.
_DONE: Final = expression(r"(?<=[）)])\s*[（(]完[）)]$")
#: The words of a source in brackets.
_SOURCE: Final = expression(
    r"(?:本文)?作者(?:为|系|是|单位|:)|来源|原载|摘自|选自|转自|转载自|据.{2,20}(?:电|报道|综合|消息)$|(?:图片|资料)"
)


class Closing(NamedTuple):
    """The closing of a paragraph after its last sentence, from `start` on.

    It holds credits, or a dateline, or a mere source.
    """

    start: int
    credits: tuple[Credit, ...] = ()
    datelines: tuple[Dateline, ...] = ()


def parse_closing(text: str, start: int, where: str, *, last: bool) -> Closing | None:
    """Reads what closes the paragraph `text`: a tail credit, a dateline, a source.

    `start` is the offset of `text`; `where` is the role its credits get. Names alone in brackets count only in the `last` paragraph of
    a draft. None where nothing closes it.
    """
    if text[-1:] in _LAST:
        return None
    tail = text[-_WINDOW:].rstrip()
    if done := _DONE.search(tail):
        tail = tail[: done.start()].rstrip()
    base = max(0, len(text) - _WINDOW)
    opened = max(tail.rfind("（"), tail.rfind("("))
    if tail[-1:] in "）)" and opened >= 0 and (opened + base == 0 or tail[:opened].rstrip().endswith(_ENDS)):
        inner, at = tail[opened + 1 : -1], start + base + opened + 1
        if names := parse_credits(inner, at, where, bare_names=last):
            return Closing(at - 1, names)
        opening = parse_dateline(inner, at)
        if opening and opening.dateline and opening.end == at + len(inner):
            return Closing(at - 1, opening.credits, (opening.dateline,))
        is_body = last and all(map(BODY.fullmatch, inner.replace("、", " ").split()))
        return Closing(at - 1) if is_body or _SOURCE.match(fold(inner)) else None
    rest = _STOP.split(tail)[-1]
    if 0 < len(rest) < len(tail):
        rest = rest.lstrip()
        at = start + base + len(tail) - len(rest)
        if names := parse_credits(rest, at, where):
            return Closing(at, names)
    return None
