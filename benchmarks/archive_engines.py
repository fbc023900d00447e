"""The engines over one archive, in turn: `python benchmarks/archive_engines.py [ARTICLES] [ROUNDS] [ENGINE…]`.

Each round runs every engine that is installed once, the pool first, so that all have the same neighbours on a machine that is not
quiet. Prints for each the wall and processor seconds of a round, both as ratios to the pool's in the same round, the peak memory and
a digest of the findings, which must be one; with the beginnings of names only of these engines and the pool. Before the rounds each runs over 20 articles: what it takes to start. `make test-engines`
makes an environment that has all of them, `build/engines`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from archive_scale import PYTHON, Usage, make, ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

#: Files that the archive is cut into, for engines that read one in each task.
PARTS = 8
RAY = """
import itertools, json, pathlib, sys, ray
from zhlint import lint_records
@ray.remote
def check(lines):
    return [row.values for row in lint_records(map(json.loads, lines)) if row.table == "findings"]
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
lines = itertools.chain.from_iterable(file.open("rb") for file in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")))
with open(sys.argv[2], "w") as target:
    waiting = []
    while (some := list(itertools.islice(lines, 100))) or waiting:
        if some:
            waiting.append(check.remote(some))
        if len(waiting) >= 6 or not some:
            for row in ray.get(waiting.pop(0)):
                target.write(json.dumps(row, ensure_ascii=False) + "\\n")
ray.shutdown()
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
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.execution.arrow.maxRecordsPerBatch", "100").getOrCreate()
spark.read.json(sys.argv[1]).repartition(8).mapInArrow(check, "id string, code string, start long, end long").write.json(sys.argv[2])
spark.stop()
"""
DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from zhlint.integrations.datatrove import ZhlintStep
if __name__ == "__main__":
    steps = [JsonlReader(sys.argv[1]), ZhlintStep(), JsonlWriter(sys.argv[2], compression=None)]
    LocalPipelineExecutor(steps, tasks=8, workers=2, logging_dir=sys.argv[2] + ".log").run()
"""
JUICER = """
import json, pathlib, sys
from data_juicer.core.data import NestedDataset
from zhlint.integrations.data_juicer import ZhlintMapper
if __name__ == "__main__":
    lines = [json.loads(line) for file in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl")) for line in file.open("rb")]
    done = NestedDataset.from_list(lines).process([ZhlintMapper(num_proc=2)], open_monitor=False)
    with open(sys.argv[2], "w") as target:
        for sample in done:
            for line in sample["zhlint"].splitlines():
                target.write(json.dumps({**json.loads(line), "id": sample["id"]}) + "\\n")
"""


class Engine(NamedTuple):
    """An engine: the module it needs, its command for a source and a target, and the rows it left there."""

    name: str
    needs: str
    command: Callable[[Path, Path], list[str]]
    rows: Callable[[Path], Iterable[dict[str, Any]]]


def lines_below(out: Path) -> Iterable[dict[str, Any]]:
    """Yields the rows of all files of JSON lines below a folder, or of one file."""
    files = [out] if out.is_file() else sorted(out.rglob("[!.]*.json*"))
    return (json.loads(line) for file in files for line in file.read_bytes().splitlines())


def archive(*words: str) -> Callable[[Path, Path], list[str]]:
    """The command `zhlint archive` with some words."""
    head = [PYTHON, "-m", "zhlint", "archive", "--no-config", "--piece", "512KiB", *words]
    return lambda source, out: [*head, str(source), "--out", str(out)]


def script(text: str) -> Callable[[Path, Path], list[str]]:
    """The command that runs a script from a file, which processes that are spawned can find."""

    def command(source: Path, out: Path) -> list[str]:
        file = out.with_suffix(".py")
        file.write_text(text, encoding="utf-8")
        return [PYTHON, str(file), str(source), str(out)]

    return command


def of_pieces(out: Path) -> Iterable[dict[str, Any]]:
    return lines_below(out / "findings")


def of_documents(out: Path) -> Iterable[dict[str, Any]]:
    return (row for document in lines_below(out) for row in document["metadata"]["zhlint"])


ENGINES = (
    Engine("pool of 2", "zhlint", archive("--jobs", "2"), of_pieces),
    Engine("Dask, 2 workers", "distributed", archive("--jobs", "2", "--engine", "dask"), of_pieces),
    Engine("datatrove, 2 workers", "datatrove", script(DATATROVE), of_documents),
    Engine("data-juicer, 2 processes", "data_juicer", script(JUICER), lines_below),
    Engine("Ray, 2 processors", "ray", script(RAY), lines_below),
    Engine("Spark, local[2]", "pyspark", script(SPARK), lines_below),
)


def digest(rows: Iterable[dict[str, Any]]) -> str:
    """The number and the digest of findings, whatever their order."""
    keys = sorted(f"{row['id']} {row['code']} {row['start']} {row['end']}" for row in rows)
    return f"{len(keys)} {sha256(chr(10).join(keys).encode()).hexdigest()[:8]}"


def measured(engine: Engine, source: Path, out: Path) -> tuple[Usage, str]:
    """What one run takes, and the digest of its findings."""
    usage = ran(engine.command(source, out))
    found = digest(engine.rows(out))
    shutil.rmtree(out) if out.is_dir() else out.unlink()
    return usage, found


def cut(folder: Path, articles: int) -> tuple[Path, float]:
    """A folder with an archive in some files, and its MB."""
    file = folder.with_suffix(".jsonl")
    size = make(file, articles)
    folder.mkdir()
    lines = file.read_bytes().splitlines(keepends=True)
    for number in range(PARTS):
        (folder / f"{number}.jsonl").write_bytes(b"".join(lines[number::PARTS]))
    return folder, size


def main(articles: int = 2_000, rounds: int = 3, *only: str) -> None:
    wanted = [ENGINES[0], *(one for one in ENGINES[1:] if not only or one.name.startswith(only))]
    engines = [engine for engine in wanted if find_spec(engine.needs)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, _ = cut(folder / "small", 20)
        source, size = cut(folder / "archive", articles)
        print(f"{articles} articles, {size:.1f} MB of text; {rounds} rounds", flush=True)
        starts, runs, found = {}, {engine.name: [] for engine in engines}, {}
        for engine in engines:
            starts[engine.name] = measured(engine, small, folder / "start")[0]
            print(f"  start of {engine.name}: {starts[engine.name]}", flush=True)
        for number in range(rounds):
            for engine in engines:
                usage, findings = measured(engine, source, folder / f"run{number}")
                runs[engine.name].append(usage)
                found.setdefault(engine.name, set()).add(findings)
                print(f"  {engine.name}: {usage} {findings}", flush=True)
    show(engines, starts, runs, found)


def show(
    engines: list[Engine], starts: dict[str, Usage], runs: dict[str, list[Usage]], found: dict[str, set[str]]
) -> None:
    """Prints the table. Ratios are medians over the rounds; `beyond the start` is without what 20 articles take."""
    print(
        "\n| engine | wall s | of the pool | processor s | of the pool | beyond the start | start, processor s | peak MB | findings |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|")
    pool, first = runs[engines[0].name], starts[engines[0].name].processor
    for engine in engines:
        own, start = runs[engine.name], starts[engine.name].processor
        pairs = list(zip(own, pool, strict=True))
        ratios = (
            median(one.wall / other.wall for one, other in pairs),
            median(one.processor / other.processor for one, other in pairs),
            median((one.processor - start) / (other.processor - first) for one, other in pairs),
        )
        print(
            f"| {engine.name} | {median(one.wall for one in own):.0f} | {ratios[0]:.2f} | {median(one.processor for one in own):.0f} | "
            f"{ratios[1]:.2f} | {ratios[2]:.2f} | {start:.1f} | {max(one.peak for one in own) / 1e6:.0f} | {', '.join(sorted(found[engine.name]))} |"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:])
