"""Records behave as frozen dataclasses do."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, field, replace
from inspect import signature

import pytest

from zhlint.record import Record, ValueRecord, record


@record
class Spot(ValueRecord):
    at: int
    word: str = "中"
    notes: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False, repr=False)


@record
class Thing(Record):
    name: str


def test_values_come_by_place_by_name_or_by_default() -> None:
    spot = Spot(3, notes=["甲"])
    assert (spot.at, spot.word, spot.notes, spot.seen) == (3, "中", ["甲"], 0)
    assert Spot(1).notes is not Spot(1).notes


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1,), {"at": 2}), ((1,), {"place": 2}), ((1, "中", [], 0, 5), {})]
)
def test_values_that_do_not_fit_are_refused(values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Spot"):
        Spot(*values, **named)  # type: ignore[arg-type]


def test_nothing_is_changed_afterwards() -> None:
    spot = Spot(3)
    with pytest.raises(FrozenInstanceError):
        spot.at = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del spot.at
    assert replace(spot, at=4) == Spot(4)
    assert asdict(spot) == {"at": 3, "word": "中", "notes": [], "seen": 0}


def test_the_fields_are_what_help_shows() -> None:
    assert str(signature(Thing)) == "(name: 'str')"
    assert list(signature(Spot).parameters) == ["at", "word", "notes", "seen"]


def test_records_of_values_are_equal_by_what_is_compared() -> None:
    assert Spot(3, seen=1) == Spot(3, seen=2) != Spot(4)
    assert pickle.loads(pickle.dumps(Spot(3))) == Spot(3)
    assert repr(Spot(3)) == "Spot(at=3, word='中', notes=[])"
    assert Thing("甲") != Thing("甲")
    assert len({Thing("甲"), Thing("甲")}) == 2
