"""Sums of an archive: by rule, month, source and place, and the worst articles."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING, Any, Final

from zhlint.archive.lint import ARTICLES, ERRORS, FINDINGS
from zhlint.archive.records import month_of
from zhlint.rate.error_rate import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.archive.lint import Row

#: The most articles that are remembered as the worst.
WORST: Final = 50
#: The least characters of such an article.
_FEWEST: Final = 100
#: The most values of `places` and `sources` in the sums of a piece; the others are one, called so.
_VALUES: Final = 2_000
OTHERS: Final = "（其他）"
#: The sums over articles of one value.
_SUMS: Final = ("articles", "chars", "findings", "weight")


class Tally:
    """The sums of some rows."""

    def __init__(self) -> None:
        self.articles = self.chars = self.errors = 0
        self.weight = 0.0
        self.levels: dict[str, int] = defaultdict(int)
        self.rules: dict[str, int] = defaultdict(int)
        self.months: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_SUMS))
        self.places: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_SUMS))
        self.sources: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_SUMS))
        #: Findings by month and family, as `2026-05 PUN`.
        self.heat: dict[str, int] = defaultdict(int)
        self.worst: list[dict[str, Any]] = []

    def add(self, row: Row) -> None:
        """Adds a row."""
        values = row.values
        if row.table == ERRORS:
            self.errors += 1
        elif row.table == FINDINGS:
            self.rules[values["code"]] += 1
            self.levels[values["level"]] += 1
            self.heat[f"{month_of(values['date'])} {values['code'][:3]}"] += 1
        elif row.table == ARTICLES:
            self._add_article(values)

    def _add_article(self, values: dict[str, Any]) -> None:
        found = values["error"] + values["warning"]
        self.articles += 1
        self.chars += values["chars"]
        self.weight += values["weight"]
        sums = 1, values["chars"], found, values["weight"]
        for group, value in (
            (self.months, month_of(values["date"])), (self.places, values["place"]), (self.sources, values["source"])
        ):  # fmt: skip
            if len(group) >= _VALUES and value not in group:
                value = OTHERS  # noqa: PLW2901
            group[value][:] = [old + new for old, new in zip(group[value], sums, strict=True)]
        if values["weight"] and values["chars"] >= _FEWEST:
            self.worst.append(values)
            if len(self.worst) >= 4 * WORST:
                self.worst = worst(self.worst)

    def plain(self) -> dict[str, Any]:
        """The sums as data for JSON, in an order that hangs on them alone."""
        groups = {
            name: {key: [round(value, 4) for value in sums] for key, sums in sorted(getattr(self, name).items())}
            for name in ("months", "places", "sources")
        }
        counts = {name: dict(sorted(getattr(self, name).items())) for name in ("levels", "rules", "heat")}
        return {
            "articles": self.articles, "chars": self.chars, "errors": self.errors, "weight": round(self.weight, 4),
            **counts, **groups, "worst": worst(self.worst),
        }  # fmt: skip


def worst(articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The articles with the highest rates, the highest first."""
    order = nlargest(
        WORST, articles, key=lambda one: (one["weight"] / one["chars"], one["weight"], one["source"], one["record"])
    )
    return list(order)


def rate(chars: float, weight: float) -> float:
    """The weight of errors per 10,000 characters."""
    return round(weight * 10_000 / chars, 4) if chars else 0.0


def rate_in_words(chars: float, found: float, weight: float) -> str:
    """The rate in Chinese, without a full stop.

    There is none where nothing was read, nor where nothing that was found has a verified weight.
    """
    if not chars:
        return "无法估算（没有读成的字）"
    if found and not weight:
        return "无法估算（分值都未核实）"
    return f"万分之{format_number(rate(chars, weight))}"


def total(tallies: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The sums of pieces, added up in their order, with the rate."""
    whole = Tally()
    for plain in tallies:
        for name in ("articles", "chars", "errors", "weight"):
            setattr(whole, name, getattr(whole, name) + plain[name])
        for name in ("levels", "rules", "heat"):
            for key, count in plain[name].items():
                getattr(whole, name)[key] += count
        for name in ("months", "places", "sources"):
            group = getattr(whole, name)
            for key, sums in plain[name].items():
                group[key][:] = [old + new for old, new in zip(group[key], sums, strict=True)]
        whole.worst = worst([*whole.worst, *plain["worst"]])
    sums = whole.plain()
    return {"rate": rate(sums["chars"], sums["weight"]), **sums}
