"""The command line as a whole: the commands in their group."""

from __future__ import annotations

import os
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.chinese import ChineseGroup, run_in_chinese
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

#: By these the shell asks what it may complete; the words then stand in other variables.
_COMPLETING: Final = ("_ZHLINT_COMPLETE", "_ZHLINT_PRESS_COMPLETE")


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"zhlint {__version__}")
        ctx.exit(0)


@click.group(
    cls=ChineseGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="中文新闻稿编校检查：按行报告标点、署名、重复段落、人地不符等问题。",
    epilog="第一次用：zhlint 文稿.txt；想知道某条为什么报：zhlint explain 代码；想关掉某条：zhlint init 写一份配置。",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本")
def group() -> None:
    pass


def run(words: Sequence[str]) -> int:
    """Run the command that the words of the command line name, the first being the program's own; the exit code."""
    if len(words) == 1 and not any(variable in os.environ for variable in _COMPLETING):
        click.echo(group.get_help(group.context_class(group, info_name="zhlint", **group.context_settings)), err=True)
        return 2
    named = words[1:] if os.name != "nt" else list(chain.from_iterable(map(_matching, words[1:])))
    return run_in_chinese(partial(group, named, windows_expand_args=False))


def _matching(word: str) -> Sequence[str]:
    """The files that a pattern stands for, which no shell of Windows asks after; any other word as it is, brackets and all."""
    if word.startswith("-") or not {"*", "?"} & set(word):
        return (word,)
    from glob import glob

    return sorted(glob(word.replace("[", "[[]"))) or (word,)
