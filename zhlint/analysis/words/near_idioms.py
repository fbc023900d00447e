"""Idioms with one character that is another: 欣欣尚荣 for 欣欣向荣."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.words.evidence import numbered
from zhlint.analysis.words.tokens import segmentation
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.scoring import confusions
from zhlint.model.table import BITS
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.analysis.words.evidence import Numbered
    from zhlint.document import Document

_LENGTH: Final = 4
_HALF: Final = 2
#: An idiom with a slip is cut into so many words at least: 自身一人 is three, 低压电气 two.
_PIECES: Final = 3
_HAN: Final = expression("[㐀-鿿]{4}")


class NearIdiom(NamedTuple):
    """An idiom for `start:end`; the character that differs sounds or looks like the right one."""

    start: int
    end: int
    idiom: str


def near_idioms(document: Document) -> tuple[NearIdiom, ...]:
    """The near misses of idioms in a draft in simplified script, in order; an analysis.

    None is a word, or stands in press prose; the words around it end and begin at its edges.
    """
    of = document.analyse(numbered)
    return tuple(_near(document, of)) if of else ()


def _near(document: Document, of: Numbered) -> Iterator[NearIdiom]:
    starts = {start for rare in of.rare for start in range(max(0, rare - _HALF), rare + 1)}
    for start in sorted(starts):
        end = start + _LENGTH
        written = of.text[start:end]
        idiom = _idiom_near(written) if _HAN.fullmatch(written) else None
        if (
            idiom
            and _is_unknown(of, start, written)
            and len(vocabulary().cut(written)) >= _PIECES
            and document.analyse(segmentation).has_edges(start, end)
        ):
            yield NearIdiom(start, end, idiom)


@cache
def _by_half() -> dict[str, list[str]]:
    """The idioms by their first two characters, and by their last two after a blank."""
    idioms: defaultdict[str, list[str]] = defaultdict(list)
    for (idiom,) in rows("set-idioms.tsv"):
        idioms[idiom[:_HALF]].append(idiom)
        idioms[f" {idiom[_HALF:]}"].append(idiom)
    return dict(idioms)


def _idiom_near(written: str) -> str | None:
    """The first idiom that differs in one character, which is alike."""
    halves = _by_half()
    near = (*halves.get(written[:_HALF], ()), *halves.get(f" {written[_HALF:]}", ()))
    return next((idiom for idiom in near if _is_one_alike(written, idiom)), None)


def _is_one_alike(written: str, idiom: str) -> bool:
    """Whether one character differs, and sounds or looks alike."""
    differing = [pair for pair in zip(written, idiom, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and differing[0][1] in confusions().of(differing[0][0])


def _is_unknown(of: Numbered, start: int, written: str) -> bool:
    """Whether a string is no word and does not stand in the table."""
    if vocabulary().frequency(written):
        return False
    first, second, third, fourth = of.numbers[start + 3 : start + 3 + _LENGTH]
    if not (of.triple(first, second, third) and of.triple(second, third, fourth)):
        return True
    return not of.table.quadruples.count(first << 3 * BITS | second << 2 * BITS | third << BITS | fourth)
