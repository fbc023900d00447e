"""Output of reports: whole, in UTF-8, the same bytes on every system."""

from __future__ import annotations

import json
import re
from typing import IO, Any, Final

from zhlint.phrasing.controls import CONTROLS, escape_controls

_RAW: Final = re.compile(f"[{CONTROLS}]")
_LONE: Final = re.compile("[\ud800-\udfff]")


def write_utf8(stream: IO[str], text: str) -> None:
    """Writes a machine's text in UTF-8, whatever encoding the console has."""
    binary = getattr(stream, "buffer", None)
    if binary is None:
        stream.write(text)
    else:
        stream.flush()
        binary.write(text.encode("utf-8", "backslashreplace"))


def as_json(data: Any, indent: int | None = None) -> str:
    """Data as JSON, its characters as they are and controls escaped.

    Half a surrogate pair, which is no character to JSON, is spelt out.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    text = _RAW.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text)
    return _LONE.sub(lambda found: escape_controls(found[0]).replace("\\", "\\\\"), text)
