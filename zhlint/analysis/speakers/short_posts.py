"""Names beside a shortened post of the house's people, or before a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.speakers.alike_names import may_be_one
from zhlint.analysis.speakers.introductions import named_after
from zhlint.analysis.speakers.name_slots import LEADS
from zhlint.analysis.speakers.speech import people
from zhlint.analysis.speakers.titles import TITLES
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.lexicon.headings import leading_division
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.speakers.house_people import Person
    from zhlint.document import Block, Document

#: So far before a title the beginning of its clause is looked for, in characters.
_REACH: Final = 60
#: What stands before a name that its post follows.
_FREE: Final = expression(rf"(?:(?<!{HAN})(?:{LEADS})?|(?<![，。；：！？\s])同志)\Z")
_CLAUSE: Final = expression(r"[^，。；：！？、“”‘’（）\s]*\Z")
#: What parts a name from the post that explains it.
_APPOSED: Final = expression(r"(?:，|（|\(|，?(?:现任|任|是|担任))\Z")
#: What makes a title the beginning of a longer one.
_LONGER: Final = expression("助理|候选|办公|秘书|夫人|信箱|热线|会议|[级位们]")


class NamedPerson(NamedTuple):
    """The span of a name, and the person whose post stands beside it."""

    name: Span
    person: Person


def beside_short_post(document: Document, title: Span, holders: Sequence[Person]) -> Iterator[NamedPerson]:
    """Yields names like those of the holders of a title, beside the title alone.

    The name follows the title, whose unit is left out or shortened, or stands before it; the draft then names the unit or its
    division, and nobody with that title elsewhere. A name before its post in full, parted by a comma or bracket, may differ
    in any one character.
    """
    block = document.block_at(title.start)
    if block is None:
        return
    after = named_after(document.text, title.end, block.end)
    if after:
        name = Span(*after.span("name"))
        head = _clause_before(document.text, title.start)
        for person in holders:
            if (
                person.unit.endswith(head)
                and may_be_one(person.name, bare(after["name"]))
                and _is_meant(document, person)
            ):
                yield NamedPerson(name, person)
    elif _is_whole(document.text, title, block):
        yield from _before(document, title, block, holders)


def _before(document: Document, title: Span, block: Block, holders: Sequence[Person]) -> Iterator[NamedPerson]:
    """Names that stand before their title, or before their whole post."""
    text = document.text
    for person in holders:
        length = person.unit_before(text[max(block.start, title.start - _REACH) : title.start])
        post = title.start - (length or 0)
        gap = _APPOSED.search(text, max(block.start, post - 3), post) if length else None
        name = Span((gap.start() if gap else title.start) - len(person.name), gap.start() if gap else title.start)
        shown = text[name.start : name.end]
        if name.start < block.start or not is_surnamed(shown) or not _is_free(text, block, name.start, person):
            continue
        is_full = gap or _follows_division(text, block, name.start, person)
        if person.is_near(shown) if is_full else may_be_one(person.name, shown) and _is_meant(document, person):
            yield NamedPerson(name, person)


def _is_free(text: str, block: Block, start: int, person: Person) -> bool:
    """Whether a name may begin here: a clause does, or the division ends."""
    return bool(_FREE.search(text, block.start, start) or _follows_division(text, block, start, person))


def _follows_division(text: str, block: Block, start: int, person: Person) -> bool:
    """Whether the division of a person's unit stands right before an offset: 昌平区周志民区长."""
    division = leading_division(person.unit)
    return bool(division) and text.endswith(division, block.start, start)


def _clause_before(text: str, end: int) -> str:
    """The beginning of the clause that ends at an offset."""
    found = _CLAUSE.search(text, max(0, end - _REACH), end)
    return found[0] if found else ""


def _is_whole(text: str, title: Span, block: Block) -> bool:
    """Whether a title is not the beginning of a longer word."""
    found = TITLES.match(text, title.start, block.end)
    return (found is None or found.end() <= title.end) and not _LONGER.match(text, title.end, block.end)


def _is_meant(document: Document, person: Person) -> bool:
    """Whether a title without its unit is that of a person's unit.

    The unit, its division or that of the house is named, and nobody has the title elsewhere.
    """
    division = leading_division(person.unit)
    home = document.desk.home
    if not (home and person.unit.startswith(home)) and not any(
        name in document.text for name in (person.unit, division, division[:-1]) if len(name) > 1
    ):
        return False
    return not any(
        speaker.place
        and speaker.post
        and speaker.post.text.endswith(person.post)
        and not _is_within(speaker.place.text, division)
        for speaker in document.analyse(people)
    )


def _is_within(place: str, division: str) -> bool:
    return bool(division) and (place.endswith(division) or division.endswith(place))
