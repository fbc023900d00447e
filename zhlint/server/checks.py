"""The application that speaks LanguageTool's protocol, for one folder's configuration."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from zhlint.language_server.linters import Linters
from zhlint.server.guard import PROGRAMS, Guard
from zhlint.server.languagetool import LANGUAGES, answer
from zhlint.server.submission import SubmissionError, submission
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from zhlint.linter import Linter

#: The most bytes of a request; a hanzi takes nine in a form.
LIMIT: Final = 8 * 2**20
#: The most fields of a form, many more than the protocol has.
_FIELDS: Final = 100
#: How clients of LanguageTool say that they send no whole text.
_FRAGMENT_MODE: Final = "allbuttextlevelonly"


class Checks:
    """Checks of texts by the configuration of a folder.

    What is saved there counts at once. Raises ConfigError where the configuration is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._linters = Linters()
        self._turn = Lock()
        self._fragments: tuple[Linter, Linter] | None = None
        self._linters.of(folder)

    def answer(self, fields: Mapping[str, str], *, is_fragment: bool) -> dict[str, Any]:
        """The answer to a request. Raises SubmissionError, ConfigError."""
        sent = submission(fields)
        is_fragment |= not sent.is_whole or fields.get("mode", "").lower() == _FRAGMENT_MODE
        with self._turn:
            whole = self._linters.of(self._folder).linter
            report = (self._for_fragments(whole) if is_fragment else whole).lint_text(sent.text)
        return answer(report, sent, fields)

    def close(self) -> None:
        """Removes what was written for the time of the server."""
        self._linters.close()

    def _for_fragments(self, linter: Linter) -> Linter:
        if self._fragments is None or self._fragments[0] is not linter:
            self._fragments = (linter, linter.for_fragments())
        return self._fragments[1]


def application(checks: Checks, port: int) -> Guard:
    """The application on a port of this machine.

    At `/v2` a text of several lines is taken for a whole one, at `/paragraph/v2` none is.
    """

    async def check(request: Request) -> Response:
        try:
            fields = await _fields(request)
            is_fragment = request.url.path.startswith("/paragraph/")
            return JSONResponse(await run_in_threadpool(checks.answer, fields, is_fragment=is_fragment))
        except SubmissionError as error:
            return PlainTextResponse(f"Error: {error}", 400)
        except ConfigError as error:
            return PlainTextResponse(f"Error: {error}", 500)

    async def languages(_request: Request) -> Response:
        return JSONResponse(LANGUAGES)

    routes = [
        route
        for prefix in ("/v2", "/paragraph/v2")
        for route in (
            Route(f"{prefix}/check", check, methods=["GET", "POST"]),
            Route(f"{prefix}/languages", languages, methods=["GET"]),
        )
    ]
    return Guard(Starlette(routes=routes), port, LIMIT, PROGRAMS)


async def _fields(request: Request) -> dict[str, str]:
    """The fields of the address and of the form. Raises SubmissionError."""
    try:
        form = (await request.body()).decode() if request.method == "POST" else ""
        words = request.url.query.encode("latin-1").decode()
        pairs = [*parse_qsl(words, True, max_num_fields=_FIELDS, errors="strict")]
        pairs += parse_qsl(form, True, max_num_fields=_FIELDS, errors="strict")
    except ValueError:
        raise SubmissionError("请求不是 UTF-8 编码的表单") from None
    return dict(pairs)
