"""的, 地 and 得 in places where press prose would have another of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.words.house_style import is_house_use
from zhlint.analysis.words.likely_particles import LEAST_SCORE, likelier_particles
from zhlint.check import Edit, Fix, Hit, ScoredCheck, options
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A name with a dot, whose last character 地 or 得 may be: 居来提·土尔地.
_DOTTED: Final = expression(rf"[·•・]{HAN}{{1,4}}\Z")
_LONGEST: Final = 5


@options
class LikelierParticle(ScoredCheck):
    """Particles with a score of `least` and more, and below `below` where that is given.

    Scores are those of `improvements.Improvement`. Stays silent where the house itself prints it so, and on 地 and 得 at the
    end of a name with a dot.
    """

    slots: ClassVar[tuple[str, ...]] = ()
    lowest: ClassVar[float] = LEAST_SCORE

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each particle whose change scores enough."""
        for particle in document.analyse(likelier_particles):
            start, end, likelier = particle.start, particle.end, particle.likelier
            if document.text[start] in "地得" and _DOTTED.search(document.text, max(0, start - _LONGEST), start):
                continue
            if self.is_reported(particle.score) and not is_house_use(document, start, likelier):
                yield Hit(start, end, fix=Fix((Edit(start, end, likelier),)))
