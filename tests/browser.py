"""A headless Chromium driven over its DevTools protocol."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

import websocket
from work import HANG

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-port=0",
    "--window-size=1280,900",
)  # fmt: skip


def chromium() -> str | None:
    """The path of an installed Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A browser with one tab.

    `requests` are the addresses that the page asked for, `complaints` the messages of its console.
    """

    def __init__(self, program: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="zhlint-browser-"))
        self.process = subprocess.Popen(
            [program, *QUIET, f"--user-data-dir={self.folder / 'profile'}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._numbers = count(1)
        port, path = self._announced()
        self._socket = websocket.create_connection(f"ws://127.0.0.1:{port}{path}", suppress_origin=True, timeout=HANG)
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        self._ask("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.folder)})

    def open(self, page: Path, fragment: str = "") -> None:
        """Loads a page and waits until it is complete."""
        self.requests.clear()
        self.complaints.clear()
        self.ask("Page.navigate", {"url": page.resolve().as_uri() + fragment})
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page. Raises AssertionError where it throws."""
        answer = self.ask("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Waits until a JavaScript expression is true."""
        end = time.monotonic() + HANG
        while not self.evaluate(expression):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.02)

    def press(self, code: str, key: str) -> None:
        """Press and release a key, given its code and its character."""
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", {"type": kind, "code": code, "key": key})

    def click(self, selector: str) -> None:
        """Click the middle of an element."""
        box = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent", {"type": kind, "x": box[0], "y": box[1], "button": "left", "clickCount": 1}
            )

    def downloaded(self, name: str) -> Path:
        """The content of the page's download, once it is complete."""
        file, end = self.folder / name, time.monotonic() + HANG
        while not file.exists():
            assert time.monotonic() < end, f"no {name}"
            time.sleep(0.02)
        return file

    def ask(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Sends a command to the tab and waits for its answer."""
        return self._ask(method, params or {}, self._session)

    def close(self) -> None:
        """End the browser and remove its folder."""
        self._socket.close()
        self.process.terminate()
        self.process.wait(HANG)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, method: str, params: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer.get("method", ""), answer.get("params", {}))

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event in {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}:
            self.complaints.append(json.dumps(params, ensure_ascii=False))

    def _announced(self) -> tuple[str, str]:
        """The port and path that the browser announces."""
        file, end = self.folder / "profile" / "DevToolsActivePort", time.monotonic() + HANG
        while not file.exists() or len(file.read_text(encoding="utf-8").split()) < 2:
            assert self.process.poll() is None, "Chromium ended at once"
            assert time.monotonic() < end, "Chromium does not answer"
            time.sleep(0.05)
        port, path = file.read_text(encoding="utf-8").split()
        return port, path
