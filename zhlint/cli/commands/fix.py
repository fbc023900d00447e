"""`zhlint fix`: write safe fixes back, or show them, and touch nothing else."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhlint.acceptance.decisions import read_decisions
from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.fix_notes import unmade_decisions, unmade_fixes
from zhlint.cli.fixed_draft import FixedDraft, fix_draft, update_baseline, write_back, write_bytes
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.output import complain
from zhlint.cli.search import STDIN, size_of
from zhlint.fixing.diff import diff_lines
from zhlint.linter import CheckError
from zhlint.reading.formats import promised_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.finding import Finding
    from zhlint.report import Report


@click.command(
    cls=ChineseCommand,
    short_help="改正有把握的差错，写回文稿（--diff 只看不改）",
    help="改正有把握的差错，写回文稿；从标准输入（-）读的，改后写到标准输出。有改动时返回 1。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@click.option("--unsafe", is_flag=True, help="须人核定的改法也用上，改后请逐处复核")
@click.option("--diff", is_flag=True, help="只列出会怎么改，不写文稿")
@click.option(
    "--from",
    "sheet",
    type=click.Path(path_type=Path),
    metavar="处理单",
    help="只改报告页导出的处理单里定为“改”的，别的不动",
)
@config_options
def command(paths: tuple[str, ...], unsafe: bool, diff: bool, sheet: Path | None, **options: Any) -> int:
    if sheet and unsafe:
        raise click.UsageError("--from 和 --unsafe 不能一起写：处理单里定了的才改")
    decisions = read_decisions(sheet) if sheet else None
    if decisions and not (paths := paths or decisions.paths()):
        click.echo(f"{sheet} 里没有定为“改”的。")
        return 0
    drafts = drafts_from(paths, **options)
    drafts.paths = [path for path in drafts.paths if path in paths or _may_be_fixed(path)]
    failed: list[Report] = []
    fixed: list[FixedDraft] = []
    for path, report in zip(drafts.paths, drafts.reports(), strict=True):
        try:
            draft = fix_draft(drafts, path, report, unsafe, decisions)
            if not diff:
                write_back(draft)
                update_baseline(draft, drafts.linter_for(path).config.baseline_file)
            fixed.append(draft)
        except CheckError as error:
            failed.append(replace(report, errors=error.problems))
    complain(failed)
    if diff:
        _show("".join(line for draft in fixed for line in _diff(draft)))
    if fixed or not failed:
        _summarise(fixed, unsafe, diff, aside=diff or STDIN in drafts.paths)
    return 2 if failed else int(any(draft.has_changed for draft in fixed))


def _may_be_fixed(path: str) -> bool:
    """Whether a file met in a folder can be fixed and is not empty."""
    promised = promised_format(path)
    return (promised is None or promised.fixable) and size_of(path) > 0


def _diff(draft: FixedDraft) -> Iterator[str]:
    return diff_lines(draft.before, draft.fixed.text, draft.path.replace("\\", "/"))


def _summarise(drafts: Sequence[FixedDraft], unsafe: bool, diff: bool, aside: bool) -> None:
    """Prints what was fixed, draft by draft and in all; with `aside` on standard error."""
    for draft in drafts:
        if draft.has_changed and not diff:
            counts = f"改了 {len(draft.fixed.mended)} 处（{_counts_by_rule(draft.fixed.mended)}）{_further(draft)}"
            click.echo(f"{draft.path}: {counts}", err=aside)
        for line in (*unmade_fixes(draft.fixed), *unmade_decisions(draft.order)):
            click.echo(f"{draft.path}: {line}", err=aside)
    click.echo(f"{_total(drafts, diff)}{'' if unsafe else _to_review(drafts, diff)}。", err=aside)


def _total(drafts: Sequence[FixedDraft], diff: bool) -> str:
    changed = [draft.fixed for draft in drafts if draft.has_changed]
    if not changed:
        return "没有可以照处理单改的" if any(draft.order for draft in drafts) else "没有可以放心改的"
    further = sum(len(fixed.further) for fixed in changed)
    again = f"，改后又改 {further} 处" if further else ""
    return f"{'可改' if diff else '改了'} {len(changed)} 个文稿 {sum(len(fixed.mended) for fixed in changed)} 处{again}"


def _to_review(drafts: Sequence[FixedDraft], diff: bool) -> str:
    """A note on fixes for a person to check; empty after decisions."""
    if any(draft.order for draft in drafts):
        return ""
    # A draft that is not written stays as `check` sees it.
    left = [draft.fixed.to_review if diff else draft.fixed.left for draft in drafts]
    count = sum(finding.fix is not None for findings in left for finding in findings)
    return f"；另有 {count} 处改法须人核定，可用 --unsafe --diff 先看" if count else ""


def _further(draft: FixedDraft) -> str:
    """A note on the fixes that the first fixes made necessary."""
    further = draft.fixed.further
    return f"，改后又改 {len(further)} 处（{_counts_by_rule(further)}）" if further else ""


def _counts_by_rule(findings: Iterable[Finding]) -> str:
    codes = Counter(finding.code for finding in findings)
    return "、".join(f"{code} {count}" for code, count in sorted(codes.items()))


def _show(diff: str) -> None:
    """Prints a diff.

    On a terminal controls are escaped; otherwise it is byte for byte, so that it can be applied.
    """
    if sys.stdout.isatty():
        sys.stdout.write(diff)
    else:
        write_bytes(diff.encode("utf-8", "backslashreplace"))
