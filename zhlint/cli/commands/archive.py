"""`zhlint archive`: an archive of any size, checked into tables."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import jobs_option
from zhlint.cli.progress import PacedLine, erase_line, in_time
from zhlint.cli.values import Choice, Whole
from zhlint.phrasing.controls import escape_controls
from zhlint.rule import PRESETS
from zhlint.storage.toml import display_path

if TYPE_CHECKING:
    from zhlint.archive.run import Progress, Summary
    from zhlint.config.model import Config

#: So many unread files and rules are named; of the rest the number.
_NAMED: Final = 20
_RULES: Final = 15
_LEAST: Final = 2**16


def _piece(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    from zhlint.config.values import parse_size

    size = parse_size(value, click.BadParameter)
    if size < _LEAST:
        raise click.BadParameter("最小 64KiB")
    return size


@click.command(
    cls=ChineseCommand,
    short_help="查整个往期库：JSONL、Parquet、文件夹，断了再来接着查",
    help="查整个往期库，结果一处一行写进文件夹：findings、articles、errors 和 summary.json。输入是 .jsonl（可用 gzip、xz、zstd 压缩）、"
    ".parquet 和放文稿的文件夹。中断后再运行一次，只做没做完的。`zhlint archive report 文件夹` 把结果做成一页网页。",
)
@click.argument("paths", nargs=-1, metavar="输入…", shell_complete=files)
@click.option("--out", type=Path, metavar="文件夹", shell_complete=files, help="结果写到哪里")
@click.option("--text", default="", metavar="列", help="正文的列；默认找 text、content、body、正文、内容")
@click.option("--id", "identifier", default="", metavar="列", help="编号的列；默认找 id、article_id、url、编号")
@click.option("--date-column", default="", metavar="列", help="日期的列；默认找 date、pub_date、日期等")
@click.option("--place", default="", metavar="列", help="版面或栏目的列；默认找 place、page、section、版面等")
@click.option("--lines", is_flag=True, help="纯文本一行是一篇；不写，一个文件是一篇")
@click.option("--parquet", is_flag=True, help="JSONL 之外再写 Parquet（要装 zhlint-press[archive]）")
@click.option("--repeats", is_flag=True, help="同时找各篇之间的重稿和照搬的段落（要装 zhlint-press[archive]）")
@click.option(
    "--min-length",
    type=Whole(24),
    default=100,
    metavar="字数",
    help="照搬多少字起算，默认 100，最少 24；固定提法不计字数",
)
@click.option(
    "--engine", type=Choice(("pool", "dask")), default="pool", metavar="引擎", help="pool 本机的进程 | dask 集群"
)
@click.option(
    "--scheduler", default="", metavar="地址", help="Dask 调度器的地址，如 tcp://10.0.0.1:8786；不写就在本机起一个"
)
@click.option(
    "--piece", default="8MiB", callback=_piece, metavar="大小", help="一份做多少，默认 8MiB；断了重做的也就这么多"
)
@click.option("--forget", is_flag=True, help="结果文件夹里这次没有给出的输入，结果删去")
@click.option("--config", type=Path, metavar="文件", shell_complete=files, help="用这份配置，不另找")
@click.option("--no-config", is_flag=True, help="不用任何配置")
@click.option("--preset", type=Choice(PRESETS), metavar="预设", help="core | desk | full")
@click.option("--encoding", metavar="编码", help="指明编码，如 gb18030、big5；默认自动")
@jobs_option
def command(paths: tuple[str, ...], out: Path | None, **options: Any) -> int:
    from zhlint.archive.records import Columns
    from zhlint.archive.run import Options, run

    if paths[:1] == ("report",) and out is None:
        return _write_page(paths[1:])
    if not paths:
        raise click.UsageError("没有写要查的，如 zhlint archive 往期.jsonl --out 结果")
    if out is None:
        raise click.UsageError("没有写 --out，请写出放结果的文件夹，如 --out 结果")
    if options["scheduler"] and options["engine"] != "dask":
        raise click.UsageError("--scheduler 要和 --engine dask 一起写")
    columns = Columns(options["text"], options["identifier"], options["date_column"], options["place"])
    names = ("lines", "parquet", "repeats", "engine", "scheduler", "jobs", "piece", "forget")
    chosen = Options(columns=columns, shortest=options["min_length"], **{name: options[name] for name in names})
    begun = time.monotonic()
    try:
        summary = run(paths, out, _config(options), chosen, PacedLine(progress_line))
    finally:
        erase_line()
    _report(summary, out, time.monotonic() - begun)
    return 2 if summary.unread or not summary.sums["articles"] else 0


def _write_page(folders: tuple[str, ...]) -> int:
    """Makes the page about the result in a folder."""
    from zhlint.archive.page import write_page

    if len(folders) != 1:
        raise click.UsageError("请写出一个结果文件夹，如 zhlint archive report 结果")
    click.echo(f"网页：{display_path(write_page(Path(folders[0])))}")
    return 0


def _config(options: dict[str, Any]) -> Config:
    """The configuration of the whole archive. Raises ConfigError and UsageError."""
    from zhlint.config.file import read_config
    from zhlint.config.model import Config
    from zhlint.config.search import find_config

    if options["config"] and options["no_config"]:
        raise click.UsageError("--config 和 --no-config 不能一起写")
    config = (
        Config()
        if options["no_config"]
        else read_config(options["config"])
        if options["config"]
        else find_config(Path())
    )
    chosen = {key: options[key] for key in ("preset", "encoding") if options[key] is not None}
    return replace(config, overridden=frozenset(chosen), **chosen)


def progress_line(progress: Progress) -> str:
    """The text of the line."""
    seconds, new = max(progress.seconds, 1e-9), progress.read - progress.before
    line = f"已查 {progress.read / max(1, progress.size):.0%} · 这次 {progress.articles} 篇 · {progress.articles / seconds:.0f} 篇/秒 · {progress.bytes / seconds / 1e6:.1f} MB/s"
    return f"{line} · 约剩 {in_time((progress.size - progress.read) * seconds / new)}" if new > 0 else line


def _report(summary: Summary, out: Path, seconds: float) -> None:
    """Says what was found and what could not be read."""
    from zhlint.archive.tally import rate_in_words

    for one in summary.unread[:_NAMED]:
        click.echo(escape_controls(f"没有查成：{one.path}：{one.reason}"), err=True)
    if len(summary.unread) > _NAMED:
        click.echo(f"没有查成的还有 {len(summary.unread) - _NAMED} 处", err=True)
    sums = summary.sums
    levels = sums["levels"]
    click.echo(
        f"查了 {sums['articles']} 篇，{sums['chars']} 字：差错 {levels.get('error', 0)}，存疑 {levels.get('warning', 0)}，提示 {levels.get('hint', 0)}；"
        f"差错率（逐篇估算，只计分值已核实的）：{rate_in_words(sums['chars'], levels.get('error', 0) + levels.get('warning', 0), sums['weight'])}。"
    )
    if sums["errors"]:
        click.echo(f"读不成的记录 {sums['errors']} 条，见 {display_path(out / 'errors')}。")
    common = sorted(sums["rules"].items(), key=lambda item: (-item[1], item[0]))[:_RULES]
    click.echo(f"最多的规则：{'、'.join(f'{code} {count}' for code, count in common) or '无'}")
    for title, group in (("月", sums["months"]), ("来源", sums["sources"])):
        for key, (articles, chars, found, weight) in list(group.items())[:_NAMED]:
            named = escape_controls(key) or "（不明）"
            click.echo(
                f"  {title} {named}：{articles:.0f} 篇，差错存疑 {found:.0f}，{rate_in_words(chars, found, weight)}"
            )
        if len(group) > _NAMED:
            click.echo(f"  {title}：另有 {len(group) - _NAMED} 项，见 summary.json")
    if copies := sums.get("repeats"):
        click.echo(
            f"各篇之间照搬的段落 {copies['copies']} 处（其中占较短一篇一半以上的 {copies['duplicates']} 处），见 {display_path(out / 'copies.jsonl')}；"
            f"三篇以上都有的 {copies['standing']} 段，见 {display_path(out / 'standing.jsonl')}。"
        )
    again = f"，以前做完的 {summary.old} 份没有重做" if summary.old else ""
    passed = f"；不是文稿的文件 {summary.others} 个没有看" if summary.others else ""
    click.echo(
        f"结果在 {display_path(out)}，这次做了 {summary.new} 份{again}，用时 {max(1, round(seconds))} 秒{passed}。"
    )
