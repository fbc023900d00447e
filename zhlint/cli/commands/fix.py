"""`zhlint fix`: write safe fixes back, or show them, and touch nothing else."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from zhlint.acceptance.baseline import change_baseline, key_of, replace_keys
from zhlint.acceptance.decisions import read_decisions
from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.output import complain
from zhlint.cli.search import STDIN, size_of
from zhlint.cli.undone import refused, undone
from zhlint.finding import Problem, source_place
from zhlint.fixing.fixer import CircularFixesError, Scan, fix_all, fix_once
from zhlint.linter import CheckError
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import UnreadableError, decode, encode_like
from zhlint.reading.formats import FIXABLE_TITLES, promised_format
from zhlint.storage.atomic_write import ChangedError, save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.acceptance.baseline import Key
    from zhlint.acceptance.decisions import ChangeOrder, Decisions
    from zhlint.cli.drafts import Drafts
    from zhlint.document import Document
    from zhlint.finding import Finding
    from zhlint.fixing.fixer import AcceptedSpan, Fixed
    from zhlint.report import Report


class _Mended(NamedTuple):
    """A draft before and after its fixes, as text and as bytes.

    `keys` are those of the accepted findings, before and after.
    """

    path: str
    before: str
    done: Fixed
    original: bytes
    content: bytes
    keys: dict[Key, set[Key]]
    chosen: ChangeOrder | None = None

    @property
    def changed(self) -> bool:
        return self.before != self.done.text


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
    mended: list[_Mended] = []
    for path, report in zip(drafts.paths, drafts.reports(), strict=True):
        try:
            one = _mended(drafts, path, report, unsafe, decisions)
            if not diff:
                _write(one)
                _carry(one, drafts.linter_for(path).config.baseline_file)
            mended.append(one)
        except CheckError as error:
            failed.append(replace(report, errors=error.problems))
    complain(failed)
    if diff:
        _show("".join(line for one in mended for line in _diff(one)))
    _summarise(mended, unsafe, diff, aside=diff or STDIN in drafts.paths)
    return 2 if failed else int(any(one.changed for one in mended))


def _may_be_fixed(path: str) -> bool:
    """Whether a file met in a folder can be fixed and is not empty."""
    promised = promised_format(path)
    return (promised is None or promised.fixable) and size_of(path) > 0


def _mended(drafts: Drafts, path: str, report: Report, unsafe: bool, decisions: Decisions | None) -> _Mended:
    """The draft after its fixes.

    Raises CheckError where it cannot be read, checked, fixed or encoded again.
    """
    if report.errors:
        raise CheckError(report.errors)
    linter, document, encoding = drafts.linter_for(path), report.document, report.encoding
    if document is None or encoding is None:
        instead = f"--from {decisions.file}" if decisions else "--track-changes"
        raise _error(f"fix 只改这些格式：{FIXABLE_TITLES}；.docx 请用 zhlint annotate {instead}")

    def find(text: str) -> Scan:
        again = report if text == document.source else linter.lint_text(text, path=report.path)
        if again.errors:
            raise CheckError(again.errors)
        return Scan(again.findings, again.accepted, again.withheld)

    try:
        if path != STDIN and not Path(path).is_file():
            raise _error("不是普通文件，不能写回；管道里的文稿请用 - 从标准输入读")
        content = drafts.stdin if path == STDIN else Path(path).read_bytes()
        if decode(content, linter.config.encoding) != (document.source, encoding):
            raise _changed()
        shape = linter.shape(report.path)
        chosen = decisions.change_order(report, drafts.paths) if decisions else None
        if chosen:
            done = fix_once(document.source, Scan(chosen.fixable, report.accepted), shape=shape)
        else:
            done = fix_all(document.source, find, unsafe=unsafe, shape=shape)
        new = content if done.text == document.source else encode_like(content, done.text, encoding)
    except (UnreadableError, CircularFixesError) as error:
        raise _error(str(error)) from None
    except OSError as error:
        raise _error(f"无法读取（{system_reason(error)}）") from None
    after = linter.parse(done.text, path=report.path)
    return _Mended(path, document.source, done, content, new, _keys(report, document, after, done.accepted), chosen)


def _keys(report: Report, before: Document, after: Document, kept: Iterable[AcceptedSpan]) -> dict[Key, set[Key]]:
    """The new keys of accepted findings by their old ones."""
    keys: dict[Key, set[Key]] = {}
    for finding, span in kept:
        if finding in report.accepted:
            moved = replace(finding, place=source_place(after, span))
            keys.setdefault(key_of(before, finding), set()).add(key_of(after, moved))
    return keys


def _carry(mended: _Mended, file: Path | None) -> None:
    """Update the entries of the baseline whose sentence a fix has changed.

    Raises CheckError where that fails.
    """
    if file is None or mended.path == STDIN or all(new == {old} for old, new in mended.keys.items()):
        return
    try:
        change_baseline(file, lambda now: replace_keys(now, mended.path, mended.keys))
    except OSError as error:
        raise _error(f"基线 {file} 无法写入（{system_reason(error)}）") from None


def _write(mended: _Mended) -> None:
    """Write a draft back.

    Raises CheckError where that fails; the draft is then as it was.
    """
    if mended.path == STDIN:
        _echo(mended.content)
    elif mended.changed:
        try:
            save(Path(mended.path), mended.content, expected=mended.original)
        except ChangedError:
            raise _changed() from None
        except OSError as error:
            raise _error(f"无法写入（{system_reason(error)}），文稿没有动") from None


def _changed() -> CheckError:
    return _error("文稿正在被别的程序改动，没有改，请再运行一次")


def _error(message: str) -> CheckError:
    return CheckError((Problem(message),))


def _diff(mended: _Mended) -> Iterator[str]:
    """A unified diff; lines that end in CR alone are shown with LF."""
    name = mended.path.replace("\\", "/")
    for line in unified_diff(_lines(mended.before), _lines(mended.done.text), name, name):
        if line.endswith("\n"):
            yield line
        elif line.endswith("\r"):
            yield line[:-1] + "\n"
        else:
            yield f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def _summarise(mended: Sequence[_Mended], unsafe: bool, diff: bool, aside: bool) -> None:
    changed = [one for one in mended if one.changed]
    for one in mended:
        if one.changed and not diff:
            click.echo(
                f"{one.path}: 改了 {len(one.done.mended)} 处（{_counted(one.done.mended)}）{_further(one)}", err=aside
            )
        for line in (*refused(one.done), *undone(one.chosen)):
            click.echo(f"{one.path}: {line}", err=aside)
    count = sum(len(one.done.mended) for one in changed)
    # What is not written leaves the draft as `check` sees it.
    left = [one.done.to_review if diff else one.done.left for one in mended]
    asking = 0 if unsafe else sum(finding.fix is not None for some in left for finding in some)
    more_of = sum(len(one.done.further) for one in changed)
    again = f"，改后又改 {more_of} 处" if more_of else ""
    said = f"{'可改' if diff else '改了'} {len(changed)} 个文稿 {count} 处{again}" if changed else "没有可以放心改的"
    said = "没有可以照处理单改的" if not changed and any(one.chosen for one in mended) else said
    asking = 0 if any(one.chosen for one in mended) else asking
    more = f"；另有 {asking} 处改法须人核定，可用 --unsafe --diff 先看" if asking else ""
    click.echo(f"{said}{more}。", err=aside)


def _further(mended: _Mended) -> str:
    """A note on the fixes that the first fixes made necessary."""
    further = mended.done.further
    return f"，改后又改 {len(further)} 处（{_counted(further)}）" if further else ""


def _counted(findings: Iterable[Finding]) -> str:
    codes = Counter(finding.code for finding in findings)
    return "、".join(f"{code} {count}" for code, count in sorted(codes.items()))


def _show(diff: str) -> None:
    """Print a diff.

    On a terminal controls are escaped; otherwise it is byte for byte, so that it can be applied.
    """
    if sys.stdout.isatty():
        sys.stdout.write(diff)
    else:
        _echo(diff.encode("utf-8", "backslashreplace"))


def _echo(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
