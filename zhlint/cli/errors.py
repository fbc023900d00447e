"""Errors of the command line: one or two Chinese lines, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli import INTERRUPTED
from zhlint.storage.toml import ConfigError, nearest_hint, shorten_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

#: The errors with which the system refuses to take a report.
_UNWRITTEN: Final = frozenset({errno.ENOSPC, errno.EBADF})
#: Characters of a path that are shown at most.
_LONGEST: Final = 300


def run_in_chinese(group: Callable[..., Any]) -> int:
    """Runs the command line and returns the exit code.

    An error is one or two Chinese lines on standard error, and 2.
    """
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

        # A refusal of the system is no fault of the program.
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
            # Only arguments are ever missing, such as write|prune|show.
            words = error.param.human_readable_name.split("|") if error.param else []
            return f"还要写出 {' 或 '.join(words)}"
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
