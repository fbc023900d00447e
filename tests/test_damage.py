"""A damaged cache changes no report, and the next run mends it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Enough drafts for results to be kept; a slip for the tables of near words, a comma for the rest.
DRAFTS = 18
KINDS = {"cards", "confusions", "expressions", "lexis", "program", "reasons", "results", "slips", "words"}


def flipped(contents: list[bytes]) -> list[bytes]:
    """Some flipped bits of each file, most of them near its beginning."""
    damaged = []
    for content in contents:
        changed = bytearray(content)
        for part in (7, 3, 2):
            changed[min(len(changed), 4000) // part] ^= 1 << part
        damaged.append(bytes(changed))
    return damaged


def exchanged(contents: list[bytes]) -> list[bytes]:
    """Each file with the content of another."""
    return [*contents[1:], contents[0]]


def halved(contents: list[bytes]) -> list[bytes]:
    return [content[: len(content) // 2] for content in contents]


def check(folder: Path) -> tuple[int, bytes, bytes]:
    environment = os.environ | {name: str(folder / "cache") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    command = [sys.executable, "-m", "zhlint", "drafts", "--no-config", "--preset", "full", "--format", "json"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "cache").rglob("*-*") if file.is_file())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, bytes, bytes]]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "drafts").mkdir()
    for number in range(DRAFTS):
        text = f"{PROSE}\n\n代表入场,会议开始。\n\n他们按排了座位。这是第{number}稿。\n"
        (folder / "drafts" / f"{number:02}.txt").write_text(text * 30, encoding="utf-8")
    return folder, check(folder)


@pytest.mark.parametrize("damage", [flipped, exchanged, halved])
def test_the_report_is_true_and_the_cache_heals(
    desk: tuple[Path, tuple[int, bytes, bytes]], damage: Callable[[list[bytes]], list[bytes]]
) -> None:
    folder, true = desk
    files = kept(folder)
    assert {file.name.split("-")[0] for file in files} == KINDS
    for file, content in zip(files, damage([file.read_bytes() for file in files]), strict=True):
        file.write_bytes(content)
    spoilt = {file: file.read_bytes() for file in files}
    assert check(folder) == true
    assert [file.name for file in files if file.read_bytes() == spoilt[file]] == []
    assert check(folder) == true
