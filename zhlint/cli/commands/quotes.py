"""`zhlint quotes`: every quotation and titled document of drafts, held against sources."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, convert_option, drafts_from
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice

if TYPE_CHECKING:
    from zhlint.desk import SourceSet

_AGAINST: Final = "--against"


class _Command(ChineseCommand):
    """A command whose option `--against` takes all words up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        taking = False
        for word in args:
            if word.startswith("-") and word != "-":
                taking = word == _AGAINST
            elif taking and spread[-1] != _AGAINST:
                spread.append(_AGAINST)
            spread.append(word)
        return super().parse_args(ctx, spread)


@click.command(
    cls=_Command,
    short_help="引文、文件名逐条同来源（讲话、文件）比对",
    help="把文稿里每处十二字以上的引文和每个文件名同来源（讲话、文件）比对，逐条说是逐字一致、有出入，还是来源中找不到。"
    "来源可以是文件或文件夹（txt、md、docx、jsonl、parquet），也可以是 zhlint archive --repeats 的结果文件夹，写在 --against 后面；不写就用配置里的 sources。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@click.option(
    _AGAINST,
    multiple=True,
    metavar="来源…",
    shell_complete=files,
    help="来源：讲话、文件，或放它们的文件夹；可以写几个",
)
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
@config_options
@convert_option
def command(paths: tuple[str, ...], against: tuple[str, ...], form: str, **options: Any) -> int:
    from zhlint.reports.quotes import as_json, as_text, quotes_of

    drafts = drafts_from(paths, whole=True, **options | {"select": "", "extend_select": ""})
    named = (
        _named_sources(against, drafts.linter_for(drafts.paths[0]).config.max_size)
        if against and drafts.paths
        else None
    )
    reports = list(drafts.reports())
    complain(reports)
    quotes = []
    for report in reports:
        if document := report.document:
            desk = document.desk._replace(sources=named) if named else document.desk
            if not desk.sources.shards:
                raise click.UsageError(
                    "没有写来源：请加 --against 讲话.docx（文件或文件夹），或在 zhlint.toml 里写 sources"
                )
            quotes.append(quotes_of(report, replace(document, desk=desk, memo={})))
    if form == "json":
        sys.stdout.flush()
        sys.stdout.buffer.write(as_json(reports, quotes))
    else:
        for line in as_text(reports, quotes):
            click.echo(line)
    tell_passed(drafts.passed, aside=form != "text")
    if any(report.errors for report in reports):
        return 2
    return int(any(quote.differs for of_draft in quotes for quote in of_draft))


def _named_sources(paths: tuple[str, ...], limit: int) -> SourceSet:
    """The index of the sources that the command names. Raises UsageError."""
    from zhlint.sources.selection import files_at, source_set

    for path in paths:
        if not Path(path).exists():
            raise click.UsageError(f"没有 {path} 这个来源，请核对路径")
    chosen = files_at(paths)
    if not chosen:
        raise click.UsageError(f"{'、'.join(paths)} 里没有可作来源的文件（txt、md、docx、jsonl、parquet）")
    found, unread = source_set(Path.cwd(), chosen, limit)
    if unread:
        path, reason = unread[0]
        more = f"；这样的共 {len(unread)} 个" if len(unread) > 1 else ""
        raise click.UsageError(f"来源 {path} 读不了：{reason}{more}")
    return found
