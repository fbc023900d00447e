"""`zhlint cache`: what is kept between runs, and how to be rid of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.values import Choice
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.cache_folder import cache_files, cache_folder, remove

if TYPE_CHECKING:
    from zhlint.storage.cache_folder import CacheFile

#: Names (Chinese) of the kinds of stored files, by the beginning of their file names.
_KINDS: Final = {
    "results": "查过的文稿的结果", "program": "程序的指纹", "cards": "规则卡", "expressions": "正则表达式", "words": "词典", "lexis": "同音字、形近字",
    "slips": "近乎必错的写法", "confusions": "易混的字", "sources": "引文来源的索引",
}  # fmt: skip


@click.command(
    cls=ChineseCommand,
    short_help="看或清空缓存（上次的结果、词典）",
    help="缓存：上次的结果和词典存在用户自己的缓存文件夹里，文稿、配置、规则一变就不再用。show 列出，clean 全部删去（下次慢几秒，结果不变）。",
)
@click.argument("action", type=Choice(("show", "clean")), metavar="show|clean")
def command(action: str) -> int:
    try:
        folder, files = cache_folder(), cache_files()
    except (OSError, RuntimeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else "没有用户文件夹"
        raise click.ClickException(f"缓存文件夹不能用（{reason}）；检查照常，只是每次都重新算") from None
    if action == "clean":
        return _clean(files)
    click.echo(f"缓存在 {folder}")
    for kind, size, count in _by_kind(files):
        click.echo(f"{kind}：{size / 2**20:.1f} MiB，{count} 个文件")
    return 0


def _clean(files: list[CacheFile]) -> int:
    for file in files:
        remove(file)
    left = [file.path for file in files if file.path.exists()]
    if left:
        raise click.ClickException(f"有 {len(left)} 个文件删不掉，如 {left[0]}；请关闭正在用它的程序再试")
    click.echo(f"删去 {len(files)} 个文件，腾出 {sum(file.size for file in files) / 2**20:.1f} MiB。")
    return 0


def _by_kind(files: list[CacheFile]) -> list[tuple[str, int, int]]:
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for file in files:
        kind = _KINDS.get(file.path.name.split("-")[0], "其他")
        sizes[kind] += file.size
        counts[kind] += 1
    return [(kind, size, counts[kind]) for kind, size in sizes.most_common()]
