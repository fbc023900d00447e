"""The cache folder: private, whole files only, and swept."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from needs import linux, posix

from zhlint.storage.cache import load, load_mapped, store
from zhlint.storage.cache_folder import cache_folder, sweep

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
    store("a", b"one")
    store("a", b"two")
    assert load("a") == b"two"
    assert {path.name for path in cache_folder().iterdir()} == {"a", "swept"}


def test_what_is_kept_apart_comes_back_with_its_head() -> None:
    store("a", b"head", b"and the rest")
    found = load_mapped("a")
    assert found is not None
    assert (found[0], bytes(found[1])) == (b"head", b"and the rest")
    assert load_mapped("b") is None


@pytest.mark.parametrize("bit", range(8 * (12 + len(b"content"))))
def test_no_bit_of_a_kept_file_can_turn_unnoticed(bit: int) -> None:
    store("a", b"content")
    file = cache_folder() / "a"
    whole = bytearray(file.read_bytes())
    whole[bit // 8] ^= 1 << bit % 8
    file.write_bytes(whole)
    assert load("a") is None
    assert load_mapped("a") is None
    store("a", b"content")
    assert load("a") == b"content"


@pytest.mark.parametrize("spoilt", [b"", b"con", b"content", bytes(100)])
def test_what_was_cut_or_never_sealed_is_not_given_out(spoilt: bytes) -> None:
    store("a", b"content")
    (cache_folder() / "a").write_bytes(spoilt)
    assert load("a") is None
    assert load_mapped("a") is None


def test_what_was_kept_under_another_name_is_not_given_out() -> None:
    store("a", b"one")
    store("b", b"two")
    (cache_folder() / "a").replace(cache_folder() / "b")
    assert load("b") is None
    assert load_mapped("b") is None


@linux
def test_a_relative_cache_home_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "beside/drafts")
    assert cache_folder() == tmp_path / ".cache" / "zhlint"
    assert not (tmp_path / "beside").exists()


@posix
@pytest.mark.parametrize(("mode", "is_trusted"), [(0o700, True), (0o755, True), (0o775, False), (0o777, False)])
def test_a_folder_that_others_may_write_to_is_not_trusted(mode: int, is_trusted: bool) -> None:
    store("a", b"one")
    cache_folder().chmod(mode)
    assert load("a") == (b"one" if is_trusted else None)
    assert (load_mapped("a") is not None) == is_trusted


@posix
def test_nobody_else_may_read_it() -> None:
    store("a", b"one")
    assert cache_folder().stat().st_mode & 0o777 == 0o700
    assert (cache_folder() / "a").stat().st_mode & 0o777 == 0o600


def test_what_a_former_version_left_goes_after_a_month_and_what_is_used_stays() -> None:
    for name in ("left", "used", "mapped", "recent"):
        store(name, b"", name.encode()) if name == "mapped" else store(name, name.encode())
        age(name, 29 if name == "recent" else 31)
    assert load("used")
    assert load_mapped("mapped")
    age("swept", 2)
    store("new", b"new")
    assert {path.name for path in cache_folder().iterdir()} == {"used", "mapped", "recent", "new", "swept"}


def test_it_is_swept_once_a_day() -> None:
    store("left", b"left")
    age("left", 31)
    store("new", b"new")
    assert (cache_folder() / "left").exists()


def test_the_oldest_go_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.storage.cache_folder._MOST", 40)
    for name, days in (("old", 3), ("middle", 2), ("young", 1)):
        store(name, b"12345")
        age(name, days)
    sweep()
    assert not (cache_folder() / "old").exists()
    assert load("middle") == load("young") == b"12345"
