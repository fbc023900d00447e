"""Speakers whose words name another division where their own belongs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from zhlint.analysis.speakers.speech import may_have_homes, utterances
from zhlint.check import Check, Edit, Fix, Hit, Related, options
from zhlint.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.analysis.speakers.foreign_places import ForeignPlace
    from zhlint.document import Block, Document, Speaker
    from zhlint.lexicon.gazetteer import Division


@options
class SpeakerPlace(Check):
    """Finds rivals of the speaker's division in the slots of `table`.

    `table` is a TSV of patterns, for the text before and after a name, that make a place a slot. The fix is `ask`. Slots:
    `place`, the speaker's division; `name`, the speaker; `phrase`, the words of the slot, and `right`, the same with the
    right name; `before` and `after` stand around `{there}`, which tells where the division's own speaker says the same, and
    are empty where nobody does.
    """

    filled: ClassVar[tuple[int, ...]] = ()
    slots: ClassVar[tuple[str, ...]] = ("after", "before", "name", "phrase", "place", "right")

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        if not may_have_homes(document):
            return
        from zhlint.analysis.speakers.foreign_places import foreign_places

        for foreign in foreign_places(document, self.table, slots_only=True):
            if foreign.slot:
                yield _hit(document, foreign, foreign.slot)


def _hit(document: Document, foreign: ForeignPlace, slot: Span) -> Hit:
    start, end, divisions = foreign.mention
    speaker, own = foreign.speaker, foreign.home.own[0]
    right = _right_name(own, document[foreign.mention], divisions[0])
    source = _source(document, foreign)
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


def _right_name(own: Division, name: str, rival: Division) -> str:
    """The speaker's division in the form of the rival: full for full, short for short."""
    is_full = name == rival.name and rival.name != rival.short
    return own.name if is_full or len(own.short) < 2 else own.short


def _source(document: Document, foreign: ForeignPlace) -> tuple[int, Related] | None:
    """The length and place of a copy in the division's own speaker's words.

    The copy holds the hit; None where there is none.
    """
    block = document.block_at(foreign.mention.start)
    return document.analyse(_Sources)(block, foreign.mention.divisions) if block else None


class _Sources:
    """The places in the words of a division's own speakers that blocks are copied from.

    Each block and division is looked up once.
    """

    def __init__(self, document: Document) -> None:
        from zhlint.analysis.copies.passages import passages
        from zhlint.analysis.speakers.homes import homes

        self._copies: dict[Block, list[tuple[int, Span]]] = defaultdict(list)
        for copy in document.analyse(passages):
            later = Span(copy.start, copy.end)
            for here, there in ((later, copy.first), (copy.first, later)):
                for block in document.blocks_in(*here):
                    self._copies[block].append((copy.length, there))
        self._words: dict[Division, list[_Words]] = defaultdict(list)
        at_home = document.analyse(homes)
        for number, (speaker, spans) in enumerate(document.analyse(utterances) if self._copies else ()):
            home = at_home.get(speaker)
            for division in set(home.own) if home else ():
                self._words[division] += [_Words(*span, number, speaker) for span in spans]
        self._sources: dict[tuple[Block, tuple[Division, ...]], tuple[int, Related] | None] = {}

    def __call__(self, block: Block, divisions: tuple[Division, ...]) -> tuple[int, Related] | None:
        key = (block, divisions)
        if key not in self._sources:
            self._sources[key] = self._first(*key)
        return self._sources[key]

    def _first(self, block: Block, divisions: tuple[Division, ...]) -> tuple[int, Related] | None:
        stretches = sorted(words for division in set(divisions) for words in self._words.get(division, ()))
        starts, ends = [words.start for words in stretches], list(accumulate((words.end for words in stretches), max))
        for length, there in self._copies[block] if stretches else ():
            near = stretches[bisect_right(ends, there.start) : bisect_left(starts, there.end)]
            overlapping = [words for words in near if words.end > there.start]
            if overlapping:
                return length, Related(*there, _who(min(overlapping, key=lambda words: words.number).speaker))
        return None


class _Words(NamedTuple):
    """A stretch of a speaker's words, with the number of the utterance."""

    start: int
    end: int
    number: int
    speaker: Speaker


def _who(speaker: Speaker) -> str:
    return f"{speaker.place.text if speaker.place else ''} {speaker.name.text}".strip()
