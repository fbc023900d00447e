"""New comments in the part for comments, and their marks in the text."""

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
_FIRST_ID: Final = 0x5A480000
_LAST_ID: Final = 0x7F000000
#: Numbers that leave room for more; Word gives marks of other kinds numbers up to the largest there is.
_SMALL: Final = "[0-9]{1,7}"
_INITIALS: Final = "zh"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"


class Remark(NamedTuple):
    """The text of a new comment, and its spot."""

    text: str
    spot: Spot


def add_remarks(package: Package, story: Story, cuts: Cuts, remarks: Sequence[Remark], stamp: Stamp) -> None:
    """Puts comments into their part, and their marks among the cuts of the document.

    The part is made where there is none. Raises WordFileError.
    """
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

    def build(prefix: str) -> str:
        numbered = enumerate(remarks, first)
        return "".join(_comment(prefix, number, new.text, stamp, style, next(ids)) for number, new in numbered)

    new = append_children(old, build)
    if part:
        package.replacements[part] = new
    else:
        package.add(package.free_name("comments"), new, kind="comments", content_type=_TYPE, strict=story.strict)


def free_number(xml: Iterable[bytes]) -> int:
    """The first number for a comment or change that none of these parts uses."""
    used = (int(number) for part in xml for number in re.findall(rb':id="(%b)"' % _SMALL.encode(), part))
    return max(used, default=-1) + 1


def _put_marks(p: str, cuts: Cuts, remarks: Sequence[Remark], first: int, style: str) -> None:
    """Puts start, end and reference of each comment around its words or its note.

    `p` is the prefix of the document, `first` the number of the first comment.
    """
    look = f'<{p}rPr><{p}rStyle {p}val="{escape(style)}"/></{p}rPr>' if style else ""
    for number, (_, spot) in enumerate(remarks, first):
        opening = f'<{p}commentRangeStart {p}id="{number}"/>'
        closing = f'<{p}commentRangeEnd {p}id="{number}"/><{p}r>{look}<{p}commentReference {p}id="{number}"/></{p}r>'
        if spot.note:
            cuts.put_around(spot.note.run, opening, closing)
        elif spot.first and spot.last:
            cuts.put_before(spot.first.element, spot.start - spot.first.start, opening)
            cuts.put_after(spot.last.element, spot.end - spot.last.start, closing)


def _empty(*, strict: bool) -> bytes:
    """A part for comments with none in it."""
    namespaces = f'xmlns:w="{_STRICT if strict else _NAMESPACE}" xmlns:mc="{_COMPATIBILITY}" xmlns:w14="{_IDS}" mc:Ignorable="w14"'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments {namespaces}/>'.encode()


def _ids(xml: bytes) -> Iterator[str]:
    """The ids of new paragraphs, as attributes, by which answers find them.

    They are empty where the part does not allow for any. A program may renumber comments and keep these ids, so none is used again.
    """
    root = xml[: xml.find(b">", xml.find(b"comments"))].decode("utf-8", "replace")
    declared = re.search(rf'xmlns:(\w+)=["\']{re.escape(_IDS)}["\']', root)
    ignorable = re.search(r'Ignorable=["\']([^"\']*)', root)
    if not (declared and ignorable and declared[1] in ignorable[1].split()):
        yield from repeat("")
        return
    used = (int(identity, 16) for identity in re.findall(rb':paraId="([0-9A-Fa-f]{8})"', xml))
    for number in count(max((taken + 1 for taken in used if _FIRST_ID <= taken < _LAST_ID), default=_FIRST_ID)):
        yield f' {declared[1]}:paraId="{number:08X}"'


def _comment(p: str, number: int, text: str, stamp: Stamp, style: str, identity: str) -> str:
    """A comment in XML.

    `p` is the prefix of its part, `style` that of its paragraph, `identity` its id as an attribute; the last two may be empty.
    """
    about = f'<{p}pPr><{p}pStyle {p}val="{escape(style)}"/></{p}pPr>' if style else ""
    return (
        f'<{p}comment {stamp.attributes(p, number)} {p}initials="{_INITIALS}"><{p}p{identity}>{about}<{p}r><{p}annotationRef/></{p}r>'
        f'<{p}r><{p}t xml:space="preserve">{escape(text)}</{p}t></{p}r></{p}p></{p}comment>'
    )
