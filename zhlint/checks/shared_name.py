"""One name over the words of two places: 顺义区区长甲 … 昌平区区长甲."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Speaker

#: Names that are withheld.
_WITHHELD: Final = expression("某|[先女]")
#: A shorter name may be two people's.
_FULL: Final = 3


@options
class SharedName(Check):
    """Finds a name of three characters or more that heads the words of two places.

    Speaker lines alone count, each with a post and a place: a host's name under the talks of a timetable is none. The hit is the later name; slots: `place`, its place, and
    `usual`, that of the first.
    """

    slots: ClassVar[tuple[str, ...]] = ("place", "usual")

    def run(self, document: Document) -> Iterator[Hit]:
        first: dict[str, Speaker] = {}
        for speaker in filter(None, (section.speaker for section in document.sections)):
            name = bare(speaker.name.text)
            if not _is_whole(document, speaker) or len(name) < _FULL or _WITHHELD.search(name):
                continue
            earlier = first.setdefault(name, speaker)
            if earlier.place and speaker.place and earlier.place.text != speaker.place.text:
                slots = {"place": speaker.place.text, "usual": earlier.place.text}
                related = Related(earlier.name.start, earlier.name.end, earlier.place.text)
                yield Hit(speaker.name.start, speaker.name.end, slots, None, (related,))


def _is_whole(document: Document, speaker: Speaker) -> bool:
    """Whether place, post and name stand on one line."""
    if not (speaker.place and speaker.post):
        return False
    return not any(mark in document.text[speaker.start : speaker.end] for mark in "\r\n")
