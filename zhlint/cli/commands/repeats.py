"""`zhlint repeats`: what stands in two drafts of one paper, or in several."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, convert_option, drafts_from
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.acceptance.baseline import Baseline
    from zhlint.cli.drafts import Drafts
    from zhlint.repeats.survey import Draft, Repeats

_SHORTEST: Final = 60
_LEAST: Final = 24
_ACCEPTED: Final = "看过，可以重复"


@click.command(
    cls=ChineseCommand,
    short_help="比对各篇文稿，找出两篇里都有的片段（重稿）",
    help="比对各篇文稿，找出两篇里都有的片段（重稿）：逐字相同的，和只差几个字的。文稿可以是文件或文件夹。"
    "三篇以上都有的（栏目头尾之类）只说一次。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@click.option(
    "--min-length", type=Whole(_LEAST), default=_SHORTEST, metavar="字数",
    help=f"多少字起算，默认 {_SHORTEST}，最少 {_LEAST}；固定提法不计字数",
)  # fmt: skip
@click.option(
    "--against",
    type=Path,
    metavar="文件夹",
    shell_complete=files,
    help="与 zhlint archive --repeats 建好的索引里的各篇比，写它的结果文件夹",
)
@click.option("--for-commit", is_flag=True, help="只报与 git 里改动过的文稿有关的；没有改动就全报（提交钩子用）")
@click.option("--accept", is_flag=True, help="把这次报的全记进基线，以后不再报")
@click.option("--reason", metavar="理由", help="记进基线时写的理由")
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
@config_options
@convert_option
def command(
    paths: tuple[str, ...], min_length: int, against: Path | None, for_commit: bool, accept: bool, reason: str | None, form: str,
    **options: Any,
) -> int:  # fmt: skip
    from zhlint.repeats.survey import Draft, Repeats
    from zhlint.reports.repeats import as_json, as_text

    if reason and not accept:
        raise click.UsageError("--reason 要和 --accept 一起写")
    drafts = drafts_from(paths, whole=True, **options | {"select": "", "extend_select": ""})
    reports = list(drafts.reports())
    complain(reports)
    read = [Draft(report.path, report.document) for report in reports if report.document]
    indexed, earlier = _earlier(against, drafts, read) if against else (0, [])
    repeats = Repeats.in_drafts([*earlier, *read], min_length)
    if against:
        repeats = repeats.only_changed({draft.path for draft in read}.__contains__)
    if for_commit and (has_changed := _changes([draft.path for draft in read])):
        repeats = repeats.only_changed(has_changed)
    whole = len(repeats)
    for baseline in _baselines(drafts):
        repeats = repeats.without_accepted(baseline)
    if form == "json":
        sys.stdout.flush()
        sys.stdout.buffer.write(as_json(reports, repeats))
    else:
        for line in as_text(reports, repeats, whole - len(repeats), indexed):
            click.echo(line)
    tell_passed(drafts.passed, aside=form != "text")
    failed = any(report.errors for report in reports)
    if accept:
        _accept(repeats, paths, options, reason or _ACCEPTED)
        return 2 if failed else 0
    return 2 if failed else int(bool(len(repeats)))


def _earlier(out: Path, drafts: Drafts, read: list[Draft]) -> tuple[int, list[Draft]]:
    """The number of articles in an index, and those that are most like the drafts.

    Raises ConfigError where there is no index.
    """
    from zhlint.archive.copies import document_of
    from zhlint.archive.index import open_index
    from zhlint.archive.prints import prints_of
    from zhlint.repeats.survey import Draft

    with open_index(out) as index:
        found = {entry.doc: entry for draft in read for entry in index.alike(prints_of(draft.document))}
        linter = drafts.linter_for(drafts.paths[0])
        return len(index), [
            Draft(f"{entry.id}（{entry.source}:{entry.record}）", document_of(index, linter, entry))
            for _, entry in sorted(found.items())
        ]


def _changes(paths: list[str]) -> Callable[[str], bool] | None:
    """A test whether a draft has changed since the last commit.

    None where no draft has, or where nothing was committed yet.
    """
    from zhlint.acceptance.revision import RevisionError, paths_in_commit

    try:
        changed = paths_in_commit(paths)
    except RevisionError as error:
        raise click.ClickException(str(error)) from None
    return changed.__contains__ if changed else None


def _baselines(drafts: Drafts) -> Iterator[Baseline]:
    """The baselines in force for the drafts, each once."""
    known: dict[Path, Baseline] = {}
    for path in drafts.paths:
        if baseline := drafts.linter_for(path).baseline:
            known.setdefault(baseline.file, baseline)
    yield from known.values()


def _accept(repeats: Repeats, paths: tuple[str, ...], options: dict[str, Any], reason: str) -> None:
    from zhlint.acceptance.baseline import Baseline, read_baseline
    from zhlint.cli.commands.baseline import baseline_in_use, save_baseline

    file = baseline_in_use(paths, options)
    known = read_baseline(file) if file.exists() else Baseline(file)
    new = repeats.to_accept(known, reason)
    save_baseline(file, lambda now: now._replace(repeats=(*now.repeats, *new)))
    click.echo(f"记下 {len(new)} 处可以重复的，见 {file}。")
