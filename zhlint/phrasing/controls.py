r"""Text made harmless for a terminal or a log: what would move its cursor, colour it or turn its direction round is spelt (`\x1b`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Controls, and the marks that end a line or turn the direction of the text.
CONTROLS: Final = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"


class Styled(str):
    """Text that is harmless already, with colours or a moving cursor of our own."""

    __slots__ = ()


def escape_controls(text: str, *, lines: bool = False) -> str:
    """Text with its controls spelt; with `lines` its line breaks and tabs stay. A byte that is no character is spelt as one."""
    return text if text.isprintable() else _control(lines=lines).sub(_spelt, text)


def show_controls(text: str) -> str:
    """Text with every control shown as one character, so that what is counted in cells stays in its place."""
    return (
        text
        if text.isprintable()
        else _control().sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\u2426", text)
    )


def break_commands(text: str) -> str:
    """Lines of a log that no runner takes for a command (`::add-mask::`, `##[error]`): a blank parts the marks."""
    # What the runners of CI take for a command: at the beginning of a line, blanks aside, and anywhere in it.
    return (
        re.sub(r"(?m)^(\s*):(?=:)|#(?=#\w*\[)", lambda found: f"{found[0]} ", text)
        if "::" in text or "##" in text
        else text
    )


@cache
def _control(*, lines: bool = False) -> re.Pattern[str]:
    """A control, or half a surrogate pair; with `lines` no line break and no tab."""
    return re.compile((r"(?![\n\t])" if lines else "") + f"[{CONTROLS}\ud800-\udfff]")


def _spelt(found: re.Match[str]) -> str:
    char = found[0]
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode() if char < "\ud800" else f"\\u{ord(char):04x}"
