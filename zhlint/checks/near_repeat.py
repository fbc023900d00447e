"""Passages that stood before but for a few characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.copies.near import near_passages
from zhlint.check import Check, Hit, Related, options
from zhlint.checks.repeat import opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class NearRepeat(Check):
    """Finds passages that differ from an earlier one in a few characters.

    `at_least` is the shortest passage, in characters. The earlier passage is related. Slots: `opening`, `length`, `changes`
    (how many places differ), `here` and `first` (the first place that differs, in both).
    """

    slots: ClassVar[tuple[str, ...]] = ("changes", "first", "here", "length", "opening")

    at_least: int = 30

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every later passage."""
        for near in document.analyse(near_passages):
            if near.length < self.at_least:
                continue
            slots = {
                "opening": opening(document[near]),
                "length": str(near.length),
                "changes": str(len(near.changes)),
                "here": near.changes[0].here or "（无）",
                "first": near.changes[0].first or "（无）",
            }
            yield Hit(near.start, near.end, slots, None, (Related(near.first.start, near.first.end),))
