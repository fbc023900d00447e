"""The form that a draft prefers among several ways to write one thing."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.check import Related

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: So many places of the commonest form are shown.
_SHOWN: Final = 20


class Use(NamedTuple):
    """A span and the form that is written there."""

    start: int
    end: int
    form: str


class Majority:
    """The commonest form among uses in order.

    Of equally common ones it is the `preferred` form, else the one that came first. `times` is how often each form stands.
    """

    def __init__(self, uses: Sequence[Use], preferred: str = "") -> None:
        self._uses = uses
        self.times = Counter(use.form for use in uses)
        self.form = max(self.times, key=lambda form: (self.times[form], form == preferred))

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """The first twenty places of the commonest form."""
        places = (Related(use.start, use.end) for use in self._uses if use.form == self.form)
        return tuple(islice(places, _SHOWN))


def rarer_uses(uses: Sequence[Use], preferred: str = "") -> Iterator[tuple[Use, Majority]]:
    """Yields every use of a rarer form, in order, with the majority.

    Nothing where all agree. `preferred` is kept where forms are equally common.
    """
    if len({use.form for use in uses}) > 1:
        majority = Majority(uses, preferred)
        yield from ((use, majority) for use in uses if use.form != majority.form)
