"""The unified diff of a draft and its fixed text."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def diff_lines(before: str, after: str, name: str, *, context: int = 3) -> Iterator[str]:
    """Yields the lines of a unified diff, each with its line feed.

    `name` is the draft's in both headers; `context` lines stand around a change. Lines that end in CR alone are shown with LF; a
    last line without an end is marked as `patch` wants it.
    """
    for line in unified_diff(_lines(before), _lines(after), name, name, n=context):
        if line.endswith("\n"):
            yield line
        elif line.endswith("\r"):
            yield line[:-1] + "\n"
        else:
            yield f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)
