"""Engines over one archive: the findings are those of the pool."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from test_archive import articles, everything, lines

import zhlint
from zhlint.archive.run import Options, run

pytestmark = pytest.mark.engines
RECIPES = (Path(__file__).parents[1] / "docs" / "archive.md").read_text(encoding="utf-8")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an archive, and what the pool makes of it."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("a", "b"):
        (Path("in") / f"{name}.jsonl").write_bytes(lines([one | {"id": f"{name}{one['id']}"} for one in articles(300)]))
    run(["in"], Path("pool"), zhlint.Config(), Options(jobs=2, piece=2**14))
    return tmp_path


def keys(rows: Any) -> list[tuple[Any, ...]]:
    return sorted((row["id"], row["code"], row["start"], row["end"]) for row in rows)


def of_folder(folder: str) -> list[tuple[Any, ...]]:
    return keys(
        json.loads(line) for file in Path(folder).rglob("[!.]*.json*") for line in file.read_bytes().splitlines()
    )


def pooled() -> list[tuple[Any, ...]]:
    found = of_folder("pool/findings")
    assert len(found) == 200
    return found


def test_dask_with_a_cluster_of_its_own(archive: Path) -> None:
    pytest.importorskip("distributed")
    run(["in"], Path("dask"), zhlint.Config(), Options(engine="dask", jobs=2, piece=2**14))
    assert everything(archive / "dask") == everything(archive / "pool")


def test_dask_with_a_worker_killed_in_mid_run(archive: Path) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
    ) as cluster:
        with distributed.Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
        killed = []

        def kill() -> None:
            while not list(Path("dask").glob("done/*.json")):
                time.sleep(0.01)
            os.kill(victim, signal.SIGKILL)
            killed.append(len(list(Path("dask").glob("done/*.json"))))

        thread = threading.Thread(target=kill)
        thread.start()
        options = Options(engine="dask", scheduler=cluster.scheduler_address, piece=2**14)
        summary = run(["in"], Path("dask"), zhlint.Config(), options)
        thread.join()
    assert summary.unread == ()
    assert killed[0] < len(list(Path("dask").glob("done/*.json")))
    assert everything(archive / "dask") == everything(archive / "pool")


TROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from zhlint.integrations.datatrove import ZhlintStep

if __name__ == "__main__":
    steps = [JsonlReader("in"), ZhlintStep(), JsonlWriter("trove", compression=None)]
    LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir="log").run()
"""


def test_datatrove_skips_what_is_done(archive: Path) -> None:
    pytest.importorskip("datatrove")
    pytest.importorskip("orjson")
    (archive / "trove.py").write_text(TROVE, encoding="utf-8")
    first = subprocess.run([sys.executable, "trove.py"], capture_output=True, encoding="utf-8", check=True)
    files = {file: file.stat().st_mtime_ns for file in Path("trove").glob("*.jsonl")}
    documents = [json.loads(line) for file in files for line in file.read_bytes().splitlines()]
    assert keys(row for document in documents for row in document["metadata"]["zhlint"]) == pooled()
    again = subprocess.run([sys.executable, "trove.py"], capture_output=True, encoding="utf-8", check=True)
    assert "already been completed" not in first.stdout + first.stderr
    assert "already been completed" in again.stdout + again.stderr
    assert {file: file.stat().st_mtime_ns for file in Path("trove").glob("*.jsonl")} == files


JUICER = """
import json
from data_juicer.core.data import NestedDataset
from zhlint.integrations.data_juicer import ZhlintMapper

lines = [json.loads(line) for name in "ab" for line in open(f"in/{name}.jsonl", "rb")]
done = NestedDataset.from_list(lines).process([ZhlintMapper()])
with open("juicer.jsonl", "w", encoding="utf-8") as out:
    for sample in done:
        for line in sample["zhlint"].splitlines():
            out.write(json.dumps({**json.loads(line), "id": sample["id"]}) + "\\n")
"""


def test_data_juicer(archive: Path) -> None:
    pytest.importorskip("data_juicer")
    done = subprocess.run([sys.executable, "-c", JUICER], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = keys(json.loads(line) for line in (archive / "juicer.jsonl").read_bytes().splitlines())
    assert found == pooled()


@pytest.mark.parametrize("engine", ["ray", "pyspark"])
@pytest.mark.usefixtures("archive")
def test_the_recipes_of_the_documents_run(engine: str) -> None:
    pytest.importorskip(engine)
    recipes = re.findall(r"```python\n(.*?)```", RECIPES, re.DOTALL)
    (recipe,) = (one for one in recipes if f"import {engine}" in one or f"from {engine}" in one)
    done = subprocess.run([sys.executable, "-c", recipe], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert of_folder("findings") == pooled()
