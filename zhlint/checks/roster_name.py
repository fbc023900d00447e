"""Names like that of one of the house's people, with another post or with none."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.speakers.alike_names import are_kin, may_be_one, unmarked_slot
from zhlint.analysis.speakers.house_people import PeopleCheck
from zhlint.analysis.speakers.name_slots import CREDITED, may_stand_alone, name_slots
from zhlint.check import Hit, options
from zhlint.lexicon.headings import leading_division
from zhlint.lexicon.likeness import alike_surnames, sound_alike, sounds
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.speakers.name_slots import NameSlot
    from zhlint.document import Document

#: The length of the names compared: shorter ones are like too many others.
_LENGTH: Final = 3
#: So far before a name its post or a word for its work is looked for, in characters.
_REACH: Final = 40
#: Two characters after a surname that are a word this frequent are no given name.
_FREQUENT: Final = 200
#: Posts that leave open of which body their holder is.
_CHIEF: Final = expression(
    "(?:副?(?:书记|[区县市省州旗盟镇乡]长|主席|主任|局长|院长|检察长|秘书长|部长)|常委|领导|负责人|负责同志|同志)$"
)
_BEFORE: Final = expression(r"[^，。；：！？“”‘’（）\s]*\Z")
#: A body or post behind a name: （城南小学教师）, ，城南小学教师.
_BEHIND: Final = expression(rf"(?:，|（|\()[^，。；：！？“”‘’（）()\s]{{0,24}}(?:{POSTS})")
_POST: Final = expression(rf"(?:{POSTS})$")
#: Words of a credit, before and behind the name.
_CREDIT: Final = expression(
    r"(?:记者|通讯员|特约|作者|编辑|责编|编审|摄影|供图|供稿|[文图][/／]|[讯电][ 　]?[（(])[^，。；！？]{0,24}\Z"
)
_SHOT: Final = expression(r"[^，。；\n]{0,6}(?:[/／]?[摄攝]|供图|供稿)")


@options
class RosterName(PeopleCheck):
    """Finds names that sound or look like one of the house's people.

    Only names of three characters are compared, where the draft names the unit, its division or that of the house. Stays silent on a name that is itself in the list, on one
    with another body or post in full beside it, on writers, on relatives, and where the listed name stands in the same
    sentence. Slot: `usual`, the listed name.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    def run(self, document: Document) -> Iterator[Hit]:
        slots = {slot.start: slot for slot in self._bare_names(document.text)}
        slots |= {slot.start: slot for slot in document.analyse(name_slots) if len(slot.name) == _LENGTH}
        for slot in slots.values():
            if slot.name not in self.house.posts and _is_person(document, slot):
                for name in self._alike(slot.name):
                    if _is_meant(document, slot, name, self.house.posts[name]):
                        yield Hit(slot.start, slot.end, {"usual": name})
                        break

    def _bare_names(self, text: str) -> Iterator[NameSlot]:
        """The names like a listed one that head a clause or follow a post."""
        for head in self._heads.finditer(text) if self._by_surname else ():
            start, end = head.start(), head.start() + _LENGTH
            if any(self._near(text[start:end])):
                slot = unmarked_slot(text, start, end)
                if slot and may_stand_alone(slot.name):
                    yield slot

    def _alike(self, shown: str) -> Iterator[str]:
        """The listed names that this may be, in the order of the list."""
        for surname in self._by_surname:
            if sound_alike(surname, shown[0]) or surname in alike_surnames(shown[0]):
                yield from self._of_surname(surname, shown)

    def _near(self, shown: str) -> Iterator[str]:
        """The listed names that this may be.

        They have its surname or one that is written for it.
        """
        for surname in (shown[:1], *alike_surnames(shown[:1])):
            if surname in self._by_surname:
                yield from self._of_surname(surname, shown)

    def _of_surname(self, surname: str, shown: str) -> Iterator[str]:
        """The listed names of a surname that this may be, in order."""
        by_key = self._by_surname[surname]
        names = {number: name for key in _keys(shown) for number, name in by_key.get(key, ())}
        yield from (names[number] for number in sorted(names) if may_be_one(names[number], shown))

    @cached_property
    def _by_surname(self) -> dict[str, dict[str, list[tuple[int, str]]]]:
        """The listed names with their numbers, by surname and by `_keys`."""
        by_surname: dict[str, dict[str, list[tuple[int, str]]]] = {}
        for number, name in enumerate(self.house.posts):
            if len(name) == _LENGTH:
                by_key = by_surname.setdefault(name[0], {})
                for key in _keys(name):
                    by_key.setdefault(key, []).append((number, name))
        return by_surname

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        """The first characters of the listed names, and the surnames written for them."""
        return re.compile(f"[{''.join(surname + alike_surnames(surname) for surname in self._by_surname)}]")


def _keys(name: str) -> set[str]:
    """The middle character of a name, its sounds, and the last character.

    Two names that may be one share one of these at least.
    """
    return {name[1:2], *sounds(name[1:2]), f"…{name[2:]}"}


def _is_person(document: Document, slot: NameSlot) -> bool:
    """Whether a slot holds the name of somebody whom the draft is about."""
    text = document.text
    return (
        slot.post != CREDITED
        and not _POST.search(slot.name)
        and vocabulary().frequency(slot.name[1:]) < _FREQUENT
        and not _CREDIT.search(text, max(0, slot.start - _REACH), slot.start)
        and not _SHOT.match(text, slot.end)
        and not _BEHIND.match(text, slot.end)
        and not are_kin(document, slot.name)
    )


def _is_meant(document: Document, slot: NameSlot, name: str, posts: list[str]) -> bool:
    """Whether nothing tells the person at a slot from the one who is listed."""
    text = document.text
    before = _BEFORE.search(text, max(0, slot.start - _REACH), slot.start)
    post = before[0].split("、")[-1] if before and _POST.search(before[0]) else slot.post
    if name in document[sentence_around(text, slot.start)]:
        return False
    return (not post or _fits(post, posts)) and any(_is_local(document, full) for full in posts)


def _fits(post: str, posts: list[str]) -> bool:
    """Whether a post ends one of these, or is a chief post without a body."""
    return any(full.endswith(post) for full in posts) or _CHIEF.fullmatch(post) is not None


def _is_local(document: Document, post: str) -> bool:
    """Whether a draft is about a post's division, or the house's own is."""
    division = leading_division(post) or post
    home = document.desk.home
    return bool(home and post.startswith(home)) or division in document.text or division[:-1] in document.text
