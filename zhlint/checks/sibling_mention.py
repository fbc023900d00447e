"""Neighbouring divisions that a speaker names outside any slot for the speaker's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.speakers.foreign_places import foreign_places, names_institution
from zhlint.check import Check, Hit, Related, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document


@options
class SiblingMention(Check):
    """Finds rivals of the speaker's division outside the slots of `table`.

    Stays silent on a name that is part of an institution. `table` is that of the kind speaker_place. Slots: `place`, the
    speaker's division; `name`, the speaker.
    """

    filled: ClassVar[tuple[int, ...]] = ()
    slots: ClassVar[tuple[str, ...]] = ("name", "place")

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        for speaker, home, mention, slot in foreign_places(document, self.table):
            if slot is None and not names_institution(document, mention):
                place = speaker.place.text if speaker.place else home.own[0].name
                note = Related(speaker.start, speaker.end, f"{place} {speaker.name.text}")
                yield Hit(*mention[:2], {"place": place, "name": speaker.name.text}, related=(note,))
