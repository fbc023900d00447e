"""The group of commands; the first word may be a command or a draft."""

from __future__ import annotations

import os
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.errors import run_in_chinese
from zhlint.storage.toml import nearest_hint
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from click.shell_completion import CompletionItem

#: The commands in the order of the help page; each is the module of its name in `commands/`, which says what it does.
COMMANDS: Final = (
    "check",
    "fix",
    "annotate",
    "outline",
    "baseline",
    "rate",
    "repeats",
    "quotes",
    "rules",
    "explain",
    "test",
    "init",
    "learn",
    "archive",
    "cache",
    "doctor",
    "lsp",
    "serve",
    "mcp",
)
#: The variables with which a shell asks for completions; the words then stand in others.
_COMPLETING: Final = ("_ZHLINT_COMPLETE", "_ZHLINT_PRESS_COMPLETE")


class ChineseGroup(ChineseCommand, click.Group):
    """The commands, loaded when called; without one, the words are drafts to check."""

    command_class = ChineseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"zhlint.cli.commands.{name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {"--help", "-h", "--version", *COMMANDS}:
            args = self._with_command(ctx, args)
        return super().parse_args(ctx, args)

    def _with_command(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words with the command in front, `check` where they name none.

        A command is the first word that is no option.
        """
        number = self._first_word(ctx, args)
        word = args[number] if number < len(args) else ""
        if word in COMMANDS:
            return [word, *args[:number], *args[number + 1 :]]
        if not ctx.resilient_parsing and (hint := _similar_command(word)):
            raise click.UsageError(f"没有“{word}”这个命令，也没有这个文件{hint}", ctx)
        return ["check", *args]

    def _first_word(self, ctx: click.Context, args: list[str]) -> int:
        """The number of the first word that is no option of `check`, nor its value."""
        check = self.get_command(ctx, "check")
        options = [param for param in check.params if isinstance(param, click.Option)] if check else []
        valued = {name for option in options if not option.is_flag for name in option.opts}
        number = 0
        while number < len(args) and args[number].startswith("-") and args[number] not in {"-", "--"}:
            number += 2 if args[number] in valued else 1
        return number

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, the options of `check`, or the drafts that the first word may become."""
        from zhlint.cli.completion import beginning, files

        check = self.get_command(ctx, "check")
        if check and incomplete.startswith("-"):
            return [*check.shell_complete(ctx, incomplete), *beginning(incomplete, ["--version"])]
        names = [name for name in COMMANDS if name.startswith(incomplete)]
        return beginning(incomplete, self._short_helps(ctx, names)) or files(ctx, None, incomplete)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[命令] [选项] 文稿…", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(self._short_helps(ctx, COMMANDS).items()))

    def _short_helps(self, ctx: click.Context, names: Iterable[str]) -> dict[str, str]:
        """The short help of each command, which is loaded for it."""
        return {name: command.short_help or "" for name in names if (command := self.get_command(ctx, name))}


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
    """Runs the command that the words of the command line name.

    The first word is the program. Returns the exit code.
    """
    if len(words) == 1 and not any(variable in os.environ for variable in _COMPLETING):
        click.echo(group.get_help(group.context_class(group, info_name="zhlint", **group.context_settings)), err=True)
        return 2
    args = words[1:] if os.name != "nt" else list(chain.from_iterable(map(_files_for, words[1:])))
    return run_in_chinese(partial(group, args, windows_expand_args=False))


def _files_for(word: str) -> Sequence[str]:
    """The files that a pattern stands for; any other word as it is.

    No shell of Windows resolves patterns.
    """
    if word.startswith("-") or not {"*", "?"} & set(word):
        return (word,)
    from glob import glob

    return sorted(glob(word.replace("[", "[[]"))) or (word,)


def _similar_command(word: str) -> str:
    """A hint (Chinese) that names a command like this word.

    Empty where there is none, or where a file has this name.
    """
    from os.path import lexists

    return nearest_hint(word, COMMANDS) if word.isascii() and word.isalpha() and not lexists(word) else ""
