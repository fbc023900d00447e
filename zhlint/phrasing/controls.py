r"""Control characters in text for a terminal or a log, made harmless.

A control moves the cursor, colours text, ends a line or turns the direction of writing; it is written as an escape (`\x1b`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Control characters, line separators and direction marks, as the inside of a character class.
CONTROLS: Final = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"


class Styled(str):
    """Text that may keep its controls: our own colours and cursor movements."""

    __slots__ = ()


def escape_controls(text: str, *, lines: bool = False) -> str:
    r"""The text with every control written as an escape.

    With `lines`, line breaks and tabs stay. A byte that could not be decoded becomes `\xNN`.
    """
    shown = text.replace("\n", "").replace("\t", "") if lines else text
    return text if shown.isprintable() else _control(lines=lines).sub(_escape, text)


def show_controls(text: str) -> str:
    """The text with every control replaced by one visible character of its own width."""
    return (
        text
        if text.isprintable()
        else _control().sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\u2426", text)
    )


def break_commands(text: str) -> str:
    """The text of a log without commands to a CI runner (`::add-mask::`, `##[error]`).

    A blank is put between the two marks that open a command.
    """
    # `::` is a command at the beginning of a line only, `##[` anywhere.
    return (
        re.sub(r"(?m)^(\s*):(?=:)|#(?=#\w*\[)", lambda match: f"{match[0]} ", text)
        if "::" in text or "##" in text
        else text
    )


@cache
def _control(*, lines: bool = False) -> re.Pattern[str]:
    """Matches a control or half a surrogate pair; with `lines`, no line break or tab."""
    return re.compile((r"(?![\n\t])" if lines else "") + f"[{CONTROLS}\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode() if char < "\ud800" else f"\\u{ord(char):04x}"
