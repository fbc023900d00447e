"""An archive checked by `zhlint archive`: its inputs, tables, sums, and runs that were stopped."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from needs import linux

import zhlint
from zhlint import ConfigError
from zhlint.archive.lint import lint_records
from zhlint.archive.pieces import pieces
from zhlint.archive.reading import records
from zhlint.archive.records import Columns, iso_date
from zhlint.archive.run import Options, run
from zhlint.archive.tables import COLUMNS
from zhlint.archive.tally import rate_in_words
from zhlint.cli.commands.archive import progress_line
from zhlint.learning.files import Unread, sources
from zhlint.learning.packed_files import DAMAGE, unpacked_stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom

BAD = f"{PROSE}大家都来了,会议开始。"


def articles(count: int = 12) -> list[dict[str, Any]]:
    """Articles, of which every third has a slip."""
    return [
        {
            "id": f"a{number}",
            "date": f"2024-{number % 3 + 1:02}-05",
            "page": f"0{number % 2 + 1}版",
            "text": f"第{number}件事。{BAD if number % 3 == 0 else PROSE}",
        }
        for number in range(count)
    ]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def table(out: Path, name: str) -> list[dict[str, Any]]:
    files = sorted(out.glob(f"{name}/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]


def everything(out: Path) -> dict[str, Any]:
    """The content of all tables, and the sums."""
    whole = {name: sorted(map(repr, table(out, name))) for name in COLUMNS}
    return whole | {"summary": json.loads((out / "summary.json").read_bytes())}


def checked(paths: list[str], out: str = "out", **options: Any) -> Path:
    run(paths, Path(out), zhlint.Config(), Options(jobs=1, **options))
    return Path(out)


def parquet(content: bytes) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    stream = io.BytesIO()
    table = pa.Table.from_pylist([json.loads(line) for line in content.splitlines()])
    parquet.write_table(table, stream, row_group_size=5)
    return stream.getvalue()


def zstd(content: bytes) -> bytes:
    import zstandard

    return zstandard.compress(content)


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".jsonl", bytes), (".jsonl.gz", gzip.compress), (".ndjson.xz", lzma.compress), (".jsonl.zst", zstd), (".parquet", parquet)],
)  # fmt: skip
def test_every_form_of_an_archive_gives_the_same_findings(
    newsroom: Newsroom, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    newsroom.write(f"a{suffix}", pack(lines(articles())))
    out = checked([f"a{suffix}"])
    found = table(out, "findings")
    assert [(row["id"], row["record"], row["date"], row["place"], row["code"]) for row in found] == [
        (f"a{number}", number + 1, f"2024-{number % 3 + 1:02}-05", f"0{number % 2 + 1}版", "PUN001")
        for number in (0, 3, 6, 9)
    ]
    assert {row["text"] for row in found} == {","}
    assert found[0]["before"].endswith("大家都来了")
    assert found[0]["edits"][0]["text"] == "，"
    assert len(table(out, "articles")) == 12


def test_a_folder_of_drafts_is_an_archive(newsroom: Newsroom) -> None:
    newsroom.write("往期/2024-05-01/01版/要闻/甲.txt", BAD)
    newsroom.write("往期/乙.md", f"---\ndate: 2024-06-02\npage: 3\n---\n\n{BAD}")
    newsroom.write("往期/丙.txt.gz", gzip.compress(BAD.encode("gb18030")))
    newsroom.write("往期/坏.txt", b"\xff\xff\x00")
    out = checked(["往期"])
    kept = {row["id"]: (row["date"], row["place"]) for row in table(out, "findings")}
    assert kept == {
        "往期/2024-05-01/01版/要闻/甲.txt": ("2024-05-01", "01版 要闻"),
        "往期/乙.md": ("2024-06-02", "3"),
        "往期/丙.txt.gz": ("", ""),
    }
    assert [row["id"] for row in table(out, "errors")] == ["往期/坏.txt"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "不是 JSON"),
        (b"[1]", "不是一个对象"),
        (b'{"text": 3}', "正文不是文字，是 int"),
        (b'{"headline": "x"}', "没有列"),
        (b'{"text": ""}', "正文是空的"),
        (b'{"text": "\\ud800"}', "代理字符"),
        (b'{"text": "\xff\xff"}', "编码无法识别"),
        (b"[" * 100_000, "不是 JSON"),
        (b'{"text": "' + "好".encode() * 1500 + b'"}', "没有读"),
    ],
)
def test_a_bad_record_is_a_row_and_not_the_end(newsroom: Newsroom, line: bytes, message: str) -> None:
    newsroom.write("a.jsonl", lines(articles(1)) + line + b"\n" + lines(articles(1)))
    run(["a.jsonl"], Path("out"), zhlint.Config(max_size=2048), Options(jobs=1))
    (error,) = table(Path("out"), "errors")
    assert (error["record"], error["source"]) == (2, "a.jsonl")
    assert message in error["message"] or "这一行超过" in error["message"]
    assert [row["record"] for row in table(Path("out"), "findings")] == [1, 3]


@pytest.mark.parametrize(("size", "limit"), [(10, 10**6), (300, 10**6), (10**6, 10**6), (300, 400)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pieces_part_lines_and_lose_none(
    newsroom: Newsroom, size: int, limit: int, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhlint.archive.pieces._BLOCK", 64)
    texts = [f"{number}：{'好' * (number * 37 % 200)}。" for number in range(40)]
    newsroom.write(
        "a.jsonl.gz" if pack is gzip.compress else "a.jsonl", pack(lines([{"text": text} for text in texts])[:-1])
    )
    (source,), _, _ = sources(["."], Path("out"))
    unread: list[Unread] = []
    parts = list(pieces([source], "", unread, lines=False, limit=limit, size=size))
    assert unread == []
    assert len({part.name for part in parts}) == len(parts)
    assert sum(part.size for part in parts) == source.size
    read = [record for part in parts for record in records(part, Columns(), "auto", limit)]
    assert [record.number for record in read] == list(range(1, 41))
    assert [record.text for record in read if not record.problem] == [
        text for text in texts if len(f'{{"text": "{text}"}}\n'.encode()) <= limit
    ]


def test_a_second_run_does_nothing_and_says_so(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines(articles()))
    first = newsroom.zhlint("archive", "a.jsonl", "--out", "out", "--jobs", "1", "--no-config")
    before = everything(Path("out"))
    again = newsroom.zhlint("archive", "a.jsonl", "--out", "out", "--jobs", "1", "--no-config")
    assert "查了 12 篇" in first.out
    assert "PUN001 4" in first.out
    assert "差错率（逐篇估算，只计分值已核实的）：无法估算" in first.out
    assert "以前做完的 1 份没有重做" in again.out
    assert everything(Path("out")) == before


def test_only_what_changed_is_done_again_and_the_old_result_is_gone(newsroom: Newsroom) -> None:
    newsroom.write("in/a.jsonl", lines(articles()))
    newsroom.write("in/b.jsonl", lines(articles(3)))
    checked(["in"])
    newsroom.write("in/b.jsonl", lines(articles(6)))
    summary = run(["in"], Path("out"), zhlint.Config(), Options(jobs=1))
    assert (summary.new, summary.old) == (1, 1)
    assert len(table(Path("out"), "articles")) == 18
    assert summary.sums["articles"] == 18


def test_results_of_other_inputs_are_not_thrown_away_by_mistake(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines(articles(1)))
    newsroom.write("b.jsonl", lines(articles(1)))
    checked(["a.jsonl"])
    with pytest.raises(ConfigError, match=r"a\.jsonl.*--forget"):
        checked(["b.jsonl"])
    assert {row["source"] for row in table(checked(["b.jsonl"], forget=True), "articles")} == {"b.jsonl"}


def test_a_damaged_file_is_named_and_the_others_are_done(newsroom: Newsroom) -> None:
    newsroom.write("in/a.jsonl", lines(articles(1)))
    newsroom.write("in/b.jsonl.gz", gzip.compress(lines(articles(50)))[:-20])
    newsroom.write("in/c.parquet", b"PAR1 no")
    done = newsroom.zhlint("archive", "in", "--out", "out", "--jobs", "1")
    assert done.code == 2
    assert "in/b.jsonl.gz：压缩文件坏了" in done.err
    assert "in/c.parquet：不是完好的 Parquet" in done.err
    assert {row["source"] for row in table(Path("out"), "articles")} == {"in/a.jsonl", "in/b.jsonl.gz"}


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zstd])
@pytest.mark.parametrize("left", [0.5, 0.99])
def test_a_packed_file_that_was_cut_off_is_never_taken_for_whole(pack: Callable[[bytes], bytes], left: float) -> None:
    content = b"".join(b"%d %d\n" % (number, number * number % 9973) for number in range(20_000))
    suffix = {gzip.compress: ".gz", lzma.compress: ".xz"}.get(pack, ".zst")
    packed = pack(content)
    assert unpacked_stream(io.BytesIO(packed + packed), f"a{suffix}").read() == content * 2
    with pytest.raises(DAMAGE):
        unpacked_stream(io.BytesIO(packed[: int(left * len(packed))]), f"a{suffix}").read()


def test_a_parquet_file_that_is_damaged_inside_is_named(newsroom: Newsroom) -> None:
    content = bytearray(parquet(lines(articles(40))))
    content[4:400] = bytes(byte ^ 0x5A for byte in content[4:400])
    newsroom.write("a.parquet", bytes(content))
    done = newsroom.zhlint("archive", "a.parquet", "--out", "out", "--jobs", "1")
    assert done.code == 2
    assert "a.parquet：Parquet 坏了，没有读完" in done.err
    assert 0 < len(table(Path("out"), "articles")) < 40


@pytest.mark.parametrize("harm", ["cut", "empty", "list", "gone", "short"])
def test_a_piece_whose_files_are_not_whole_is_done_again(newsroom: Newsroom, harm: str) -> None:
    newsroom.write("a.jsonl", lines(articles(300)))
    out = checked(["a.jsonl"], piece=2**14)
    before = everything(out)
    done, found = (next(iter(sorted(out.glob(f"{name}/*")))) for name in ("done", "findings"))
    if harm == "gone":
        found.unlink()
    elif harm == "short":
        found.write_bytes(found.read_bytes()[:-40])
    else:
        done.write_text(
            {"cut": done.read_text(encoding="utf-8")[:-9], "empty": "", "list": "[1]"}[harm], encoding="utf-8"
        )
    assert everything(checked(["a.jsonl"], piece=2**14)) == before


def test_parquet_holds_what_json_lines_hold(newsroom: Newsroom) -> None:
    from pyarrow import parquet

    newsroom.write("a.jsonl", lines(articles()) + b"{\n")
    checked(["a.jsonl"])
    out = checked(["a.jsonl"], parquet=True)
    for name in COLUMNS:
        (file,) = out.glob(f"{name}/*.parquet")
        assert parquet.read_table(file).to_pylist() == table(out, name)


def test_the_sums_are_those_of_the_rows(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines(articles(300)))
    sums = json.loads((checked(["a.jsonl"], piece=2**14) / "summary.json").read_bytes())
    out = Path("out")
    assert len(list(out.glob("done/*"))) > 1
    assert sums["rules"] == {"PUN001": len(table(out, "findings"))} == {"PUN001": 100}
    assert sums["articles"] == len(table(out, "articles")) == 300
    assert sums["months"]["2024-01"][0] == 100
    assert sums["places"]["01版"][2] == sum(row["place"] == "01版" for row in table(out, "findings"))
    assert sums["chars"] == sum(row["chars"] for row in table(out, "articles"))
    weight = sum(row["weight"] for row in table(out, "articles"))
    assert sums["rate"] == pytest.approx(weight * 10_000 / sums["chars"], abs=1e-4)


@pytest.mark.parametrize("words", [("--text", "body2", "--id", "no", "--date-column", "day", "--place", "col")])
def test_columns_are_named(newsroom: Newsroom, words: tuple[str, ...]) -> None:
    row = {"text": "别的", "body2": BAD, "no": 7, "day": 20240501, "col": "副刊"}
    newsroom.write("a.jsonl", lines([row]))
    newsroom.zhlint("archive", "a.jsonl", "--out", "out", "--jobs", "1", *words)
    (found,) = table(Path("out"), "findings")
    assert (found["id"], found["date"], found["place"]) == ("7", "2024-05-01", "副刊")


def test_an_archive_of_which_nothing_was_read_is_a_failure(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", "不是记录\n")
    ran = newsroom.zhlint("archive", "a.jsonl", "--out", "out", "--jobs", "1")
    assert ran.code == 2
    assert "无法估算（没有读成的字）" in ran.out
    assert "读不成的记录 1 条" in ran.out


@pytest.mark.parametrize(
    ("found", "weight", "words"),
    [(0, 0.0, "万分之0"), (3, 0.0, "无法估算（分值都未核实）"), (3, 1.5, "万分之7.5")],
)
def test_a_rate_of_nothing_counted_is_not_told(found: int, weight: float, words: str) -> None:
    assert rate_in_words(2000, found, weight) == words


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2024-5-1", "2024-05-01"), (20240501, "2024-05-01"), ("2024年5月1日 08:00", "2024-05-01"),
        ("2024/05", "2024-05"), ("2024-05-01T08:00:00Z", "2024-05-01"), ("去年", "去年"), (1683000000, "1683000000"),
        (None, ""), ("2026-11-03", "2026-11-03"), ("2026年12月31日", "2026-12-31"), ("20261110", "2026-11-10"), ("2026-13", "2026-13"),
    ],
)  # fmt: skip
def test_dates_are_read(value: object, date: str) -> None:
    assert iso_date(value) == date


def test_the_function_takes_records_and_gives_rows() -> None:
    rows = list(lint_records([{"text": BAD, "id": 1}, {"text": None}, "no"], source="流"))  # type: ignore[list-item]
    assert [row.table for row in rows] == ["articles", "findings", "errors", "errors"]
    assert [row.values["record"] for row in rows] == [1, 1, 2, 3]
    assert set(rows[0].values) == set(COLUMNS["articles"])
    assert set(rows[1].values) == set(COLUMNS["findings"])
    assert set(rows[2].values) == set(COLUMNS["errors"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("archive",), "没有写要查的"),
        (("archive", "a.jsonl"), "没有写 --out"),
        (("archive", "无.jsonl", "--out", "out"), "没有“无.jsonl”"),
        (("archive", "a.jsonl", "--out", "a.jsonl"), "是文件"),
        (("archive", "空", "--out", "out"), "没有可查的"),
        (("archive", "a.jsonl", "--out", "out", "--piece", "1KiB"), "最小 64KiB"),
        (("archive", "a.jsonl", "--out", "out", "--scheduler", "tcp://x:1"), "--engine dask"),
    ],
)
def test_what_cannot_be_meant_is_said(newsroom: Newsroom, words: tuple[str, ...], message: str) -> None:
    newsroom.write("a.jsonl", lines(articles(1)))
    newsroom.write("空/图.png", b"x")
    done = newsroom.zhlint(*words)
    assert (done.code, message in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("name", "words"),
    [("pyarrow", ("--parquet",)), ("distributed", ("--engine", "dask")), ("zstandard", ())],
)
def test_a_missing_library_is_said_with_the_command_that_installs_it(
    newsroom: Newsroom, name: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.jsonl.zst", zstd(lines(articles(1))))
    monkeypatch.setitem(sys.modules, name, None)
    done = newsroom.zhlint("archive", "a.jsonl.zst", "--out", "out", "--jobs", "1", *words)
    assert done.code == 2
    assert "pip install 'zhlint-press[" in done.err


def test_the_progress_has_a_rate_and_the_time_left() -> None:
    from zhlint.archive.run import Progress

    line = progress_line(Progress(600, 1000, 100, 50, 10_000_000, 10.0))
    assert line == "已查 60% · 这次 50 篇 · 5 篇/秒 · 1.0 MB/s · 约剩 8 秒"


@linux
def test_a_run_that_is_killed_goes_on_and_ends_with_the_same(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines(articles(600)))
    whole = everything(checked(["a.jsonl"], "whole", piece=2**16))
    words = ["archive", "a.jsonl", "--out", "out", "--piece", "64KiB", "--jobs", "2", "--no-config"]
    process = subprocess.Popen([sys.executable, "-m", "zhlint", *words], start_new_session=True)
    while not list(Path("out").glob("done/*.json")) and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert len(list(Path("out").glob("done/*.json"))) < len(list(Path("whole").glob("done/*.json")))
    checked(["a.jsonl"], piece=2**16)
    assert everything(Path("out")) == whole
    assert not list(Path("out").glob("*/*.new"))
