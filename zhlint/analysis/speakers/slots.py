"""Slots of a clause in which only the speaker's own division belongs."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Span
from zhlint.lexicon.sentences import clause_around
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.analysis.speakers.mentions import Mention
    from zhlint.document import Document

#: The expressions for the placeholders in the table of slots.
PLACEHOLDERS: Final = {
    "{mid}": r"[^，。；：！？\r\n]{0,24}",
    "{mid8}": r"[^，。；：！？\r\n]{0,8}",
    "{gap}": r"(?P<gap>[^，。；：！？、《》\r\n]{0,10}?)",
}
#: Words behind a division that make a longer name, or show that the other division is really meant.
ELSEWHERE: Final = (
    "医院|大学|学院|学校|中学|小学|幼儿园|机场|水库|科学城|实验室|车站|火车站|地铁|大桥|公路|高速|铁路|大街|景区|公园|博物馆|集团"
    "|公司|银行|体育场|体育馆|科技园|产业园|湿地|新城|(?<!城)乡(?!村)|镇|街道|(?<![农乡])村|路(?![径子])|站|湖|河|寺|杯|线|桥|园|岛|段"
    "|都市圈|城市群|经济圈|经济带|经济区|示范区|自贸区|籍|受灾|灾区|灾后|灾民|交界|接壤|边界|方向|客商|游客|方面"
)


ELSEWHERE_WORD: Final = expression(ELSEWHERE)


class Slot(NamedTuple):
    """The expressions of what stands before and after a division in one slot.

    `beside_own` says whether the slot counts even where the own division stands earlier in the clause: any, subject
    (only where that is the subject of the clause: 顺义要…), or no.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    beside_own: str


class SlotGroup(NamedTuple):
    """Slots with the same opening words, and an expression that must match behind any."""

    closing: re.Pattern[str]
    slots: tuple[Slot, ...]


def slots_around(document: Document, table: Path, mention: Mention) -> Iterator[tuple[str, Span]]:
    """Yields the slots a mention fits, as `beside_own` and the span with their words."""
    text, (first, last) = document.text, clause_of(document, mention)
    first = max(0, first - 1)
    closing, slots = _slots_after(table, text[first : mention.start])
    if not closing.match(text, mention.end, last + 1):
        return
    for before, after, beside_own in slots:
        tail = after.match(text, mention.end, last + 1)
        head = tail and before.search(text, first, mention.start)
        if tail and head and not ELSEWHERE_WORD.search(tail.groupdict().get("gap") or ""):
            start = mention.start if tail.end() > mention.end else max(head.start(), mention.start - 8)
            yield beside_own, Span(start, max(tail.end(), mention.end))


def clause_of(document: Document, mention: Mention) -> Span:
    """The clause around a mention, inside its block and without stops.

    Outside all blocks it is the mention alone.
    """
    start, end, _ = mention
    block = document.block_at(start)
    if block is None:
        return Span(start, end)
    clause = clause_around(document.text, start, block.start, block.end)
    return Span(clause.start, max(end, clause.end))


@cache
def _slots(table: Path) -> tuple[Slot, ...]:
    return tuple(Slot(_compile(f"(?:{row[0]})\\Z"), _compile(row[1]), row[2]) for row in rows(table))


@lru_cache(maxsize=2_000)
def _slots_after(table: Path, head: str) -> SlotGroup:
    """The slots that these words may open."""
    return _group(tuple(slot for slot in _slots(table) if "(?<=" in slot.before.pattern or slot.before.search(head)))


@lru_cache(maxsize=200)
def _group(slots: tuple[Slot, ...]) -> SlotGroup:
    """The slots with one expression for the ends of all.

    Expressions of a house's own table with groups or flags cannot be joined: nothing is then excluded early.
    """
    if any(after.groups > after.groupindex.get("gap", 0) or after.flags != re.UNICODE for _, after, _ in slots):
        return SlotGroup(compile_expression(""), slots)
    closing = "|".join(slot.after.pattern.replace("?P<gap>", "?:") for slot in slots)
    return SlotGroup(compile_expression(closing if slots else "(?!)"), slots)


def _compile(slot: str) -> re.Pattern[str]:
    """The expression of one column of the table, its placeholders filled."""
    for name, pattern in PLACEHOLDERS.items():
        slot = slot.replace(name, pattern)
    return compile_expression(slot)
