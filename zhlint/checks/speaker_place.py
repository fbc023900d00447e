"""A speaker whose words put another place where the speaker's own belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.passages import passages
from zhlint.analysis.places import homes
from zhlint.analysis.speech import utterances
from zhlint.analysis.strays import strays
from zhlint.check import Check, Edit, Fix, Hit, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.analysis.strays import Stray
    from zhlint.document import Document, Span, Speaker
    from zhlint.gazetteer import Place


@options
class SpeakerPlace(Check):
    """A rival of the speaker's place in a slot of `table`, a TSV of what stands before and after (two patterns).

    Slots for the message: `place`, `name`, `phrase`, `right`, and `before` and `after` round `{there}`, which tells
    where the same text stands in the words of the place's own speaker.
    """

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        for stray in strays(document, self.table, slotted=True):
            if stray.slot:
                yield _hit(document, stray, stray.slot)


def _hit(document: Document, stray: Stray, slot: Span) -> Hit:
    start, end, places = stray.mention
    speaker, own = stray.speaker, stray.home.own[0]
    right = _right_name(own, document[stray.mention], places[0])
    source = _source(document, stray)
    place = speaker.place.text if speaker.place else own.name
    slots = {
        "place": place,
        "name": speaker.name.text,
        "phrase": document[slot],
        "right": document.text[slot.start : start] + right + document.text[end : slot.end],
        "before": f"。前后{source[0]}字与" if source else "",
        "after": "相同" if source else "",
    }
    related = [Related(speaker.start, speaker.end, f"{place} {speaker.name.text}")]
    if source:
        related.insert(0, source[1])
    else:
        slots["there"] = ""
    return Hit(start, end, slots, Fix((Edit(start, end, right),), "ask"), tuple(related))


def _right_name(own: Place, found: str, rival: Place) -> str:
    """The speaker's place in the form the other one has: full for full, short for short."""
    full = found == rival.name and rival.name != rival.short
    return own.name if full or len(own.short) < 2 else own.short


def _source(document: Document, stray: Stray) -> tuple[int, Related] | None:
    """The copied passage round a hit that also stands in the words of the place's own speaker: its length and place."""
    hosts = [
        (speaker, spans)
        for speaker, spans in document.analyse(utterances)
        if (home := document.analyse(homes).get(speaker)) and set(home.own) & set(stray.mention.places)
    ]
    block = document.block_at(stray.mention.start)
    if not hosts or not block:
        return None
    for copy in document.analyse(passages):
        for here, there in (((copy.start, copy.end), copy.first), (copy.first, (copy.start, copy.end))):
            if here[0] >= block.end or here[1] <= block.start:
                continue
            for speaker, spans in hosts:
                if any(there[0] < end and start < there[1] for start, end in spans):
                    return copy.length, Related(*there, _who(speaker))
    return None


def _who(speaker: Speaker) -> str:
    return f"{speaker.place.text if speaker.place else ''} {speaker.name.text}".strip()
