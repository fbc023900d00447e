"""A mapping stored in shelves on disk gives back exactly what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.lexicon import shelves as shelves_of
from zhlint.lexicon.shelves import Shelves, Source, load_shelves, pack, unpack
from zhlint.lexicon.vocabulary import pack_frequencies, unpack_frequencies
from zhlint.storage.cache import sealed
from zhlint.storage.cache_folder import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHELVES = st.dictionaries(st.characters(codec="utf-8"), st.binary(min_size=1), min_size=1)
WORDS = st.dictionaries(
    st.text(st.characters(codec="utf-8", exclude_characters="\n")), st.integers(0, 2**32 - 1), min_size=1
)
#: Shelves of winds, made of one table and of a dictionary whose mark is `d`.
WINDS = Source("winds", ("zones.tsv",), lambda: "d")
PACKED = pack(1, {"东": b"east"})


def read(head: bytes, content: bytes) -> Shelves | None:
    return unpack(head, memoryview(content))


@given(number=st.integers(0, 2**40), shelves=SHELVES)
def test_shelves_come_back_as_they_were(number: int, shelves: dict[str, bytes]) -> None:
    kept = read(*pack(number, shelves))
    assert kept is not None
    assert kept.number == number
    assert {first: bytes(kept.shelf(first) or b"") for first in shelves} == shelves


@given(shelves=SHELVES, cut=st.integers(1, 40))
def test_a_file_that_was_cut_short_is_none(shelves: dict[str, bytes], cut: int) -> None:
    head, content = pack(1, shelves)
    assert read(head, content[: max(0, len(content) - cut)]) is None


@given(shelves=SHELVES, at=st.integers(0, 2**20), by=st.integers(1, 255))
def test_a_damaged_part_is_built_again_and_the_others_are_as_they_were(
    shelves: dict[str, bytes], at: int, by: int
) -> None:
    head, whole = pack(1, shelves)
    damaged = bytearray(whole)
    damaged[at % len(whole)] ^= by
    kept = read(head, bytes(damaged))
    assert kept is not None
    with pytest.raises(ValueError, match="is damaged"):
        [kept.shelf(first) for first in shelves]
    kept.rebuild = lambda: read(head, whole) or kept
    assert {first: bytes(kept.shelf(first) or b"") for first in shelves} == shelves


@given(words=WORDS)
def test_words_and_their_frequencies_come_back_in_their_order(words: dict[str, int]) -> None:
    assert [*unpack_frequencies(memoryview(pack_frequencies(words))).items()] == [*words.items()]


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
def test_what_is_damaged_in_the_cache_is_kept_whole_again(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in(tmp_path, monkeypatch)
    assert east(load_shelves(WINDS, lambda: PACKED)) == b"east"
    file = cache_folder() / f"{WINDS.name}-d"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert east(load_shelves(WINDS, lambda: PACKED)) == b"east"
    assert file.read_bytes() == whole


def keep_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the cache and the shipped shelves lie in a folder of the test's own."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(shelves_of, "shipped_folder", lambda: folder / "shipped")


def east(shelves: Shelves) -> bytes:
    return bytes(shelves.shelf("东") or b"")


def refuse() -> shelves_of.PackedShelves:
    raise AssertionError("built though it is shipped")


def ship(folder: Path, content: bytes) -> None:
    (folder / "shipped").mkdir()
    (folder / "shipped" / WINDS.name).write_bytes(content)


def test_what_is_shipped_is_neither_built_nor_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_in(tmp_path, monkeypatch)
    ship(tmp_path, b"".join(sealed(WINDS.name, *PACKED)))
    assert east(load_shelves(WINDS, refuse)) == b"east"
    assert not list(cache_folder().glob("winds*"))


@pytest.mark.parametrize(
    "damage",
    [lambda whole: whole[:-3], lambda whole: flipped(whole, 20), lambda whole: flipped(whole, -7), lambda _: b""],
)
def test_what_is_shipped_damaged_is_built(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in(tmp_path, monkeypatch)
    ship(tmp_path, damage(b"".join(sealed(WINDS.name, *PACKED))))
    assert east(load_shelves(WINDS, lambda: PACKED)) == b"east"


def test_shipped_shelves_of_another_table_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_in(tmp_path, monkeypatch)
    ship(tmp_path, b"".join(sealed(WINDS.name, *pack(1, {"东": b"old"}))))
    other = WINDS._replace(tables=("readings.tsv",))
    assert east(load_shelves(other, lambda: PACKED)) == b"east"


def test_the_name_of_shelves_knows_nothing_of_the_environment() -> None:
    assert WINDS.name == Source("winds", ("zones.tsv",), lambda: "another").name
    assert WINDS.name != Source("winds", ("readings.tsv",), lambda: "d").name


def test_what_is_not_there_is_none() -> None:
    kept = read(*PACKED)
    assert kept is not None
    assert kept.shelf("西") is None
    assert kept.shelf("") is None
