"""How reports name a draft: relative to the current folder where it lies inside, with slashes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def slashed(path: str) -> str:
    """The path with forward slashes, relative to the current folder where the draft lies inside; `-` stays."""
    given = Path(path)
    here = Path.cwd()
    if given.is_absolute() and given.is_relative_to(here):
        given = given.relative_to(here)
    return given.as_posix()


def uri(path: str) -> str:
    """A relative reference, or a file URI for a draft elsewhere; anything but plain characters is percent-encoded."""
    shown = slashed(path)
    if Path(shown).is_absolute():
        return Path(shown).as_uri()
    return quote(shown, errors="surrogateescape")
