"""The words of a credit line, one by one, each of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar import credit_words as words
from zhlint.reading.grammar.names import is_name, is_name_shaped, is_surnamed, split_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The marks before a by-line.
MARKS: Final = "□■◎●◆▲○☆★"
_MARKS: Final = frozenset(MARKS)
#: Longer stretches of hanzi are no names, not even names run together.
LONGEST_NAMES: Final = 9
#: The longest word that its end alone makes an organisation.
_LONGEST_ORG: Final = 12
#: The longest name without a dot that its place alone makes one.
SHAPED: Final = 4
#: The marks between a word for work and who did it.
_LEADS: Final = frozenset(":|")
_CHUNK: Final = expression(rf"文/图|图/文|[^\s、,;:/|()\[\]{MARKS}]*\(\d{{1,2}}\)班|[^\s、,;:/|()\[\]{MARKS}]+")


class Item(NamedTuple):
    """A word of a credit line.

    `kind` is writer, desk, closing, org, name, or other; `gap` is the mark between it and the word before.
    """

    kind: str
    start: int
    end: int
    gap: str = ""


def items_of(text: str, at: int) -> tuple[Item, ...]:
    """Finds the words of a folded line from the offset `at` on, padded names joined."""
    return _with_gaps(text, _words(text, at))


def is_marked(line: str) -> bool:
    """Whether a line opens with a by-line mark."""
    return line.lstrip()[:1] in _MARKS


def _with_gaps(text: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with their gaps, two single characters with a blank between made one name."""
    result: list[Item] = []
    for item, start, end, _ in items:
        gap = text[result[-1].end : start] if result else ""
        given = item == "name" and ":" in gap and words.GIVER.fullmatch(text, *result[-1][1:3])
        kind = "org" if given else item
        padded = gap.isspace() and _is_single(result[-1])
        if padded and end - start == 1 and text[start] != "摄":
            result[-1] = Item("name", result[-1].start, end, result[-1].gap)
        elif padded and end - start == 2 and text[end - 1] in "摄攝":
            result[-1] = Item("name", result[-1].start, end - 1, result[-1].gap)
            result.append(Item("closing", end - 1, end))
        else:
            result.append(Item(kind, start, end, gap.strip()))
    return tuple(result)


def _is_single(item: Item) -> bool:
    return item.kind == "name" and item.end - item.start == 1


def _words(text: str, at: int) -> Iterator[Item]:
    """The items of a line, without gaps."""
    for chunk in _CHUNK.finditer(text, at):
        done, end = chunk.span()
        has_writer = words.ANY_WRITER.search(text, done, end)
        for writer in words.WRITER.finditer(text, done, end) if has_writer else ():
            role = writer.start()
            org = _org_start(text, done, role, writer.start("core"))
            if org < 0:
                yield Item("other", done, role)
            elif done < org:
                yield from _plain_items(text, done, org)
            yield Item("writer", max(org, done), writer.end())
            done = writer.end()
        if done < end:
            yield from _plain_items(text, done, end)


def _org_start(text: str, start: int, role: int, core: int) -> int:
    """The offset of the organisation that leads a role word.

    It is `role` where a name or nothing leads it, -1 where other words do.
    """
    before = text[start:role]
    if not before:
        return role
    house = words.HOUSE_END.search(before)
    if house and (not house.start() or is_name_shaped(before[: house.start()])):
        return start + house.start()
    if words.ORG_END.search(before) or (words.ORG_END.search(text[start:core]) and len(before) <= LONGEST_NAMES):
        return start
    if (text[start - 1 : start] in _LEADS and len(before) <= SHAPED) or words.OWN_COLUMN.fullmatch(before):
        return start
    return role if is_name(before) else -1


def _plain_items(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a chunk that holds no writer."""
    chunk = text[start:end]
    if not words.ANY_WORK.search(chunk):
        yield from _names(chunk, start)
    elif words.CLOSING.fullmatch(chunk) or (text[start - 1 : start] == "/" and words.SENT.fullmatch(chunk)):
        yield Item("closing", start, end)
    elif words.DESK.fullmatch(chunk):
        yield Item("desk", start, end)
    elif words.COLUMN.fullmatch(chunk):
        yield Item("org", start, end)
    elif (source := words.SOURCE.fullmatch(chunk)) and not is_surnamed(chunk):
        yield Item("org", start, start + source.end(1))
        yield Item("closing", start + source.end(1), end)
    elif (glued := words.GLUED.search(chunk)) and is_name_shaped(chunk[: glued.start()]):
        yield from _names(chunk[: glued.start()], start)
        yield Item("closing", start + glued.start(), end)
    elif (desk := words.GLUED_DESK.match(chunk)) and is_surnamed(chunk[desk.end() :]):
        yield Item("desk", start, start + desk.end())
        yield Item("name", start + desk.end(), end)
    elif len(chunk) <= _LONGEST_ORG and words.ORG_END.search(chunk) and (len(chunk) > 3 or not is_surnamed(chunk)):
        yield Item("org", start, end)
    else:
        yield from _names(chunk, start)


def _names(chunk: str, start: int) -> Iterator[Item]:
    """A chunk as a name, or as the names that are run together in it."""
    cuts = () if is_name(chunk) else split_joined(chunk)
    for length in cuts or (len(chunk),):
        yield Item("name", start, start + length)
        start += length
