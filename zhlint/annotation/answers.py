"""The answers of editors: findings that they have already dealt with.

A comment answers a finding that stands on the same words, under the same code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.annotation.remarks import flat
from zhlint.annotation.spots import spot_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.annotation.spots import Spot
    from zhlint.annotation.threads import Thread
    from zhlint.finding import Finding
    from zhlint.word.text import WordText


class Answers:
    """The comments that stay, by the code of their rule, with their source spans."""

    def __init__(self, words: WordText, threads: Iterable[Thread]) -> None:
        self._words = words
        self._threads: dict[str, list[tuple[Thread, int, int]]] = {}
        anchors: dict[str, list[int]] = {}
        for anchor in words.stories[words.main].anchors:
            anchors.setdefault(anchor.comment, []).append(words.starts[anchor.paragraph] + anchor.offset)
        for thread in threads:
            if places := anchors.get(thread.id):
                self._threads.setdefault(thread.code, []).append((thread, min(places), max(places)))

    def thread_of(self, finding: Finding) -> Thread | None:
        """The comment that answers this finding, None without one."""
        threads = self._threads.get(finding.code)
        place = spot_of(self._words, finding.place.start, finding.place.end) if threads else None
        if not (threads and place):
            return None
        return next((thread for thread, start, end in threads if _agrees(place, start, end, thread, finding)), None)


def _agrees(place: Spot, start: int, end: int, thread: Thread, finding: Finding) -> bool:
    """Whether a comment on `start:end` is about a finding.

    Their spans share words, or both hang on one note and name the same words.
    """
    if place.note:
        return start == end == place.start and flat(finding.text) in thread.text
    return max(place.start, start) < min(place.end, end)
