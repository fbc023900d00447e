"""The speed on drafts of your own in memory, beside `autocorrect`.

Real drafts differ more than those that the benchmark makes.
python benchmarks/own.py PATH...      (text files, JSONL files with a `text` in every line, or folders of these)
"""

from __future__ import annotations

import json
import sys
import time
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from figures import spread, table
from tools import CORE, PUNCTUATION, YARDSTICK, checker, texts_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 5
HEAD = ("drafts, bytes each", "tool", "ms a draft", "times autocorrect's speed")


def main(paths: list[str]) -> None:
    checks = {tool: checker(tool) for tool in (YARDSTICK, PUNCTUATION, CORE)}
    rows: list[tuple[str, ...]] = []
    for path in chain.from_iterable(map(files_in, map(Path, paths))):
        texts = list(texts_in(path))
        taken = {
            tool: [_seconds(check, texts_for(tool, texts)) for _ in range(ROUNDS)] for tool, check in checks.items()
        }
        size = f"{path.stem}: {len(texts):,}, {sum(len(text.encode()) for text in texts) // len(texts):,}"
        for tool, seconds in taken.items():
            ratios = [unit / own for unit, own in zip(taken[YARDSTICK], seconds, strict=True)]
            rows.append((size, tool, f"{1000 * median(seconds) / len(texts):.2f}", spread(ratios)))
    print(table(HEAD, rows, words=2))


def files_in(path: Path) -> Iterator[Path]:
    """The files of a folder, or a file itself."""
    yield from sorted(path.rglob("*.*")) if path.is_dir() else [path]


def texts_in(path: Path) -> Iterator[str]:
    """The drafts in a file: the text of each line in JSONL, else the file as one."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in text.splitlines() if line.strip())
    else:
        yield text


def _seconds(check: Callable[[str], object], texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        check(text)
    return time.process_time() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
