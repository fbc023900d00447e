"""Safe fixes as tracked changes, where the words are plain text."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from zhlint.word.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zhlint.annotation.cuts import Cuts
    from zhlint.finding import Finding
    from zhlint.word.text import Occurrence, WordText


class Change(NamedTuple):
    """Puts `new` in place of the source span `start:end`."""

    start: int
    end: int
    new: str


class Stamp(NamedTuple):
    """The author and the time of changes and comments.

    The time is as Word writes it: 2024-05-01T09:00:00Z.
    """

    author: str
    date: str

    def attributes(self, prefix: str, number: int) -> str:
        """The attributes of a comment or change with this number."""
        author, date = escape(self.author), escape(self.date)
        return f'{prefix}id="{number}" {prefix}author="{author}" {prefix}date="{date}"'


def changes_of(findings: Iterable[Finding], words: WordText) -> dict[Finding, tuple[Change, ...]]:
    """Chooses the findings whose fixes are safe and can be tracked; returns their changes.

    A fix that meets an earlier one is left out.
    """
    changes_by_finding: dict[Finding, tuple[Change, ...]] = {}
    earlier: list[Change] = []
    for finding in findings:
        if not finding.fix or finding.fix.safety != "safe":
            continue
        changes = tuple(Change(place.start, place.end, new) for place, new in finding.fix.edits)
        if all(_may_be_tracked(change, words) and not _meets(change, earlier) for change in changes):
            changes_by_finding[finding] = changes
            for change in changes:
                insort(earlier, change)
    return changes_by_finding


def _meets(change: Change, earlier: Sequence[Change]) -> bool:
    """Whether a change touches one of those `earlier`, which are in order and apart."""
    at = bisect_left(earlier, change)
    near = earlier[max(at - 1, 0) : at + 1]
    return any(other.start <= change.end and change.start <= other.end for other in near)


def _may_be_tracked(change: Change, words: WordText) -> bool:
    """Whether a change lies in the plain text of one paragraph.

    Fields, ruby and insertions of others are none.
    """
    portions = portions_of(change, words)
    if not portions or "\n" in change.new or "\v" in change.new:
        return False
    covered = sum(end - start for _, start, end in portions)
    return covered == change.end - change.start and all(
        element.inner < element.inner_end
        and not (element.run.is_whole or element.run.in_insertion or element.run.field)
        for element in (occurrence.element for occurrence, _, _ in portions)
    )


def portions_of(change: Change, words: WordText) -> list[tuple[Occurrence, int, int]]:
    """The elements that a change touches, with the offsets in each.

    For a mere insertion it is the element before it, or after it.
    """
    portions: list[tuple[Occurrence, int, int]] = []
    at = change.start
    while at < change.end:
        occurrence = words.occurrence_at(at)
        if not occurrence:
            return []
        end = min(change.end, occurrence.end)
        portions.append((occurrence, at - occurrence.start, end - occurrence.start))
        at = end
    if change.start == change.end:
        occurrence = words.occurrence_at(at - 1) if at else None
        occurrence = occurrence or words.occurrence_at(at)
        portions = [(occurrence, at - occurrence.start, at - occurrence.start)] if occurrence else []
    return portions


def track(change: Change, words: WordText, cuts: Mapping[str, Cuts], number: int, stamp: Stamp) -> int:
    """Writes a change as deletions and an insertion; returns the next free number."""
    portions = portions_of(change, words)
    for occurrence, start, end in portions:
        element, story_cuts = occurrence.element, cuts[occurrence.story.part]
        prefix = element.run.prefix
        properties = story_cuts.properties(element.run).decode()
        markup = ""
        for kind, word, text in (("del", "delText", element.text[start:end]), ("ins", "t", change.new)):
            if text and (kind == "del" or occurrence is portions[-1][0]):
                markup += (
                    f"<{prefix}{kind} {stamp.attributes(prefix, number)}><{prefix}r>{properties}"
                    f'<{prefix}{word} xml:space="preserve">{escape(text)}</{prefix}{word}></{prefix}r></{prefix}{kind}>'
                )
                number += 1
        story_cuts.replace(element, start, end, markup)
    return number
