"""Refuses requests that are too large, or come from elsewhere than this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The names of this machine; a request to any other name was led here by somebody else's.
_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
#: The origins of programs that are no pages of the web: add-ons of browsers, and Obsidian.
PROGRAMS: Final = ("app://", "chrome-extension://", "moz-extension://", "safari-web-extension://")


class Guard:
    """An application behind its checks of where a request comes from.

    `limit` is the most bytes of a body; `origins` are the beginnings of origins that may ask, besides the server's own pages.
    """

    def __init__(self, app: ASGIApp, port: int, limit: int, origins: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in _NAMES}
        self._limit = limit
        self._origins = tuple(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it in Chinese."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        refusal = self._refusal(headers)
        if refusal is None:
            await self._app(scope, self._counted(receive), send)
        else:
            await refusal(scope, receive, send)

    def _refusal(self, headers: dict[str, str]) -> PlainTextResponse | None:
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("只答本机的请求（Host 不对）", 403)
        origin = headers.get("origin", "")
        if origin and not origin.startswith(self._origins) and origin.removeprefix("http://") not in self._hosts:
            return PlainTextResponse("不答网页的请求（Origin 不对）", 403)
        length = headers.get("content-length", "0")
        is_large = length.isdigit() and int(length[:20]) > self._limit
        return PlainTextResponse(_too_large(self._limit), 413) if is_large else None

    def _counted(self, receive: Receive) -> Receive:
        """The body as it comes, up to the limit."""
        taken = 0

        async def next_message() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._limit:
                raise HTTPException(413, _too_large(self._limit))
            return message

        return next_message


def _too_large(limit: int) -> str:
    return f"一次最多 {limit >> 20} MB，请分开查，或用 zhlint 文稿 查整个文件"
