"""Which of several ways of writing a draft prefers."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACES: Final = 20


class Use(NamedTuple):
    """A place and the form that is written there."""

    start: int
    end: int
    form: str


class Majority(NamedTuple):
    """The commonest form, the first twenty of its places, the places of all other forms, how often each form stands."""

    form: str
    places: tuple[Use, ...]
    others: tuple[Use, ...]
    times: Mapping[str, int]


def majority(uses: Sequence[Use]) -> Majority | None:
    """The majority among uses in order; of forms as common the one that came first. None where all agree."""
    times = Counter(use.form for use in uses)
    if len(times) < 2:
        return None
    form = max(times, key=lambda form: times[form])
    places = tuple(islice((use for use in uses if use.form == form), _PLACES))
    return Majority(form, places, tuple(use for use in uses if use.form != form), times)
