"""The application behind the page of `zhlint serve`: a workbench over HTTP."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from zhlint.reading.encoding import UnreadableError
from zhlint.server.guard import Guard
from zhlint.storage.tables import shipped_folder
from zhlint.storage.toml import ConfigError
from zhlint.word import WordFileError

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from zhlint.server.folder import FolderBench

#: The most bytes of a request; a file takes four thirds of its size.
LIMIT: Final = 128 * 2**20
TOKEN_HEADER: Final = "x-zhlint-token"  # noqa: S105 - the name of a header
#: What the page may ask of a workbench.
_CALLS: Final = frozenset(
    {
        "house_files", "put_house_file", "open", "check", "accept", "add_name", "saved", "annotated", "proof_page", "register",
        "rule_page", "folder_drafts", "folder_draft",
    }
)  # fmt: skip
_HEADERS: Final = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "frame-ancestors 'none'",
}


def page_file() -> Path:
    """The path of the page, which `make front` builds; it may be missing."""
    return shipped_folder() / "page.html"


def application(bench: FolderBench, page: bytes, port: int, token: str) -> Guard:
    """The application on a port of this machine.

    The page is given to anyone here; the workbench answers one request after another, and those with the token alone.
    """
    turn = Lock()

    def result(name: str, args: list[Any]) -> Any:
        with turn:
            return getattr(bench, name)(*args)

    async def show(_request: Request) -> Response:
        return HTMLResponse(page, headers=_HEADERS)

    async def call(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
            return _refusal(403, "这个地址不完整，请用 zhlint serve 显示的完整地址打开")
        name = request.path_params["name"]
        if name not in _CALLS:
            return _refusal(404, "没有这个功能")
        try:
            args = [_unpacked(value) for value in json.loads(await request.body())]
            return JSONResponse({"result": _packed(await run_in_threadpool(result, name, args))}, headers=_HEADERS)
        except (ConfigError, UnreadableError, WordFileError) as error:
            return _refusal(400, str(error))
        except (TypeError, ValueError, AttributeError, KeyError, RecursionError):
            return _refusal(400, "请求的形式不对")

    routes = [Route("/", show, methods=["GET"]), Route("/call/{name}", call, methods=["POST"])]
    return Guard(Starlette(routes=routes), port, LIMIT)


def _refusal(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status, headers=_HEADERS)


def _packed(value: Any) -> Any:
    """A result as JSON has it: bytes in base64, under a name of their own."""
    return {"bytes": b64encode(value).decode()} if isinstance(value, bytes) else value


def _unpacked(value: Any) -> Any:
    is_bytes = isinstance(value, dict) and value.keys() == {"bytes"} and isinstance(value["bytes"], str)
    return b64decode(value["bytes"], validate=True) if is_bytes else value
