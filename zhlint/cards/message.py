"""The slots of a card's message: common ones, those of its kind, and named groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zhlint.check import Check

#: Slots that the linter fills for every kind.
COMMON: Final = ("found", "fix", "there")


def legal_slots(check: Check) -> tuple[str, ...] | None:
    """The slots that a message of this check may have.

    None where the class of the check declares no `slots`.
    """
    if not hasattr(type(check), "slots"):
        return None
    return (*COMMON, *type(check).slots, *sorted(check.group_slots))


def slots_in(message: str) -> list[str] | None:
    """The slots of a message in their order, None where its braces do not pair."""
    if not re.fullmatch(r"(?:[^{}]|\{[^{}]*\})*", message):
        return None
    return re.findall(r"\{([^{}]*)\}", message)
