"""`zhlint serve`: checks for other programs on this machine, over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.values import Whole
from zhlint.phrasing.reasons import system_reason

#: The port of a LanguageTool on one's own machine, which its clients propose.
_PORT = 8081


@click.command(
    cls=ChineseCommand,
    short_help="在本机上供 LibreOffice 等程序来查（LanguageTool 协议）",
    help="在本机上开一个校对服务（127.0.0.1，别的机器连不上），用当前文件夹的 zhlint.toml。按 Ctrl+C 结束。"
    "在 LibreOffice、Obsidian 等程序里怎样设置，见 docs/editors.md。",
)
@click.option("--languagetool", is_flag=True, help="用 LanguageTool 的协议（/v2/check、/v2/languages）")
@click.option("--port", type=Whole(0, 65535), metavar="端口", help=f"端口，默认 {_PORT}；0 由系统挑一个")
def command(languagetool: bool, port: int | None) -> int:
    if not languagetool:
        raise click.UsageError("请写明 --languagetool")
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise click.UsageError(
            '校对服务要用 starlette 和 uvicorn，请补装：uv tool install --force "./zhlint[serve]"，'
            "或 pipx inject zhlint-press starlette uvicorn；装在虚拟环境里的，用那里的 python -m pip install starlette uvicorn"
        ) from None
    from zhlint.server.checks import Checks, application
    from zhlint.server.serving import ADDRESS, listen, serve

    checks = Checks(Path.cwd())
    number = _PORT if port is None else port
    try:
        listener = listen(number)
    except OSError as error:
        checks.close()
        raise click.ClickException(
            f"端口 {number} 用不上（{system_reason(error)}），请关掉占用它的程序，或用 --port 换一个"
        ) from None
    number = listener.getsockname()[1]
    click.echo(f"校对服务开了，按 Ctrl+C 结束：http://{ADDRESS}:{number}/v2（整篇），…/paragraph/v2（逐段）")
    try:
        serve(application(checks, number), listener)
    except KeyboardInterrupt:
        pass
    finally:
        checks.close()
    return 0
