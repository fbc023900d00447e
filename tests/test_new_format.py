"""A new format needs a reader and a table entry; every command then reads it."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROSE

import zhlint

PACKAGE = Path(zhlint.__file__).parent
ENTRIES = """\
SUBTITLES: Final = Format("字幕", (".srt",), reader="subtitles", fixable=True, annotatable=True)
PACKED: Final = Format(
    "压缩稿", (".txz",), _begins_with(b"\\x1f\\x8b"), reader="packed", binary=True, line_name="句", annotatable=True
)
"""
#: Numbers and times are left out, so that what is spoken reads on.
SUBTITLES = r"""
import re
from zhlint.reading.plain import Layout, Line, slices

def lay_out(source):
    spans = [found.span() for found in re.finditer(r"(?m)^(?!\d+$|[\d:,]+ --> ).*\n", source)]
    text, runs = slices(source, spans)
    lines = tuple(Line(*found.span(), 0) for found in re.finditer(".+", text))
    return Layout(text, runs, lines)
"""
PACKED = """
import gzip
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.plain import lay_out

def read(content, limit):
    try:
        source = gzip.decompress(content).decode()
    except (OSError, EOFError):
        raise UnreadableError("压缩稿已损坏") from None
    return source, lay_out(source)
"""
DRAFTS = {
    "片头.srt": f"1\n00:00:01,000 --> 00:00:04,000\n{PROSE}\n\n2\n00:00:04,500 --> 00:00:09,000\n代表入场,会议开始。\n".encode(),
    "头条.txz": gzip.compress(f"{PROSE}\n代表入场,会议开始。\n".encode()),
    # Known by its bytes, whatever it is called.
    "二条.txt": gzip.compress(f"{PROSE}\n代表入场,会议开始。\n".encode()),
    "坏了.txz": b"\x1f\x8b" + bytes(20),
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of zhlint with two more readers in the table."""
    folder = tmp_path_factory.mktemp("extended")
    shutil.copytree(PACKAGE, folder / "zhlint", ignore=shutil.ignore_patterns("__pycache__"))
    if not (PACKAGE / "rules").is_dir():
        shutil.copytree(PACKAGE.parent / "rules", folder / "rules")
    reading = folder / "zhlint" / "reading"
    (reading / "subtitles.py").write_text(SUBTITLES, encoding="utf-8")
    (reading / "packed.py").write_text(PACKED, encoding="utf-8")
    table = (reading / "formats.py").read_text(encoding="utf-8")
    before, start, after = table.partition("FORMATS: Final = (\n")
    assert start
    (reading / "formats.py").write_text(f"{before}{ENTRIES}{start}    SUBTITLES, PACKED,\n{after}", encoding="utf-8")
    for name, content in DRAFTS.items():
        (folder / "稿件").mkdir(exist_ok=True)
        (folder / "稿件" / name).write_bytes(content)
    return folder


def zhlint_in(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-m", "zhlint", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")


def test_drafts_in_the_new_formats_are_met_read_and_checked(extended: Path) -> None:
    ran = zhlint_in(extended, "check", "稿件", "--select", "PUN001")
    assert ran.returncode == 2, ran.stderr
    assert "稿件/坏了.txz: 压缩稿已损坏" in ran.stderr
    assert "检查 3 个文稿" in ran.stdout
    for place in ("片头.srt:7:5", "头条.txz:2:5", "二条.txt:2:5"):
        assert f"稿件/{place}: PUN001" in ran.stdout
    assert "先看：稿件/二条.txt 第2句" in ran.stdout


def test_their_drafts_are_compared_and_those_of_text_fixed(extended: Path) -> None:
    assert "比对 3 个文稿" in zhlint_in(extended, "repeats", "稿件", "--config", os.devnull).stdout
    ran = zhlint_in(extended, "fix", "--diff", "稿件", "--select", "PUN001")
    assert [line for line in ran.stdout.splitlines() if line.startswith(("-代", "+代"))] == [
        "-代表入场,会议开始。",
        "+代表入场，会议开始。",
    ]
    assert ran.stdout.count("--- ") == 1


def test_an_empty_folder_names_the_new_formats(extended: Path) -> None:
    (extended / "空").mkdir()
    ran = zhlint_in(extended, "check", "空")
    assert "*.srt、*.txz、*.txt、*.md、*.docx" in ran.stderr
