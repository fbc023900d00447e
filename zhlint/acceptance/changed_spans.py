"""The spans in which two versions of a draft differ, and the findings there."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from zhlint.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.finding import Finding

#: Changes with at most so many unchanged characters between them count as one.
_GAP: Final = 5
#: Texts are compared at their ends only where the product of their lengths is larger.
_LARGE: Final = 4_000_000


def changed_spans(old: str, new: str) -> tuple[Span, ...]:
    """The spans of `new` that differ from `old`, in order; empty spans for deletions."""
    before, after = _lines(old), _lines(new)
    starts = [0]
    for line in after:
        starts.append(starts[-1] + len(line))
    spans: list[Span] = []
    for kind, first, end, new_first, new_end in SequenceMatcher(None, before, after).get_opcodes():
        if kind != "equal":
            spans += _within("".join(before[first:end]), "".join(after[new_first:new_end]), starts[new_first])
    return tuple(spans)


def touches(finding: Finding, changes: Sequence[Span]) -> bool:
    """Whether a finding or a related place meets or borders on a change."""
    places = (finding.place, *(place for place, _ in finding.related))
    return any(place.start <= span.end and span.start <= place.end for place in places for span in changes)


def _within(old: str, new: str, offset: int) -> Iterator[Span]:
    """The changes from `old` to `new`, which begins at `offset` of the whole text."""
    head = _common_length(old, new)
    tail = _common_length(old[head:][::-1], new[head:][::-1])
    old, inner = old[head : len(old) - tail], new[head : len(new) - tail]
    offset += head
    if len(old) * len(inner) > _LARGE:
        yield Span(offset, offset + len(inner))
        return
    last: Span | None = None
    for kind, _, _, start, end in SequenceMatcher(None, old, inner, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if last and offset + start - last.end <= _GAP:
            last = Span(last.start, offset + end)
            continue
        if last:
            yield last
        last = Span(offset + start, offset + end)
    if last:
        yield last


def _common_length(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    return next(
        (count for count, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)
