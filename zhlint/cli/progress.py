"""The progress of a long check as one line on the terminal.

It is renewed in its place and wiped away at the end.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Final

from zhlint.cli.search import size_of
from zhlint.phrasing.controls import Styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.cli.drafts import Drafts
    from zhlint.report import Report

#: Seconds before anything is said, and between two renewals.
_PATIENCE: Final = 2.0
_PACE: Final = 0.2
#: Seconds before a run of minutes or days says anything, and between two lines of its log.
_PATIENCE_OF_RUN: Final = 1.0
_PACE_OF_LOG: Final = 30.0
_WIPE: Final = "\r\033[K"


def with_progress(drafts: Drafts, clock: Callable[[], float] = time.monotonic) -> Iterator[Report]:
    """The reports on the drafts; meanwhile standard error shows the progress.

    `clock` gives seconds since any fixed moment.
    """
    begun = clock()
    due, read, said = begun + _PATIENCE, 0, False
    for number, report in enumerate(drafts.reports(), start=1):
        read += size_of(report.path)
        now = clock()
        if now >= due and number < len(drafts.paths):
            _write(f"{_WIPE}{progress_line(number, len(drafts.paths), read, drafts.size, now - begun)}")
            due, said = now + _PACE, True
        yield report
    if said:
        _write(_WIPE)


def progress_line(done: int, drafts: int, read: int, size: int, seconds: float) -> str:
    """The text of the line.

    `done` of so many drafts and `read` of so many bytes took so many `seconds`.
    """
    rate = read / seconds if seconds else 0
    left = f" · 约剩 {in_time((size - read) / rate)}" if rate else ""
    return f"已查 {done}/{drafts} 篇 · {rate / 1e6:.1f} MB/s{left}"


class PacedLine:
    """The progress on standard error: one line on a terminal, more in a log.

    `text` makes the line of a state of the run, each of which is passed by calling this.
    """

    def __init__(self, text: Callable[[Any], str]) -> None:
        self._text, self._due = text, time.monotonic() + _PATIENCE_OF_RUN

    def __call__(self, progress: Any) -> None:
        now = time.monotonic()
        if now >= self._due:
            redraw_line(self._text(progress))
            self._due = now + (_PACE if sys.stderr.isatty() else _PACE_OF_LOG)


def redraw_line(text: str) -> None:
    """Shows a line on standard error.

    On a terminal it takes the place of the last one.
    """
    _write(f"{_WIPE}{text}" if sys.stderr.isatty() else f"{text}\n")


def erase_line() -> None:
    """Wipes the line away, where it is on a terminal."""
    if sys.stderr.isatty():
        _write(_WIPE)


def in_time(seconds: float) -> str:
    """A time in minutes and seconds (Chinese)."""
    whole = max(1, round(seconds))
    return f"{whole // 60} 分 {whole % 60} 秒" if whole >= 60 else f"{whole} 秒"


def _write(text: str) -> None:
    sys.stderr.write(Styled(text))
    sys.stderr.flush()
