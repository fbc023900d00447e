"""的, 地 and 得 in places where press prose would have another of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.house_style import is_house_use
from zhlint.analysis.words.likely_particles import LEAST_SCORE, likelier_particles
from zhlint.check import Check, Edit, Fix, Hit, Scores, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class LikelierParticle(Check):
    """Particles with a score of `least` and more, and below `below` where that is given.

    Scores are those of `improvements.Improvement`. Stays silent where the house itself prints it so.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    least: float
    below: float | None = None

    def __post_init__(self) -> None:
        Scores(self.least, self.below).check(LEAST_SCORE)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each particle whose change scores enough."""
        scores = Scores(self.least, self.below)
        for particle in document.analyse(likelier_particles):
            strong = scores.has(particle.score)
            if strong and not is_house_use(document, particle.start, particle.likelier):
                yield Hit(
                    particle.start, particle.end, fix=Fix((Edit(particle.start, particle.end, particle.likelier),))
                )
