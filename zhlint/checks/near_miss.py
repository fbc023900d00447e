"""A near miss: a set phrase one or two slips away from its wording."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.figures.validity import draft_date, in_force
from zhlint.analysis.words.other_wording import is_other_wording
from zhlint.analysis.words.set_phrases import misses, parse_phrase, pieces_of
from zhlint.analysis.words.simplified_script import simplified, simplified_characters
from zhlint.analysis.words.wording import MARKS, bare, without_marks
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.lexicon.han import is_han
from zhlint.lexicon.strings import common_ends
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.analysis.words.set_phrases import Miss, Phrase
    from zhlint.analysis.words.wording import Wording
    from zhlint.document import Document

#: A shorter phrase, in characters, is a hit only within quotation marks.
_SURE: Final = 8
_OPENING: Final = "“「『"
_CLOSING: Final = "”」』"
#: What stands before the first mark of a miss, and what stands after the last.
_HEAD: Final = f"([^{MARKS}]+)[{MARKS}]"
_TAIL: Final = f"[{MARKS}]([^{MARKS}]+)$"


@options
class NearMiss(Check):
    """Finds wordings a slip or two away from a phrase of the table.

    A slip is a character dropped, added or replaced, or two exchanged. Quotation marks, commas, enumeration commas, blanks
    and the script do not count, nor does what `is_other_wording` tells. `table` has the columns of `parse_phrase`; `topic` selects the rows with this second cell.
    Stays silent on phrases that do not hold on the day of the draft, on the variants that a row lists, on phrases whose
    loose end (`start`, `end`, `both`) differs, and on phrases of fewer than eight characters that the table writes with
    quotation marks and the draft does not (增强“四个意识”). Slot: `right`, the phrase as it should be.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1, 3)
    slots: ClassVar[tuple[str, ...]] = ("right",)

    table: Path
    topic: str

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields one hit for every place, for the shortest phrase missed there."""
        phrases = [parse_phrase(*row) for row in self._candidates(document.analyse(simplified_characters))]
        if not phrases:
            return
        wording, day_written = document.analyse(without_marks), document.analyse(draft_date)
        in_text = [
            miss
            for phrase in phrases
            if in_force(day_written, phrase.since, phrase.until)
            for miss in misses(wording.text, phrase)
        ]
        chosen: list[Miss] = []
        for miss in sorted(in_text, key=lambda miss: (miss.end - miss.start, miss.slips)):
            if not any(miss.start < other.end and other.start < miss.end for other in chosen):
                chosen.append(miss)
                if hit := _hit(document, wording, miss):
                    yield hit

    def _candidates(self, characters: frozenset[str]) -> Iterator[list[str]]:
        """The rows whose phrase a text of these characters may miss.

        It has the characters of a piece, and lacks few others.
        """
        pieces = filter(characters.issuperset, self._rows_by_piece)
        for number in sorted(set(chain.from_iterable(map(self._rows_by_piece.__getitem__, pieces)))):
            phrase, slips, row = self._rows[number]
            if len(phrase - characters) <= slips:
                yield row

    @cached_property
    def _rows(self) -> tuple[tuple[frozenset[str], int, list[str]], ...]:
        """The rows of the topic: the characters of the phrase, its slips, and the cells."""
        return tuple((frozenset(bare(row[0])), int(row[3]), row) for row in rows(self.table) if row[1] == self.topic)

    @cached_property
    def _rows_by_piece(self) -> dict[frozenset[str], list[int]]:
        """The numbers of the rows by the characters of each piece of their phrases.

        Where two characters are exchanged, none of them is lacking.
        """
        numbers: dict[frozenset[str], list[int]] = {}
        for number, (_, slips, row) in enumerate(self._rows):
            for piece in pieces_of(bare(row[0]), slips):
                numbers.setdefault(frozenset(piece.text), []).append(number)
        return numbers


def _hit(document: Document, wording: Wording, miss: Miss) -> Hit | None:
    """The hit of a miss.

    None where it reaches over a line end, is another wording, or is short and stands without quotation marks.
    """
    text = document.text
    miss = _within_marks(text, wording, _within_stops(wording.text, _with_ends(wording.text, miss)))
    start, end = wording.span(miss.start, miss.end)
    whole = text[start:end]
    words = whole.strip("\r\n")
    if "\n" in words or "\r" in words:
        return None
    if "：" in words or ("，" in words and not any(mark in miss.phrase.written for mark in "，、")):
        return None
    start += len(whole) - len(whole.lstrip("\r\n"))
    end = start + len(words)
    if is_other_wording(document, start, end, wording.text[miss.start : miss.end], miss.phrase):
        return None
    fixable = words == whole and document.analyse(simplified) == text and _has_sure_ends(text, start, end, miss.phrase)
    fix = _fix(wording, miss) if fixable else None
    if any(mark in words for mark in _OPENING) and text[end : end + 1] in {*_CLOSING}:
        end += sum(map(words.count, _OPENING)) > sum(map(words.count, _CLOSING))
    elif len(miss.phrase.text) < _SURE and "“" in miss.phrase.written and not any(map(words.count, _CLOSING)):
        return None
    return Hit(start, end, {"right": miss.phrase.written}, fix)


def _with_ends(text: str, miss: Miss) -> Miss:
    """A miss with the phrase's first and last character, where they stand next to it.

    So in 习近近平 the first one belongs to it.
    """
    first, last = miss.phrase.text[0], miss.phrase.text[-1]
    before = miss.start > 0 and text[miss.start] != first and text[miss.start - 1] == first
    after = text[miss.end - 1] != last and text.startswith(last, miss.end)
    return miss._replace(start=miss.start - before, end=miss.end + after)


def _within_stops(text: str, miss: Miss) -> Miss:
    """A miss without a stop that stands where the phrase has a character: 获得感、幸福感、安全。"""
    start, end = miss.start, miss.end
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return miss._replace(start=start, end=end)


def _within_marks(text: str, wording: Wording, miss: Miss) -> Miss:
    """A miss without a wrong head or tail beyond a mark.

    What stands beyond it belongs to the next clause.
    """
    start, end = wording.span(miss.start, miss.end)
    head, tail = re.match(_HEAD, text[start:end]), re.search(_TAIL, text[start:end])
    phrase = miss.phrase
    before = len(head[1]) if head and head[1][0] != phrase.text[0] and len(head[1]) <= phrase.slips else 0
    after = len(tail[1]) if tail and tail[1][-1] != phrase.text[-1] and len(tail[1]) <= phrase.slips else 0
    return miss._replace(start=miss.start + before, end=miss.end - after)


def _has_sure_ends(text: str, start: int, end: int, phrase: Phrase) -> bool:
    """Whether each end of a miss is right, or has a mark next to it."""
    sure_start = text[start] == phrase.written[0] or not is_han(text[start - 1 : start])
    return sure_start and (text[end - 1] == phrase.written[-1] or not is_han(text[end : end + 1]))


def _fix(wording: Wording, miss: Miss) -> Fix | None:
    """The one edit that makes the wording right.

    None where a mark stands amid the characters to be replaced.
    """
    old, new = wording.text[miss.start : miss.end], miss.phrase.text
    head, tail = common_ends(old, new)
    first, last = miss.start + head, miss.end - tail
    if first < last:
        start, end = wording.span(first, last)
    else:
        start = end = wording.span(first - 1, first).end if head else wording.span(first, first + 1).start
    return Fix((Edit(start, end, new[head : len(new) - tail]),)) if end - start == last - first else None
