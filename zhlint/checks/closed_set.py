"""Closed sets whose members a draft lists in another order, or not as they are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.words.closed_sets import closed_lists
from zhlint.analysis.words.wording import QUOTES, bare
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import common_ends
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.analysis.words.member_lists import ClosedSet as Members
    from zhlint.analysis.words.member_lists import MemberList
    from zhlint.document import Document

#: So far beside a list, in characters, its missing member is looked for.
_BESIDE: Final = 24
_BEFORE: Final = "([^、，。；：！？（(\r\n]+)[、，,]$"
_AFTER: Final = "[、，,]([^、，。；：！？）)\r\n]+)"
#: A list whose order another one sets: 和平工程、发展工程分别对应….
_PAIRED: Final = expression("分别|依次|对应")
#: A word that joins two items, and the item that one of them or 、 sets before a list.
_JOINT: Final = expression("[和与及同跟]")
_ITEM_AFTER: Final = "[”’]?(?:、|以及|和|与|及)[“‘]?([^、，。；：！？）)\r\n和及]{2,8})"
#: The last characters of what may lengthen a list of feelings: 获得感、安全感、幸福感和满意度.
_FEELINGS: Final = ("感", "度")
#: Words of feelings that are not those of the set, which are the people's.
_ANYBODY: Final = expression("每一?个人|个人|自己|自身|旅客")
_ITEM_BEFORE: Final = "([^、，。；：！？（(\r\n和与及]{2,8})(?:、|以及|和|与|及)[“‘]?$"


@options
class ClosedSet(Check):
    """Finds lists of the sets in `table` with one `fault`: `order`, or `count`.

    `count` is a member missing or doubled, or an item that is no member. It applies to lists that the label introduces (by
    brackets, a colon or 即), and to unlabelled lists that have all members but one, in order, from a closed end to the other;
    `order` applies where the members that the table asks for stand together. Stays silent on lists that 等 leaves open, on sets
    that do not hold on the day of the draft, and on a member miswritten by one character: that is a near miss.
    Slots: `label`; `members`, all of them; with `count` also `fault`, the reason in Chinese.
    """

    filled: ClassVar[tuple[int, ...]] = (1, 2)
    slots: ClassVar[tuple[str, ...]] = ("fault", "label", "members")

    table: Path
    fault: str

    def __post_init__(self) -> None:
        if self.fault not in {"order", "count"}:
            raise OptionError("fault", f"fault 只能是 order 或 count，现为 {self.fault}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every faulty list."""
        judge = _order_fault if self.fault == "order" else _count_fault
        for members, member_list in document.analyse(closed_lists(self.table)):
            if hit := judge(document, member_list, members):
                yield hit


def _slots(members: Members, **others: str) -> dict[str, str]:
    listed = "、".join(members.members)
    return {"label": members.label or listed, "members": listed, **others}


def _order_fault(document: Document, listed: MemberList, members: Members) -> Hit | None:
    order = listed.order
    if len(order) < len(listed.items) or len(set(order)) < len(order) or len(order) < members.least:
        return None
    if all(earlier < later for earlier, later in pairwise(order)) or _is_other_list(document, listed, members):
        return None
    text = document.text
    wordings = {item.member: text[item.start : item.end] for item in listed.items}
    edits = tuple(
        Edit(item.start, item.end, wordings[member])
        for item, member in zip(listed.items, sorted(order), strict=True)
        if item.member != member
    )
    quoted = any(mark in text[listed.start : listed.end] for mark in "“”「」")
    return Hit(listed.start, listed.end, _slots(members), None if quoted else Fix(edits))


def _is_other_list(document: Document, listed: MemberList, members: Members) -> bool:
    """Whether the members stand in a list that is not the set.

    It is joined otherwise (社会建设与经济建设、政治建设), begins before them, or goes with another list in order (分别对应).
    """
    text = document.text
    if _PAIRED.search(text, *sentence_around(text, listed.start)):
        return True
    joints = [text[one.end : other.start] for one, other in pairwise(listed.items)]
    if any(_JOINT.search(joint) for joint in joints[:-1]):
        return True
    first, second = members.members[:2]
    head, tail = common_ends(first, second)
    before = re.search(_ITEM_BEFORE, text[max(0, listed.start - _BESIDE) : listed.start])
    after = re.match(_ITEM_AFTER, text[listed.end : listed.end + _BESIDE])
    if listed.labelled:
        return False
    if first.endswith(_FEELINGS) and _ANYBODY.search(text, max(0, listed.start - _BESIDE), listed.start):
        return True
    least = len(first) // 2
    return any(
        (first[-1] in _FEELINGS and item.endswith(_FEELINGS))
        or (head >= least and first[:head] in item)
        or (tail >= least and item.endswith(first[len(first) - tail :]))
        for item in (_without_quotes(found[1]) for found in (before, after) if found)
    )


def _count_fault(document: Document, listed: MemberList, members: Members) -> Hit | None:
    order, count = listed.order, len(members.members)
    missing = [members.members[member] for member in range(count) if member not in order]
    doubled = [members.members[member] for member, times in Counter(order).items() if times > 1]
    foreign = [bare(document.text[item.start : item.end]) for item in listed.items if item.member is None]
    if not (missing or doubled or foreign) or _is_slip(document, listed, foreign, missing):
        return None
    if not listed.labelled and not _is_surely_the_set(listed, members, missing, foreign + doubled):
        return None
    if foreign and not listed.labelled and document.text[listed.start - 1 : listed.start] == "的":
        return None  # The members of something else: 法治的道路自信、理论自信、体系自信.
    if len(missing) == len(foreign) == 1 and len(foreign[0]) > 1 and foreign[0] in missing[0]:
        return None  # A short form of the member: 国史.
    faults = [f"缺“{missing[0]}”"] if missing and len(listed.items) < count else []
    faults += [f"“{item}”应为“{missing[0]}”" if missing else f"多“{item}”" for item in (foreign + doubled)[:1]]
    return Hit(listed.start, listed.end, _slots(members, fault="，".join(faults) or f"缺“{missing[0]}”"))


def _is_surely_the_set(listed: MemberList, members: Members, missing: list[str], strange: list[str]) -> bool:
    """Whether an unlabelled list must be meant for the set.

    It has all members but one, in order, the closed ends included.
    """
    order, count = listed.order, len(members.members)
    if members.least == count or order != sorted(order) or len(missing) > 1 or len(strange) > 1:
        return False
    starts = order[0] == 0 or members.open not in {"start", "both"}
    return starts and (order[-1] == count - 1 or members.open not in {"end", "both"})


def _is_slip(document: Document, listed: MemberList, foreign: list[str], missing: list[str]) -> bool:
    """Whether a member is miswritten by one character, which the near misses report.

    In the middle of a list it shows as a foreign item, at an end it stands beside the list; so does the rest of a list that a
    stray character cuts in two.
    """
    if len(missing) != 1:
        return False
    opening = _without_quotes(document.text[max(0, listed.start - _BESIDE) : listed.start])
    closing = _without_quotes(document.text[listed.end : listed.end + _BESIDE])
    if missing[0] in opening or missing[0] in closing:
        return True
    before, after = re.search(_BEFORE, opening), re.match(_AFTER, closing)
    beside = [before[1][-length:] for length in _lengths(missing[0])] if before else []
    beside += [after[1][:length] for length in _lengths(missing[0])] if after else []
    return any(_is_one_off(item, missing[0]) for item in (*foreign, *beside))


def _lengths(word: str) -> range:
    return range(len(word) - 1, len(word) + 2)


def _is_one_off(word: str, right: str) -> bool:
    """Whether two words differ by one character dropped, added or replaced, or by two exchanged."""
    short, long = sorted((word, right), key=len)
    head = next((number for number, char in enumerate(short) if char != long[number]), len(short))
    rest, tail = short[head:], long[head:]
    if len(short) == len(long):
        return rest[1:] == tail[1:] or (rest[:2] == tail[1::-1] and rest[2:] == tail[2:])
    return len(long) - len(short) == 1 and rest == tail[1:]


def _without_quotes(text: str) -> str:
    return re.sub(f"[{QUOTES}]", "", text)
