"""New comments: in the part for comments, which is made where there is none, with their marks in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word.markup import escaped, with_children
from zhlint.word.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.annotation.changes import Stamp
    from zhlint.annotation.cuts import Cuts
    from zhlint.annotation.places import Spot
    from zhlint.word.package import Package
    from zhlint.word.story import Story

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
    part = package.related("comments")
    used = [int(anchor.comment) for anchor in story.anchors if re.fullmatch(_SMALL, anchor.comment)]
    first = max(free_number([package.xml(part)] if part else []), *(number + 1 for number in used), 0)
    _put_marks(story.prefix, cuts, remarks, first, styles.get("annotation reference", ""))
    style = styles.get("annotation text", "")

    def made(prefix: str) -> str:
        return "".join(_comment(prefix, number, one.text, stamp, style) for number, one in enumerate(remarks, first))

    if part:
        package.changed[part] = with_children(package.xml(part), made)
        return
    namespace = _STRICT if story.strict else _NAMESPACE
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}"/>'.encode()
    name = package.free_name("comments")
    package.add(name, with_children(empty, made), kind="comments", content_type=_TYPE, strict=story.strict)


def free_number(xml: Iterable[bytes]) -> int:
    """A number for a comment or a change that is not taken in any of these parts."""
    used = (int(number) for part in xml for number in re.findall(rb':id="(%b)"' % _SMALL.encode(), part))
    return max(used, default=-1) + 1


def _put_marks(p: str, cuts: Cuts, remarks: Sequence[Remark], first: int, style: str) -> None:
    """Put start, end and reference of each comment around its words or its note; `p` is the prefix of the document."""
    look = f'<{p}rPr><{p}rStyle {p}val="{escaped(style)}"/></{p}rPr>' if style else ""
    for number, (_, place) in enumerate(remarks, first):
        opening = f'<{p}commentRangeStart {p}id="{number}"/>'
        closing = f'<{p}commentRangeEnd {p}id="{number}"/><{p}r>{look}<{p}commentReference {p}id="{number}"/></{p}r>'
        if place.note:
            cuts.put_around(place.note.run, opening, closing)
        elif place.first and place.last:
            cuts.put_before(place.first.piece, place.start - place.first.start, opening)
            cuts.put_after(place.last.piece, place.end - place.last.start, closing)


def _comment(p: str, number: int, text: str, stamp: Stamp, style: str) -> str:
    """A comment; `p` is the prefix of its part, `style` that of its paragraph, where the file has one."""
    about = f'<{p}pPr><{p}pStyle {p}val="{escaped(style)}"/></{p}pPr>' if style else ""
    return (
        f'<{p}comment {stamp.attributes(p, number)} {p}initials="{_INITIALS}"><{p}p>{about}<{p}r><{p}annotationRef/></{p}r>'
        f'<{p}r><{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r></{p}p></{p}comment>'
    )
