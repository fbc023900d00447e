"""Time from a keystroke to its diagnostics, in a language server over standard input and output.

Run as `python benchmarks/keystrokes.py`: 20 KB and 200 KB of drafts, the median and the worst of 30 keystrokes each.

Each keystroke waits for the diagnostics of the one before, and adds a character in another paragraph. On Linux the processor time of the
server is given, too: it tells more than the clock where the machine has other work.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from drafts import drafts  # noqa: E402
from lsp_client import Client  # noqa: E402

KEYSTROKES = 30


def text_of(size: int) -> str:
    """Drafts of about so many bytes together."""
    return "\n".join(drafts(max(1, size // 8_000), 8_000))


def processor_time(process: int) -> float:
    """The processor time of another process in seconds, 0 where the system does not tell."""
    # The number of the clock, as clock_getcpuclockid of Linux makes it.
    return time.clock_gettime(~process << 3 | 2) if sys.platform == "linux" else 0.0


def times(text: str, folder: Path) -> list[tuple[float, float]]:
    """Milliseconds from each keystroke to its diagnostics, and those of the processor.

    The first two keystrokes are left out.
    """
    spent = []
    with Client(folder) as client:
        uri = client.open("稿.txt", text)
        client.diagnostics(uri)
        lines = text.split("\n")
        for number in range(KEYSTROKES + 2):
            place = (number * 7) % len(lines)
            lines[place] += "字"
            start, used = time.perf_counter(), processor_time(client.process.pid)
            client.change(uri, "\n".join(lines), number + 2)
            client.diagnostics(uri, number + 2)
            used = processor_time(client.process.pid) - used
            spent.append(((time.perf_counter() - start) * 1000, used * 1000))
    return spent[2:]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "zhlint.toml").write_text("", encoding="utf-8")
        for size in (20_000, 200_000):
            text = text_of(size)
            clock, processor = zip(*times(text, folder), strict=True)
            print(
                f"{len(text.encode()) / 1000:.0f} KB: {statistics.median(clock):.0f} ms at the median,"
                f" {max(clock):.0f} ms at most; {statistics.median(processor):.0f} ms of the processor"
            )


if __name__ == "__main__":
    main()
