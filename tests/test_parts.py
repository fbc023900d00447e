"""A mapping stored in pieces on the disk gives back exactly what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon.shelves import Parts, kept_parts, packed, unpacked
from zhlint.storage.cache import cache_folder, store

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = st.dictionaries(st.characters(codec="utf-8"), st.dictionaries(st.text(), st.integers(0, 2**40)), min_size=1)


def read(head: bytes, content: bytes) -> Parts | None:
    return unpacked(head, memoryview(content))


@given(number=st.integers(0, 2**40), parts=PARTS)
def test_parts_come_back_as_they_were(number: int, parts: dict[str, dict[str, int]]) -> None:
    kept = read(*packed(number, parts))
    assert kept is not None
    assert kept.number == number
    assert {first: kept.part(first) for first in parts} == parts


@given(parts=PARTS, cut=st.integers(1, 40))
def test_a_file_that_was_cut_short_is_none(parts: dict[str, dict[str, int]], cut: int) -> None:
    head, content = packed(1, parts)
    assert read(head, content[: max(0, len(content) - cut)]) is None


@given(parts=PARTS, at=st.integers(0, 2**20), by=st.integers(1, 255))
def test_a_damaged_part_is_built_again_and_the_others_are_as_they_were(
    parts: dict[str, dict[str, int]], at: int, by: int
) -> None:
    head, whole = packed(1, parts)
    damaged = bytearray(whole)
    damaged[at % len(whole)] ^= by
    kept = read(head, bytes(damaged))
    assert kept is not None
    with pytest.raises(ValueError, match="is damaged"):
        [kept.part(first) for first in parts]
    kept.rebuilt = lambda: read(head, whole) or kept
    assert {first: kept.part(first) for first in parts} == parts


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
    made = packed(1, {"东": {"东风": 3}})
    store("winds", *made)
    file = cache_folder() / "winds"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert kept_parts("winds", lambda: made).part("东") == {"东风": 3}
    assert file.read_bytes() == whole


def test_what_is_not_there_is_none() -> None:
    kept = read(*packed(1, {"东": {"东风": 3}}))
    assert kept is not None
    assert kept.part("西") is None
    assert kept.part("") is None
