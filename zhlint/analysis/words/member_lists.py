"""Lists of the members of a closed set (“四个自信”: 道路自信、理论自信 …) in a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.wording import without_quotes
from zhlint.document import Span
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document

_SEPARATOR: Final = "、|，|,|以及|和|与|及"
_FOREIGN: Final = expression(f"(?:{_SEPARATOR})([^、，。；：！？,;:!?\r\n（）()]{{1,12}})(?:{_SEPARATOR})")
_EXPANSION: Final = expression(
    r"(?:（([^（）。；\r\n]{4,120})）|\(([^()。；\r\n]{4,120})\)|(?:[：:]|——|，?即|，?是指|，?也就是)([^（）。；：！？\r\n]{4,120}))"
)


class ClosedSet(NamedTuple):
    """A set whose members are known, in their order.

    `heads` are the members without the end they share. `least` is how many members must stand together before their
    order or a missing one means anything. `open` names the ends (`start`, `end`, `both`) where a shorter list is
    common too.
    """

    label: str
    members: tuple[str, ...]
    heads: tuple[str, ...]
    least: int
    open: str = "both"


class Item(NamedTuple):
    """An item of a list; `member` is its index in the set, or None."""

    member: int | None
    start: int
    end: int


class MemberList(NamedTuple):
    """A list in a draft; `labelled` where the label of the set announces it."""

    items: tuple[Item, ...]
    labelled: bool

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end

    @property
    def order(self) -> list[int]:
        """The members of the list as written; items that are none are left out."""
        return [item.member for item in self.items if item.member is not None]


def closed_set(label: str, members: Sequence[str], least: int, open_ends: str) -> ClosedSet:
    """Builds the closed set of a label and these members."""
    shared = 0
    while all(len(member) > shared + 1 and member[-1 - shared] == members[0][-1 - shared] for member in members):
        shared += 1
    heads = tuple(member[: len(member) - shared] for member in members)
    return ClosedSet(label, tuple(members), heads, least, open_ends)


def member_lists(document: Document, closed: ClosedSet) -> Iterator[MemberList]:
    """Yields the lists of at least two members of a set.

    Labelled ones come first; none lies inside another.
    """
    text = document.analyse(without_quotes).text
    if not _may_stand(text, closed):
        return
    labelled_spans: list[Span] = []
    for items in _labelled_lists(text, closed):
        labelled_spans.append(Span(items[0].start, items[-1].end))
        yield _in_document(document, items, labelled=True)
    for items in _unlabelled_lists(text, closed):
        if not any(span.start <= items[0].start < span.end for span in labelled_spans):
            yield _in_document(document, items, labelled=_is_labelled(text, items[-1].end, closed))


def _may_stand(text: str, closed: ClosedSet) -> bool:
    """Whether the text has the label or two of the members: a quick look."""
    if closed.label in text:
        return True
    present = filter(text.__contains__, closed.members)
    return next(present, None) is not None and next(present, None) is not None


def _in_document(document: Document, items: Sequence[Item], *, labelled: bool) -> MemberList:
    wording = document.analyse(without_quotes)
    return MemberList(tuple(Item(item.member, *wording.span(item.start, item.end)) for item in items), labelled)


def _labelled_lists(text: str, closed: ClosedSet) -> Iterator[list[Item]]:
    for offset in occurrences(text, closed.label):
        match = _EXPANSION.match(text, offset + len(closed.label))
        if match and match.lastindex:
            items = list(_split(text, match.span(match.lastindex), closed))
            if sum(item.member is not None for item in items) >= 2 and not match[match.lastindex].endswith("等"):
                yield items


def _is_labelled(text: str, end: int, closed: ClosedSet) -> bool:
    """Whether the label follows the list: 创新、协调 … 的新发展理念."""
    return bool(closed.label) and text.startswith(f"的{closed.label}", end)


def _split(text: str, content: tuple[int, int], closed: ClosedSet) -> Iterator[Item]:
    start, end = content
    for piece in re.finditer(f"(?:(?!{_SEPARATOR}).)+", text[start:end]):
        item = piece[0]
        member = closed.members.index(item) if item in closed.members else None
        if member is None and item in closed.heads:
            member = closed.heads.index(item)
        yield Item(member, start + piece.start(), start + piece.end())


def _unlabelled_lists(text: str, closed: ClosedSet) -> Iterator[list[Item]]:
    items: list[Item] = []
    for item in _members(text, closed):
        between = _between(text, items[-1].end, item.start) if items else None
        if between is None:
            if len(items) > 1:
                yield items
            items = [item]
        else:
            items += [*between, item]
    if len(items) > 1:
        yield items


def _members(text: str, closed: ClosedSet) -> Iterator[Item]:
    """The occurrences of members in order, the longer first of those that overlap."""
    items = [
        Item(number, offset, offset + len(member))
        for number, member in enumerate(closed.members)
        for offset in occurrences(text, member)
    ]
    reached = 0
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if item.start >= reached:
            yield item
            reached = item.end


def _between(text: str, start: int, end: int) -> list[Item] | None:
    """The items between two members of one list, at most one, or None."""
    if end - start <= 2 and re.fullmatch(_SEPARATOR, text[start:end]):
        return []
    if end - start > 18:
        return None
    foreign = _FOREIGN.fullmatch(text, start, end)
    return [Item(None, *foreign.span(1))] if foreign else None
