"""Hits of the slices of long drafts, kept for the next check of a draft.

A rule that looks at paragraphs alone finds in a slice what it found before, wherever the slice stands now.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from zhlint.analysis.script import script

if TYPE_CHECKING:
    from collections.abc import Hashable

    from zhlint.check import Hit
    from zhlint.document import Document
    from zhlint.rule import Rule

    #: The hits of each rule in a slice.
    SliceHits = tuple[tuple[Rule, tuple[Hit, ...]], ...]

#: So many slices are kept: those of a dozen drafts of 200 KB, in a few megabytes.
_KEPT: Final = 256


class KeptHits:
    """The hits of slices for one linter; the latest are kept."""

    def __init__(self) -> None:
        self._hits: OrderedDict[Hashable, SliceHits] = OrderedDict()

    def of(self, rules: tuple[Rule, ...], part: Document) -> SliceHits | None:
        """The hits of these rules in a slice; None where they are not kept."""
        key = _key(rules, part)
        hits = self._hits.pop(key, None)
        if hits is not None:
            self._hits[key] = hits
        return hits

    def keep(self, rules: tuple[Rule, ...], part: Document, hits: SliceHits) -> None:
        """Keeps the hits of all these rules in a slice."""
        self._hits[_key(rules, part)] = hits
        if len(self._hits) > _KEPT:
            self._hits.popitem(last=False)


def _key(rules: tuple[Rule, ...], part: Document) -> tuple[Any, ...]:
    """All that decides about the hits in a slice of one linter's drafts."""
    metadata = tuple(sorted(part.metadata.items()))
    return rules, part.text, part.blocks, part.masked, part.kind, part.path, part.analyse(script), metadata
