"""`zhlint annotate`: findings as comments in copies of drafts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhlint.acceptance.decisions import read_decisions
from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.commands.check import exit_code
from zhlint.cli.completion import files
from zhlint.cli.copy_targets import copy_targets
from zhlint.cli.fix_notes import unmade_decisions
from zhlint.cli.options import config_options, convert_option, drafts_from
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice
from zhlint.finding import LEVEL_TITLES, LEVELS, Problem
from zhlint.linter import CheckError
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.formats import recognise
from zhlint.report import Report
from zhlint.reports.limits import limit_note
from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhlint.acceptance.decisions import ChangeOrder
    from zhlint.annotation import Annotated
    from zhlint.cli.drafts import Drafts
    from zhlint.jobs import Job


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """A time as Word writes it: local time, although its last letter is Z."""
    if value is None:
        return datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        return datetime.fromisoformat(value.removesuffix("Z")).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise click.BadParameter(f"应写成 2024-05-01T09:00:00 这样的时间，现为“{value}”") from None


@click.command(
    cls=ChineseCommand,
    short_help="把问题作为批注写进 Word 文稿（.docx）的副本",
    help=(
        "把问题作为批注写进 Word 文稿（.docx）的副本，原稿不动；纯文本和 Markdown 另成一个带批注的 Word 文稿。"
        "副本默认放在旁边，叫 文稿.zhlint.docx；文件夹要用 --out 指明放在哪里。"
    ),
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="副本叫什么（只有一个文稿时）")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), metavar="文件夹", help="副本都放进这个文件夹，子文件夹照原样"
)
@click.option("--track-changes", is_flag=True, help="有把握的改法写成修订，可在 Word 里逐处接受或拒绝")
@click.option(
    "--comment-date", callback=_moment, metavar="时间", help="批注和修订的时间，如 2024-05-01T09:00:00；默认现在"
)
@click.option(
    "--fail-on", type=Choice((*LEVELS, "never")), metavar="级别", help="到哪一级返回 1：error | warning | hint | never"
)
@click.option(
    "--from",
    "sheet",
    type=click.Path(path_type=Path),
    metavar="处理单",
    help="只把报告页导出的处理单里定为“改”的写成修订，没有现成改法的写成批注",
)
@config_options
@convert_option
def command(
    paths: tuple[str, ...],
    output: Path | None,
    folder: Path | None,
    track_changes: bool,
    comment_date: str,
    sheet: Path | None,
    **options: Any,
) -> int:
    decisions = read_decisions(sheet) if sheet else None
    if decisions and not (paths := paths or decisions.paths()):
        click.echo(f"{sheet} 里没有定为“改”的。")
        return 0
    drafts = drafts_from(paths, whole=True, **options)
    targets = copy_targets(paths, drafts.paths, output, folder)
    drafts.paths = list(targets)
    reports: list[Report] = []
    for path, target in targets.items():
        piece = drafts.piece(path)
        report = piece if isinstance(piece, Report) else piece.linter.lint_bytes(piece.content, path=piece.path)
        try:
            order = decisions.change_order(report, drafts.paths) if decisions else None
            report = _as_ordered(report, order) if order else report
            copy = _annotate(drafts, piece, report, track_changes or bool(order), comment_date)
            _write(target, copy, targets)
            _tell(report, target, copy)
            for line in unmade_decisions(order, "写成了批注"):
                click.echo(f"{path}: {line}")
            left = tuple(finding for finding in report.findings if finding not in copy.settled)
            reports.append(replace(report, findings=left))
        except CheckError as error:
            reports.append(replace(report, errors=error.problems))
    _tell_all(reports, drafts)
    return exit_code(reports, drafts, options["fail_on"])


def _as_ordered(report: Report, order: ChangeOrder) -> Report:
    """A report with the findings that a change order is about."""
    findings = sorted((*order.fixable, *order.unfixable), key=lambda one: one.place)
    return replace(report, findings=tuple(findings))


def _tell_all(reports: Sequence[Report], drafts: Drafts) -> None:
    """Says what was not read, what was passed over and what has no comments."""
    complain(reports)
    tell_passed(drafts.passed)
    unread = [report.path for report in reports if report.errors]
    if unread and len(reports) > 1:
        click.echo(f"没有批注的文件：{'、'.join(unread)}。")


def _annotate(drafts: Drafts, piece: Job | Report, report: Report, track_changes: bool, date: str) -> Annotated:
    """The copy of a draft, made from the bytes that were checked.

    Raises CheckError where there can be none.
    """
    from zhlint.annotation.plain import annotate_draft
    from zhlint.word import WordFileError

    if report.errors or isinstance(piece, Report):
        raise CheckError(report.errors)
    try:
        content, linter = piece.content, piece.linter
        form = recognise(content, piece.path)
        if not form.annotatable:
            raise _error(f"{form.title}不能批注，请用 zhlint check")
        titles = {rule.code: rule.title for rule in linter.rules.available}
        limit = linter.config.max_size
        copy = annotate_draft(content, report, titles, date=date, limit=limit, track_changes=track_changes)
        is_as_read = drafts.is_as_read(report.path, content)
    except WordFileError as error:
        raise _error(str(error)) from None
    except OSError as error:
        raise _error(f"无法读取（{system_reason(error)}）") from None
    if not is_as_read:
        raise _error("文稿正在被别的程序改动，没有写副本，请再运行一次")
    return copy


def _write(target: Path, copy: Annotated, sources: Mapping[str, Path]) -> None:
    """Writes a copy.

    Raises CheckError where it would replace a draft, or a file that a person has worked on.
    """
    from zhlint.word.archive import is_sealed

    if any(target.resolve() == Path(source).resolve() for source in sources):
        raise _error("副本不能写在原稿上，请另起一个名字")
    try:
        if target.exists() and not is_sealed(target):
            raise _error(f"已经有 {target}，其中可能有编辑的批复，没有覆盖；请用 -o 另起名，或以它为文稿再批注一次")
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, copy.content)
    except OSError as error:
        raise _error(f"无法写入 {target}（{system_reason(error)}）") from None


def _tell(report: Report, target: Path, copy: Annotated) -> None:
    levels = Counter(finding.level for finding in report.findings)
    counts = "，".join(f"{LEVEL_TITLES[level]} {levels[level]}" for level in LEVELS)
    more = [
        f"修订 {copy.changes} 处" if copy.changes else "",
        f"编辑已定 {len(copy.settled)} 处，不再批注" if copy.settled else "",
        f"编辑答复过的 {copy.open} 处照旧" if copy.open else "",
    ]
    said = "；".join([f"批注 {copy.comments} 处", *filter(None, more)])
    click.echo(f"{report.path} → {target}：{said}（{counts}）。")
    if partly := limit_note(report):
        click.echo(f"{report.path}: {partly}。")


def _error(message: str) -> CheckError:
    return CheckError((Problem(message),))
