"""`zhlint lsp`: the language server, over standard input and output."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout

import click

from zhlint.cli.chinese import ChineseCommand


@click.command(
    cls=ChineseCommand,
    short_help="语言服务器，供编辑器调用",
    help="语言服务器（LSP），由 VS Code、Neovim、Emacs 等编辑器启动，从标准输入读、往标准输出写。"
    "只查有 zhlint.toml 管着的文稿；怎样在编辑器里设置，见 docs/editors.md。",
)
@click.option("--stdio", is_flag=True, hidden=True, help="许多编辑器都会加的参数，不加也一样")
def command(stdio: bool) -> int:  # noqa: ARG001 - clients add it, and there is no other way
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise click.UsageError(
            '语言服务器要用 pygls，请补装：uv tool install --force "./zhlint[lsp]"，或 pipx inject zhlint-press pygls tomlkit；'
            "装在虚拟环境里的，用那里的 python -m pip install pygls tomlkit"
        ) from None
    from zhlint.language_server.handlers import make_server

    # A handle of its own: the library closes it, and nothing else may be written between the messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as messages, redirect_stdout(sys.stderr):
        make_server().start_io(sys.stdin.buffer, messages)
    return 0
