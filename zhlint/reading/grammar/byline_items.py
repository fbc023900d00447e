"""The words of a credit line, one by one: writers, desk words, closing words, organisations and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar import credit_words as words
from zhlint.reading.grammar.names import is_name, is_name_shaped, is_surnamed, split_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKS: Final = "□■◎●◆▲○☆★"
_MARKS: Final = frozenset(MARKS)
#: Names run together; longer stretches of hanzi are no names.
LONGEST_NAMES: Final = 9
LONGEST_ORG: Final = 12
#: The longest name without a dot that its place alone makes one.
SHAPED: Final = 4
#: What stands between a word for work and who did it.
_LEADS: Final = frozenset(":|")
_CHUNK: Final = expression(rf"文/图|图/文|[^\s、,;:/|()\[\]{MARKS}]+")


class Item(NamedTuple):
    """A word of a credit line: writer, desk, closing, org or name; `gap` is what divides it from the last."""

    kind: str
    start: int
    end: int
    gap: str = ""


def is_marked(line: str) -> bool:
    """Whether a line opens with a by-line mark."""
    return line.lstrip()[:1] in _MARKS


def _spaced(text: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with the gap before each, two single characters with a blank between made one padded name."""
    spaced: list[Item] = []
    for item, start, end, _ in items:
        gap = text[spaced[-1].end : start] if spaced else ""
        given = item == "name" and ":" in gap and words.GIVER.fullmatch(text, *spaced[-1][1:3])
        kind = "org" if given else item
        if end - start == 1 and gap.isspace() and _is_single(spaced[-1]) and text[start] != "摄":
            spaced[-1] = Item("name", spaced[-1].start, end, spaced[-1].gap)
        else:
            spaced.append(Item(kind, start, end, gap.strip()))
    return tuple(spaced)


def _is_single(item: Item) -> bool:
    return item.kind == "name" and item.end - item.start == 1


def _items(text: str, at: int) -> Iterator[Item]:
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
    """Where the organisation begins that leads a role word: `role` where a name or nothing does, -1 where other words do."""
    before = text[start:role]
    if not before:
        return role
    house = words.HOUSE_END.search(before)
    if house and (not house.start() or is_name_shaped(before[: house.start()])):
        return start + house.start()
    if words.ORG_END.search(before) or (words.ORG_END.search(text[start:core]) and len(before) <= LONGEST_NAMES):
        return start
    if text[start - 1 : start] in _LEADS and len(before) <= SHAPED:
        return start
    return role if is_name(before) else -1


def _plain_items(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a chunk without writers: a name, an organisation, a word, or some of them run together."""
    chunk = text[start:end]
    if not words.ANY_WORK.search(chunk):
        yield from _named(chunk, start)
    elif words.CLOSING.fullmatch(chunk):
        yield Item("closing", start, end)
    elif words.DESK.fullmatch(chunk):
        yield Item("desk", start, end)
    elif words.COLUMN.fullmatch(chunk):
        yield Item("org", start, end)
    elif (source := words.SOURCE.fullmatch(chunk)) and not is_surnamed(chunk):
        yield Item("org", start, start + source.end(1))
        yield Item("closing", start + source.end(1), end)
    elif (glued := words.GLUED.search(chunk)) and is_name_shaped(chunk[: glued.start()]):
        yield from _named(chunk[: glued.start()], start)
        yield Item("closing", start + glued.start(), end)
    elif (desk := words.GLUED_DESK.match(chunk)) and is_surnamed(chunk[desk.end() :]):
        yield Item("desk", start, start + desk.end())
        yield Item("name", start + desk.end(), end)
    elif len(chunk) <= LONGEST_ORG and words.ORG_END.search(chunk) and (len(chunk) > 3 or not is_surnamed(chunk)):
        yield Item("org", start, end)
    else:
        yield from _named(chunk, start)


def _named(chunk: str, start: int) -> Iterator[Item]:
    cuts = () if is_name(chunk) else split_joined(chunk)
    for length in cuts or (len(chunk),):
        yield Item("name", start, start + length)
        start += length
