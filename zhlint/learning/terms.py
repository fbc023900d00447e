"""Terms that an archive writes in two ways, for terms.csv."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.lexicon.han import is_han
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.confusions import confusions
from zhlint.model.table import BITS
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zhlint.model.table import NGrams

#: So many times as often stands the form that is right.
_RATIO: Final = 5
#: So often the right form stands at least, beside the same characters.
_LEAST: Final = 10
#: Three characters that press prose has so often are no rare form.
_KNOWN: Final = 10
#: Characters that are exchanged for other reasons than their sound or shape.
_OTHERS: Final = frozenset("的地得他她它们一二三四五六七八九十百千万亿两零〇几")
#: A string that jieba has seen so often is a word of its own.
_WORD: Final = 10
#: So many terms are proposed at most.
_MOST: Final = 500


class Forms(NamedTuple):
    """Two forms of one term, the rarer first, with their counts."""

    rarer: str
    rarer_count: int
    other: str
    other_count: int


class RareForms:
    """Strings of an archive with a character that press prose does not expect there."""

    def __init__(self, press: NGrams) -> None:
        self._press = press
        self._places: list[tuple[str, int, int]] = []

    def observe(self, gram: str, count: int) -> None:
        """Looks at a string of four characters and its count."""
        if not all(map(is_han, gram)):
            return
        if all(count_of(self._press, triple) >= _KNOWN for triple in (gram[:3], gram[1:])):
            return
        self._places += ((gram, place, count) for place in (1, 2) if gram[place] not in _OTHERS)

    def terms(self, table: NGrams, names: Collection[str]) -> list[Forms]:
        """The terms with another form that is far more frequent or as right, by frequency.

        `table` has the counts of the archive; nothing that is part of a name is a term.
        """
        beside: defaultdict[tuple[str, str], int] = defaultdict(int)
        for gram, place, count in self._places:
            other = _likelier(table, gram, place, count)
            if other and not any(form in name or name in form for form in (gram, other) for name in _near(names, form)):
                beside[_word(gram, other, place)] += 1
        found = [forms for pair in beside if (forms := _forms(table, *pair))]
        found += [
            forms for one, other, *_ in rows("spelling-pairs.tsv") if (forms := _two_spellings(table, one, other))
        ]
        return sorted(found, key=lambda forms: (-forms.rarer_count, -forms.other_count, forms.rarer))[:_MOST]


def count_of(table: NGrams, text: str) -> int:
    """The count of two to four characters, 0 where the table lacks them."""
    numbers = table.numbers(text)
    keys = [0]
    for number in numbers:
        keys.append(keys[-1] << BITS | number)
    counts = [table.pair(*numbers[:2])]
    if len(text) > 2:
        counts.append(table.triples.count(keys[3]))
    if len(text) > 3:
        counts.append(table.quadruples.count(keys[4]))
    return round(counts[-1]) if all(counts) else 0


def _likelier(table: NGrams, gram: str, place: int, count: int) -> str:
    """The string with another character that stands many times as often, or nothing."""
    others = (
        gram[:place] + other + gram[place + 1 :] for other in confusions().of(gram[place]) if other not in _OTHERS
    )
    best = max(((count_of(table, other), other) for other in others), default=(0, ""))
    return best[1] if best[0] >= max(_LEAST, _RATIO * count) else ""


def _word(gram: str, other: str, place: int) -> tuple[str, str]:
    """The words at the place in both strings.

    They are the strings themselves where no word of two characters is there.
    """
    start = 0
    for word in vocabulary().cut(other):
        if start <= place < start + len(word) and len(word) > 1:
            return gram[start : start + len(word)], word
        start += len(word)
    return gram, other


def _near(names: Collection[str], form: str) -> Iterator[str]:
    """The names that share a part of two characters or more with a form."""
    for start in range(len(form) - 1):
        for end in range(start + 2, len(form) + 1):
            if form[start:end] in names:
                yield form[start:end]


def _forms(table: NGrams, rarer: str, other: str) -> Forms | None:
    """Two forms of a term with their counts; None where they are two words."""
    if vocabulary().frequency(rarer) >= _WORD and vocabulary().frequency(other):
        return None
    forms = Forms(rarer, count_of(table, rarer), other, count_of(table, other))
    return forms if 0 < _RATIO * forms.rarer_count <= forms.other_count else None


def _two_spellings(table: NGrams, one: str, other: str) -> Forms | None:
    """Two spellings of a word that are both right, with their counts.

    None where the archive has but one.
    """
    fewer, more = sorted((count_of(table, form), form) for form in (one, other))
    return Forms(fewer[1], fewer[0], more[1], more[0]) if fewer[0] else None
