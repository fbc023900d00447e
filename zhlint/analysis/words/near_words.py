"""Strings that are no word and sound or look like a frequent word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.slip_store import CERTAIN
from zhlint.analysis.words.slips import slips
from zhlint.analysis.words.tokens import on_token_edges, segmentation
from zhlint.lexicon.han import is_han
from zhlint.lexicon.lexis import LENGTHS, lexis, recent_words
from zhlint.lexicon.near_scores import features, score
from zhlint.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.analysis.words.slips import Slip
    from zhlint.document import Document

#: With a lower score of its own, no surroundings make a string worth a report.
HOPELESS: Final = -2.5
_LINKS: Final = frozenset(
    "的了在是和与及对将为从向把被让等也都就不要有到以并而或其这那我他她你个中上下内后前时所于由使又再已还更很最只可能会应当须且则若如因此该各每某本"
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


class NearWord(NamedTuple):
    """A string and the frequent word it may stand for, with a score."""

    start: int
    end: int
    right: str
    score: float


def near_words(document: Document) -> tuple[NearWord, ...]:
    """The analysis: the best guess at each place, in order, none overlapping another.

    Raises ModuleNotFoundError where jieba is missing.
    """
    return _best(NearWord(start, end, right, score(evidence)) for start, end, right, evidence in guesses(document))


def near_certain(document: Document) -> tuple[NearWord, ...]:
    """The analysis: guesses one character off with a score of at least `slip_store.CERTAIN`.

    They are those of `near_words`, but the text is cut into words only around them. Raises ModuleNotFoundError where
    jieba is missing.
    """
    by_text: dict[str, list[Slip]] = {}
    for slip in document.analyse(slips):
        by_text.setdefault(document[slip], []).append(slip)
    near = []
    for written, alike in by_text.items():
        # The characters beside most slips rule them out, and nothing need be cut into words.
        if all(slip.score + score(_beside(document.text, slip.start, slip.end)) < CERTAIN for slip in alike):
            continue
        slips_here = [slip for slip in alike if _is_non_word(document, slip.start, slip.end)]
        again = len({slip.start for slip in slips_here}) > 1
        for start, end, right, own_score in slips_here:
            if _may_stand_for(document, start, written, right):
                around = score(_around(document, start, end) | {"again": again})
                near.append(NearWord(start, end, right, own_score + around))
    return _best(guess for guess in near if guess.score >= CERTAIN)


def guesses(document: Document) -> Iterator[tuple[int, int, str, dict[str, float]]]:
    """Yields every guess as start, end, right word and features."""
    for written, starts in _non_words(document).items():
        for right in lexis().candidates(written):
            evidence = features(written, right)
            if score(evidence) < HOPELESS:
                continue
            for start in starts:
                end = start + len(written)
                if _may_stand_for(document, start, written, right):
                    yield start, end, right, evidence | _around(document, start, end) | {"again": len(starts) > 1}


def _best(guesses: Iterable[NearWord]) -> tuple[NearWord, ...]:
    """The guesses with the highest scores that do not overlap, in order."""
    covered: set[int] = set()
    best = []
    for guess in sorted(guesses, key=lambda guess: (-guess.score, guess.start, guess.right)):
        if covered.isdisjoint(range(guess.start, guess.end)):
            covered.update(range(guess.start, guess.end))
            best.append(guess)
    return tuple(sorted(best))


def _non_words(document: Document) -> dict[str, list[int]]:
    """The offsets of each string that may be a slip.

    It begins and ends on word edges, has a word of one character, and is no word itself.
    """
    text, known = document.text, lexis().readings
    starts_of: dict[str, list[int]] = {}
    for edges in document.analyse(segmentation).pieces():
        for first, start in enumerate(edges):
            alone = False
            for at in range(first + 1, len(edges)):
                if edges[at] - start > LENGTHS[-1]:
                    break
                alone = alone or edges[at] - edges[at - 1] == 1
                if alone and at > first + 1:
                    starts_of.setdefault(text[start : edges[at]], []).append(start)
    return {
        written: starts
        for written, starts in starts_of.items()
        if all(character in known for character in written) and not vocabulary().frequency(written)
    }


def _is_non_word(document: Document, start: int, end: int) -> bool:
    """Whether a string stands on word edges and has a word of one character."""
    if not on_token_edges(document, start, end):
        return False
    return any(on_token_edges(document, at, at + 1) for at in range(start, end))


def _may_stand_for(document: Document, start: int, written: str, right: str) -> bool:
    """Whether the characters that differ are words of one character, and none is recent."""
    return all(
        on_token_edges(document, start + at, start + at + 1)
        for at, (character, wanted) in enumerate(zip(written, right, strict=True))
        if character != wanted
    ) and not _is_recent(document.text, start, start + len(written))


def _is_recent(text: str, start: int, end: int) -> bool:
    """Whether a string shares a character with a word too new for jieba."""
    recent = recent_words()
    return any(
        text[first : first + length] in recent for length in LENGTHS for first in range(max(0, start - length + 1), end)
    )


def _around(document: Document, start: int, end: int) -> dict[str, float]:
    """The features of the surroundings of a string."""
    text = document.text
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return _beside(text, start, end) | {
        "single-before": is_han(before) and before not in _LINKS and on_token_edges(document, start - 1, start),
        "single-after": is_han(after) and after not in _LINKS and on_token_edges(document, end + 1, end),
    }


def _beside(text: str, start: int, end: int) -> dict[str, float]:
    """The features of the surroundings if no single characters adjoin, which never score lower."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return {
        "open": 2 - is_han(before) - is_han(after),
        "link-before": before in _LINKS,
        "link-after": after in _LINKS,
        # Here already, for the order of summands must not change: floats.
        "single-before": False,
        "single-after": False,
        "surname-before": before in _SURNAMES,
        "surname-first": text[start] in _SURNAMES,
        "foreign": "·" in text[max(0, start - 4) : end + 4],
        "quoted": before in {"“", "《", "‘"} or after in {"”", "》", "’"},
    }
