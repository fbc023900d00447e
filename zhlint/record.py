"""Frozen records whose methods are written once, not generated for each class.

`dataclass(frozen=True)` generates them at every start, which takes half a millisecond and more for each class. Its other functions
(`fields`, `replace`, `asdict`) work on these records too.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field
    from inspect import Signature

Kind = TypeVar("Kind", bound="Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Makes the annotated names of a subclass of `Record` its fields."""
    return dataclass(init=False, repr=False, eq=False)(kind)


class _Signature:
    """The fields of a class as the parameters of its constructor, as `help` shows them."""

    def __get__(self, _record: object, kind: type[Record]) -> Signature:
        from inspect import Parameter, Signature

        if not is_dataclass(kind):
            raise AttributeError(f"{kind.__name__} has no fields")

        def default(one: Field[Any]) -> Any:
            return (
                "…"
                if one.default_factory is not MISSING
                else Parameter.empty
                if one.default is MISSING
                else one.default
            )

        usual = Parameter.POSITIONAL_OR_KEYWORD
        return Signature(
            [Parameter(one.name, usual, default=default(one), annotation=one.type) for one in fields(kind)]
        )


class Record:
    """A frozen record, equal to nothing but itself; subclasses are decorated with `@record`."""

    __signature__ = _Signature()

    if TYPE_CHECKING:  # `record` sees to it
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, *values: Any, **named: Any) -> None:
        """Raises TypeError for a field that is unknown, missing or given twice."""
        shape = _shape(type(self))
        own = dict(zip(shape.names, values, strict=False))
        if len(own) < len(values) or not own.keys().isdisjoint(named):
            raise TypeError(f"{type(self).__name__} takes {len(shape.names)} values, each once")
        own.update(named)
        if unknown := own.keys() - shape.names:
            raise TypeError(f"{type(self).__name__} knows no {', '.join(sorted(unknown))}")
        if missing := shape.required - own.keys():
            raise TypeError(f"{type(self).__name__} needs {', '.join(sorted(missing))}")
        for name, make in shape.made:
            if name not in own:
                own[name] = make()
        self.__dict__.update(own)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Checks the values, in subclasses."""

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to {name}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name}")


class ValueRecord(Record):
    """A frozen record that equals those of its class with equal fields."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash(_compared(self))

    def __repr__(self) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{type(self).__name__}({', '.join(shown)})"


class _Shape(NamedTuple):
    """The names of a class's fields.

    All in order, those without a default, those whose default is made anew, those compared.
    """

    names: tuple[str, ...]
    required: frozenset[str]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    compared: tuple[str, ...]


_shapes: dict[type[Record], _Shape] = {}


def _shape(kind: type[Record]) -> _Shape:
    """The shape of a class, found once."""
    if kind not in _shapes:
        own = fields(kind)
        required = (one.name for one in own if one.default is MISSING and one.default_factory is MISSING)
        made = ((one.name, one.default_factory) for one in own if one.default_factory is not MISSING)
        compared = (one.name for one in own if one.compare)
        _shapes[kind] = _Shape(tuple(one.name for one in own), frozenset(required), tuple(made), tuple(compared))
    return _shapes[kind]


def _compared(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in _shape(type(record)).compared)
