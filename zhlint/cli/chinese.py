"""Click in Chinese: help pages, usage errors, and a first word that may be a command or a draft."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli import INTERRUPTED
from zhlint.storage.toml import ConfigError, nearest_hint, shorten_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
    "rules",
    "explain",
    "test",
    "init",
    "cache",
    "doctor",
)

#: What the system says where a report could not be written, and so many characters of a path are told.
_UNWRITTEN: Final = frozenset({errno.ENOSPC, errno.EBADF})
_LONGEST: Final = 300


class _Formatter(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help page is Chinese."""

    context_class = _Context
    _help: click.Option | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing and not isinstance(self, click.Group):
            self._demand_options(ctx, args)
        return super().parse_args(ctx, args)

    def _demand_options(self, ctx: click.Context, args: list[str]) -> None:
        """Raise UsageError where a word that begins with a hyphen is no option, but a draft of that name lies there."""
        from os.path import lexists

        words = args[: args.index("--")] if "--" in args else args
        options = {name for param in self.get_params(ctx) for name in param.opts}
        for word in words:
            if word.startswith("-") and word != "-" and word not in options and lexists(word):
                raise click.UsageError(
                    f"文稿“{word}”以连字符开头，会被当成选项：请写成 .{os.sep}{word}，或在文稿前面加 --（pre-commit 里写在 args 的最后）",
                    ctx,
                )

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The same option each time it is asked for; click's own looks for translations, which takes a millisecond."""
        if self._help is None:
            names = self.get_help_option_names(ctx)
            self._help = click.Option(
                names, is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help="显示本说明"
            )
        return self._help

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]


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
        """Put the command first: the first word that is no option, where it names one, else check."""
        check = self.get_command(ctx, "check")
        valued = (
            {
                name
                for param in check.params
                if isinstance(param, click.Option) and not param.is_flag
                for name in param.opts
            }
            if check
            else set()
        )
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] not in {"-", "--"}:
            at += 2 if args[at] in valued else 1
        if at < len(args) and args[at] in COMMANDS:
            return [args[at], *args[:at], *args[at + 1 :]]
        if not ctx.resilient_parsing and at < len(args) and (hint := _meant_command(args[at])):
            raise click.UsageError(f"没有“{args[at]}”这个命令，也没有这个文件{hint}", ctx)
        return ["check", *args]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What the first word may be: a command, an option of `check`, a draft."""
        from zhlint.cli.completion import beginning, files

        check = self.get_command(ctx, "check")
        if check and incomplete.startswith("-"):
            return [*check.shell_complete(ctx, incomplete), *beginning(incomplete, ["--version"])]
        names = [name for name in COMMANDS if name.startswith(incomplete)]
        return beginning(incomplete, self._short_helps(ctx, names)) or files(ctx, None, incomplete)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[命令] [选项] 文稿…", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("选项"):
            formatter.write_dl([row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))])
        with formatter.section("命令"):
            formatter.write_dl(list(self._short_helps(ctx, COMMANDS).items()))

    def _short_helps(self, ctx: click.Context, names: Iterable[str]) -> dict[str, str]:
        """What each command says of itself in a few words; loads the commands."""
        return {name: command.short_help or "" for name in names if (command := self.get_command(ctx, name))}


class Whole(click.IntRange):
    """A whole number; a wrong one is answered in Chinese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            return self.fail(f"应为不小于 {self.min} 的整数，现为“{value}”", param, ctx)


class Decimal(click.FloatRange):
    """A number; a wrong one is answered in Chinese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            return self.fail(f"应为不小于 {self.min} 的数，现为“{value}”", param, ctx)


class Choice(click.Choice[str]):
    """A choice that names the nearest legal word when it is missed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.choices:
            return value
        return self.fail(
            f"没有“{value}”{nearest_hint(str(value), self.choices)}；可用：{'、'.join(self.choices)}", param, ctx
        )


def run_in_chinese(group: Callable[..., Any]) -> int:
    """Run the command line and return the exit code; a usage error is one or two Chinese lines on stderr and 2."""
    try:
        code = group(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        click.echo("zhlint: 已中断", err=True)
        return INTERRUPTED
    except click.UsageError as error:
        click.echo(f"zhlint: {shorten_quotes(_translated(error))}", err=True)
        page = f"{error.ctx.command_path} --help" if error.ctx else "zhlint --help"
        click.echo(f"用法见 {page}", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"zhlint: {error.format_message()}", err=True)
        return 2
    except ConfigError as error:
        click.echo(f"zhlint: {error}", err=True)
        return 2
    except ModuleNotFoundError as error:
        click.echo(f"zhlint: 缺少组件 {error.name}，请重新安装：pip install --force-reinstall zhlint-press", err=True)
        return 2
    except Exception as error:  # noqa: BLE001 - an editor must never see a traceback, nor take a failure for a clean draft
        click.echo(f"zhlint: {_failure(error)}", err=True)
        return 2
    return int(code or 0)


def _failure(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        from zhlint.phrasing.reasons import system_reason

        # What the system refuses is no fault of the program.
        where = f"{os.fsdecode(error.filename)}: " if error.filename and not isinstance(error.filename, int) else ""
        return (
            f"{where[:_LONGEST]}{system_reason(error)}，结果没有写出"
            if error.errno in _UNWRITTEN
            else f"{where[:_LONGEST]}无法读写（{system_reason(error)}）"
        )
    return f"程序内部出错（{type(error).__name__}: {error}），没有查成；请把这一行连同文稿告诉维护者"


def _translated(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            legal = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
            return f"没有“{error.option_name}”这个选项{nearest_hint(error.option_name, legal)}"
        case click.MissingParameter():
            name = (
                error.param.opts[0]
                if isinstance(error.param, click.Option)
                else error.param.human_readable_name
                if error.param
                else ""
            )
            return f"缺 {name}"
        case click.BadOptionUsage():
            return (
                f"{error.option_name} 后面要有一个值"
                if "requires an argument" in error.message
                else f"{error.option_name} 用得不对"
            )
        case click.BadParameter():
            name = error.param.opts[0] if isinstance(error.param, click.Option) else "参数"
            return f"{name}: {error.message}"
        case _:
            return _usage(error.message)


def _usage(message: str) -> str:
    if message.startswith("Got unexpected extra argument"):
        return f"多出参数：{message.partition('(')[2].rstrip(')')}"
    return message


def _meant_command(word: str) -> str:
    """A hint naming the command that a word was meant for, where it is none and no file; else the empty string."""
    from os.path import lexists

    return nearest_hint(word, COMMANDS) if word.isascii() and word.isalpha() and not lexists(word) else ""


def _show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()
