"""Strings that are no word and stand one sound or look away from a frequent one, weighed by what speaks for a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.slips import CERTAIN, slips
from zhlint.analysis.words.tokens import on_token_edges, segmentation
from zhlint.lexicon.han import is_han
from zhlint.lexicon.lexis import LENGTHS, lexis, recent_words
from zhlint.lexicon.near_scores import features, score
from zhlint.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.analysis.words.slips import Slip
    from zhlint.document import Document

#: Context cannot lift a string with a lower score of its own to where a rule would report it.
HOPELESS: Final = -2.5
_LINKS: Final = frozenset(
    "的了在是和与及对将为从向把被让等也都就不要有到以并而或其这那我他她你个中上下内后前时所于由使又再已还更很最只可能会应当须且则若如因此该各每某本"
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


class NearWord(NamedTuple):
    """A string at `start:end` and the frequent word it is near to; the higher the score, the surer."""

    start: int
    end: int
    right: str
    score: float


def near_words(document: Document) -> tuple[NearWord, ...]:
    """The analysis: the best guess at each place, in order, none overlapping another. Raises ModuleNotFoundError without jieba."""
    return _best(NearWord(start, end, right, score(seen)) for start, end, right, seen in observed(document))


def near_certain(document: Document) -> tuple[NearWord, ...]:
    """The analysis: of `near_words` those one character off and with a score of `slips.CERTAIN` and more, found without cutting the
    whole text into words. Raises ModuleNotFoundError without jieba.
    """
    places: dict[str, list[Slip]] = {}
    for slip in document.analyse(slips):
        places.setdefault(document[slip], []).append(slip)
    guesses = []
    for written, alike in places.items():
        # Most slips are ruled out by what stands beside them, for which nothing need be cut into words.
        if all(slip.score + score(_beside(document.text, slip.start, slip.end)) < CERTAIN for slip in alike):
            continue
        found = [slip for slip in alike if _has_loner(document, slip.start, slip.end)]
        again = len({slip.start for slip in found}) > 1
        for start, end, right, own_score in found:
            if _may_be(document, start, written, right):
                around = score(_around(document, start, end) | {"again": again})
                guesses.append(NearWord(start, end, right, own_score + around))
    return _best(guess for guess in guesses if guess.score >= CERTAIN)


def observed(document: Document) -> Iterator[tuple[int, int, str, dict[str, float]]]:
    """Every guess (start, end, right) with what is seen in it and around it, by the names of the weights."""
    for written, starts in _places(document).items():
        for right in lexis().candidates(written):
            seen = features(written, right)
            if score(seen) < HOPELESS:
                continue
            for start in starts:
                end = start + len(written)
                if _may_be(document, start, written, right):
                    yield start, end, right, seen | _around(document, start, end) | {"again": len(starts) > 1}


def _best(guesses: Iterable[NearWord]) -> tuple[NearWord, ...]:
    taken: set[int] = set()
    best = []
    for guess in sorted(guesses, key=lambda guess: (-guess.score, guess.start, guess.right)):
        if taken.isdisjoint(range(guess.start, guess.end)):
            taken.update(range(guess.start, guess.end))
            best.append(guess)
    return tuple(sorted(best))


def _places(document: Document) -> dict[str, list[int]]:
    """Where each string stands that begins and ends with words, at least one of them a single character, and is no word."""
    text, known = document.text, lexis().readings
    found: dict[str, list[int]] = {}
    for edges in document.analyse(segmentation).pieces():
        for first, start in enumerate(edges):
            alone = False
            for at in range(first + 1, len(edges)):
                if edges[at] - start > LENGTHS[-1]:
                    break
                alone = alone or edges[at] - edges[at - 1] == 1
                if alone and at > first + 1:
                    found.setdefault(text[start : edges[at]], []).append(start)
    return {
        written: starts
        for written, starts in found.items()
        if all(character in known for character in written) and not vocabulary().frequency(written)
    }


def _has_loner(document: Document, start: int, end: int) -> bool:
    """Whether a string begins and ends with words, at least one of them a single character, and is no word."""
    if not on_token_edges(document, start, end):
        return False
    return any(on_token_edges(document, at, at + 1) for at in range(start, end))


def _may_be(document: Document, start: int, written: str, right: str) -> bool:
    """Whether every character that differs is a word of its own, and none belongs to a word too new for jieba."""
    return all(
        on_token_edges(document, start + at, start + at + 1)
        for at, (is_, meant) in enumerate(zip(written, right, strict=True))
        if is_ != meant
    ) and not _is_recent(document.text, start, start + len(written))


def _is_recent(text: str, start: int, end: int) -> bool:
    """Whether the string shares a character with a word that jieba does not know yet."""
    recent = recent_words()
    return any(
        text[first : first + length] in recent for length in LENGTHS for first in range(max(0, start - length + 1), end)
    )


def _around(document: Document, start: int, end: int) -> dict[str, float]:
    """What is seen around the string."""
    text = document.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return _beside(text, start, end) | {
        "single-before": is_han(before) and before not in _LINKS and on_token_edges(document, start - 1, start),
        "single-after": is_han(after) and after not in _LINKS and on_token_edges(document, end + 1, end),
    }


def _beside(text: str, start: int, end: int) -> dict[str, float]:
    """What is seen around the string where no single characters stand beside it: those can only lower its score."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return {
        "open": 2 - is_han(before) - is_han(after),
        "link-before": before in _LINKS,
        "link-after": after in _LINKS,
        # In their place already: the sum of the same numbers in another order may be another.
        "single-before": False,
        "single-after": False,
        "surname-before": before in _SURNAMES,
        "surname-first": text[start] in _SURNAMES,
        "foreign": "·" in text[max(0, start - 4) : end + 4],
        "quoted": before in {"“", "《", "‘"} or after in {"”", "》", "’"},
    }
