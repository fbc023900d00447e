"""Times of checks by the tool for agents and by the protocol of LanguageTool.

Run as `python benchmarks/fronts.py`: of a first check and of those after changes, the clock and the server's processor (on Linux), in milliseconds, for 20 KB and 200 KB of drafts. `keystrokes.py`
does the same for the language server.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from keystrokes import processor_time, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES = 6
PATIENCE = 60.0


def measure(front: str, process: int, check: Callable[[str], object]) -> None:
    """Prints the times of a front for drafts of two lengths."""
    for size in (20_000, 200_000):
        lines = text_of(size).split("\n")
        spent = []
        for number in range(CHANGES + 1):
            lines[number * 7 % len(lines)] += "字" if number else ""
            start, used = time.perf_counter(), processor_time(process)
            check("\n".join(lines))
            spent.append((time.perf_counter() - start, processor_time(process) - used))
        first, again = spent[0], [statistics.median(times) for times in zip(*spent[1:], strict=True)]
        shown = [
            f"{clock * 1000:.0f} ms, {processor * 1000:.0f} of the processor" for clock, processor in (first, again)
        ]
        print(f"{front}, {size // 1000} KB: first {shown[0]}; changed {shown[1]}")


def agent() -> None:
    command = [sys.executable, "-m", "zhlint", "mcp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        outgoing, incoming = server.stdin, server.stdout
        if not (outgoing and incoming):
            return

        def check(text: str) -> str:
            call = {"name": "check", "arguments": {"text": text}}
            outgoing.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}) + "\n")
            outgoing.flush()
            return incoming.readline()

        measure("mcp", server.pid, check)
        outgoing.close()


def languagetool() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "zhlint", "serve", "--languagetool", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), PATIENCE).close()
                break
            except OSError:
                time.sleep(0.1)

        def check(text: str) -> bytes:
            form = urlencode({"language": "zh-CN", "text": text})
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("POST", "/v2/check", form, {"Content-Type": "application/x-www-form-urlencoded"})
            return connection.getresponse().read()

        measure("LanguageTool", server.pid, check)
        server.terminate()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    agent()
    languagetool()
