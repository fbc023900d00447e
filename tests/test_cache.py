"""The cache folder: private, whole files only, and emptied of what nobody asks for any more."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from zhlint.cache import cache_folder, keep, kept, kept_apart, sweep

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def age(name: str, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(cache_folder() / name, (then, then))


def test_what_was_kept_comes_back_and_nothing_lies_beside_it() -> None:
    keep("a", b"one")
    keep("a", b"two")
    assert kept("a") == b"two"
    assert bytes(kept_apart("a")) == b"two"
    assert {path.name for path in cache_folder().iterdir()} == {"a", "swept"}


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_nobody_else_may_read_it() -> None:
    keep("a", b"one")
    assert cache_folder().stat().st_mode & 0o777 == 0o700
    assert (cache_folder() / "a").stat().st_mode & 0o777 == 0o600


def test_what_a_former_version_left_goes_after_a_month_and_what_is_used_stays() -> None:
    for name in ("left", "used", "mapped", "recent"):
        keep(name, name.encode())
        age(name, 29 if name == "recent" else 31)
    assert kept("used")
    assert kept_apart("mapped")
    age("swept", 2)
    keep("new", b"new")
    assert {path.name for path in cache_folder().iterdir()} == {"used", "mapped", "recent", "new", "swept"}


def test_it_is_swept_once_a_day() -> None:
    keep("left", b"left")
    age("left", 31)
    keep("new", b"new")
    assert (cache_folder() / "left").exists()


def test_the_oldest_go_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.cache._MOST", 10)
    for name, days in (("old", 3), ("middle", 2), ("young", 1)):
        keep(name, b"12345")
        age(name, days)
    sweep()
    assert not (cache_folder() / "old").exists()
    assert kept("middle") == kept("young") == b"12345"
