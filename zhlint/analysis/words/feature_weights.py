"""Scores of features by the weights of a table."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    Features = dict[str, float]


def weighted_sum(features: Mapping[str, float], table: str) -> float:
    """The sum of features and of products of two, weighed by a table.

    It is the logarithm of odds.
    """
    weights = _weights(table)
    total, _ = weights["one"]
    for name, value in features.items():
        if value:
            alone, products = weights[name]
            total += value * sum([weight * features[other] for other, weight in products], alone)
    return total


def weight(feature: str, table: str) -> float:
    """The weight of a feature alone."""
    return _weights(table)[feature][0]


@cache
def _weights(table: str) -> dict[str, tuple[float, tuple[tuple[str, float], ...]]]:
    """The weight of each feature alone, and those of its products with others."""
    weights = {name: float(weight) for name, weight in rows(table)}
    products: dict[str, list[tuple[str, float]]] = {}
    for name, weight in weights.items():
        one, _, other = name.partition(" ")
        products.setdefault(one, []).extend([(other, weight)] if other else [])
    return {one: (weights.get(one, 0.0), tuple(others)) for one, others in products.items()}
