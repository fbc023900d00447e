"""The drafts that a client has open, and what was found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from pygls.uris import to_fs_path

from zhlint.patterns.expressions import expression
from zhlint.reading.formats import MARKDOWN, TEXT, promised_format
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

    from lsprotocol.types import Diagnostic

    from zhlint.language_server.positions import PositionMap
    from zhlint.language_server.rule_pages import RulePages
    from zhlint.linter import Linter
    from zhlint.report import Report

#: What clients call the two kinds of text, and the suffix of a draft without a file.
_SUFFIXES: Final[Mapping[str, str]] = {"plaintext": ".txt", "text": ".txt", "markdown": ".md"}
_UNTITLED: Final = "untitled"
#: Files about a project, which are no drafts unless every text is to be checked.
_PROJECT_FILE: Final = expression(r"(?i)(?:readme|licen[cs]e|changelog|contributing|requirements)[^/\\]*")


class Check(NamedTuple):
    """One check of a draft: the linter, its report, and the diagnostics for the client."""

    linter: Linter
    pages: RulePages
    report: Report
    positions: PositionMap
    diagnostics: list[Diagnostic]


#: What comes of checking a draft: a check, a wrong configuration, or None where it is not to be checked.
Outcome = Check | ConfigError | None


@dataclass
class OpenDraft:
    """A text that a client has open.

    `version` is the client's number; `edition` grows with every change of the text or of what it is checked by. `check` is
    the newest one, `task` what is under way.
    """

    uri: str
    language: str
    text: str
    version: int | None
    edition: int = 0
    is_open: bool = True
    check: Check | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def path(self) -> Path | None:
        """The file of the draft, None where it has none."""
        name = to_fs_path(self.uri) if urlsplit(self.uri).scheme == "file" else None
        return Path(name) if name else None

    @property
    def is_text(self) -> bool:
        """Whether this is plain text or Markdown, in a file or not saved yet."""
        scheme = urlsplit(self.uri).scheme
        if self.path:
            return self.language in _SUFFIXES or promised_format(self.path.name) in {TEXT, MARKDOWN}
        return scheme == _UNTITLED and self.language in _SUFFIXES

    def is_wanted(self, linter: Linter, *, everywhere: bool) -> bool:
        """Whether the draft is to be checked.

        With `everywhere` any text is; without, one where a configuration is in force that does not exclude it, and that is not a README
        or the like.
        """
        if everywhere or self.path is None:
            return everywhere or linter.config.origin is not None
        if linter.config.origin is None or _PROJECT_FILE.fullmatch(self.path.name):
            return False
        return bool(linter.config.not_excluded(str(self.path.parent), [self.path.name]))

    def shown_path(self, folder: Path) -> str:
        """The path that the linter is told: the file, or one in `folder`."""
        return str(self.path or folder / f"{_UNTITLED}{_SUFFIXES.get(self.language, '.txt')}")
