"""Named tuples that are quickly made: `typing` compiles the annotation of every field, and a start makes eighty of them."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _Maker(type):
        """Makes a named tuple of a class with annotated fields, as `typing.NamedTuple` does; the annotations stay strings."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = body["__annotations__"]
            defaults = [body.pop(field) for field in names if field in body]
            made = namedtuple(name, names, defaults=defaults, module=body["__module__"])  # noqa: PYI024
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base to write after the name of a class."""
