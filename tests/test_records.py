"""Records that are quickly made are like those of the standard library."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from zhlint.records import NamedTuple, Record, Value

if TYPE_CHECKING:
    from collections.abc import Callable


class Point(NamedTuple):
    """A place."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        return self.x + self.y


class Range(NamedTuple):
    first: int
    last: int = 9


class Box(Record):
    size: int
    kept: list[int] = field(default_factory=list)


class Note(Value):
    text: str
    mark: str = "!"
    hidden: Any = field(default=None, compare=False, repr=False)


def test_a_named_tuple_is_one() -> None:
    point = Point(1)
    assert (point, point.sum, point._replace(y=5)) == ((1, 2), 3, Point(1, 5))
    assert (Point._fields, Point.__doc__, Point.__module__, repr(point)) == (
        ("x", "y"),
        "A place.",
        __name__,
        "Point(x=1, y=2)",
    )
    assert (Point(y=3, x=1), point._asdict(), vars(Point)["__match_args__"]) == ((1, 3), {"x": 1, "y": 2}, ("x", "y"))
    copied = pickle.loads(pickle.dumps(point))
    assert (copied, type(copied), hasattr(copied, "__dict__")) == (point, Point, False)


def test_named_tuples_of_one_length_have_nothing_in_common() -> None:
    assert (Range(3, last=4).last, Point(3, 4).y) == (4, 4)
    assert not hasattr(Range(3), "y")
    with pytest.raises(TypeError):
        Range(3, y=4)  # type: ignore[call-arg]


@pytest.mark.parametrize("make", [Point, lambda: Point(1, 2, 3), lambda: Point(1, z=3), lambda: Point(1)._replace(z=3)])  # type: ignore[call-arg]
def test_a_named_tuple_refuses_what_is_missing_or_too_much(make: Callable[[], Point]) -> None:
    with pytest.raises((TypeError, ValueError)):
        make()


def test_a_record_is_itself_alone_and_frozen() -> None:
    box = Box(3)
    assert (box.size, box.kept, box == Box(3)) == (3, [], False)
    assert Box(3).kept is not box.kept
    with pytest.raises(FrozenInstanceError):
        box.size = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del box.size


def test_a_value_is_equal_to_its_like() -> None:
    note = Note("甲", hidden=1)
    assert note == Note("甲", "!", 2)
    assert hash(note) == hash(Note("甲"))
    assert note != Note("乙")
    assert repr(note) == "Note(text='甲', mark='!')"
    assert replace(note, text="乙") == Note("乙")
    assert pickle.loads(pickle.dumps(note)) == note


@pytest.mark.parametrize(
    ("values", "given"), [((), {}), ((1, [], 2), {}), ((1,), {"color": 2}), ((), {"kept": [], "color": 1})]
)
def test_what_is_missing_or_too_much_is_refused(values: tuple[Any, ...], given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Box(*values, **given)
