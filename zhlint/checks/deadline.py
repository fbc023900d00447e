"""Deadlines that have passed, or end after what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.dates import WrittenDate, dates, own_days
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A date further away, in days, is one of another year.
_NEAR: Final = 150
#: Entries that close later than so many days after an event are for another one.
_NEXT: Final = 10
#: What stands behind a date that is a deadline.
_UNTIL: Final = expression("(?:（[^（）]{1,4}）)?[^，。；！？、\n]{0,6}?(?:之前|以前|前|为?止|截止)")
#: What asks for something by a deadline, before its date.
_ASKS: Final = expression("(?:报名|报送|提交|上报|反馈|截止时间|请[^。；！？\n]{0,24}[在于])[^。；！？\n]{0,16}\\Z")
#: What somebody must have by a date, and need not hand in.
_HAS: Final = expression("[^，。；]{0,6}(?:取得|获得|毕业|授权|发表|出生|欠|办理|具有|具备|满)")
#: What asks people to come forward by it, before something takes place.
_ENTERS: Final = expression(
    "(?:报名|报名表|回执|参赛名单|代表名单|参会人员名单)[^。；！？\n]{0,30}\\Z|\\A[^。；！？\n]{0,16}(?:报名|回执|参赛名单|代表名单)"
)
#: What is past.
_DONE: Final = expression("已|曾|了(?!解)")
#: The label before the day on which something takes place.
_HELD: Final = expression("(?:比赛|竞赛|活动|会议|培训|演出|开幕|举办|开会|讲座)时间[：: \u3000]*\\s*\\Z")
_TAKES_PLACE: Final = expression("[^，。；]{0,24}(?:召开|举行|举办|开幕|开赛)")
_REACH: Final = 60


@options
class Deadline(Check):
    """Finds deadlines before the day of the draft, and entries that close after the event.

    Both days need a year, written or that of the draft's own day. Stays silent on events where the draft has several. Slot: `reason`.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    def run(self, document: Document) -> Iterator[Hit]:
        text, written = document.text, document.analyse(dates)
        issued = max(document.analyse(own_days), default=None)
        events = [one for one in written if _is_held(text, one)]
        held = events[0] if len(events) == 1 else None
        for one in written:
            if not (one.date and _is_deadline(text, one)):
                continue
            if issued and 0 < (issued - one.date).days <= _NEAR:
                yield Hit(one.start, one.end, {"reason": f"早于发稿的{issued.month}月{issued.day}日"})
            elif held and held.date and 0 < (one.date - held.date).days <= _NEXT and _asks_for_entries(text, one):
                reason = f"晚于{held.date.month}月{held.date.day}日，活动已经开始"
                yield Hit(one.start, one.end, {"reason": reason}, None, (Related(held.start, held.end),))


def _is_held(text: str, one: WrittenDate) -> bool:
    """Whether something takes place on a date: 时间：5月8日, 定于5月8日召开."""
    if _HELD.search(text, max(0, one.start - _REACH), one.start):
        return True
    return text.endswith(("定于", "将于", "拟于"), 0, one.start) and _TAKES_PLACE.match(text, one.end) is not None


def _is_deadline(text: str, one: WrittenDate) -> bool:
    """Whether something is asked for by a date."""
    sentence = sentence_around(text, one.start)
    asks = _ASKS.search(text, max(sentence.start, one.start - _REACH), one.start)
    until = _UNTIL.match(text, one.end)
    return bool(asks and until and not _HAS.match(text, until.end())) and not _DONE.search(
        text, sentence.start, one.end + 8
    )


def _asks_for_entries(text: str, one: WrittenDate) -> bool:
    sentence = sentence_around(text, one.start)
    return bool(_ENTERS.search(text[sentence.start : one.start]) or _ENTERS.search(text[one.end : sentence.end]))
