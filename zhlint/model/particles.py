"""Weights of what stands around 的, 地 and 得, fitted on press prose.

A file has a line that says what it is, then for each particle one signed byte for each bucket. What stands around a place is
spread over the buckets by a hash; two things in one bucket share a weight, and no text can be read from the file.
"""

from __future__ import annotations

from binascii import crc32
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.table import TableError
from zhlint.patterns.expressions import expression
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    import re
    from pathlib import Path

MAGIC: Final = b"zhlint particles 1\n"
PARTICLES: Final = "的地得"
BUCKETS: Final = 2**18
#: A weight of 1 is kept as so many steps.
STEPS: Final = 32
#: How far around a particle the text is looked at.
WIDTH: Final = 10
_BEFORE: Final = expression("[㐀-鿿]*$")
_AFTER: Final = expression("[㐀-鿿]*")


class ParticleWeights:
    """The weights of one file."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises TableError where the content is no whole file."""
        if not content.startswith(MAGIC) or len(content) != len(MAGIC) + len(PARTICLES) * BUCKETS:
            raise TableError(f"{name}: 的地得的权重表已损坏，请重新安装 zhlint")
        weights = memoryview(content)[len(MAGIC) :].cast("b")
        self._weights = [weights[start : start + BUCKETS] for start in range(0, len(weights), BUCKETS)]

    def scores(self, before: str, after: str) -> dict[str, float]:
        """The score of each particle between two texts; the highest is the likeliest."""
        around = buckets(before, after)
        return {
            particle: sum(weights[bucket] for bucket in around) / STEPS
            for particle, weights in zip(PARTICLES, self._weights, strict=True)
        }


def load_weights(path: Path) -> ParticleWeights:
    """The weights in a file. Raises TableError."""
    try:
        return ParticleWeights(path.read_bytes(), str(path))
    except OSError as error:
        raise TableError(f"{path}: 的地得的权重表读不出来：{system_reason(error)}；请重新安装 zhlint") from error


@cache
def particle_weights() -> ParticleWeights:
    """The weights that ship with zhlint. Raises TableError where they are missing or damaged."""
    return load_weights(rules_folder() / "tables" / "press-particles.weights")


def buckets(before: str, after: str) -> list[int]:
    """The buckets of the features of a place, from the text before and after it."""
    return [crc32(seen.encode()) % BUCKETS for seen in _seen(before[-WIDTH - 1 :], after[: WIDTH + 1])]


def _seen(before: str, after: str) -> list[str]:
    """Features of a place by name: characters, words, shape, marks; none sees the particle."""
    left, right = _run(_BEFORE, before, -WIDTH), _run(_AFTER, after, WIDTH)
    open_left, open_right = ("^" + left)[-4:], (right + "$")[:4]
    seen = [f"l{open_left[-size:]}" for size in range(1, 5)] + [f"r{open_right[:size]}" for size in range(1, 5)]
    seen += [f"b{open_left[-one:]}{open_right[:two]}" for one, two in ((1, 1), (2, 1), (1, 2), (2, 2))]
    seen += [f"n{len(left)}", f"m{len(right)}", f"p{before[: -len(left) or None][-1:]}", f"q{after[len(right) :][:1]}"]
    seen += [f"R{character}" for character in right[1:7]] + [f"L{character}" for character in left[-7:-2]]
    seen += [
        f"2{right[1:2]}",
        f"3{right[2:3]}",
        f"4{right[1:3]}",
        f"5{right[2:4]}",
        f"6{left[-4:-2]}",
        f"7{left[-3:-2]}",
    ]
    seen += ["=" + "".join("=" if one == two else "/" for one, two in pairwise(left[-4:]))]
    words, later = vocabulary().cut(left) or [""], vocabulary().cut(right) or [""]
    seen += [f"w{words[-1]}", f"x{later[0]}", f"y{words[-1]} {later[0]}", f"z{' '.join(words[-2:])}"]
    seen += [f"Z{' '.join(later[:2])}", f"v{''.join(later[1:2])}", f"u{''.join(words[-2:-1])}"]
    return [*seen, f"s{len(words[-1])} {len(later[0])}"]


def _run(expression: re.Pattern[str], text: str, width: int) -> str:
    found = expression.search(text)
    run = found[0] if found else ""
    return run[width:] if width < 0 else run[:width]
