"""A mapping stored in shelves on disk gives back exactly what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon.shelves import Shelves, load_shelves, pack, unpack
from zhlint.storage.cache import cache_folder, store

if TYPE_CHECKING:
    from collections.abc import Callable

SHELVES = st.dictionaries(st.characters(codec="utf-8"), st.dictionaries(st.text(), st.integers(0, 2**40)), min_size=1)


def read(head: bytes, content: bytes) -> Shelves | None:
    return unpack(head, memoryview(content))


@given(number=st.integers(0, 2**40), shelves=SHELVES)
def test_shelves_come_back_as_they_were(number: int, shelves: dict[str, dict[str, int]]) -> None:
    kept = read(*pack(number, shelves))
    assert kept is not None
    assert kept.number == number
    assert {first: kept.shelf(first) for first in shelves} == shelves


@given(shelves=SHELVES, cut=st.integers(1, 40))
def test_a_file_that_was_cut_short_is_none(shelves: dict[str, dict[str, int]], cut: int) -> None:
    head, content = pack(1, shelves)
    assert read(head, content[: max(0, len(content) - cut)]) is None


@given(shelves=SHELVES, at=st.integers(0, 2**20), by=st.integers(1, 255))
def test_a_damaged_part_is_built_again_and_the_others_are_as_they_were(
    shelves: dict[str, dict[str, int]], at: int, by: int
) -> None:
    head, whole = pack(1, shelves)
    damaged = bytearray(whole)
    damaged[at % len(whole)] ^= by
    kept = read(head, bytes(damaged))
    assert kept is not None
    with pytest.raises(ValueError, match="is damaged"):
        [kept.shelf(first) for first in shelves]
    kept.rebuild = lambda: read(head, whole) or kept
    assert {first: kept.shelf(first) for first in shelves} == shelves


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-3],
        lambda whole: flipped(whole, 5),
        lambda whole: flipped(whole, 20),
        lambda whole: flipped(whole, -1 % len(whole)),
    ],
)
def test_what_is_damaged_in_the_cache_is_kept_whole_again(damage: Callable[[bytes], bytes]) -> None:
    content = pack(1, {"东": {"东风": 3}})
    store("winds", *content)
    file = cache_folder() / "winds"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert load_shelves("winds", lambda: content).shelf("东") == {"东风": 3}
    assert file.read_bytes() == whole


def test_what_is_not_there_is_none() -> None:
    kept = read(*pack(1, {"东": {"东风": 3}}))
    assert kept is not None
    assert kept.shelf("西") is None
    assert kept.shelf("") is None
