"""Likelier particles: places of 的, 地 and 得 where press prose would have another."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache, partial
from itertools import permutations
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.feature_weights import weighted_sum
from zhlint.analysis.words.improvements import Improvement
from zhlint.analysis.words.particle_grammar import is_open, is_usual, may_be_either
from zhlint.analysis.words.windows import KEPT, windows
from zhlint.analysis.words.words_around import around_change, is_alone
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.particles import PARTICLES, WIDTH, particle_weights
from zhlint.model.scoring import gains, padded_numbers, press_prose, triples
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from zhlint.analysis.words.windows import Window
    from zhlint.document import Document
    from zhlint.model.particles import ParticleWeights
    from zhlint.model.table import NGrams

_WEIGHTS: Final = "particle-weights.tsv"
_PARTICLE: Final = expression(f"[{PARTICLES}]")
#: A particle is doubted where the triple of it and its neighbours was counted less often than this.
WEAK_BETWEEN: Final = 20
#: The least gain, as a natural logarithm, for which a place is looked at more closely.
LEAST_GAIN: Final = 0.0
#: What a gain of 1, and being a word of its own, count beside the weights where two others may be right.
_GAIN: Final = 0.3
_ALONE: Final = 5.0
#: The weakest improvement that the analysis yields.
LEAST_SCORE: Final = 0.0
#: How long the words are that end in a particle, as 目的地; shorter ones are parts of others as often.
_ENDING: Final = (3, 4)
_NOUNS: Final = frozenset(("就地", "场地"))


def likelier_particles(document: Document) -> tuple[Improvement, ...]:
    """The places of 的, 地 and 得 where another of them is likelier.

    An analysis, for drafts in simplified script; scores are logarithms of odds. Tables of a house are not asked: what they are
    used for is grammar, not a choice of the house.
    """
    if document.analyse(script) != "simplified":
        return ()
    text = document.text
    doubts = [(first + doubt.start, doubt) for first, window in windows(text) for doubt in particle_doubts(window)]
    repeated = _repeated_ends(text) if doubts else frozenset()
    scores = ((start, doubt.meant, doubt.scores[text[start - 1 : start + 1] in repeated]) for start, doubt in doubts)
    return tuple(Improvement(start, start + 1, meant, score) for start, meant, score in scores if score >= LEAST_SCORE)


class ParticleDoubt(NamedTuple):
    """Another particle that may be right, and its scores.

    The first score is that of a place that the draft does not repeat, the second that of one that it does.
    """

    start: int
    meant: str
    scores: tuple[float, float]


@lru_cache(KEPT)
def particle_doubts(window: Window) -> tuple[ParticleDoubt, ...]:
    """The doubts in the line of a window.

    Without those that score too low whatever the draft repeats.
    """
    starts = [found.start() for found in _PARTICLE.finditer(window.text, window.start, window.end)]
    found = other_particles(window.text, starts=starts)
    doubts = (ParticleDoubt(start, meant, _scores(features)) for start, meant, features in found)
    return tuple(doubt for doubt in doubts if max(doubt.scores) >= LEAST_SCORE)


def _scores(features: Mapping[str, float]) -> tuple[float, float]:
    """The scores of a place, not repeated and repeated."""
    return weighted_sum({**features, "again": False}, _WEIGHTS), weighted_sum({**features, "again": True}, _WEIGHTS)


def other_particles(
    text: str,
    table: NGrams | None = None,
    weights: ParticleWeights | None = None,
    starts: Iterable[int] | None = None,
) -> Iterator[tuple[int, str, dict[str, float]]]:
    """Yields every place where another particle may be right: its offset, the other, its features.

    The table and the weights are the shipped ones unless others are given; the places all of the text unless `starts` is given.
    """
    table, weights = table or press_prose(), weights or particle_weights()
    again = cache(partial(_repeated_ends, text))
    for start in (found.start() for found in _PARTICLE.finditer(text)) if starts is None else starts:
        if is_open(text, start) and (other := _other_particle(text, start, table, weights)):
            meant, features = other
            yield start, meant, {**features, "again": text[start - 1 : start + 1] in again()}


def _other_particle(
    text: str, start: int, table: NGrams, weights: ParticleWeights
) -> tuple[str, dict[str, float]] | None:
    """The likeliest other particle for a place, with features; None where none may be right."""
    particles = dict(zip(PARTICLES, table.numbers(PARTICLES), strict=True))
    written, numbers = text[start], padded_numbers(table, text, start, start + 1)
    own = triples(table, numbers, 3, particles[written])
    likelier = _gains(table, numbers, particles) if own[0] < WEAK_BETWEEN else {}
    if not likelier or not _is_particle(text, start):
        return None
    alone = {other: _is_particle_instead(text, start, other) for other in likelier}
    scores = weights.scores(text[max(0, start - WIDTH - 1) : start], text[start + 1 : start + WIDTH + 2])
    meant = max(likelier, key=lambda other: scores[other] + _GAIN * likelier[other] + _ALONE * alone[other])
    if may_be_either(text[max(0, start - 4) : start], text[start + 1 : start + 3], written, meant):
        return None
    if is_usual(text, start, written + meant):
        return None
    return meant, {
        **_triple_features(own, triples(table, numbers, 3, particles[meant])),
        **_pair_features(table, numbers, particles[meant]),
        "gain": likelier[meant],
        "part-of-word": not alone[meant],
        **_weight_features(scores, written, meant),
    }


def _triple_features(written: tuple[float, float, float], meant: tuple[float, float, float]) -> dict[str, float]:
    """The features of the triples of two particles, see `triples`."""
    return {
        "written-between": log(written[0] + 1),
        "written-triple": log(max(written) + 1),
        "meant-between": log(meant[0] + 1),
        "meant-triple": log(max(meant[1:]) + 1),
    }


def _pair_features(table: NGrams, numbers: list[int], meant: int) -> dict[str, float]:
    """The features of the pairs with the characters beside a particle."""
    before, own, after = numbers[2:5]
    return {
        "written-before": log(table.pair(before, own) + 1),
        "written-after": log(table.pair(own, after) + 1),
        "meant-before": log(table.pair(before, meant) + 1),
        "meant-after": log(table.pair(meant, after) + 1),
    }


def _weight_features(scores: Mapping[str, float], written: str, meant: str) -> dict[str, float]:
    """The features that come from the weights."""
    kinds = {one + other: float((one, other) == (written, meant)) for one, other in permutations(PARTICLES, 2)}
    others = max(score for particle, score in scores.items() if particle != meant)
    return kinds | {"lead": scores[meant] - others}


def _is_particle(text: str, start: int) -> bool:
    """Whether a particle is a word alone; no word ends in it."""
    ends = (text[max(0, start + 1 - length) : start + 1] for length in _ENDING)
    return (
        is_alone(text, start)
        and text[start - 1 : start + 1] not in _NOUNS
        and not any(map(vocabulary().frequency, ends))
    )


def _is_particle_instead(text: str, start: int, meant: str) -> bool:
    """Whether another particle would be a word alone."""
    first, near = around_change(text, start, meant)
    return _is_particle(near, start - first)


def _repeated_ends(text: str) -> frozenset[str]:
    """The particles that stand after the same character more than once, with that character."""
    times = Counter(text[max(0, found.start() - 1) : found.end()] for found in _PARTICLE.finditer(text))
    return frozenset(end for end, count in times.items() if count > 1)


def _gains(table: NGrams, numbers: Sequence[int], particles: Mapping[str, int]) -> dict[str, float]:
    """The gains of the other particles that are likely enough."""
    others = {particle: number for particle, number in particles.items() if number != numbers[3]}
    found = zip(others, gains(table, numbers, 3, others.values()), strict=True)
    return {particle: gain for particle, gain in found if gain >= LEAST_GAIN}
