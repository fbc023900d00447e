"""的, 地 and 得 in places where press prose would have another of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.house_style import is_house_use
from zhlint.analysis.words.likely_particles import LEAST_SCORE, likelier_particles
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options

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
        if self.least < LEAST_SCORE:
            raise OptionError("least", f"least 不能小于 {LEAST_SCORE:g}，现为 {self.least:g}")
        if self.below is not None and self.below <= self.least:
            raise OptionError("below", f"below 应大于 least，现为 {self.below:g}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for each particle whose change scores enough."""
        for particle in document.analyse(likelier_particles):
            strong = particle.score >= self.least and (self.below is None or particle.score < self.below)
            if strong and not is_house_use(document, particle.start, particle.likelier):
                yield Hit(
                    particle.start, particle.end, fix=Fix((Edit(particle.start, particle.end, particle.likelier),))
                )
