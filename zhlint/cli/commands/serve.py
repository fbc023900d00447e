"""`zhlint serve`: a page for drafts, or checks for other programs, on this machine."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.values import Whole
from zhlint.phrasing.reasons import system_reason

if TYPE_CHECKING:
    import socket

#: The port of a LanguageTool on one's own machine, which its clients propose.
_PORT: Final = 8081
#: A byte in a file name that is no text.
_LONE: Final = re.compile("[\ud800-\udfff]")


@click.command(
    cls=ChineseCommand,
    short_help="在浏览器里校对当前文件夹的文稿；或供 LibreOffice 等程序来查",
    help="在本机上开一个校对页，用当前文件夹的 zhlint.toml 查其中的文稿，也可粘贴、拖入别的；只在本机（127.0.0.1）上，"
    "别的机器连不上，文件夹里什么也不写。按 Ctrl+C 结束。加 --languagetool 则供 LibreOffice、Obsidian 等程序来查，见 docs/editors.md。",
)
@click.option("--languagetool", is_flag=True, help="不开校对页，用 LanguageTool 的协议（/v2/check、/v2/languages）")
@click.option(
    "--port",
    type=Whole(0, 65535),
    metavar="端口",
    help=f"端口；默认由系统挑一个（0），用 LanguageTool 的协议时为 {_PORT}",
)
@click.option("--no-browser", is_flag=True, help="只显示校对页的地址，不打开浏览器")
def command(languagetool: bool, port: int | None, no_browser: bool) -> int:
    if languagetool and no_browser:
        raise click.UsageError("--no-browser 只用于校对页，不与 --languagetool 同用")
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise click.UsageError(
            '校对服务要用 starlette 和 uvicorn，请补装：uv tool install --force "./zhlint[serve]"，'
            "或 pipx inject zhlint-press starlette uvicorn；装在虚拟环境里的，用那里的 python -m pip install starlette uvicorn"
        ) from None
    if languagetool:
        _serve_programs(_PORT if port is None else port)
    else:
        _serve_page(port or 0, not no_browser)
    return 0


def _serve_programs(port: int) -> None:
    from zhlint.server.checks import Checks, application
    from zhlint.server.serving import ADDRESS, serve

    checks = Checks(Path.cwd())
    try:
        listener, port = _listen(port)
        click.echo(f"校对服务开了，按 Ctrl+C 结束：http://{ADDRESS}:{port}/v2（整篇），…/paragraph/v2（逐段）")
        serve(application(checks, port), listener)
    except KeyboardInterrupt:
        pass
    finally:
        checks.close()


def _serve_page(port: int, opens_browser: bool) -> None:
    from secrets import token_urlsafe

    from zhlint.server.folder import FolderBench
    from zhlint.server.page import application, page_file
    from zhlint.server.serving import ADDRESS, serve

    try:
        page = page_file().read_bytes()
    except OSError:
        raise click.ClickException(
            "这份 zhlint 里没有校对页：从源码装的，请先在源码的文件夹里运行 make front（要有 Node.js 和 npm），再装一次；"
            "不装也能用的校对页见 docs/page.md"
        ) from None
    folder = Path.cwd()
    bench, token = FolderBench(folder, lambda: drafts_in(folder)), token_urlsafe(24)
    try:
        listener, port = _listen(port)
        address = f"http://{ADDRESS}:{port}/#{token}"
        click.echo(f"校对页开了，按 Ctrl+C 结束：{address}")
        if opens_browser and _has_screen():
            _open(address)
        serve(application(bench, page, port, token), listener)
    except KeyboardInterrupt:
        pass
    finally:
        bench.close()


def drafts_in(folder: Path) -> list[str]:
    """The drafts in a folder and below, as `zhlint check` finds them.

    Those whose name is no text are left out. The paths are relative to the folder, with slashes.
    """
    from zhlint.cli.search import Search
    from zhlint.config.search import find_config

    found = Search(lambda parent: find_config(Path(parent))).drafts([str(folder)])
    names = [Path(path).relative_to(folder).as_posix() for path in found if os.path.isfile(path)]
    return [name for name in names if not _LONE.search(name)]


def _listen(port: int) -> tuple[socket.socket, int]:
    from zhlint.server.serving import listen

    try:
        listener = listen(port)
    except OSError as error:
        raise click.ClickException(
            f"端口 {port} 用不上（{system_reason(error)}），请关掉占用它的程序，或用 --port 换一个"
        ) from None
    return listener, listener.getsockname()[1]


def _has_screen() -> bool:
    """Whether a browser would open in a window, not in this terminal."""
    is_plain_unix = os.name == "posix" and sys.platform != "darwin"
    return not is_plain_unix or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    """Opens the browser beside the server, which it waits for."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
