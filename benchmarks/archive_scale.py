"""An archive checked whole, and killed twice and resumed: `python benchmarks/archive_scale.py [ARTICLES] [PART…]`.

Prints what docs/scale.md has of it: seconds, peak memory, whether the files are the same. Parts are `killed` and `repeats`, the
search for copies. Articles are invented (`drafts.py`), some of 2 and some of 8 KB; with `--short`, news in brief of 0.4 to 1.2 KB.
`SCALE_PIECE` is the size of a piece, `SCALE_TMP` the folder for all files.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING, NamedTuple

from drafts import draft

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES = ("findings", "articles", "errors", "done")
PYTHON = sys.executable
PIECE = os.environ.get("SCALE_PIECE", "8MiB")


def make(file: Path, articles: int, *, short: bool = False) -> float:
    """Writes the archive; the MB of its text.

    Its paragraphs, of short articles its sentences, are drawn from those of 200 drafts, since to invent them takes longer than to
    check them.
    """
    size, chance = 0, Random(18)
    paragraphs = [line for number in range(200) for line in draft(8_000, number).split("\n") if line]
    sentences = [f"{one}。" for paragraph in paragraphs for one in paragraph.split("。") if len(one) > 8]
    with file.open("w", encoding="utf-8") as stream:
        for number in range(articles):
            text = _brief(chance, sentences) if short else _long(chance, paragraphs, number)
            size += len(text.encode())
            day = f"{2000 + number % 24}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            record = {"id": f"a{number}", "date": day, "page": f"{number % 8 + 1:02}版", "text": text}
            stream.write(f"{json.dumps(record, ensure_ascii=False)}\n")
    return size / 1e6


def _long(chance: Random, paragraphs: list[str], number: int) -> str:
    text, least = f"第{number}篇\n", 2_000 if number % 2 else 8_000
    while len(text.encode()) < least:
        text += f"\n{chance.choice(paragraphs)}\n"
    return text


def _brief(chance: Random, sentences: list[str]) -> str:
    """News in brief: a headline and a paragraph or two, of sentences in a mixture that no other article has."""
    text, least = f"{chance.choice(sentences)[:18].rstrip('，。')}\n\n　　", chance.randint(400, 1_200)
    while len(text.encode()) < least:
        text += chance.choice(sentences) + ("\n\n　　" if chance.random() < 0.15 else "")
    return text.rstrip() + "\n"


class Usage(NamedTuple):
    """Wall seconds, processor seconds and peak bytes of a command with all its processes."""

    wall: float
    processor: float
    peak: int

    def __str__(self) -> str:
        return f"{self.wall:.1f} s, {self.processor:.1f} processor seconds, {self.peak / 1e6:.0f} MB"


def tree(process: int) -> dict[int, float]:
    """The processes below one, and itself, with the processor seconds of each."""
    found, queue = {}, [process]
    while queue:
        one = queue.pop()
        try:
            for thread in Path(f"/proc/{one}/task").iterdir():
                queue += map(int, (thread / "children").read_text().split())
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[one] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def memory(processes: Iterable[int]) -> int:
    """The memory of processes in bytes, shared pages counted for each by its part."""
    total = 0
    for one in processes:
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().split("\n")
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def ran(words: list[str], kill_at: int | None = None, out: Path | None = None) -> Usage:
    """What a command takes.

    It is killed with all its processes once `out` has so many pieces. Processes that nobody waits for are counted as they were seen
    last.
    """
    before, begun, peak = getrusage(RUSAGE_CHILDREN), time.monotonic(), 0
    seen: dict[int, float] = {}
    process = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        now = tree(process.pid)
        seen |= now
        peak = max(peak, memory(now))
        if kill_at is not None and out and len(list(out.glob("done/*.json"))) >= kill_at:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.25)
    after = getrusage(RUSAGE_CHILDREN)
    if kill_at is None and process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Usage(time.monotonic() - begun, max(processor, sum(seen.values())), peak)


def digest(out: Path) -> str:
    whole = sha256()
    for table in TABLES:
        for file in sorted(out.glob(f"{table}/*.json*")):
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()[:16]


def killed(folder: Path, words: list[str], size: float) -> None:
    zhlint = [*words, "--jobs", "2", "--out"]
    usage = ran([*zhlint, str(folder / "whole")])
    pieces = len(list((folder / "whole").glob("done/*.json")))
    print(f"whole: {usage}, {usage.processor / size:.2f} processor seconds a MB, {pieces} pieces", flush=True)
    out, spent = folder / "killed", 0.0
    for share in (3, 2):
        usage = ran([*zhlint, str(out)], pieces // share, out)
        spent += usage.wall
        print(f"killed: {usage}, {len(list(out.glob('done/*.json')))} pieces done", flush=True)
    usage = ran([*zhlint, str(out)])
    print(f"resumed: {usage}; {spent + usage.wall:.0f} s in all")
    sums = json.loads((out / "summary.json").read_bytes())
    print(f"{sums['articles']} articles, {sums['errors']} unread, {sum(sums['rules'].values())} findings")
    print(f"the same files: {digest(out) == digest(folder / 'whole')} ({digest(out)})", flush=True)


def repeats(folder: Path, words: list[str], size: float) -> None:
    usage = ran([*words, "--jobs", "2", "--repeats", "--out", str(folder / "r")])
    index = sum(one.stat().st_size for one in [folder / "r/index.duckdb", *(folder / "r/prints").iterdir()]) / 1e6
    print(f"with copies: {usage}, {usage.processor / size:.2f} processor seconds a MB, index {index:.0f} MB")
    print(json.loads((folder / "r/summary.json").read_bytes())["repeats"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("parts", nargs="*", default=["killed", "repeats"])
    parser.add_argument("--short", action="store_true", help="news in brief instead of articles of 2 and 8 KB")
    parser.add_argument("--preset", default="desk", help="the rules: core, desk or full")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCALE_TMP")) as name:
        folder = Path(name)
        file = folder / "a.jsonl"
        size = make(file, options.articles, short=options.short)
        print(f"{options.articles} articles, {size:.0f} MB of text, {os.cpu_count()} processors", flush=True)
        words = [
            PYTHON,
            "-m",
            "zhlint",
            "archive",
            str(file),
            "--no-config",
            "--preset",
            options.preset,
            "--piece",
            PIECE,
        ]
        for part in options.parts:
            {"killed": killed, "repeats": repeats}[part](folder, words, size)


if __name__ == "__main__":
    main()
