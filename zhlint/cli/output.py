"""Output of the command line: reports, and what could not be done.

A report goes to standard output, or whole into a file once all is checked: a check that fails leaves the earlier one. Errors go
to standard error.
What went wrong goes to standard error.
"""

from __future__ import annotations

import errno
import os
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zhlint.phrasing.reasons import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhlint.cli.search import Passed
    from zhlint.report import Report
    from zhlint.reports import Format, Style


_SHOWN: Final = 5


class Output:
    """A file, or standard output without one. Raises UsageError where the file cannot be written."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        if file is None:
            return
        try:
            fault = _fault(Path(file).resolve())
        except OSError as error:
            raise _unwritable(file, error) from None
        if fault:
            raise _unwritable(file, OSError(fault, os.strerror(fault)))

    def take(self, write: Format, reports: Sequence[Report], style: Style) -> None:
        """Lets a format write its report. Raises UsageError where that fails."""
        if self.file is None:
            write(reports, sys.stdout, style)
            return
        whole = StringIO()
        write(reports, whole, style)
        try:
            _put(Path(self.file), whole.getvalue().encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise _unwritable(self.file, error) from None


def complain(reports: Iterable[Report]) -> None:
    """Says on stderr what could not be read or run, each thing once."""
    failed = [report for report in reports if report.errors]
    if not failed:
        return
    from zhlint.phrasing.controls import escape_controls

    said: set[str] = set()
    for report in failed:
        path = escape_controls(report.path)
        for problem in report.errors:
            where = f"{path}:{problem.line}" if problem.line and not problem.code else path
            line = problem.message if problem.about_config else f"{where}: {problem.message}"
            if line not in said:
                click.echo(f"zhlint: {line}", err=True)
            said.add(line)


def tell_passed(passed: Passed, *, aside: bool = False) -> None:
    """Says which files of the folders were passed over on purpose; with `aside` on stderr."""
    from zhlint.phrasing.controls import escape_controls

    for files, said in (
        (passed.proofs, "没有查的 PDF：{}（当作版样；要查请用它的原稿）。"),
        (passed.copies, "跳过的批注副本：{}（zhlint 写的；要查请写出文件名）。"),
        (passed.reports, "跳过的检查报告：{}（zhlint 写的）。"),
    ):
        if files:
            shown = "、".join(map(escape_controls, sorted(files)[:_SHOWN]))
            more = f"等 {len(files)} 个" if len(files) > _SHOWN else ""
            click.echo(said.format(shown + more), err=aside)


def _put(path: Path, content: bytes) -> None:
    """Writes a file whole, in the place of an older one.

    A pipe or a device, or a file in a folder that cannot be written, is written directly.
    """
    target = path.resolve()
    if os.access(target.parent, os.W_OK) and (target.is_file() or not target.exists()):
        from zhlint.storage.atomic_write import save

        save(path, content)
    else:
        path.write_bytes(content)


def _fault(target: Path) -> int:
    """The system's error number for a file that cannot be written; otherwise 0."""
    if target.is_dir():
        return errno.EISDIR
    if target.exists():
        return 0 if os.access(target, os.W_OK) else errno.EACCES
    if not target.parent.is_dir():
        return errno.ENOTDIR if target.parent.exists() else errno.ENOENT
    return 0 if os.access(target.parent, os.W_OK) else errno.EACCES


def _unwritable(file: str, error: OSError) -> click.UsageError:
    return click.UsageError(f"无法写入 {file}（{system_reason(error)}）")
