"""Likelier words: changes of one character that press prose makes probable."""

from __future__ import annotations

from bisect import bisect
from functools import cache, lru_cache
from itertools import accumulate, compress, pairwise
from math import inf, log
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.analysis.words.windows import KEPT, WIDTH, windows
from zhlint.lexicon.strings import repeated
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.glyphs import similar_glyphs
from zhlint.model.scoring import (
    REACH,
    confusions,
    language_model,
    log_chances,
    most_of_four,
    padded_numbers,
    press_prose,
    triples,
)
from zhlint.model.table import BITS, COMMON, DIGIT, FIRST
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from zhlint.analysis.words.windows import Window
    from zhlint.document import Document
    from zhlint.model.table import NGrams

#: A character is weak on one side where the pair there does not stand often and two triples were counted less often than this.
WEAK_TRIPLE: Final = 12
#: A change is looked at where its middle triple was counted, or an outer one so often.
LIKELY_TRIPLE: Final = 60
#: A character must be so common in the table to have been meant.
MEANT: Final = 300
#: The least gain, as a natural logarithm, for which a change is looked at more closely.
LEAST_GAIN: Final = 3.0
#: A change is weighed with the words around it where the table and the draft alone score it so.
LEAST_FIRST: Final = -5.0
#: The weakest improvement that the analysis yields.
LEAST_SCORE: Final = -2.0
#: The score from which tables of a house alone make a place doubtful.
SURE: Final = 0.5
_WIDEST_MARGIN: Final = 20.0
#: It follows any verb: 参与着 is as right as 参与者, and no table knows which is meant.
_AFTER_VERBS: Final = "着"
_PRONOUNS: Final = frozenset("他她它的地得")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇")
#: The triples of a character, in the order that `triples` counts them.
_TRIPLES: Final = ("within", "last", "first")
_FIRST_WEIGHTS: Final = "likelihood-first.tsv"
_HAN: Final = expression("[㐀-鿿]+")


class Improvement(NamedTuple):
    """A word at `start:end`, the likelier word, and a score.

    The score is the logarithm of its odds in the sentences it was fitted on.
    """

    start: int
    end: int
    likelier: str
    score: float


class Change(NamedTuple):
    """A change of one character that makes a text likelier.

    `gain` is a natural logarithm, `margin` its lead over the next best change.
    """

    start: int
    meant: str
    gain: float
    margin: float


class Doubt(NamedTuple):
    """A change that may be right, and its scores.

    The first score is that of a change at a place that the draft does not repeat, the second that of one that it does.
    """

    change: Change
    scores: tuple[float, float]


def likelier_words(document: Document) -> tuple[Improvement, ...]:
    """The likelier words of a draft in simplified script, in order.

    An analysis; drafts in other scripts have none.
    """
    if document.analyse(script) != "simplified":
        return ()
    text, tables = document.text, document.desk.tables
    scores = _scores(text, language_model(tables))
    if tables:
        scores = _known_to_press(text, scores)
    return _best(_improvement(text, change, score) for change, score in scores.items() if score >= LEAST_SCORE)


def _scores(text: str, table: NGrams) -> dict[Change, float]:
    """The scores of changes, without those that are too low whatever the draft repeats."""
    found = [
        (_moved(doubt.change, first), doubt.scores)
        for first, window in windows(text)
        for doubt in doubts_in(window, table)
    ]
    is_again = _repetitions(text, [change for change, _ in found])
    return {change: scores[is_again(change)] for change, scores in found}


@lru_cache(KEPT)
def doubts_in(window: Window, table: NGrams) -> tuple[Doubt, ...]:
    """The doubts in the line of a window.

    Without those that score too low whatever the draft repeats.
    """
    found = _changes_in(window, table)
    doubts = (Doubt(change, _scores_of(window.text, change, around)) for change, around in found)
    return tuple(doubt for doubt in doubts if max(doubt.scores) >= LEAST_SCORE)


def _scores_of(text: str, change: Change, around: Mapping[str, float]) -> tuple[float, float]:
    """The scores of a change, at a place not repeated and at one repeated."""
    first = first_score(around)
    likely = first >= LEAST_FIRST, first + _weights(_FIRST_WEIGHTS)["again"][0] >= LEAST_FIRST
    if not any(likely):
        return -inf, -inf
    once, again = ({**around, "again": is_again} for is_again in (False, True))
    words = words_of(text, change)
    return _score(once | words) if likely[0] else -inf, _score(again | words) if likely[1] else -inf


def _known_to_press(text: str, scores: Mapping[Change, float]) -> dict[Change, float]:
    """The scores of changes, no higher than in press prose where that knows the character.

    It does where the character is common beside a neighbour: tables of a house make doubtful only what other press hardly
    prints, and only where they make it very doubtful.
    """
    press, numbers = press_prose(), [0, *press_prose().numbers(text), 0]
    alone = {change[:2]: score for change, score in _scores(text, press).items()}

    def is_common(place: int) -> bool:
        before, own, after = numbers[place : place + 3]
        return max(press.pair(before, own), press.pair(own, after)) >= COMMON

    return {
        change: score if score >= SURE and not is_common(change.start) else min(score, alone.get(change[:2], -inf))
        for change, score in scores.items()
    }


def _best(improvements: Iterable[Improvement]) -> tuple[Improvement, ...]:
    """The improvements without those that overlap one with a higher score."""
    best: list[Improvement] = []
    for improvement in sorted(improvements, key=lambda one: (-one.score, one.start)):
        at = bisect(best, improvement)
        beside = best[max(0, at - 1) : at + 1]
        if all(improvement.end <= other.start or other.end <= improvement.start for other in beside):
            best.insert(at, improvement)
    return tuple(best)


def _improvement(text: str, change: Change, score: float) -> Improvement:
    """The improvement of a whole word.

    A word of one character takes the character before it with it.
    """
    start, word = _word_in(_changed_words(text, change), change.start)
    if len(word) == 1 and start and _HAN.fullmatch(text[start - 1]):
        start -= 1
    end = max(start + len(word), change.start + 1)
    return Improvement(start, end, text[start : change.start] + change.meant + text[change.start + 1 : end], score)


def _changed_words(text: str, change: Change) -> list[tuple[int, str]]:
    """The words around a change, as it makes them."""
    first, near = around_change(text, change.start, change.meant)
    return [(first + at, word) for at, word in _words_around(near, change.start - first)]


def around_change(text: str, start: int, meant: str) -> tuple[int, str]:
    """The offset and the text of what stands around a changed character.

    It reaches as far as it decides where words end; a long text is not copied for each change.
    """
    first = max(0, start - WIDTH)
    return first, text[first:start] + meant + text[start + 1 : start + WIDTH]


def changes(text: str, table: NGrams) -> Iterator[tuple[Change, dict[str, float]]]:
    """Yields the likeliest change of each weak place, with its features without words."""
    found = [
        (_moved(change, first), around)
        for first, window in windows(text)
        for change, around in _changes_in(window, table)
    ]
    is_again = _repetitions(text, [change for change, _ in found])
    for change, around in found:
        yield change, {**around, "again": is_again(change)}


def _changes_in(window: Window, table: NGrams) -> Iterator[tuple[Change, dict[str, float]]]:
    """Yields the likeliest change of each weak place in a line.

    With the features in which the rest of the draft has no part.
    """
    text, begin, end = window
    numbers = padded_numbers(table, text, begin, end)
    for start, likely in _weak_places(table, numbers, text[begin:end]):
        if change := _likeliest(table, numbers, start, likely):
            moved = _moved(change, begin)
            yield moved, _around(table, text, moved)


def _moved(change: Change, by: int) -> Change:
    return change._replace(start=change.start + by)


def _repetitions(text: str, found: Iterable[Change]) -> Callable[[Change], bool]:
    """The function that tells whether a text repeats the place of a change.

    That is its character with each of its neighbours.
    """
    again = repeated(text, {pair for change in found for pair in _pairs_at(text, change.start)})
    return lambda change: again.issuperset(_pairs_at(text, change.start))


def _pairs_at(text: str, start: int) -> tuple[str, str]:
    """A character with the one before it, and with the one after it."""
    return text[max(0, start - 1) : start + 1], text[start : start + 2]


def _weak_places(table: NGrams, numbers: Sequence[int], text: str) -> Iterator[tuple[int, list[int]]]:
    """Yields the characters that the table does not explain beside a neighbour, with likelier ones.

    Chinese characters alone; the likelier ones are numbers, in order, at least one.
    """
    often = {number: table.often_after(number) for number in set(numbers)}
    rare = [second not in often[first] for first, second in pairwise(numbers)]
    count, shift = table.triples.count, 2 * BITS
    for start in compress(range(len(text)), map(or_, rare[2:], rare[3:])):
        character = text[start]
        if not "㐀" <= character <= "鿿" or character == _AFTER_VERBS:
            continue
        first, second, own, fourth, fifth = numbers[start + 1 : start + 6]
        # Any measure stands after a figure, any verb in 该撤的撤.
        if second == DIGIT or own in (first, fifth):
            continue
        around, before, behind = second << shift | fourth, first << shift | second << BITS, fourth << BITS | fifth
        if count(around | own << BITS) >= WEAK_TRIPLE:
            continue
        likely = set()
        # A likely triple has two pairs that are not rare.
        if rare[start + 2] and count(before | own) < WEAK_TRIPLE:
            for number in _meant(table, character) & table.common_after(second):
                if count(around | number << BITS) or (not rare[start + 1] and count(before | number) >= LIKELY_TRIPLE):
                    likely.add(number)
        if rare[start + 3] and count(own << shift | behind) < WEAK_TRIPLE:
            for number in _meant(table, character) & table.common_before(fourth):
                if count(around | number << BITS) or (
                    not rare[start + 4] and count(number << shift | behind) >= LIKELY_TRIPLE
                ):
                    likely.add(number)
        if likely:
            yield start, sorted(likely)


def _likeliest(table: NGrams, numbers: list[int], start: int, others: Iterable[int]) -> Change | None:
    """The one of some characters that makes the text likeliest, None where none gains enough."""
    place = start + 3
    own = numbers[place]
    base = log_chances(table, numbers, place, place + REACH)
    gains = []
    for number in others:
        numbers[place] = number
        gains.append((log_chances(table, numbers, place, place + REACH) - base, number))
    numbers[place] = own
    gains.sort(reverse=True)
    gain, best = gains[0]
    if gain < LEAST_GAIN:
        return None
    margin = gain - gains[1][0] if len(gains) > 1 else _WIDEST_MARGIN
    return Change(start, table.alphabet[best - FIRST], gain, min(margin, _WIDEST_MARGIN))


@cache
def _meant(table: NGrams, written: str) -> frozenset[int]:
    """The numbers of the common characters that may have been meant instead of one."""
    meant = _common(table).intersection(confusions().of(written) + similar_glyphs().of(written))
    return frozenset(table.numbers(meant))


@cache
def _common(table: NGrams) -> frozenset[str]:
    """The characters that are common in a table."""
    counts = zip(table.alphabet, table.singles[FIRST:], strict=True)
    return frozenset(character for character, count in counts if count >= MEANT)


def _around(table: NGrams, text: str, change: Change) -> dict[str, float]:
    """The features of a change in the table and in the draft."""
    written, meant = text[change.start], change.meant
    numbers = padded_numbers(table, text, change.start, change.start + 1)
    before, own, after = numbers[2:5]
    new = table.number(meant)
    changed = {written, meant}
    of_written, of_meant = triples(table, numbers, 3, own), triples(table, numbers, 3, new)
    return {
        "gain": change.gain,
        "margin": change.margin,
        "written-before": log(table.pair(before, own) + 1),
        "written-after": log(table.pair(own, after) + 1),
        "meant-before": log(table.pair(before, new) + 1),
        "meant-after": log(table.pair(new, after) + 1),
        **{f"written-{name}": log(count + 1) for name, count in zip(_TRIPLES, of_written, strict=True)},
        **{f"meant-{name}": log(count + 1) for name, count in zip(_TRIPLES, of_meant, strict=True)},
        "meant-four": log(most_of_four(table, numbers, 3, new) + 1),
        "written": log(table.singles[own] + 1),
        "meant": log(table.singles[new] + 1),
        "sound": confusions().sound_alike(written, meant),
        "look": confusions().look_alike(written, meant),
        "confused": meant in confusions().of(written),
        "glyph": similar_glyphs().level(written, meant),
        "pronoun": not _PRONOUNS.isdisjoint(changed),
        "numeral": not _NUMERALS.isdisjoint(changed),
    }


def words_of(text: str, change: Change) -> dict[str, float]:
    """The features of the words at a place, before and after the change."""
    words, changed = _words_around(text, change.start), _changed_words(text, change)
    start, written = _word_in(words, change.start)
    first, meant = _word_in(changed, change.start)
    last = first + len(meant)
    before, after = _word_in(words, start - 1)[1], _word_in(words, start + len(written))[1]
    end_start, end_word = _word_in(words, last - 1)
    return {
        "written-alone": len(written) == 1,
        "written-two": len(written) == 2,
        "meant-alone": len(meant) == 1,
        "meant-two": len(meant) == 2,
        "meant-longer": len(meant) > len(written),
        "written-frequent": _frequency(written),
        "meant-frequent": _frequency(meant),
        "breaks-before": first < change.start and _word_in(words, first)[0] < first,
        "breaks-after": last > change.start + 1 and end_start + len(end_word) > last,
        "alone-before": len(before) == 1,
        "alone-after": len(after) == 1,
    }


def _words_around(text: str, offset: int) -> list[tuple[int, str]]:
    """The words around an offset as jieba cuts them, each with its start.

    Empty where no Chinese character stands at the offset.
    """
    for run in _HAN.finditer(text, max(0, offset - WIDTH), offset + WIDTH):
        if run.start() <= offset < run.end():
            words = vocabulary().cut(run[0])
            return list(zip(accumulate(map(len, words), initial=run.start()), words, strict=False))
    return []


def _word_in(words: list[tuple[int, str]], offset: int) -> tuple[int, str]:
    """The word at an offset, with its start; empty where none stands there."""
    return next(((start, word) for start, word in words if start <= offset < start + len(word)), (offset, ""))


def _word_at(text: str, offset: int) -> tuple[int, str]:
    return _word_in(_words_around(text, offset), offset)


def is_alone(text: str, offset: int) -> bool:
    """Whether a character is a word alone and makes none with the next one."""
    return len(_word_at(text, offset)[1]) == 1 and not vocabulary().frequency(text[offset : offset + 2])


def _frequency(word: str) -> float:
    """The frequency of a word by jieba, as a logarithm; 0 for a single character."""
    return log(vocabulary().frequency(word) + 1) if len(word) > 1 else 0.0


@cache
def _weights(table: str) -> dict[str, tuple[float, tuple[tuple[str, float], ...]]]:
    """The weight of each feature alone, and those of its products with others."""
    weights = {name: float(weight) for name, weight in rows(table)}
    products: dict[str, list[tuple[str, float]]] = {}
    for name, weight in weights.items():
        one, _, other = name.partition(" ")
        products.setdefault(one, []).extend([(other, weight)] if other else [])
    return {one: (weights.get(one, 0.0), tuple(others)) for one, others in products.items()}


def first_score(around: Mapping[str, float]) -> float:
    """The score of a change without the words around it."""
    return _weighed(around, _FIRST_WEIGHTS)


def _score(seen: Mapping[str, float]) -> float:
    return _weighed(seen, "likelihood-weights.tsv")


def _weighed(seen: Mapping[str, float], table: str) -> float:
    """The sum of features and of products of two, weighed by a table."""
    weights = _weights(table)
    total, _ = weights["one"]
    for name, value in seen.items():
        if value:
            alone, products = weights[name]
            total += value * sum([weight * seen[other] for other, weight in products], alone)
    return total
