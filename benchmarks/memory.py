"""Prints what a check of one draft holds in memory, with the language model and without: Linux alone.

    python benchmarks/memory.py DRAFT

Each in a process of its own. Pages of mapped files are the system's: processes share them, and it takes them back when it needs room.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

MODEL = ("WRD011", "WRD012", "WRD021", "WRD022", "WRD023", "WRD024", "WRD025", "WRD026", "WRD028", "WRD029")


def main() -> None:
    if len(sys.argv) == 3:
        check(Path(sys.argv[1]), MODEL if sys.argv[2] == "without" else ())
        return
    print("| MiB | together | pages of mapped files | of its own |\n|---|---:|---:|---:|")
    for words in ("with", "without"):
        subprocess.run([sys.executable, __file__, sys.argv[1], words], check=True)


def check(draft: Path, ignored: tuple[str, ...]) -> None:
    """Checks a draft and prints the row of this process."""
    from zhlint import Config, Linter

    linter = Linter(Config(ignore=ignored))
    linter.lint_text(draft.read_text(encoding="utf-8"))
    held = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    sizes = {name: int(size) / 1024 for name, size in re.findall(r"(?m)^(\w+): +(\d+) kB$", held)}
    own, all_pages = sizes["Anonymous"], sizes["Rss"]
    print(f"| {sys.argv[2]} the language model | {all_pages:.0f} | {all_pages - own:.0f} | {own:.0f} |", flush=True)


if __name__ == "__main__":
    main()
