"""The targets of the benchmarks, and whether they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cores import SECOND
from figures import Claims, Section, table
from startup import DESK, WARM
from tasks import MANY
from tools import CORE

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What two runs of the same may differ by, where the aim is to be no slower.
NOISE = 0.03


class Target(NamedTuple):
    """A target for all claims whose names begin alike.

    A figure is to be reached at least, or at most.
    `each` claim has a row, or the worst alone.
    """

    name: str
    claims: tuple[str, ...]
    least: float | None = None
    most: float | None = None
    each: bool = True


TARGETS = (
    Target("start-up of a small draft, times `import click`", ("start-up", DESK), most=2.2),
    Target("start-up of a small draft, times `import click`", ("start-up", WARM), most=4),
    Target("one core, times autocorrect's MB/s", ("one core", CORE), least=0.6),
    Target("two cores, times autocorrect's MB/s", ("files, 2 cores", MANY.name), least=2),
    Target("a second core, times one, from 16 MB up", (SECOND[True],), least=1.7),
    Target("a second core, times one, below", (SECOND[False],), least=1 - NOISE),
    Target("peak of memory, MiB", ("memory",), most=200, each=False),
    Target("exponent of growth, every family", ("growth",), most=1.1, each=False),
    Target("unchanged drafts, times reading and hashing them", ("unchanged",), most=2),
)


def judged(claims: Claims) -> Section:
    """The targets as a table."""
    rows = [row for target in TARGETS for row in _rows(target, claims)]
    return Section(table(("target", "of", "aim", "measured", "reached"), rows, words=2), {})


def _rows(target: Target, claims: Claims) -> Iterator[tuple[str, ...]]:
    found = {name: value for name, value in claims.items() if name[: len(target.claims)] == target.claims}
    if found and not target.each:
        worst = (min if target.most is None else max)(found, key=found.__getitem__)
        found = {worst: found[worst]}
    aim = f"at least {target.least:g}" if target.most is None else f"at most {target.most:g}"
    for name, value in found.items():
        yield target.name, ", ".join(name[1:]), aim, f"{value:.2f}", _verdict(target, value)
    if not found:
        yield target.name, ", ".join(target.claims[1:]), aim, "", "not measured"


def _verdict(target: Target, value: float) -> str:
    reached = value >= target.least if target.least is not None else value <= (target.most or 0)
    return "yes" if reached else "**no**"
