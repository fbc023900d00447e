"""的, 地 and 得 in places where press prose would have another of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.house_style import is_house_use
from zhlint.analysis.words.likely_particles import LEAST_SCORE, likelier_particles
from zhlint.check import Edit, Fix, Hit, ScoredCheck, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class LikelierParticle(ScoredCheck):
    """Particles with a score of `least` and more, and below `below` where that is given.

    Scores are those of `improvements.Improvement`. Stays silent where the house itself prints it so.
    """

    slots: ClassVar[tuple[str, ...]] = ()
    lowest: ClassVar[float] = LEAST_SCORE

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each particle whose change scores enough."""
        for particle in document.analyse(likelier_particles):
            start, end, likelier = particle.start, particle.end, particle.likelier
            if self.is_reported(particle.score) and not is_house_use(document, start, likelier):
                yield Hit(start, end, fix=Fix((Edit(start, end, likelier),)))
