"""Named tuples and frozen records that are quickly made, for every start makes a hundred.

`typing.NamedTuple` compiles the annotation of every field, it and `dataclass` the methods of every class; here nobody asks for
the ones, and the others are written once for all.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

__all__ = ["NamedTuple", "Record", "Signature", "Value"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    @cache
    def _model(length: int) -> type:
        """Python's own named tuple of so many fields, after which all others of that length are made."""
        return namedtuple("_model", [f"field{at}" for at in range(length)])  # noqa: PYI024

    class _Maker(type):
        """Makes a named tuple of a class with annotated fields, as `typing.NamedTuple` does; the annotations stay strings."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = tuple(body["__annotations__"])
            defaults = tuple(body[one] for one in names if one in body)
            model = _model(len(names))
            code = model.__new__.__code__.replace(co_varnames=("_cls", *names))
            new = FunctionType(code, model.__new__.__globals__, "__new__", defaults)
            getters = {one: vars(model)[f"field{at}"] for at, one in enumerate(names)}
            return type(
                name,
                (_Named,),
                body | getters | {"__slots__": (), "__new__": new, "_fields": names, "__match_args__": names},
            )

    class _Named(tuple):
        """What all named tuples have in common, done as `collections.namedtuple` does it."""

        __slots__ = ()
        _fields: ClassVar[tuple[str, ...]] = ()

        def _replace(self, /, **given: Any) -> Any:
            made = tuple.__new__(type(self), map(given.pop, self._fields, self))
            if given:
                raise ValueError(f"Got unexpected field names: {list(given)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class NamedTuple(metaclass=_Maker):
        """The base to write after the name of a class."""


class Signature:
    """The parameters of a record whose fields are given by name, for `inspect.signature` and `help`: its fields, written as they are in its class."""

    def __get__(self, _record: object, kind: type[Record]) -> Any:
        from inspect import Parameter, Signature

        def default(one: Field[Any]) -> Any:
            made = one.default if one.default_factory is MISSING else one.default_factory()
            return Parameter.empty if made is MISSING else made

        return Signature(
            [
                Parameter(name, Parameter.KEYWORD_ONLY, default=default(one), annotation=_Written(one.type))
                for name, one in kind.__dataclass_fields__.items()
            ]
        )


class _Written(str):
    """An annotation, shown as it was written, without quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record:
    """What a class with annotated fields is after `dataclass(frozen=True, eq=False, repr=False)`; given to it as its base."""

    if TYPE_CHECKING:  # `dataclass` sees to it
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, *values: Any, **given: Any) -> None:
        known, names = self.__dict__, self.__dataclass_fields__
        known.update(zip(names, values, strict=False), **given)
        if known.keys() != names.keys():
            for name, one in names.items():
                if name not in known:
                    if one.default_factory is not MISSING:
                        known[name] = one.default_factory()
                    elif one.default is MISSING:
                        raise TypeError(f"{type(self).__name__} needs {name}")
                    else:
                        known[name] = one.default
        if len(known) > len(names) or len(values) > len(names):
            raise TypeError(f"{type(self).__name__} is given too much")

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to {name}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete {name}")


class Value(Record):
    """A record that is equal to another with the same fields, and shows them; as after `dataclass(frozen=True)`."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Value) or type(other) is not type(self):
            return NotImplemented
        return self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name, one in self.__dataclass_fields__.items() if one.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _compared(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name, one in self.__dataclass_fields__.items() if one.compare)
