"""The line around a span of text."""

from __future__ import annotations

from typing import Final

from zhlint.patterns.expressions import expression

_LINE_END: Final = expression("[\r\n]")


def line_beside(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The characters of the same line before and after the span `start:end`.

    At most `width` on each side.
    """
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return _LINE_END.split(before)[-1], _LINE_END.split(after)[0]
