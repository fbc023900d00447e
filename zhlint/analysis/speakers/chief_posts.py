"""The secretaries and heads of divisions in a draft: 区委书记, 顺义区区长."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.speakers.alike_names import may_be_one
from zhlint.analysis.speakers.name_slots import LEADS, name_slots
from zhlint.analysis.speakers.terms_of_office import days_of, is_of_another_term
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.han import HAN
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document

#: One of the two chief posts of a division, with or without its name.
_CHIEF: Final = expression(
    rf"(?:{LEADS}|会上|会后)?(?:中共)?(?P<place>[^副原前任代由请、\s]*?)(?P<post>(?P<kind>[省市区县州旗镇乡])(?:委书记|长)|镇党委书记|乡党委书记)"
)
#: A post joined to this one, of the same person or of two in turn.
_JOINED: Final = expression(r"(?:书记|[省市区县州旗镇乡]长|主席|主任|委员|常委|成员)[、，,/／和与兼及 ]\Z")
#: A lesser post of a head of a government, which leaves him its only chief post.
_LESSER: Final = expression(r"(?:副书记|常委|委员|党组书记)、\Z")
_REACH: Final = 6


#: What is no name of a place but a clause that names another holder, too.
_CLAUSE: Final = expression("书记|长")
#: What looks like a name and is a place, or withholds one: 金堡镇镇长, 区长林某.
_NO_NAME: Final = expression("[省市县区旗镇乡州]$|某|[先女]$")


#: Kinds of divisions that no table lists.
_SMALL: Final = "镇乡"
_TOWN: Final = {kind: expression(rf"({HAN}{{2}}{kind})(?!长|党|人大|政)") for kind in _SMALL}


class Office(NamedTuple):
    """A name with one of the two posts of a division.

    `place` is empty where the post is bare.
    """

    name: str
    post: str
    place: str
    kind: str
    start: int
    end: int


def chief_posts(document: Document) -> tuple[Office, ...]:
    """Everybody with such a post of his or her own, in order.

    A name with a post is given once, where it stands first. Left out are joint posts, quotations, and sentences on a change of office or another year.
    """
    first: dict[tuple[str, str, str, str], Office] = {}
    for office in sorted(_offices(document), key=lambda office: office.start):
        first.setdefault((office.name, office.post, office.place, office.kind), office)
    return tuple(first.values())


def _offices(document: Document) -> Iterator[Office]:
    text = document.text
    for slot in document.analyse(name_slots):
        own = slot.post.split("、")[-1]
        chief = _CHIEF.fullmatch(own)
        if (
            chief
            and not _is_joint(text, slot.start, own)
            and not is_of_another_term(text, slot.start)
            and not is_quoted(document, slot.start, slot.end)
        ):
            kind = chief["kind"] or chief["post"][0]
            post = f"{kind}长" if chief["post"].endswith("长") else chief["post"]
            place = chief["place"].removesuffix(kind)
            if not _NO_NAME.search(slot.name) and slot.name != place:
                yield Office(slot.name, post, place, kind, slot.start, slot.end)


def _is_joint(text: str, start: int, post: str) -> bool:
    """Whether the name at an offset has another chief post before this one."""
    head = text[max(0, start - len(post) - _REACH) : start].removesuffix(post)
    return bool(_JOINED.search(head)) and not _LESSER.search(head)


def may_clash(document: Document, offices: Sequence[Office], *some: Office) -> bool:
    """Whether some offices of one kind are of one place and one day.

    `offices` are all of the draft. Where they are of two places of that kind, a bare post may be of either.
    """
    places = {office.place for office in offices if office.kind == some[0].kind and office.place}
    days = {day for office in some for day in days_of(document.text, office.start)}
    return len(places) <= 1 and not any(map(_CLAUSE.search, places)) and len(days) <= 1


def changes_office(text: str, name: str) -> bool:
    """Whether a sentence with a name is on a change of office."""
    return any(is_of_another_term(text, offset) for offset in occurrences(text, name))


def is_one_place(text: str, kind: str, place: str) -> bool:
    """Whether a draft names no two places of a kind.

    `place` must be the name of one place alone.
    """
    if kind in _SMALL:
        known = {found[1] for found in _TOWN[kind].finditer(text)}
    else:
        ends = [offset + 1 for offset in occurrences(text, kind)]
        words = {text[max(0, end - length) : end] for end in ends for length in (2, 3, 4)}
        known = {word for word in words if gazetteer().of_name(word)}
    return len(known) <= 1 and len(gazetteer().of_name(place + kind)) <= 1


def are_two(one: str, other: str) -> bool:
    """Whether two names cannot be one person's."""
    return not (one.startswith(other) or other.startswith(one) or may_be_one(one, other))
