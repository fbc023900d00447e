"""Time from a keystroke to its diagnostics, in a language server over standard input and output.

Run as `python benchmarks/keystrokes.py`: 20 KB and 200 KB of drafts, the median and the worst of 30 keystrokes each.

Each keystroke waits for the diagnostics of the one before, and adds a character in another paragraph.
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


def times(text: str, folder: Path) -> list[float]:
    """Milliseconds from each keystroke to its diagnostics, the first two left out."""
    spent = []
    with Client(folder) as client:
        uri = client.open("稿.txt", text)
        client.diagnostics(uri)
        lines = text.split("\n")
        for number in range(KEYSTROKES + 2):
            place = (number * 7) % len(lines)
            lines[place] += "字"
            start = time.perf_counter()
            client.change(uri, "\n".join(lines), number + 2)
            client.diagnostics(uri, number + 2)
            spent.append((time.perf_counter() - start) * 1000)
    return spent[2:]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "zhlint.toml").write_text("", encoding="utf-8")
        for size in (20_000, 200_000):
            text = text_of(size)
            spent = times(text, folder)
            print(
                f"{len(text.encode()) / 1000:.0f} KB: {statistics.median(spent):.0f} ms at the median,"
                f" {max(spent):.0f} ms at most"
            )


if __name__ == "__main__":
    main()
