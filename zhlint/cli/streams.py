"""Standard output and standard error of the command line.

Controls are escaped, and nothing is said when nobody reads on.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from zhlint.phrasing.controls import Styled, break_commands, escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Variables that are set where a CI runner reads the log for commands.
_RUNNERS: Final = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
#: The errors of writing to a pipe that nobody reads any more; Windows gives EINVAL.
_UNREAD: Final = frozenset({errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE})


@contextmanager
def own_streams() -> Iterator[None]:
    """For a while, the standard streams are ours."""
    if os.name == "nt":
        from colorama import just_fix_windows_console

        # A console of Windows shows colour codes as text until this is switched on.
        just_fix_windows_console()
    streams = sys.stdout, sys.stderr
    sys.stdout = _own(sys.stdout, _Closed())
    sys.stderr = _own(sys.stderr, _Sink())
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        sys.stdout, sys.stderr = streams


def _own(stream: TextIO | None, otherwise: io.RawIOBase) -> TextIO:
    """A stream of our own in the place of a standard one.

    It never fails on a character that the console lacks, and writes the same bytes on every system.
    """
    if stream is None or not hasattr(stream, "buffer"):
        return stream or _Stream(io.BufferedWriter(otherwise), encoding="utf-8", errors="replace")
    is_portable = os.name == "nt" and not stream.isatty()
    return _Stream(
        io.BufferedWriter(_Outlet(stream)),
        encoding="utf-8" if is_portable and "PYTHONIOENCODING" not in os.environ else stream.encoding,
        errors="replace",
        newline="\n" if is_portable else None,
        line_buffering=bool(getattr(stream, "line_buffering", False)),
    )


class _Stream(io.TextIOWrapper):
    """Text output with controls escaped.

    In a CI runner's log no line can be taken for a command.
    """

    _is_log = any(os.environ.get(name) for name in _RUNNERS)

    def write(self, text: str, /) -> int:
        if not isinstance(text, Styled):
            text = escape_controls(text, lines=True)
        super().write(break_commands(text) if self._is_log else text)
        return len(text)


class _Outlet(io.RawIOBase):
    """The bytes behind a stream.

    Once nobody reads them they go nowhere, and the work goes on to its end.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, content: Any, /) -> int:
        try:
            self._stream.buffer.write(content)
            self._stream.buffer.flush()
        except OSError as error:
            if error.errno not in _UNREAD:
                raise
            # What is still in the buffer goes nowhere as well.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        return len(content)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()


class _Sink(io.RawIOBase):
    """Nowhere."""

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        return len(content)


class _Closed(_Sink):
    """A standard output that was not open when the program began."""

    def write(self, content: Any, /) -> int:  # noqa: ARG002
        raise OSError(errno.EBADF, "标准输出没有打开")
