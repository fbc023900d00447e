"""An archive checked whole, killed twice and resumed, and by other engines: `python benchmarks/archive_scale.py [ARTICLES] [PART…]`.

Prints what docs/scale.md has: seconds of processors by step and MB of text, peak memory, the engines' table. Parts are `killed`,
`repeats` and `engines`; engines that are not installed are left out. Articles are invented (`drafts.py`), some of 2 and some of 8 KB;
with `--short`, news in brief of 0.4 to 1.2 KB. `SCALE_PIECE` is the size of a piece, `SCALE_TMP` the folder for all files.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from drafts import draft

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


def tree_memory(process: int) -> int:
    """The memory of a process and its descendants in bytes, shared pages counted for each by its part."""
    total, queue = 0, [process]
    while queue:
        one = queue.pop()
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        queue += map(int, children)
        total += next(int(line.split()[1]) for line in rollup.split("\n") if line.startswith("Pss:")) * 1024
    return total


def ran(words: list[str], kill_at: int | None = None, out: Path | None = None) -> tuple[float, float, int]:
    """Wall seconds, processor seconds and peak memory of a command.

    It is killed with all its processes once `out` has so many pieces.
    """
    before, begun, peak = getrusage(RUSAGE_CHILDREN), time.monotonic(), 0
    process = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        if kill_at is not None and out and len(list(out.glob("done/*.json"))) >= kill_at:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.25)
    after = getrusage(RUSAGE_CHILDREN)
    if kill_at is None and process.returncode:
        raise SystemExit(f"{words} ended with {process.returncode}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, processor, peak


def digest(out: Path) -> str:
    whole = sha256()
    for table in TABLES:
        for file in sorted(out.glob(f"{table}/*.json*")):
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()[:16]


def findings(rows: Any) -> str:
    """The digest of findings, whatever their order."""
    keys = sorted(f"{row['id']} {row['code']} {row['start']} {row['end']}" for row in rows)
    return f"{len(keys)} {sha256(chr(10).join(keys).encode()).hexdigest()[:8]}"


def of_folder(folder: Path) -> str:
    return findings(json.loads(line) for file in folder.rglob("*.jsonl") for line in file.open("rb"))


RAY = """
import itertools, json, sys, ray
from zhlint import lint_records
@ray.remote
def check(lines):
    return [row.values for row in lint_records(map(json.loads, lines)) if row.table == "findings"]
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
with open(sys.argv[1], "rb") as source, open(sys.argv[2], "w") as target:
    waiting = []
    while True:
        lines = list(itertools.islice(source, 1000))
        if lines:
            waiting.append(check.remote(lines))
        if not waiting:
            break
        if len(waiting) >= 6 or not lines:
            for row in ray.get(waiting.pop(0)):
                target.write(json.dumps(row, ensure_ascii=False) + "\\n")
"""
SPARK = """
import os, sys
os.environ["PYSPARK_PYTHON"] = sys.executable
import pyarrow as pa
from pyspark.sql import SparkSession
def check(batches):
    from zhlint import lint_records
    names = ["id", "code", "start", "end"]
    for batch in batches:
        rows = [{name: row.values[name] for name in names} for row in lint_records(batch.to_pylist()) if row.table == "findings"]
        yield pa.RecordBatch.from_pylist(rows, pa.schema([("id", pa.string()), ("code", pa.string()), ("start", pa.int64()), ("end", pa.int64())]))
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.execution.arrow.maxRecordsPerBatch", "500").getOrCreate()
spark.read.json(sys.argv[1]).repartition(32).mapInArrow(check, "id string, code string, start long, end long").write.json(sys.argv[2])
"""
DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from zhlint.integrations.datatrove import ZhlintStep
if __name__ == "__main__":
    LocalPipelineExecutor([JsonlReader(sys.argv[1]), ZhlintStep(), JsonlWriter(sys.argv[2], compression=None)], tasks=8, workers=2, logging_dir=sys.argv[2] + ".log").run()
"""


def engines(folder: Path, words: list[str], _size: float) -> None:
    zhlint, file = [*words, "--out"], folder / "a.jsonl"
    print("\n| engine | wall s | processor s | peak MB | findings |\n|---|---:|---:|---:|---|")

    def line(name: str, words: list[str], out: Path, read: Any = of_folder) -> None:
        wall, processor, peak = ran(words)
        print(f"| {name} | {wall:.0f} | {processor:.0f} | {peak / 1e6:.0f} | {read(out)} |", flush=True)

    line("one process", [*zhlint, str(folder / "one"), "--jobs", "1"], folder / "one/findings")
    line("pool of 2", [*zhlint, str(folder / "two"), "--jobs", "2"], folder / "two/findings")
    if importlib.util.find_spec("distributed"):
        words = [*zhlint, str(folder / "dask"), "--jobs", "2", "--engine", "dask"]
        line("Dask, 2 workers", words, folder / "dask/findings")
    if importlib.util.find_spec("datatrove"):
        parts = folder / "parts"
        parts.mkdir()
        for number in range(8):
            (parts / f"{number}.jsonl").write_bytes(b"".join(list(file.open("rb"))[number::8]))
        script = folder / "trove.py"
        script.write_text(DATATROVE)

        def troved(out: Path) -> str:
            documents = (json.loads(line) for one in out.rglob("*.jsonl") for line in one.open("rb"))
            return findings(row for document in documents for row in document["metadata"]["zhlint"])

        line("datatrove, 2 workers", [PYTHON, str(script), str(parts), str(folder / "trove")], folder / "trove", troved)
    if importlib.util.find_spec("ray"):
        (folder / "ray").mkdir()
        line("Ray, 2 processors", [PYTHON, "-c", RAY, str(file), str(folder / "ray/f.jsonl")], folder / "ray")
    if importlib.util.find_spec("pyspark"):

        def sparked(out: Path) -> str:
            return findings(json.loads(line) for one in out.glob("*.json") for line in one.open("rb"))

        line("Spark, local[2]", [PYTHON, "-c", SPARK, str(file), str(folder / "spark")], folder / "spark", sparked)


def killed(folder: Path, words: list[str], size: float) -> None:
    zhlint = [*words, "--jobs", "2", "--out"]
    wall, processor, peak = ran([*zhlint, str(folder / "whole")])
    pieces = len(list((folder / "whole").glob("done/*.json")))
    print(
        f"whole: {wall:.0f} s, {processor / size:.2f} processor seconds a MB, {peak / 1e6:.0f} MB at most, {pieces} pieces",
        flush=True,
    )
    out, spent = folder / "killed", 0.0
    for share in (3, 2):
        seconds, _, peak = ran([*zhlint, str(out)], pieces // share, out)
        spent += seconds
        done = len(list(out.glob("done/*.json")))
        print(f"killed after {seconds:.0f} s with {done} pieces done, {peak / 1e6:.0f} MB at most", flush=True)
    seconds, _, peak = ran([*zhlint, str(out)])
    print(f"resumed: {seconds:.0f} s, {peak / 1e6:.0f} MB at most; {spent + seconds:.0f} s in all")
    sums = json.loads((out / "summary.json").read_bytes())
    print(f"{sums['articles']} articles, {sums['errors']} unread, {sum(sums['rules'].values())} findings")
    print(f"the same files: {digest(out) == digest(folder / 'whole')} ({digest(out)})", flush=True)


def repeats(folder: Path, words: list[str], size: float) -> None:
    wall, processor, peak = ran([*words, "--jobs", "2", "--repeats", "--out", str(folder / "r")])
    index = sum(one.stat().st_size for one in [folder / "r/index.duckdb", *(folder / "r/prints").iterdir()]) / 1e6
    print(
        f"with copies: {wall:.0f} s, {processor / size:.2f} processor seconds a MB, {peak / 1e6:.0f} MB at most, index {index:.0f} MB"
    )
    print(json.loads((folder / "r/summary.json").read_bytes())["repeats"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("parts", nargs="*", default=["killed", "repeats", "engines"])
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
            {"killed": killed, "repeats": repeats, "engines": engines}[part](folder, words, size)


if __name__ == "__main__":
    main()
