"""The work of a call, counted instead of timed: the same on any machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

#: Seconds after which a process or a page hangs: no machine is so slow.
HANG = 600


def lines_run(call: Callable[[], object]) -> int:
    """The number of lines of Python that a call runs."""
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
