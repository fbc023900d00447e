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
from zhlint.cli.fix_notes import unmade_decisions
from zhlint.cli.options import config_options, convert_option, drafts_from
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice
from zhlint.finding import LEVEL_TITLES, LEVELS, Problem
from zhlint.linter import CheckError
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.formats import ANNOTATABLE_NAMES, WORD, promised_format, recognise
from zhlint.report import Report
from zhlint.reports.limits import limit_note
from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    targets = _targets(paths, drafts.paths, output, folder)
    drafts.paths = list(targets)
    reports: list[Report] = []
    for path, target in targets.items():
        piece = drafts.piece(path)
        report = piece if isinstance(piece, Report) else piece.linter.lint_bytes(piece.content, path=piece.path)
        try:
            order = decisions.change_order(report, drafts.paths) if decisions else None
            if order:
                report = replace(
                    report, findings=tuple(sorted((*order.fixable, *order.unfixable), key=lambda one: one.place))
                )
            done = _annotated(drafts, piece, report, track_changes or bool(order), comment_date)
            _write(target, done, targets)
            _tell(report, target, done)
            for line in unmade_decisions(order, "写成了批注"):
                click.echo(f"{path}: {line}")
            left = tuple(finding for finding in report.findings if finding not in done.settled)
            reports.append(replace(report, findings=left))
        except CheckError as error:
            reports.append(replace(report, errors=error.problems))
    complain(reports)
    tell_passed(drafts.passed)
    unread = [report.path for report in reports if report.errors]
    if unread and len(reports) > 1:
        click.echo(f"没有批注的文件：{'、'.join(unread)}。")
    return exit_code(reports, drafts, options["fail_on"])


def _targets(given: Iterable[str], paths: Iterable[str], output: Path | None, folder: Path | None) -> dict[str, Path]:
    """The path of the copy of each draft. Raises UsageError where it is not clear."""
    from zhlint.cli.own_files import ANNOTATED

    roots = [Path(path) for path in given if Path(path).is_dir()]
    if "-" in given:
        raise click.UsageError("annotate 不能从标准输入读，请写出文件名")
    if roots and not folder:
        raise click.UsageError("批注整个文件夹，请用 --out 指明副本放在哪个文件夹")
    if output and (folder or roots or len(set(given)) > 1):
        raise click.UsageError("-o 只用于一个文稿；几个文稿请用 --out 指明文件夹")
    targets: dict[str, Path] = {}
    for path in (Path(path) for path in paths):
        root = next((root for root in roots if path.is_relative_to(root)), path.parent)
        if folder:
            if root in roots and folder.resolve() != root.resolve() and path.resolve().is_relative_to(folder.resolve()):
                continue  # a copy of an earlier run, where copies go into the folder itself
            target, mark = folder / path.relative_to(root).with_name(_copy_name(path, "")), ""
        else:
            target, mark = output or path.with_name(_copy_name(path, ANNOTATED)), ANNOTATED
        if target in targets.values() and promised_format(str(path)) is not WORD:
            target = target.with_name(f"{path.name}{mark}.docx")
        targets[str(path)] = target
    if not targets:
        raise click.UsageError(f"文件夹里没有可以批注的文稿（{ANNOTATABLE_NAMES}）")
    doubled = [str(target) for target, count in Counter(targets.values()).items() if count > 1]
    if doubled:
        raise click.UsageError(f"不止一个文稿的副本会写成 {doubled[0]}，请分开批注")
    return targets


def _copy_name(path: Path, mark: str) -> str:
    """The name of a draft's copy: that of a Word file, or with .docx."""
    suffix = path.suffix if promised_format(str(path)) is WORD else ".docx"
    return f"{path.stem}{mark}{suffix}"


def _annotated(drafts: Drafts, piece: Job | Report, report: Report, track_changes: bool, date: str) -> Annotated:
    """The copy of a draft, made from the bytes that were checked.

    Raises CheckError where there can be none.
    """
    from zhlint.annotation.plain import annotate_draft
    from zhlint.word import WordFileError

    if report.errors or isinstance(piece, Report):
        raise CheckError(report.errors)
    try:
        content, linter = piece.content, piece.linter
        found = recognise(content, piece.path)
        if not found.annotatable:
            raise _error(f"{found.title}不能批注，请用 zhlint check")
        titles = {rule.code: rule.title for rule in linter.rules.known}
        limit = linter.config.max_size
        done = annotate_draft(content, report, titles, date=date, limit=limit, track_changes=track_changes)
        is_as_read = drafts.is_as_read(report.path, content)
    except WordFileError as error:
        raise _error(str(error)) from None
    except OSError as error:
        raise _error(f"无法读取（{system_reason(error)}）") from None
    if not is_as_read:
        raise _error("文稿正在被别的程序改动，没有写副本，请再运行一次")
    return done


def _write(target: Path, done: Annotated, sources: Mapping[str, Path]) -> None:
    """Write a copy.

    Raises CheckError where it would replace a draft, or a file that a person has worked on.
    """
    from zhlint.word.archive import is_sealed

    if any(target.resolve() == Path(source).resolve() for source in sources):
        raise _error("副本不能写在原稿上，请另起一个名字")
    try:
        if target.exists() and not is_sealed(target):
            raise _error(f"已经有 {target}，其中可能有编辑的批复，没有覆盖；请用 -o 另起名，或以它为文稿再批注一次")
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, done.content)
    except OSError as error:
        raise _error(f"无法写入 {target}（{system_reason(error)}）") from None


def _tell(report: Report, target: Path, done: Annotated) -> None:
    levels = Counter(finding.level for finding in report.findings)
    counts = "，".join(f"{LEVEL_TITLES[level]} {levels[level]}" for level in LEVELS)
    more = [
        f"修订 {done.changes} 处" if done.changes else "",
        f"编辑已定 {len(done.settled)} 处，不再批注" if done.settled else "",
        f"编辑答复过的 {done.open} 处照旧" if done.open else "",
    ]
    said = "；".join([f"批注 {done.comments} 处", *filter(None, more)])
    click.echo(f"{report.path} → {target}：{said}（{counts}）。")
    if partly := limit_note(report):
        click.echo(f"{report.path}: {partly}。")


def _error(message: str) -> CheckError:
    return CheckError((Problem(message),))
