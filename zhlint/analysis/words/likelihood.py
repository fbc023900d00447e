"""Likelier words: changes of one character that press prose makes probable."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from zhlint.analysis.script import script
from zhlint.analysis.words.change_scores import LEAST_SCORE
from zhlint.analysis.words.changes import repetitions
from zhlint.analysis.words.improvements import Improvement, best_apart
from zhlint.analysis.words.line_doubts import doubts_in
from zhlint.analysis.words.windows import windows
from zhlint.analysis.words.words_around import changed_span
from zhlint.model.scoring import language_model, press_prose
from zhlint.model.table import COMMON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.analysis.words.change_features import Change
    from zhlint.document import Document
    from zhlint.model.table import NGrams

#: The score from which tables of a house alone make a place doubtful.
SURE: Final = -0.4


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
    return best_apart(_improvement(text, change, score) for change, score in scores.items() if score >= LEAST_SCORE)


def _scores(text: str, table: NGrams) -> dict[Change, float]:
    """The scores of changes, without those that are too low whatever the draft repeats."""
    found = [
        (doubt.change.moved(first), doubt.scores)
        for first, window in windows(text)
        for doubt in doubts_in(window, table).changes
    ]
    is_again = repetitions(text, [change for change, _ in found])
    return {change: scores[is_again(change)] for change, scores in found}


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


def _improvement(text: str, change: Change, score: float) -> Improvement:
    """The improvement of a whole word."""
    start, end = changed_span(text, change.start, change.meant)
    return Improvement(start, end, text[start : change.start] + change.meant + text[change.start + 1 : end], score)
