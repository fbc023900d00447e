"""One phrase written twice, the same but for a function word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations, takewhile
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import characters
from zhlint.analysis.marks.titles import in_name
from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document

#: So many characters before the word belong to the hit.
CONTEXT: Final = 2
#: So many surroundings, and no more, are looked for one by one.
_FEW: Final = 40
#: A form that stands so many times as often as another is the usual one.
_CLEARLY: Final = 2
_CLAUSE: Final = "[^，。；：！？…—,;:!?()（）\\s]+"


class _Word(NamedTuple):
    """A word at `offset`, in a clause at `start:end`.

    `group` is the number of the group of words that it belongs to.
    """

    offset: int
    start: int
    end: int
    group: int


@options
class WordDrift(Check):
    """Finds phrases that agree over `shortest` characters but for one word.

    `words` are groups of characters that may stand for one another (与和及同). A phrase lies within a clause, and has at least
    `margin` characters on either side of the word. Every place of a rarer form is a hit, places of the commonest are related;
    of equally common forms the first is kept; where a second one stands twice and more than half as often, the draft mixes them. With `whole`, two clauses must agree from end to end or over so many characters. Two places alone must agree over `lone` characters. Stays silent in titles, and where
    `parties` matches before the word, for who stands beside whom may be said in any words. The hit is the word with the two characters before it. Slots: `better`, the
    usual words; `more` and `fewer`, how often the two forms stand.
    """

    slots: ClassVar[tuple[str, ...]] = ("better", "fewer", "more")

    words: tuple[str, ...]
    shortest: int = 14
    margin: int = 4
    lone: int = 0
    whole: int = 0
    parties: str = "(?!)"

    def __post_init__(self) -> None:
        if any(len(set(group)) < 2 for group in self.words):
            raise OptionError("words", "每组至少两个字，如 与和及同")
        if self.margin < CONTEXT or self.shortest < 2 * self.margin + 1:
            raise OptionError("shortest", f"margin 不小于 {CONTEXT}，shortest 不小于 margin 的两倍加一")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every place of a rarer form."""
        if not any(self._may_drift(document, group) for group in self.words):
            return
        # Nearly all surroundings stand once; of a long draft only their hashes are kept.
        times = Counter(hash(self._near(document, use)) for use in self._uses(document))
        alike: defaultdict[tuple[int, str, str], list[_Word]] = defaultdict(list)
        for use in self._uses(document):
            if times[hash(near := self._near(document, use))] > 1:
                alike[near].append(use)
        drifting = [use for uses in alike.values() if _differ(document, uses) for use in uses]
        for uses in self._phrases(document, drifting):
            if self.whole and not _drift_whole(document.text, uses, self.whole):
                continue
            if _is_mixed(document.text, uses):
                continue
            if len(uses) > 2 or (len(uses) == 2 and _agreement(document.text, *uses) >= self.lone):
                yield from _hits(document, uses)

    def _may_drift(self, document: Document, group: str) -> bool:
        """Whether two words of a group stand anywhere between the same characters."""
        text, margin = document.text, self.margin
        words = document.analyse(characters).intersection(group)
        if len(words) < 2:
            return False
        *rarer, commonest = sorted(words, key=text.count)
        others: set[str] = set()
        for word in rarer:
            surroundings = set(_surroundings(text, word, margin))
            if not others.isdisjoint(surroundings):
                return True
            others |= surroundings
        if len(others) <= _FEW:
            return any(f"{beside[:margin]}{commonest}{beside[margin:]}" in text for beside in others)
        return not others.isdisjoint(_surroundings(text, commonest, margin))

    def _uses(self, document: Document) -> Iterator[_Word]:
        word = compile_expression(f"[{''.join(self.words)}]")
        parties = compile_expression(rf"(?:{self.parties})\Z")
        group = {char: number for number, chars in enumerate(self.words) for char in chars}
        for block in document.blocks:
            for clause in re.finditer(_CLAUSE, document[block]):
                start, end = block.start + clause.start(), block.start + clause.end()
                if end - start < self.shortest:
                    continue
                for match in word.finditer(document.text, start + self.margin, end - self.margin):
                    if in_name(document.text, *match.span()) or parties.search(document.text, start, match.start()):
                        continue
                    yield _Word(match.start(), start, end, group[match[0]])

    def _phrases(self, document: Document, drifting: Iterable[_Word]) -> list[list[_Word]]:
        """The uses, in groups that share a stretch of full length, directly or by others."""
        phrase_of: dict[_Word, int] = {}
        phrases: list[list[_Word]] = []
        first: dict[tuple[int, str, str], _Word] = {}
        for use in drifting:
            phrase_of[use] = len(phrases)
            phrases.append([use])
            for before in range(self.margin, self.shortest - self.margin):
                after = self.shortest - 1 - before
                if use.offset - before < use.start or use.offset + after >= use.end:
                    continue
                earlier = phrase_of[first.setdefault(self._surroundings_of(document, use, before, after), use)]
                number = phrase_of[use]
                if earlier != number:
                    small, large = sorted((number, earlier), key=lambda number: len(phrases[number]))
                    phrase_of.update(dict.fromkeys(phrases[small], large))
                    phrases[large] += phrases[small]
                    phrases[small] = []
        return [sorted(phrase) for phrase in phrases if phrase]

    def _near(self, document: Document, use: _Word) -> tuple[int, str, str]:
        return self._surroundings_of(document, use, self.margin, self.margin)

    @staticmethod
    def _surroundings_of(document: Document, use: _Word, before: int, after: int) -> tuple[int, str, str]:
        """The group of a word, with the text before and after it."""
        text, offset = document.text, use.offset
        return use.group, text[offset - before : offset], text[offset + 1 : offset + 1 + after]


def _surroundings(text: str, word: str, margin: int) -> Iterator[str]:
    """The characters before and after every place of a word."""
    for offset in occurrences(text, word):
        yield text[offset - margin : offset] + text[offset + 1 : offset + 1 + margin]


def _agreement(text: str, one: _Word, other: _Word) -> int:
    """The characters over which the clauses of two words agree, the words among them."""
    before = zip(text[one.start : one.offset][::-1], text[other.start : other.offset][::-1], strict=False)
    after = zip(text[one.offset + 1 : one.end], text[other.offset + 1 : other.end], strict=False)
    return 1 + sum(1 for pairs in (before, after) for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _drift_whole(text: str, uses: list[_Word], enough: int) -> bool:
    """Whether two clauses agree but for the word, all through or for long."""
    return any(
        text[one.offset] != text[other.offset]
        and shared >= min(enough, max(one.end - one.start, other.end - other.start))
        for one, other in combinations(uses[:_FEW], 2)
        if (shared := _agreement(text, one, other))
    )


def _differ(document: Document, uses: list[_Word]) -> bool:
    return len({document.text[use.offset] for use in uses}) > 1


def _is_mixed(text: str, uses: list[_Word]) -> bool:
    """Whether a second form stands twice and more than half as often as the first."""
    usual, *others = sorted(Counter(text[use.offset] for use in uses).values(), reverse=True)
    return any(times > 1 and usual < _CLEARLY * times for times in others)


def _hits(document: Document, words: list[_Word]) -> Iterator[Hit]:
    uses = [Use(word.offset - CONTEXT, word.offset + 1, document.text[word.offset]) for word in words]
    for use, majority in rarer_uses(uses):
        slots = {
            "better": document[majority.related[0]],
            "more": str(majority.times[majority.form]),
            "fewer": str(majority.times[use.form]),
        }
        yield Hit(use.start, use.end, slots, Fix((Edit(use.end - 1, use.end, majority.form),)), majority.related)
