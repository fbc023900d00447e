"""`zhlint learn`: the table of n-grams of a house's archive, and proposals for its pack."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.progress import PacedLine, erase_line
from zhlint.phrasing.controls import escape_controls
from zhlint.storage.toml import display_path

if TYPE_CHECKING:
    from zhlint.learning.count import Learned, Progress

#: So many unread files are named; of the rest the number.
_NAMED: Final = 20
_LEAST: Final = 2
#: The folder of the formulations of documents.
_FORMULATIONS: Final = "formulations"


def _least(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < _LEAST:
        raise click.BadParameter(f"应写成 {_LEAST} 以上的整数，只出现一次的字串不记，现为“{value}”")
    return int(value)


@click.command(
    cls=ChineseCommand,
    short_help="数本报的往期，做成本报的语言模型",
    help="数一数往期里四字以内的字串各出现几次，做成本报的语言模型：本报印过多次的写法不再报，本报一贯的写法会建议；"
    "同时提议人名、用语和固定提法，写在 proposals 里，看过再收。读 .txt、.md、.docx 和 .jsonl，可用 gzip、xz 压缩。"
    "一切都在这台电脑上；中断后再运行一次，接着数。",
)
@click.argument("paths", nargs=-1, metavar="往期文件夹…", shell_complete=files)
@click.option(
    "--out", type=Path, metavar="文件夹", shell_complete=files, help="写到哪里，一般就是本报的规则包，如 house"
)
@click.option("--field", default="text", metavar="字段", help=".jsonl 里正文的字段名，默认 text")
@click.option("--lines", is_flag=True, help="纯文本一行是一篇；不写，一个文件是一篇")
@click.option("--encoding", default="auto", metavar="编码", help="指明编码，如 gb18030、big5；默认自动")
@click.option("--least", default="3", callback=_least, metavar="次数", help="至少出现几次的字串才记，默认 3，最少 2")
@click.option(
    "--formulations", is_flag=True, help="不数语言模型，只从这几份文件（讲话、文件）里摘出固定提法和口号，供人看过再用"
)
def command(
    paths: tuple[str, ...], out: Path | None, field: str, lines: bool, encoding: str, least: int, formulations: bool
) -> int:
    if formulations:
        return _draw(paths, out, encoding)
    from zhlint.learning.count import Options, learn

    _demand(paths, encoding)
    if out is None:
        raise click.UsageError("没有写 --out，请写出放表的文件夹，如 --out house")
    begun = time.monotonic()
    try:
        learned = learn(paths, out, Options(field, lines, encoding, least), PacedLine(_progress_line))
    finally:
        erase_line()
    _report_unread(learned)
    _report(learned, out, time.monotonic() - begun)
    return 0


def _draw(paths: tuple[str, ...], out: Path | None, encoding: str) -> int:
    """Draws the formulations out of documents into a pack."""
    from zhlint.learning.proposals import write_slogans
    from zhlint.learning.slogans import slogans
    from zhlint.linter import Linter
    from zhlint.reading.encoding import UnreadableError
    from zhlint.reading.files import draft_bytes

    if not paths:
        raise click.UsageError("没有写从哪份文件里摘，如 zhlint learn --formulations 讲话.docx --out house")
    if out is None:
        raise click.UsageError("没有写 --out，请写出放提法的文件夹，如 --out house")
    linter, drawn = Linter({"encoding": encoding}), []
    for path in paths:
        try:
            document = linter.read(draft_bytes(path, linter.config.max_size), path=path).document
        except UnreadableError as error:
            raise click.ClickException(f"{path}：{error}") from None
        drawn.append((Path(path).name, slogans(document)))
    folder = out / _FORMULATIONS
    table, count = write_slogans(folder, drawn)
    if not count:
        click.echo("没有摘出固定提法：带引号的、小标题里的、反复说的都没有六字以上的。")
        return 0
    shown = display_path(folder)
    click.echo(f"摘出 {count} 条：{display_path(table)}。请逐行看过，不要的删去。")
    name = shown if shown.startswith(("/", ".")) else f"./{shown}"
    click.echo(f'下一步：在 zhlint.toml 里写 packs = ["{name}"]，稿里写走一字的就会报。')
    return 0


def _demand(paths: tuple[str, ...], encoding: str) -> None:
    """Raises UsageError for words that cannot be meant."""
    from zhlint.reading.encoding import is_encoding, unknown_encoding

    if not paths:
        raise click.UsageError("没有写往期在哪里，如 zhlint learn 往期 --out house")
    if "-" in paths:
        raise click.UsageError("往期不能从标准输入读，请写出文件夹或文件")
    if not is_encoding(encoding):
        raise click.UsageError(f"--encoding: {unknown_encoding(encoding)}")


def _progress_line(progress: Progress) -> str:
    share = f"（{progress.read / progress.size:.0%}）" if progress.read else ""
    return f"已读 {progress.articles} 篇{share}{'，正在合并，找人名和用语' if progress.merging else ''}……"


def _report_unread(learned: Learned) -> None:
    """Names on standard error what was not read."""
    for one in learned.unread[:_NAMED]:
        click.echo(escape_controls(f"没有数：{one.path}：{one.reason}"), err=True)
    if len(learned.unread) > _NAMED:
        click.echo(f"没有数的还有 {len(learned.unread) - _NAMED} 处", err=True)


def _report(learned: Learned, out: Path, seconds: float) -> None:
    """Says what was counted, what is proposed, and what to do next."""
    table = display_path(learned.table)
    if not learned.is_new:
        click.echo(f"往期和选项都没有变，{table} 已经是这样数的，没有重数；要重数，先删去它。")
        return
    left_out = [f"与前面重复的 {learned.copies} 篇只数一次"] if learned.copies else []
    left_out += [f"没有数成 {len(learned.unread)} 处，见上"] if learned.unread else []
    left_out += [f"不是文稿的文件 {learned.others} 个没有看"] if learned.others else []
    click.echo(
        f"数了 {learned.articles} 篇，{learned.characters} 字，用时 {max(1, round(seconds))} 秒{''.join(f'；{note}' for note in left_out)}。"
    )
    click.echo(
        f"本报的语言模型：{table}（{learned.table.stat().st_size / 2**20:.1f} MB）。里面是四字以内、至少在两篇里出现的字串和次数；反复出现的文字能从中拼出一部分，请像往期一样保管。"
    )
    for file, count in learned.proposals:
        click.echo(f"提议 {count} 条：{display_path(file)}")
    folder = display_path(out)
    click.echo(
        f'下一步：在 zhlint.toml 里写 packs = ["{folder if folder.startswith(("/", ".")) else f"./{folder}"}"]，表就生效；提议逐行看过，要的移到 {folder} 里。'
    )
