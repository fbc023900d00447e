"""The reach of comments: the stretches of a draft for which they silence a rule."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhlint.acceptance.ignores import Comment
    from zhlint.document import Span
    from zhlint.finding import Finding


class Reach:
    """The spans that comments hold for, by rule, and which of them were used."""

    def __init__(self, comments: Iterable[Comment], codes: Mapping[str, str]) -> None:
        self._used: set[tuple[str, bool, Span]] = set()
        places: dict[tuple[str, bool], set[Span]] = defaultdict(set)
        for comment in comments:
            for name in comment.names:
                places[codes.get(name.text, ""), comment.is_alone].add(comment.reach)
        self._places = {key: sorted(spans) for key, spans in places.items()}

    def covers(self, finding: Finding) -> bool:
        """Whether a comment covers a finding: on its line, or begun in its block."""
        start, end = finding.place[:2]
        lines = self._between(finding.code, start, max(start, end - 1), alone=False)
        blocks = [span for span in self._between(finding.code, start, start, alone=True) if start < span.end]
        self._used.update((finding.code, False, span) for span in lines)
        self._used.update((finding.code, True, span) for span in blocks)
        return bool(lines or blocks)

    def is_used(self, comment: Comment, code: str) -> bool:
        """Whether a comment has covered a finding of this rule."""
        return (code, comment.is_alone, comment.reach) in self._used

    def _between(self, code: str, first: int, last: int, *, alone: bool) -> list[Span]:
        """The spans of a rule that meet `first`…`last`.

        Both their starts and their ends are in ascending order.
        """
        places = self._places.get((code, alone), [])
        return places[bisect_left(places, first, key=itemgetter(1)) : bisect_right(places, last, key=itemgetter(0))]
