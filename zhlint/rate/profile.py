"""Profiles: weights, caps and pass marks for errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Band(NamedTuple):
    """A weight for errors of up to `chars` characters."""

    chars: int
    weight: float


@dataclass(frozen=True)
class ErrorClass:
    """A class of errors with its weight.

    `rules` are the families, codes or names of its rules, `errata` the values of `errata` on cards that belong to it; `rules`
    go first. `most` caps the sum in one issue of the paper. Where `is_verified` is false, the weight was not read in the
    source.
    """

    key: str
    title: str
    weight: float
    errata: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    most: float | None = None
    is_verified: bool = True

    def weigh(self, chars: int) -> float:
        """The weight of one error that touches so many characters."""
        return next((band.weight for band in self.bands if chars <= band.chars), self.weight)


@dataclass(frozen=True)
class Profile:
    """A way of counting errors.

    `pass_mark` is in errors per 10,000 characters. The same error counts at most `repeat` times (None: any number), and
    double in a block whose role is in `doubled`. Fewer than `fewest_chars` characters have no rate, since one slip would
    decide it.
    """

    name: str
    title: str
    pass_mark: float
    classes: tuple[ErrorClass, ...]
    source: str = ""
    repeat: int | None = None
    doubled: frozenset[str] = frozenset()
    fewest_chars: int = 1000

    def class_of(self, code: str, name: str, errata: str) -> ErrorClass | None:
        """The class of a rule, by code or name, then family, then `errata`; else None."""
        for selectors in ({code, name}, {code[:3]}):
            for error_class in self.classes:
                if selectors & set(error_class.rules):
                    return error_class
        return next((error_class for error_class in self.classes if errata in error_class.errata), None)
