"""Reports: what was found, in the format that was asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

    from zhlint.rate.profiles import Profile
    from zhlint.report import Report

    Format = Callable[[Sequence[Report], IO[str], "Style"], None]

FORMATS: Final = ("text", "json", "html", "sarif", "github", "gitlab", "rdjsonl", "junit", "markdown", "csv")


class Style(NamedTuple):
    """How a person wants to read: hints listed or only counted, every finding or at most 50, colours or none.

    Where there is a profile, a page for an editor shows the estimated error rate by it; where there are findings of an
    earlier run, as `comparison.read_last` reads them, reports for people say what has become of them.
    """

    hints: bool = False
    everything: bool = False
    color: bool = False
    profile: Profile | None = None
    last: Sequence[dict[str, Any]] | None = None


def load_format(name: str) -> Format:
    """The function `write(reports, stream, style)` of a format."""
    write: Format = import_module(f"{__name__}.formats.{name}").write
    return write
