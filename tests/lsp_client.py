"""A client of the language server over standard input and output, for tests."""

from __future__ import annotations

import json
import subprocess
import sys
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

#: Seconds to wait for a message: far more than any takes.
PATIENCE = 20.0


class Client:
    """A server process, the messages sent to it, and those that came back.

    `answers` are what the client replies to the server's requests, by method.
    """

    def __init__(self, folder: Path, capabilities: dict[str, Any] | None = None, **initialization: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zhlint", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
        )
        self.folder = folder
        self.answers: dict[str, Any] = {}
        self.notes: list[dict[str, Any]] = []
        self._messages: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self.capabilities = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": capabilities or {},
                **({"initializationOptions": initialization} if initialization else {}),
            },
        )["capabilities"]
        self.notify("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.request("shutdown", None)
            self.notify("exit", None)
        self.hang_up()
        assert self.process.returncode == 0

    def hang_up(self) -> None:
        """Goes away without a word, and waits for the server's end."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        self.process.stdout.close()

    def send_bytes(self, content: bytes) -> None:
        """Sends bytes as they are."""
        assert self.process.stdin
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def notify(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        """Sends a request and returns its result."""
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        reply = self._wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in reply, reply
        return reply["result"]

    def open(self, name: str, text: str, language: str = "plaintext", *, uri: str = "") -> str:
        """Opens a text, and returns its address."""
        uri = uri or (self.folder / name).as_uri()
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        """Puts another text in the place of a draft's."""
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The diagnostics of a draft, those of this version where one is given."""

        def is_it(message: dict[str, Any]) -> bool:
            params = message.get("params") or {}
            is_ours = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            return is_ours and version in (None, params.get("version"))

        return list(self._wait(is_it)["params"]["diagnostics"])

    def message(self) -> str:
        """The next message that is shown to the editor."""
        return str(self._wait(lambda message: message.get("method") == "window/showMessage")["params"]["message"])

    def actions(self, uri: str, start: tuple[int, int], end: tuple[int, int] | None = None, *only: str) -> list[Any]:
        """The code actions at a range, each of its ends a line and a character."""
        places = [{"line": line, "character": character} for line, character in (start, end or start)]
        span = dict(zip(("start", "end"), places, strict=True))
        context = {"diagnostics": [], **({"only": list(only)} if only else {})}
        return list(
            self.request("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": span, "context": context})
            or []
        )

    def execute(self, command: dict[str, Any]) -> Any:
        """Has the command of an action done, and returns its result."""
        params = {"command": command["command"], "arguments": command["arguments"]}
        return self.request("workspace/executeCommand", params)

    def _wait(self, is_it: Any) -> dict[str, Any]:
        for number, message in enumerate(self.notes):
            if is_it(message):
                return self.notes.pop(number)
        while True:
            try:
                message = self._messages.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"no answer; the server has said: {self.notes}") from None
            if is_it(message):
                return message
            if "id" in message and "method" in message:
                answer = self.answers.get(message["method"])
                self._send({"jsonrpc": "2.0", "id": message["id"], "result": answer})
            self.notes.append(message)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while head := stream.readline():
            length = int(head.split(b":")[1])
            while stream.readline().strip():
                continue
            self._messages.put(json.loads(stream.read(length)))
