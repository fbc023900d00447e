"""How much work a call does, counted and not timed: the same on any machine, however busy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

#: Seconds after which a process or a page hangs: no machine is so slow.
HANG = 600


def lines_run(call: Callable[[], object]) -> int:
    """How many lines of Python a call runs, those of a loop once for each turn."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    known = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(known)
    return count
