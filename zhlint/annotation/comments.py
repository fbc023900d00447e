"""New comments: in the part for comments, which is made where there is none, with their marks in the text."""

from __future__ import annotations

import re
from itertools import count, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word.markup import append_children, escape
from zhlint.word.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.annotation.changes import Stamp
    from zhlint.annotation.cuts import Cuts
    from zhlint.annotation.spots import Spot
    from zhlint.word.package import Package
    from zhlint.word.story import Story

_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_IDS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
#: Paragraph ids are below 0x80000000.
_FIRST_ID, _LAST_ID = 0x5A480000, 0x7F000000
#: Numbers that leave room for more; Word gives marks of other kinds numbers up to the largest there is.
_SMALL: Final = "[0-9]{1,7}"
_INITIALS: Final = "zh"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"


class Remark(NamedTuple):
    """The text of a comment and where it goes."""

    text: str
    spot: Spot


def add_remarks(package: Package, story: Story, cuts: Cuts, remarks: Sequence[Remark], stamp: Stamp) -> None:
    """Put comments into their part, and their marks among the cuts of the document. Raises WordFileError."""
    if not remarks:
        return
    styles = read_styles(package).ids
    part = package.related_part("comments")
    used = [int(anchor.comment) for anchor in story.anchors if re.fullmatch(_SMALL, anchor.comment)]
    first = max(free_number([package.xml(part)] if part else []), *(number + 1 for number in used), 0)
    _put_marks(story.prefix, cuts, remarks, first, styles.get("annotation reference", ""))
    style = styles.get("annotation text", "")
    old = package.xml(part) if part else _empty(strict=story.strict)
    ids = _ids(old)

    def made(prefix: str) -> str:
        return "".join(
            _comment(prefix, number, one.text, stamp, style, next(ids)) for number, one in enumerate(remarks, first)
        )

    new = append_children(old, made)
    if part:
        package.replacements[part] = new
    else:
        package.add(package.free_name("comments"), new, kind="comments", content_type=_TYPE, strict=story.strict)


def free_number(xml: Iterable[bytes]) -> int:
    """A number for a comment or a change that is not taken in any of these parts."""
    used = (int(number) for part in xml for number in re.findall(rb':id="(%b)"' % _SMALL.encode(), part))
    return max(used, default=-1) + 1


def _put_marks(p: str, cuts: Cuts, remarks: Sequence[Remark], first: int, style: str) -> None:
    """Put start, end and reference of each comment around its words or its note; `p` is the prefix of the document."""
    look = f'<{p}rPr><{p}rStyle {p}val="{escape(style)}"/></{p}rPr>' if style else ""
    for number, (_, place) in enumerate(remarks, first):
        opening = f'<{p}commentRangeStart {p}id="{number}"/>'
        closing = f'<{p}commentRangeEnd {p}id="{number}"/><{p}r>{look}<{p}commentReference {p}id="{number}"/></{p}r>'
        if place.note:
            cuts.put_around(place.note.run, opening, closing)
        elif place.first and place.last:
            cuts.put_before(place.first.element, place.start - place.first.start, opening)
            cuts.put_after(place.last.element, place.end - place.last.start, closing)


def _empty(*, strict: bool) -> bytes:
    """A part for comments with none in it."""
    namespaces = f'xmlns:w="{_STRICT if strict else _NAMESPACE}" xmlns:mc="{_COMPATIBILITY}" xmlns:w14="{_IDS}" mc:Ignorable="w14"'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments {namespaces}/>'.encode()


def _ids(xml: bytes) -> Iterator[str]:
    """The ids of new paragraphs as attributes, by which answers find them; empty where the part does not allow for any.

    A program may renumber comments and keep these ids, so none is used again.
    """
    root = xml[: xml.find(b">", xml.find(b"comments"))].decode("utf-8", "replace")
    found = re.search(rf'xmlns:(\w+)=["\']{re.escape(_IDS)}["\']', root)
    ignorable = re.search(r'Ignorable=["\']([^"\']*)', root)
    if not (found and ignorable and found[1] in ignorable[1].split()):
        yield from repeat("")
        return
    used = (int(one, 16) for one in re.findall(rb':paraId="([0-9A-Fa-f]{8})"', xml))
    for number in count(max((one + 1 for one in used if _FIRST_ID <= one < _LAST_ID), default=_FIRST_ID)):
        yield f' {found[1]}:paraId="{number:08X}"'


def _comment(p: str, number: int, text: str, stamp: Stamp, style: str, identity: str) -> str:
    """A comment; `p` is the prefix of its part, `style` that of its paragraph, where the file has one, `identity` its id as an attribute."""
    about = f'<{p}pPr><{p}pStyle {p}val="{escape(style)}"/></{p}pPr>' if style else ""
    return (
        f'<{p}comment {stamp.attributes(p, number)} {p}initials="{_INITIALS}"><{p}p{identity}>{about}<{p}r><{p}annotationRef/></{p}r>'
        f'<{p}r><{p}t xml:space="preserve">{escape(text)}</{p}t></{p}r></{p}p></{p}comment>'
    )
