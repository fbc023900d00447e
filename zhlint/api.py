"""The functions for programs: check, fix, annotate and outline one draft, count an archive.

None reads a configuration that it was not given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from zhlint.finding import Problem
from zhlint.fixing.fixer import CircularFixesError, Fixed, Scan, fix_all
from zhlint.linter import CheckError, Linter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from zhlint.annotation import Annotated
    from zhlint.config.model import Config
    from zhlint.finding import Finding
    from zhlint.learning.count import Learned, Progress
    from zhlint.report import Report

    Given = Config | Mapping[str, Any] | str | Path | None


#: What a message advises on the command line alone, and options that are keys of the configuration, too.
_CONVERTED: Final = re.compile("，或加 --convert 由 LibreOffice 转读")
_OPTION: Final = re.compile("用 --([a-z-]+)")


def lint(text: str, *, path: str | None = None, config: Given = None) -> list[Finding]:
    """The findings in a text, by position and code.

    `path` is what the draft is called: it tells Markdown from plain text, and is named in findings. `config` is a Config, a
    mapping of its keys, a configuration file, or a folder to look for one from; None for the defaults.
    Raises CheckError when a rule failed, ConfigError for a wrong configuration, TypeError for what is no text.
    """
    return list(_sound(Linter(config).lint_text(text, path=path)).findings)


def fix(text: str, *, path: str | None = None, config: Given = None, unsafe: bool = False) -> Fixed:
    """The text with its safe fixes made.

    With `unsafe` also those are made that a person should look at.
    `applied` of the result are the findings whose fixes are in it, `left` those that remain. `path` and `config` are those of
    `lint`. Raises CheckError when a rule failed or fixes undo each other, ConfigError for a wrong configuration.
    """
    linter = Linter(config)

    def find(text: str) -> Scan:
        report = _sound(linter.lint_text(text, path=path))
        return Scan(report.findings, report.accepted, report.withheld)

    try:
        return fix_all(text, find, unsafe=unsafe, shape=linter.shape(path or ""))
    except CircularFixesError as error:
        raise _failure(str(error)) from None


def annotate(
    content: bytes, *, path: str = "", config: Given = None, date: datetime | None = None, track_changes: bool = False
) -> Annotated:
    """A Word file of a draft with its findings as comments.

    It is a copy of the draft, or where that is no Word file, one made of its text.
    `content` is the draft's file; of the result `content` is the new file. With `track_changes` safe fixes are tracked changes
    instead. `date` goes with every comment, the present time where it is None. `path` and `config` are those of `lint`.
    Raises CheckError for a draft that cannot be read or annotated, ConfigError for a wrong configuration.
    """
    from zhlint.annotation.plain import annotate_draft
    from zhlint.word import WordFileError

    linter = Linter(config)
    report = _sound(linter.lint_bytes(content, path=path))
    titles = {rule.code: rule.title for rule in linter.rules.available}
    try:
        return annotate_draft(
            content, report, titles, date=_moment(date), limit=linter.config.max_size, track_changes=track_changes
        )
    except WordFileError as error:
        raise _failure(str(error)) from None


def outline(text: str, *, path: str | None = None, config: Given = None) -> dict[str, Any]:
    """The structure of a text as it was read: headline, by-lines, speakers and paragraphs.

    The object that `zhlint outline --format json` prints: `blocks` with their roles, `sections` with their speakers, lines and
    columns from 1, ends exclusive. `path` and `config` are those of `lint`. Raises ConfigError for a wrong configuration.
    """
    from zhlint.reports.outlines import as_outline

    return as_outline(Linter(config).lint_text(text, path=path))


def learn(
    paths: str | Path | Iterable[str | Path],
    *,
    out: str | Path,
    field: str = "text",
    lines: bool = False,
    encoding: str = "auto",
    least: int = 3,
    progress: Callable[[Progress], None] | None = None,
) -> Learned:
    """Counts an archive into a table, as `zhlint learn` does.

    The folder `out` gets the table, and proposals beside it. `field`, `lines`, `encoding` and `least` are its options. `progress` is called now and then. A count that was stopped goes on
    when the same is asked for again. Raises ConfigError where there is nothing to count or the folder cannot be written.
    """
    from pathlib import Path

    from zhlint.learning.count import Options, learn

    several = [paths] if isinstance(paths, str | Path) else paths
    options = Options(field, lines, encoding, least)
    return learn([str(path) for path in several], Path(out), options, progress or (lambda _: None))


def _sound(report: Report) -> Report:
    """The report, if nothing went wrong. Raises CheckError."""
    if report.errors:
        raise CheckError(tuple(one._replace(message=_for_programs(one.message)) for one in report.errors))
    return report


def _for_programs(message: str) -> str:
    """A message with keys of the configuration in place of options of the command line."""
    return _OPTION.sub(r"在配置里用 \1", _CONVERTED.sub("", message))


def _failure(message: str) -> CheckError:
    return CheckError((Problem(message),))


def _moment(date: datetime | None) -> str:
    """A time as Word writes it."""
    from datetime import datetime

    return (date or datetime.now().astimezone()).strftime("%Y-%m-%dT%H:%M:%SZ")
