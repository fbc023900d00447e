"""`zhlint mcp`: check, explain and fix as tools for agents."""

from __future__ import annotations

import io
import sys

import click

from zhlint.cli.chinese import ChineseCommand


@click.command(
    cls=ChineseCommand,
    short_help="供智能体调用的工具：check、explain、fix",
    help="供智能体调用（MCP，标准输入输出）：check 查一篇稿，explain 说明一条规则，fix 列出可照改的。只读文稿，不写。",
)
def command() -> int:
    from zhlint.mcp import serve

    incoming = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    outgoing = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", write_through=True, newline="\n")
    try:
        serve(incoming, outgoing)
    finally:
        incoming.detach()
        outgoing.detach()
    return 0
