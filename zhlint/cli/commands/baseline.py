"""`zhlint baseline`: accept findings, list what was accepted, and drop what is gone."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhlint.acceptance.baseline import (
    FIRST_REASON,
    Baseline,
    Entry,
    change_baseline,
    is_dead,
    read_baseline,
    relative_path,
)  # fmt: skip
from zhlint.acceptance.decisions import read_decisions
from zhlint.acceptance.keys import key_of
from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.output import complain
from zhlint.cli.values import Choice
from zhlint.config.search import BASELINE
from zhlint.phrasing.controls import escape_controls
from zhlint.phrasing.reasons import system_reason
from zhlint.rule import UNUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from zhlint.cli.drafts import Drafts
    from zhlint.finding import Finding
    from zhlint.report import Report


@click.command(
    cls=ChineseCommand,
    short_help="记下看过而不改的问题，以后不再报",
    help="记下看过而不改的问题，以后不再报：记在文稿旁边的一个文件里，不动文稿。"
    "write 把文稿现有的问题全记下，写成 文稿:行:列 只记这一处；prune 清掉已没有所指的；show 列出。",
)
@click.argument("action", type=Choice(("write", "prune", "show")), metavar="write|prune|show")
@click.argument("paths", nargs=-1, metavar="[文稿…]", shell_complete=files)
@click.option("--reason", metavar="理由", help="为什么不改；只记一处时必写")
@click.option(
    "--from",
    "decisions",
    type=click.Path(path_type=Path),
    metavar="处理单",
    help="记下报告页导出的处理单里的“不改”和“误报”",
)
@config_options
def command(action: str, paths: tuple[str, ...], reason: str | None, decisions: Path | None, **options: Any) -> int:
    if paths and (decisions or action != "write"):
        raise click.UsageError("--from 和文稿不能一起写" if decisions else f"{action} 不用写文稿")
    if (decisions or reason) and action != "write":
        raise click.UsageError("--from 和 --reason 只用于 write")
    file = baseline_in_use(paths, options)
    options |= {"baseline": None, "no_baseline": True}
    if action == "show":
        return _show(read_baseline(file))
    if action == "prune":
        return _prune(read_baseline(file), options)
    baseline = read_baseline(file) if file.exists() else Baseline(file)
    if decisions:
        return _accept(baseline, read_decisions(decisions).accepted_entries(file), paths, options)
    place = re.fullmatch(r"(.+?):(\d+):(\d+)", paths[0]) if len(paths) == 1 and not Path(paths[0]).exists() else None
    if place:
        return _write_one(baseline, place[1], (int(place[2]), int(place[3])), reason, options)
    return _write_all(baseline, paths, reason or FIRST_REASON, options)


def baseline_in_use(paths: tuple[str, ...], options: dict[str, Any]) -> Path:
    """The baseline that a command works on.

    That of `--baseline`, else of the configuration, else one beside the drafts of the current folder.
    """
    if options["baseline"]:
        return Path(options["baseline"])
    return _drafts(paths, options).config_for(paths[0] if paths else BASELINE).baseline_file or Path(BASELINE)


def _drafts(paths: tuple[str, ...], options: dict[str, Any]) -> Drafts:
    return drafts_from(paths or (BASELINE,), **options)


def _write_all(baseline: Baseline, paths: tuple[str, ...], reason: str, options: dict[str, Any]) -> int:
    reports = list(_drafts(paths or (str(baseline.file.absolute().parent),), options).reports())
    complain(reports)
    found = [_entry(baseline, report, finding, reason) for report in reports for finding in _findings(report)]
    return _accept(baseline, found, paths, options) or (2 if any(report.errors for report in reports) else 0)


def _write_one(
    baseline: Baseline, path: str, place: tuple[int, int], reason: str | None, options: dict[str, Any]
) -> int:
    if not reason:
        raise click.UsageError('只记一处时须写明理由：--reason "…"')
    (report,) = _drafts((path,), options).reports()
    complain([report])
    if report.errors:
        return 2
    findings = [finding for finding in _findings(report) if finding.place[2:4] == place]
    if not findings:
        near = [f"{path}:{one.line}:{one.column} {one.code}" for one in _findings(report) if one.line == place[0]]
        hint = f"；这一行有 {'、'.join(near)}" if near else f"；第{place[0]}行没有报"
        raise click.UsageError(f"{path}:{place[0]}:{place[1]} 没有报问题{hint}")
    return _accept(baseline, [_entry(baseline, report, finding, reason) for finding in findings], (path,), options)


def _accept(baseline: Baseline, entries: Iterable[Entry], paths: tuple[str, ...], options: dict[str, Any]) -> int:
    listed = {(entry.path, entry.key) for entry in baseline.entries}
    new = {(entry.path, entry.key): entry for entry in entries if (entry.path, entry.key) not in listed}
    if new or not baseline.file.exists():
        save_baseline(baseline.file, lambda now: now._replace(entries=(*now.entries, *new.values())))
    click.echo(f"记下 {len(new)} 条，共 {len(listed) + len(new)} 条，见 {baseline.file}。")
    looked = _drafts(paths, options | {"no_baseline": False, "no_config": False})
    file = looked.config_for(paths[0] if paths else BASELINE).baseline_file
    if file is None or file.resolve() != baseline.file.resolve():
        click.echo(
            f'它不是文稿所在或上级文件夹里的 {BASELINE}；要让它生效，在配置里写 baseline = "{baseline.file.as_posix()}"，或检查时加 --baseline {baseline.file.as_posix()}。'
        )
    return 0


def _prune(baseline: Baseline, options: dict[str, Any]) -> int:
    by_path: dict[str, list[Entry]] = defaultdict(list)
    for entry in baseline.entries:
        by_path[entry.path].append(entry)
    paths = {os.path.normpath(baseline.file.absolute().parent / path): path for path in by_path}
    files_there = tuple(path for path in paths if Path(path).is_file())
    drafts = _drafts(files_there, options)
    reports = [report for report in drafts.reports() if report.path in paths]
    complain(reports)
    kept: list[Entry] = []
    for report in reports:
        entries = by_path[paths[report.path]]
        kept += (
            entries
            if report.errors
            else _live(report, entries, {rule.code for rule in drafts.linter_for(report.path).rules.available})
        )
    gone = {*baseline.entries} - {*kept}
    if gone:
        save_baseline(
            baseline.file, lambda now: now._replace(entries=tuple(entry for entry in now.entries if entry not in gone))
        )
    click.echo(f"清掉 {len(baseline.entries) - len(kept)} 条，留下 {len(kept)} 条。")
    return 2 if any(report.errors for report in reports) else 0


def _live(report: Report, entries: Iterable[Entry], codes: set[str]) -> Iterator[Entry]:
    document = report.document
    live = {key_of(document, finding) for finding in report.findings} if document else set()
    ran = {rule.code for rule in report.rules} - {rule.code for rule in report.waiting}
    return (entry for entry in entries if not is_dead(entry, live, ran, codes))


def _show(baseline: Baseline) -> int:
    for path, key, reason in baseline.entries:
        click.echo(
            f"{escape_controls(path)}: {escape_controls(key.code)} “{escape_controls(key.snippet)}” {escape_controls(reason)}"
        )
    click.echo(f"共 {len(baseline.entries)} 条。")
    return 0


def _findings(report: Report) -> Iterator[Finding]:
    """The findings that can be accepted: all but those about comments and entries."""
    unused = {rule.code for rule in report.rules if rule.kind == UNUSED}
    return (finding for finding in report.findings if finding.code not in unused)


def _entry(baseline: Baseline, report: Report, finding: Finding, reason: str) -> Entry:
    assert report.document is not None  # noqa: S101 - a report with findings was read
    return Entry(relative_path(report.path, baseline.file), key_of(report.document, finding), reason)


def save_baseline(file: Path, change: Callable[[Baseline], Baseline]) -> None:
    """Change a baseline. Raises UsageError where its file cannot be written."""
    try:
        change_baseline(file, change)
    except OSError as error:
        raise click.UsageError(f"无法写入 {file}（{system_reason(error)}）") from None
