"""的, 地 and 得 in places where press prose would have another of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.likelihood import LEAST_GAIN, likelier_particles
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.han import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class LikelierParticle(Check):
    """Finds the particles that another one would replace with enough gain.

    `least` is the least gain, as a natural logarithm; `least-adverbial` that of 地, which stands rightly before many words
    that are nouns more often (热烈地祝贺).

    Stays silent before anything but a Chinese character, and where the house itself prints it so.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    least: float
    least_adverbial: float

    def __post_init__(self) -> None:
        if self.least < LEAST_GAIN:
            raise OptionError("least", f"least 不能小于 {LEAST_GAIN:g}，现为 {self.least:g}")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for each particle whose change gains enough."""
        for particle in document.analyse(likelier_particles):
            least = self.least_adverbial if document[particle] == "地" else self.least
            is_read = particle.score >= least and is_han(document.text[particle.end : particle.end + 1])
            if is_read and not is_house_style(document, *particle[:3]):
                yield Hit(
                    particle.start, particle.end, fix=Fix((Edit(particle.start, particle.end, particle.likelier),))
                )
