"""How a report leaves the program: whole, in UTF-8, the same bytes on every system."""

from __future__ import annotations

from typing import IO


def write_utf8(stream: IO[str], text: str) -> None:
    """Write a machine's text to a file or to standard output, whatever encoding the console has."""
    binary = getattr(stream, "buffer", None)
    if binary is None:
        stream.write(text)
    else:
        stream.flush()
        binary.write(text.encode("utf-8", "backslashreplace"))
