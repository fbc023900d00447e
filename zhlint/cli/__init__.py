"""The command line: click commands, thin; each lives in a module of its name and is loaded when called."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import click

from zhlint import __version__
from zhlint.cli.chinese import ChineseGroup, run_in_chinese


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
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本"
)
def group() -> None:
    pass


def main() -> None:
    """Run the command line; exits with 0, 1 or 2 as the contract has it."""
    _prepare_streams()
    if len(sys.argv) == 1:
        click.echo(group.get_help(group.context_class(group, info_name="zhlint", **group.context_settings)), err=True)
        sys.exit(2)
    sys.exit(run_in_chinese(group))


def start() -> None:
    """Entry point of `zhlint` and `zhlint-press`: `main` as a process of its own, quickly started and left."""
    # Nothing that a run makes goes round in circles; looking for it takes a tenth of a short run.
    gc.set_threshold(100_000, 20, 20)
    try:
        main()
    except SystemExit as done:
        _leave(int(done.code or 0))


def _leave(code: int) -> None:
    """Exit without the interpreter's taking itself to pieces, which takes as long as a small check."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way
    os._exit(code)


def _prepare_streams() -> None:
    """Never fail on a character the console lacks; through a Windows pipe, speak UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            piped = os.name == "nt" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if piped else {}))
