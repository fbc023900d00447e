"""Lists written with 、 in one place and run together in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.titles import in_name
from zhlint.analysis.words.marked_lists import unmarked_places
from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Fewer characters without marks are a compound.
_LEAST: Final = 8
#: Divisions one within the other, which an address runs together and a list of their offices does not.
_ADDRESS: Final = expression("[一-龥]{2,7}[省州市][一-龥]{2,7}[州市区县旗].*")


@options
class ListDrift(Check):
    """Finds lists without marks that the draft also writes with 、.

    A list has three items or more. Every place without marks is a hit, the first with marks is related. Stays silent on fewer
    than eight characters, which are a compound (教育科技人才), on addresses, and on names: inside a title or a short quotation. Slot: `listed`,
    the list with its marks.
    """

    slots: ClassVar[tuple[str, ...]] = ("listed",)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every list that is run together."""
        for place, marked in unmarked_places(document):
            is_list = place.end - place.start >= _LEAST and not _ADDRESS.fullmatch(document[place])
            if is_list and not in_name(document.text, *place):
                yield Hit(*place, {"listed": document[marked]}, None, (Related(*marked),))
