"""The language server inside a program that hands over its messages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pygls.exceptions import JsonRpcException

from zhlint.language_server.handlers import make_server

if TYPE_CHECKING:
    from collections.abc import Callable


class EmbeddedServer:
    """A server without streams; messages are JSON, and its own go to `send`.

    It runs where Python has one thread and the event loop is another's, as in WebAssembly.
    """

    def __init__(self, send: Callable[[str], object]) -> None:
        self._send = send
        self._server = make_server()
        self._server.protocol.set_writer(self, include_headers=False)

    def receive(self, message: str) -> None:
        """Takes in a message of the client. Raises SystemExit at its last one."""
        try:
            self._server.protocol.handle_message(
                json.loads(message, object_hook=self._server.protocol.structure_message)
            )
        except Exception as error:  # noqa: BLE001 - whatever a message does, the next one is read
            self._server.report_server_error(error, JsonRpcException)

    def write(self, data: bytes) -> None:
        """Sends a message, which the library gives in UTF-8."""
        self._send(data.decode())

    def close(self) -> None:
        """Does nothing: who holds the server ends it."""
