"""Verdicts on words of a draft: as in a source, different, or not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.finding import SourcePassage
from zhlint.sources import DIFFERS, MISSING, SAME
from zhlint.sources.alignment import Change, exchanges
from zhlint.sources.matching import find, find_nearby, stretches_of, without_variants
from zhlint.sources.titles import title_match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document, Span
    from zhlint.sources.index import SourceIndex, Window
    from zhlint.sources.matching import Match, Stretch
    from zhlint.sources.quoted_words import Words

#: A stretch between two ellipses is looked for from so many characters on.
_STRETCH: Final = 4
#: A stretch beside an ellipsis that is shorter is looked for near the others alone.
_OWN: Final = 12


class Difference(NamedTuple):
    """A difference, with its span in the draft, empty where something is missing.

    `kind` is replaced, missing, added, mark or order.
    """

    kind: str
    span: Span
    here: str
    there: str


class Verdict(NamedTuple):
    """The outcome for some words; without a passage nothing like them was found."""

    outcome: str
    words: Words
    passage: SourcePassage | None = None
    differences: tuple[Difference, ...] = ()
    other_script: bool = False


def compare(document: Document, words: Words, index: SourceIndex, shortest: int) -> Verdict | None:
    """The verdict on some words; None for fewer than `shortest` letters."""
    stretches = [*stretches_of(document, words)]
    if sum(map(_letters, (stretch.text for stretch in stretches))) < shortest:
        return None
    matches: list[tuple[Stretch, Match]] = []
    for stretch in sorted(stretches, key=lambda stretch: stretch.start - stretch.end):
        if stretch.end - stretch.start < _STRETCH and len(stretches) > 1:
            continue
        match = find_nearby(index, stretch.text, matches[0][1]) if matches else None
        if not match and (not matches or stretch.end - stretch.start >= _OWN):
            match = find(index, stretch.text, title_match) if words.kind == "title" else find(index, stretch.text)
        if not match:
            return Verdict(MISSING, words)
        matches.append((stretch, match))
    if not matches:
        return None
    if any(match.window.source.traditional for _, match in matches) or document.analyse(script) == "traditional":
        matches = [(stretch, without_variants(stretch, match)) for stretch, match in matches]
    return verdict_of(document, words, sorted(matches, key=lambda pair: pair[0].start))


def verdict_of(document: Document, words: Words, matches: Sequence[tuple[Stretch, Match]]) -> Verdict:
    """The verdict on words whose stretches have these matches."""
    differing = [pair for pair in matches if pair[1].changes]
    shown = (differing or matches)[0][1]
    differences = tuple(one for stretch, match in differing for one in _differences(document, stretch, match))
    pieces = tuple(piece for stretch, match in matches for piece in _pieces(document, stretch, match))
    other_script = shown.window.source.traditional != (document.analyse(script) == "traditional")
    return Verdict(DIFFERS if differing else SAME, words, _passage(shown, pieces), differences, other_script)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _differences(document: Document, stretch: Stretch, match: Match) -> Iterator[Difference]:
    folded = match.window.folded.text
    for change in exchanges(match.changes, stretch.text, folded):
        here, there = stretch.text[change.start : change.end], folded[change.first : change.last]
        span = stretch.span(change.start, change.end)
        yield Difference(_kind(here, there), span, document[span], _piece(match.window, change.first, change.last))


def _kind(here: str, there: str) -> str:
    if here and there and sorted(here) == sorted(there):
        return "order"
    if not any(map(str.isalnum, here + there)):
        return "mark"
    return "missing" if not here else "added" if not there else "replaced"


def _piece(window: Window, first: int, last: int) -> str:
    """A piece of a window on one line, of a traditional source in simplified script."""
    if first >= last:
        return ""
    if window.source.traditional:
        return window.folded.text[first:last]
    start, end = window.span(first, last)
    return "".join(window.source.text.text[start:end].split())


def _pieces(document: Document, stretch: Stretch, match: Match) -> Iterator[tuple[str, str, bool]]:
    """The stretch and its match side by side."""
    at, first = 0, match.first
    length = stretch.end - stretch.start
    for change in (
        *exchanges(match.changes, stretch.text, match.window.folded.text),
        Change(length, length, match.last, match.last),
    ):
        if at < change.start:
            here = document[stretch.span(at, change.start)]
            yield here, _piece(match.window, first, change.first), False
        here = document[stretch.span(change.start, change.end)] if change.start < change.end else ""
        there = _piece(match.window, change.first, change.last)
        if here or there:
            yield here, there, True
        at, first = change.end, change.last


def _passage(match: Match, pieces: tuple[tuple[str, str, bool], ...]) -> SourcePassage:
    window = match.window
    start, end = window.span(match.first, match.last)
    text = _piece(window, match.first, match.last)
    return SourcePassage(window.source.path, *window.position(start), *window.position(end), text, pieces)


def difference_text(one: Difference) -> str:
    """A difference in words (Chinese)."""
    match one.kind:
        case "missing":
            return f"少“{one.there}”"
        case "added":
            return f"多“{one.here}”"
        case "order":
            return f"次序“{one.here}”，来源为“{one.there}”"
        case "mark":
            return (
                f"标点“{one.here}”，来源为“{one.there}”"
                if one.here and one.there
                else f"{'少' if one.there else '多'}标点“{one.here or one.there}”"
            )
    return f"“{one.here}”，来源为“{one.there}”"
