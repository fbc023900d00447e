"""Chief posts that change hands within a draft: 区长甲、区委书记乙 … 区委书记甲."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.speakers.chief_posts import are_two, changes_office, chief_posts, may_clash
from zhlint.check import Check, Hit, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class SwappedPost(Check):
    """Finds somebody with the post of another, and another post before.

    The posts are those of the secretary and of the head of one division, with or without its name; a draft with two such
    divisions of one kind is left alone, as are joint posts, quotations, sentences on a change of office, another
    year or another day. Slots: `post`, the former; `usual`, who had this one.
    """

    slots: ClassVar[tuple[str, ...]] = ("post", "usual")

    def run(self, document: Document) -> Iterator[Hit]:
        offices = document.analyse(chief_posts)
        for number, office in enumerate(offices):
            before = [one for one in offices[:number] if one.kind == office.kind]
            own = [one for one in before if one.name == office.name]
            other = next((one for one in before if one.post == office.post), None)
            if (
                own
                and other
                and office.post not in {one.post for one in own}
                and are_two(other.name, office.name)
                and may_clash(document, offices, own[0], other, office)
                and not changes_office(document.text, office.name)
            ):
                related = (Related(own[0].start, own[0].end, office.name), Related(other.start, other.end, other.name))
                yield Hit(office.start, office.end, {"post": own[0].post, "usual": other.name}, None, related)
