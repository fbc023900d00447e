"""A mapping in parts on the disk gives back what was put in, and never something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.analysis.parts import kept_parts, packed, unpacked
from zhlint.cache import keep, kept

PARTS = st.dictionaries(st.characters(codec="utf-8"), st.dictionaries(st.text(), st.integers(0, 2**40)), min_size=1)


@given(number=st.integers(0, 2**40), parts=PARTS)
def test_parts_come_back_as_they_were(number: int, parts: dict[str, dict[str, int]]) -> None:
    kept = unpacked(memoryview(packed(number, parts)))
    assert kept is not None
    assert kept.number == number
    assert {first: kept.part(first) for first in parts} == parts


@given(parts=PARTS, cut=st.integers(1, 40))
def test_a_file_that_was_cut_short_is_none(parts: dict[str, dict[str, int]], cut: int) -> None:
    content = packed(1, parts)
    assert unpacked(memoryview(content[: max(0, len(content) - cut)])) is None


@given(parts=PARTS, at=st.integers(0, 2**20), by=st.integers(1, 255))
def test_a_damaged_part_is_built_again_and_the_others_are_as_they_were(parts: dict[str, dict[str, int]], at: int, by: int) -> None:
    whole = packed(1, parts)
    start = 8 + int.from_bytes(whole[:8])
    at = start + at % (len(whole) - start)
    damaged = bytearray(whole)
    damaged[at] ^= by
    kept = unpacked(memoryview(bytes(damaged)))
    assert kept is not None
    with pytest.raises(ValueError, match="is damaged"):
        [kept.part(first) for first in parts]
    kept.rebuilt = lambda: unpacked(memoryview(whole)) or kept
    assert {first: kept.part(first) for first in parts} == parts


def test_what_is_damaged_in_the_cache_is_kept_whole_again() -> None:
    whole = packed(1, {"东": {"东风": 3}})
    keep("winds", whole[:-3] + b"???")
    assert kept_parts("winds", lambda: whole).part("东") == {"东风": 3}
    assert kept("winds") == whole


def test_what_is_not_there_is_none() -> None:
    kept = unpacked(memoryview(packed(1, {"东": {"东风": 3}})))
    assert kept is not None
    assert kept.part("西") is None
    assert kept.part("") is None
