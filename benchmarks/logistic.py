"""Logistic regression with a ridge, by Newton's method: for the programs that fit weights."""

from __future__ import annotations

from typing import Final

import numpy as np

ROUNDS: Final = 40
#: No further round where no weight moved by more.
ENOUGH: Final = 1e-7
_FARTHEST: Final = 40


def fitted(values: np.ndarray, right: np.ndarray, shares: np.ndarray | None = None, ridge: float = 1.0) -> np.ndarray:
    """The weights of the columns of `values`, for the chance of each row to be right.

    A row counts for its share, each the same where none are given.
    """
    weights = np.zeros(values.shape[1])
    shares = np.ones(len(values)) if shares is None else shares
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -_FARTHEST, _FARTHEST)))
        bend = (values * (shares * chance * (1 - chance))[:, None]).T @ values + ridge * np.eye(len(weights))
        step = np.linalg.solve(bend, values.T @ (shares * (chance - right)) + ridge * weights)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def fitted_scaled(
    values: np.ndarray, right: np.ndarray, shares: np.ndarray | None = None, ridge: float = 1.0
) -> np.ndarray:
    """The constant, then the weights of the columns.

    Columns are taken around their means, in their spreads, so that the ridge treats all alike.
    """
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    constant, *scaled = fitted(np.c_[np.ones(len(values)), (values - mean) / spread], right, shares, ridge)
    weights = np.array(scaled) / spread
    return np.r_[constant - weights @ mean, weights]
