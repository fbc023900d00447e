"""Reports in their formats."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

    from zhlint.rate.profile import Profile
    from zhlint.report import Report

    Format = Callable[[Sequence[Report], IO[str], "Style"], None]

#: The formats that the help page names first; others follow by name.
_ORDER: Final = ("text", "json", "html", "sarif", "github", "gitlab", "rdjsonl", "junit", "markdown")


class Style(NamedTuple):
    """Wishes of a reader.

    `hints` lists hints, which are only counted otherwise; `everything` lists more than 50 findings; `color` is for terminals.
    Where there is a profile, a page for an editor shows the estimated error rate by it; where there are findings of an
    earlier run, as `comparison.read_last` reads them, reports for people say what has become of them.
    """

    hints: bool = False
    everything: bool = False
    color: bool = False
    profile: Profile | None = None
    last: Sequence[dict[str, Any]] | None = None


def _names(folder: str) -> tuple[str, ...]:
    """The formats in a folder, in the order of the help page.

    Each is a module or a package.
    """
    names = {name.removesuffix(".py") for name in os.listdir(folder)}
    formats = {name for name in names if name.isidentifier() and not name.startswith("_")}
    return *(name for name in _ORDER if name in formats), *sorted(formats.difference(_ORDER))


#: The names of the formats; each is a module of `formats/`, and a new one takes no more than its file.
FORMATS: Final = _names(os.path.join(os.path.dirname(__file__), "formats"))


def load_format(name: str) -> Format:
    """The function `write(reports, stream, style)` of a format."""
    write: Format = import_module(f"{__name__}.formats.{name}").write
    return write
