"""Idioms with one character that is another: 欣欣尚荣 for 欣欣向荣."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import compress, count, islice, pairwise
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.tokens import segmentation
from zhlint.lexicon.numerals import CHINESE
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.confusions import confusions
from zhlint.model.scoring import language_model
from zhlint.model.table import BITS, FIRST
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document
    from zhlint.model.table import NGrams

_LENGTH: Final = 4
_HALF: Final = 2
#: An idiom with a slip is cut into so many words at least: 自身一人 is three, 低压电气 two.
_PIECES: Final = 3
_HAN: Final = expression("[㐀-鿿]{4}")
_HAN_PART: Final = expression("[㐀-鿿]{3}")
_SUFFIXES: Final = frozenset("性者化")
#: A term of the draft, which goes on before the place, stands so often: 文心一言给出, 文心一言画出.
_TERM: Final = 3


class NearIdiom(NamedTuple):
    """An idiom for `start:end`; the character that differs sounds or looks like the right one."""

    start: int
    end: int
    idiom: str


def near_idioms(document: Document) -> tuple[NearIdiom, ...]:
    """The near misses of idioms in a draft in simplified script, in order; an analysis.

    None is a word, or stands in press prose; the words around it end and begin at its edges.
    """
    if document.analyse(script) != "simplified":
        return ()
    return tuple(_near(document, language_model(document.desk.tables)))


def _near(document: Document, table: NGrams) -> Iterator[NearIdiom]:
    for start in _with_half(document.text):
        end = start + _LENGTH
        written = document.text[start:end]
        idiom = _idiom_near(written) if _HAN.fullmatch(written) else None
        if (
            idiom
            and _has_rare_pair(table, written)
            and _is_unknown(table, written)
            and len(vocabulary().cut(written)) >= _PIECES
            and document.analyse(segmentation).has_edges(start, end)
            and not _goes_on_before(document.text, start)
        ):
            yield NearIdiom(start, end, idiom)


def _goes_on_before(text: str, start: int) -> bool:
    """Whether the place is the rest of a row or of a term.

    So in 因时因势制宜 and 文心一言给出.
    """
    if start >= _HALF and text[start - _HALF] == text[start]:
        return True
    term = text[start - 1 : start + _HALF] if start else ""
    if not _HAN_PART.fullmatch(term) or text.count(term) < _TERM:
        return False
    return text.count(term) > text.count(text[start - 1 : start + _LENGTH])


def _with_half(text: str) -> list[int]:
    """The places, in order, of strings with the first or last half of an idiom."""
    firsts, lasts = _by_half()
    pairs = list(map(add, text, islice(text, 1, None)))
    starts = set(compress(count(), map(firsts.__contains__, pairs)))
    return sorted(starts.union(compress(count(), map(lasts.__contains__, pairs[_HALF:]))))


def _has_rare_pair(table: NGrams, written: str) -> bool:
    """Whether two neighbours that the table tells apart do not stand together often."""
    numbers = table.numbers(written)
    rare = table.rare_pairs(numbers, table.pairs(numbers))
    return any(is_rare and min(pair) >= FIRST for is_rare, pair in zip(rare, pairwise(numbers), strict=True))


@cache
def _by_half() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The idioms by their first two characters, and by their last two."""
    firsts: defaultdict[str, list[str]] = defaultdict(list)
    lasts: defaultdict[str, list[str]] = defaultdict(list)
    for (idiom,) in rows("set-idioms.tsv"):
        firsts[idiom[:_HALF]].append(idiom)
        lasts[idiom[_HALF:]].append(idiom)
    return dict(firsts), dict(lasts)


def _idiom_near(written: str) -> str | None:
    """The first idiom that differs in one character, which is alike."""
    firsts, lasts = _by_half()
    near = (*firsts.get(written[:_HALF], ()), *lasts.get(written[_HALF:], ()))
    return next((idiom for idiom in near if _is_one_alike(written, idiom)), None)


def _is_one_alike(written: str, idiom: str) -> bool:
    """Whether one character differs, and sounds or looks alike.

    It is no suffix: in 不确定新的 another word begins there; nor a number: 二室一厅.
    """
    differing = [pair for pair in zip(written, idiom, strict=True) if pair[0] != pair[1]]
    if (
        len(differing) != 1
        or set(CHINESE).issuperset(differing[0])
        or (idiom[-1] in _SUFFIXES and written[-1] != idiom[-1])
    ):
        return False
    return confusions().are_confused(*differing[0])


def _is_unknown(table: NGrams, written: str) -> bool:
    """Whether a string is no word and does not stand in the table."""
    if vocabulary().frequency(written):
        return False
    first, second, third, fourth = table.numbers(written)
    begin, end = first << 2 * BITS | second << BITS | third, second << 2 * BITS | third << BITS | fourth
    if not (table.triples.count(begin) and table.triples.count(end)):
        return True
    return not table.quadruples.count(begin << BITS | fourth)
