"""Names in one draft that may be one person's, since they sound or look alike."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.name_slots import CREDITED, LEADS, RUNNING_WORDS, NameSlot, name_slots
from zhlint.analysis.speakers.saying import SAYS
from zhlint.lexicon.han import HAN
from zhlint.lexicon.likeness import alike_surnames, are_alike, sound_alike, sound_near
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.speaker import POSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A draft with more names than these is a list of pupils or winners, who often have like names.
MOST_NAMES: Final = 150
#: Words of a sentence on relatives, whose names are alike on purpose.
_KIN: Final = expression(
    "[父母儿女]亲?[和与、]|父亲|母亲|儿子|女儿|[兄姐][弟妹]|哥哥|弟弟|姐姐|妹妹|孪生|双胞胎|[长次三幼]子|之[子女]|堂[兄弟姐妹]"
)
#: How far before a name its post is looked for, in characters.
_LONGEST_LEAD: Final = 24
#: What stands before a name that no verb of saying follows.
_LEAD: Final = expression(rf"(?<!{HAN})(?:{LEADS})?(?P<post>{HAN}*(?:{POSTS}|专家))?\Z")
#: The title that follows a name with a post before it: 主任温晓岚教授.
_FOLLOWING: Final = expression(f"(?:副|总)?(?:{POSTS})(?!{HAN})|教授|医生|老师|博士|院士")
#: What goes on after a name of two characters.
_AFTER: Final = expression(rf"(?!{HAN})|[又也还在到于和与及等同一就把先再]")
#: What a person does behind the name.
_GOES_ON: Final = expression(rf"(?:{SAYS})|(?:{POSTS})(?!{HAN})")
#: The characters of a surname and a given name of two.
_FULL: Final = 3
_FORMER: Final = expression("^(?:由|据|请|和|与|会后|随后)?(?:原|前|时任|新任|继任|现任|曾任|[新接]任)")
#: The place whose post it is, the smallest of several: 石坪乡青坪村党支部书记.
_PLACE: Final = expression(
    rf"{HAN}{{2,}}(?P<kind>[省市县区旗镇乡村]|街道|社区|小学|中学|医院|公司)(?={HAN})(?!委?[^，]{{0,2}}长)"
)
_TITLE: Final = expression(f"(?:{POSTS})$")


def alike_names(document: Document) -> tuple[tuple[str, str], ...]:
    """Pairs of different names, each in a name slot, that may be one person's."""
    by_name: dict[str, list[NameSlot]] = defaultdict(list)
    for slot in document.analyse(name_slots):
        by_name[slot.name].extend((slot, *_title_slots(document.text, slot)))
    if not 0 < len(by_name) <= MOST_NAMES:
        return ()
    for name, slots in list(by_name.items()):
        has_post = any(slot.post for slot in slots)
        for slot in _bare_slots(document, name, {name[0]} if has_post else set()):
            by_name[slot.name].extend((slot, *_title_slots(document.text, slot)))
        for slot in _other_surnames(document.text, name) if has_post else ():
            by_name[slot.name].append(slot)
    return tuple(
        (one, other)
        for one, other in combinations(by_name, 2)
        if _may_be_one_with(by_name[one], by_name[other]) and not any(are_kin(document, name) for name in (one, other))
    )


def may_be_one(one: str, other: str) -> bool:
    """Whether two names of one length may be one name written in two ways.

    They sound alike throughout, or one character of the given name is a look-alike; a surname alone differs only in a pair of
    surnames that are often confused, or before a given name of two characters.
    """
    if len(one) != len(other) or one == other:
        return False
    differing = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    if differing == [0] and other[0] in alike_surnames(one[0]):
        return True
    if len(one) == 2:
        return differing == [1] and are_alike(one[1], other[1])
    if len(differing) == 1 and differing[0] > 0:
        return are_alike(one[differing[0]], other[differing[0]])
    return all(map(sound_alike, one, other))


def _is_reversed(one: str, other: str) -> bool:
    """Whether two names of three characters are one with its given name reversed: 祁文博, 祁博文."""
    return len(one) == len(other) == _FULL and one[0] == other[0] and one[1:] == other[:0:-1] != other[1:]


def _may_be_one_with(one: list[NameSlot], other: list[NameSlot]) -> bool:
    """Whether two names with the posts beside them may be one person's."""
    first, second = one[0].name, other[0].name
    if may_be_one(first, second) or _shares_given_name(first, second):
        return _posts_agree(one, other)
    if _is_reversed(first, second):
        return any(slot.post for slot in (*one, *other)) and _posts_agree(one, other, bodies=True)
    return _sound_near(first, second) and _posts_agree(one, other, bodies=True)


def _sound_near(one: str, other: str) -> bool:
    """Whether two names of one surname sound nearly alike: 周志明, 周志民."""
    differing = [at for at, (first, second) in enumerate(zip(one, other, strict=False)) if first != second]
    return len(one) == len(other) > 2 and len(differing) == 1 and sound_near(one[differing[0]], other[differing[0]])


def _shares_given_name(one: str, other: str) -> bool:
    """Whether two names differ in the surname alone, and that little: 厉红元, 历红元."""
    return len(one) == len(other) == _FULL and one[1:] == other[1:] and are_alike(one[0], other[0])


def _other_surnames(text: str, name: str) -> Iterator[NameSlot]:
    """Yields the given name behind another surname like its own: 历红元表示.

    It stands where a name does, before a verb of saying or beside a post.
    """
    for offset in occurrences(text, name[1:]) if len(name) == _FULL else ():
        shown = text[max(0, offset - 1) : offset + 2]
        if not _shares_given_name(name, shown) or not (slot := unmarked_slot(text, offset - 1, offset + 2)):
            continue
        if slot.post or _GOES_ON.match(text, slot.end):
            yield slot


def _title_slots(text: str, slot: NameSlot) -> Iterator[NameSlot]:
    """Yields the name with the title behind it, where a post stands before it."""
    if slot.post and (title := _FOLLOWING.match(text, slot.end)):
        yield slot._replace(post=title[0])


def _bare_slots(document: Document, name: str, surnames: set[str]) -> Iterator[NameSlot]:
    """Names like that of a person, with these surnames or such as are alike.

    They head a clause or follow a post; short ones count only after a post.
    """
    text = document.text
    for surname in surnames.union(alike_surnames(name[0])):
        for offset in occurrences(text, surname):
            end = offset + len(name)
            shown = text[offset:end]
            if (may_be_one(name, shown) or _sound_near(name, shown) or _is_reversed(name, shown)) and (
                slot := unmarked_slot(text, offset, end)
            ):
                yield slot


def unmarked_slot(text: str, start: int, end: int) -> NameSlot | None:
    """The slot of a string that heads a clause or follows a post, or None.

    One of two characters counts only after a post.
    """
    if not RUNNING_WORDS.isdisjoint(text[start + 1 : end]):
        return None
    lead = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
    if lead and (end - start > 2 or (lead["post"] and _AFTER.match(text, end))):
        return NameSlot(text[start:end], lead["post"] or "", start, end)
    return None


def _posts_agree(one: list[NameSlot], other: list[NameSlot], *, bodies: bool = False) -> bool:
    """Whether two names may share a post: missing once, or of one last word.

    A former holder is another person, and so with `bodies` is one of another body.
    """
    posts, others = ([slot.post for slot in slots if slot.post] for slots in (one, other))
    if not posts or not others:
        return True
    if any(map(_FORMER.search, posts)) != any(map(_FORMER.search, others)):
        return False
    if any(_are_of_two_places(post, other) for post in posts for other in others):
        return False
    if bodies and not any(post.endswith(other) or other.endswith(post) for post in posts for other in others):
        return False
    return not set(map(_title, posts)).isdisjoint(map(_title, others))


def _are_of_two_places(post: str, other: str) -> bool:
    """Whether two posts name different places of one kind: 石坪村党支部书记, 青坪村党支部书记."""
    place, elsewhere = _PLACE.search(post), _PLACE.search(other)
    return bool(
        place
        and elsewhere
        and place["kind"] == elsewhere["kind"]
        and not place[0].endswith(elsewhere[0])
        and not elsewhere[0].endswith(place[0])
    )


def _title(post: str) -> str:
    found = _TITLE.search(post)
    return found[0] if found else CREDITED


def are_kin(document: Document, name: str) -> bool:
    """Whether a sentence that holds a name speaks of relatives."""
    text = document.text
    return any(_KIN.search(text, *sentence_around(text, offset)) for offset in occurrences(text, name))
