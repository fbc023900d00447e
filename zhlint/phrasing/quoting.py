"""Quotation marks around text in messages, other than those inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The most characters of a slot in a message; longer text is cut in the middle.
_SNIPPET: Final = 40
#: So many characters at either end of a long text are read.
_ENDS: Final = 10 * _SNIPPET
#: The pairs to quote with, the first choice first.
_PAIRS: Final = ("“”", "「」", "『』")


def quote(text: str) -> str:
    """The text in quotation marks that do not occur in it: “好”, 「“好”」."""
    pair = _pair_for(text)
    return f"{pair[0]}{text}{pair[1]}"


def fill_message(template: str, slots: Mapping[str, str]) -> str:
    """The message with its slots filled, each shortened and on one line.

    Where a quoted slot holds “ or ”, the message quotes with 「」 throughout; a bare “” means the marks themselves and stays.
    """
    pieces: list[tuple[str, str]] = []
    quoted: list[str] = []
    depth = 0
    # Not `string.Formatter`: importing `string` costs more than filling all messages of a draft.
    for number, piece in enumerate(template.split("{")):
        slot, _, literal = piece.partition("}") if number else ("", "", piece)
        text = _shortened(slots[slot]) if slot else ""
        pieces.append((text, literal))
        if depth > 0:
            quoted.append(text)
        depth += literal.count("“") - literal.count("”")
    own = str.maketrans("“”", _pair_for("".join(quoted)))
    return "".join(text + "“”".join(part.translate(own) for part in literal.split("“”")) for text, literal in pieces)


def _pair_for(text: str) -> str:
    return next((pair for pair in _PAIRS if pair[0] not in text and pair[1] not in text), _PAIRS[0])


def _shortened(text: str) -> str:
    if len(text) > 2 * _ENDS:
        head, tail = _flat(text[:_ENDS]), _flat(text[-_ENDS:])
    else:
        head = tail = _flat(text)
        if len(head) <= _SNIPPET:
            return head
    return f"{head[: _SNIPPET // 2]}……{tail[-_SNIPPET // 4 :]}"


def _flat(text: str) -> str:
    return re.sub(r"[\r\n\t]+", " ", text)
