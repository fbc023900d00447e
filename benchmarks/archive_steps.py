"""Processor seconds a MB of text of each step over an archive: `python benchmarks/archive_steps.py [ARTICLES]`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from archive_scale import make

import zhlint
from zhlint.archive.copies import batches, compare, gather
from zhlint.archive.index import build
from zhlint.archive.lint import linter_of, report_on, rows_of
from zhlint.archive.pieces import pieces
from zhlint.archive.prints import Prints
from zhlint.archive.reading import records
from zhlint.archive.records import Columns
from zhlint.archive.tables import COLUMNS, Tables, to_parquet
from zhlint.archive.tally import Tally
from zhlint.archive.work import Settings
from zhlint.learning.files import sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def main(articles: int) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCALE_TMP")) as name:
        folder = Path(name)
        size = make(folder / "a.jsonl", articles)
        print(f"{articles} articles, {size:.1f} MB of text\n\n| step | processor seconds a MB |\n|---|---:|")
        out, config = folder / "out", zhlint.Config()
        out.mkdir()
        linter = linter_of(config)
        linter.lint_text("先读一遍，词典就在内存里了。" * 9)

        def timed(step: str, work: Callable[[], Any]) -> Any:
            begun = process_time()
            result = work()
            print(f"| {step} | {(process_time() - begun) / size:.4f} |", flush=True)
            return result

        (source,), _, _ = sources([str(folder / "a.jsonl")], out)
        parts = timed("cut into pieces", lambda: list(pieces([source], "", [], lines=False, limit=2**26)))
        read = timed("read records", lambda: [one for part in parts for one in records(part, Columns(), "auto", 2**26)])
        reports = timed("check", lambda: [report_on(linter, record) for record in read])
        both = list(zip(read, reports, strict=True))
        rows = timed(
            "make rows, weigh errors", lambda: [row for one, report in both for row in rows_of(linter, one, report)]
        )

        def write() -> None:
            tables, tally = Tables(out, "a"), Tally()
            for row in rows:
                tables.add(row.table, row.values)
                tally.add(row)
            tables.keep()

        timed("write JSON lines, add up", write)
        files = [(out / table / "a.jsonl", table) for table in COLUMNS if (out / table / "a.jsonl").exists()]
        timed("write Parquet", lambda: [to_parquet(file, table) for file, table in files])

        def prints() -> None:
            kept = Prints(out, "a")
            for record, report in both:
                if report and report.document:
                    kept.add(record, report.document)
            kept.keep()

        timed("prints of --repeats", prints)
        timed("index of --repeats", lambda: build(out, ["a"]))
        settings = Settings(out, config, Columns())
        waiting = list(batches(out, ["a"], 100))
        timed("compare candidates", lambda: [compare(piece, settings, 100) for piece in waiting])
        timed("gather copies", lambda: gather(out, [piece.name for piece in waiting]))
        index = (out / "index.duckdb").stat().st_size
        print(
            f"\nindex {index / 1e6 / size:.2f} MB and prints {(out / 'prints/a.parquet').stat().st_size / 1e6 / size:.2f} MB a MB of text"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
