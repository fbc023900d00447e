"""Repeats among several drafts: copies in two, standing matter in three or more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.baseline import AcceptedRepeat, relative_path
from zhlint.analysis.copies.units import PASSAGE
from zhlint.repeats.issue import SharedPassage, Site, copies
from zhlint.repeats.standing_matter import StandingPiece, split_standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.acceptance.baseline import Baseline
    from zhlint.document import Document


class Draft(NamedTuple):
    """A draft with its path."""

    path: str
    document: Document


@dataclass(frozen=True)
class Repeats:
    """The copies and standing pieces of some drafts.

    Sites count the drafts from 0; `shortest` is the least length of a repeat.
    """

    drafts: tuple[Draft, ...]
    copies: tuple[SharedPassage, ...]
    standing: tuple[StandingPiece, ...]
    shortest: int = PASSAGE

    @classmethod
    def in_drafts(cls, drafts: Sequence[Draft], shortest: int = PASSAGE) -> Repeats:
        """The repeats of at least `shortest` characters among the drafts."""
        standing, pairs = split_standing(copies([draft.document for draft in drafts], shortest))
        return cls((*drafts,), (*pairs,), (*standing,), shortest)

    def only_changed(self, has_changed: Callable[[str], bool]) -> Repeats:
        """The repeats with a site in a draft that has changed, asked by its path."""
        return self._only(lambda sites: any(has_changed(self.drafts[site.document].path) for site in sites))

    def without_accepted(self, baseline: Baseline) -> Repeats:
        """The repeats that the baseline does not accept."""
        return self._only(lambda sites: not self._is_accepted(sites, baseline))

    def to_accept(self, baseline: Baseline, reason: str) -> tuple[AcceptedRepeat, ...]:
        """The entries with which a baseline accepts all these repeats."""
        pairs = [AcceptedRepeat(self._paths(sites, baseline), self.text(sites[0]), reason) for sites in self._pairs()]
        pieces = [AcceptedRepeat((), min(map(self.text, piece.sites), key=len), reason) for piece in self.standing]
        return (*pairs, *pieces)

    def text(self, site: Site) -> str:
        """The text of a site without white space."""
        return "".join(self.drafts[site.document].document[site.span].split())

    def __len__(self) -> int:
        return len(self.copies) + len(self.standing)

    def _pairs(self) -> Iterator[tuple[Site, ...]]:
        return ((passage.later, passage.first) for passage in self.copies)

    def _only(self, wanted: Callable[[tuple[Site, ...]], bool]) -> Repeats:
        pairs = tuple(passage for passage in self.copies if wanted((passage.later, passage.first)))
        pieces = tuple(piece for piece in self.standing if wanted(piece.sites))
        return Repeats(self.drafts, pairs, pieces, self.shortest)

    def _is_accepted(self, sites: tuple[Site, ...], baseline: Baseline) -> bool:
        here = {(), self._paths(sites, baseline)}
        texts = [repeat.text for repeat in baseline.repeats if repeat.paths in here]
        return any(self._is_covered(self.text(site), texts) for site in sites)

    def _is_covered(self, text: str, accepted: Sequence[str]) -> bool:
        """Whether a text is part of an accepted one, or too short without accepted ones."""
        for other in accepted:
            if text in other:
                return True
            text = text.replace(other, "")
        return len(text) < self.shortest

    def _paths(self, sites: tuple[Site, ...], baseline: Baseline) -> tuple[str, ...]:
        return tuple(sorted(relative_path(self.drafts[site.document].path, baseline.file) for site in sites))
