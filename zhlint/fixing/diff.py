"""The unified diff of a draft and its fixed text."""

from __future__ import annotations

import re
from difflib import unified_diff
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def diff_lines(before: str, after: str, name: str, *, context: int = 3) -> Iterator[str]:
    """Yields the lines of a unified diff, each with its line feed.

    `name` is the draft's in both headers; `context` lines stand around a change. Lines that end in CR alone are shown with LF; a
    last line without an end is marked as `patch` wants it.
    """
    old, new = _lines(before), _lines(after)
    # Fixes seldom change the number of lines; `difflib` loses its way, and much time, among many equal ones.
    diff = (
        _line_by_line(old, new, name, context)
        if len(old) == len(new)
        else unified_diff(old, new, name, name, n=context)
    )
    for line in diff:
        if line.endswith("\n"):
            yield line
        elif line.endswith("\r"):
            yield line[:-1] + "\n"
        else:
            yield f"{line}\n\\ No newline at end of file\n"


def _line_by_line(old: Sequence[str], new: Sequence[str], name: str, context: int) -> Iterator[str]:
    """Yields the diff of equally many lines, each compared with the one in its place."""
    changed = [number for number, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    if changed:
        yield f"--- {name}\n"
        yield f"+++ {name}\n"
    for first, last in _hunks(changed, 2 * context):
        start, end = max(0, first - context), min(len(old), last + 1 + context)
        place = f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"
        yield f"@@ -{place} +{place} @@\n"
        for is_same, numbers in groupby(range(start, end), lambda number: old[number] == new[number]):
            stretch = [*numbers]
            yield from (f"{' ' if is_same else '-'}{old[number]}" for number in stretch)
            yield from () if is_same else (f"+{new[number]}" for number in stretch)


def _hunks(numbers: Sequence[int], apart: int) -> Iterator[tuple[int, int]]:
    """Yields the first and the last of numbers that stand close together.

    At most `apart` others lie between any two neighbours.
    """
    first = 0
    for at, number in enumerate(numbers):
        if at + 1 == len(numbers) or numbers[at + 1] - number - 1 > apart:
            yield numbers[first], number
            first = at + 1


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)
