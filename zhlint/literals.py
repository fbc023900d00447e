"""What every match of a regular expression contains: strings of two characters, read off the expression itself."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Larger sets of characters and of strings say too little.
_CHARACTERS: Final = 40
_STRINGS: Final = 400


class _Piece(NamedTuple):
    """What is known of a piece of an expression: the characters its matches begin and end with, strings of which each match has
    one, and whether it may match nothing. None stands for anything.
    """

    first: frozenset[str] | None
    last: frozenset[str] | None
    strings: frozenset[str] | None
    empty: bool


_ANYTHING: Final = _Piece(None, None, None, empty=True)
_SOMETHING: Final = _Piece(None, None, None, empty=False)


def literals_in(source: str) -> frozenset[str] | None:
    """Strings of two characters of which every match of this expression, with what it looks ahead and back to, has one.

    None where there are none to tell. Raises re.error as `re.compile` does.
    """
    # There is no public way to ask; `expressions` goes the same way.
    parser: Any = import_module("re._parser")
    parsed = parser.parse(source)
    return None if parsed.state.flags & re.IGNORECASE else _sequence(parsed).strings


def literals_of(sources: Iterable[str]) -> frozenset[str] | None:
    """Strings of which every match of any of these expressions has one, None where one of them has none to tell."""
    return _either(map(literals_in, sources))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Piece:
    first: frozenset[str] | None = None
    last: frozenset[str] | None = frozenset()
    strings: frozenset[str] | None = None
    empty = True
    for operation, value in items:
        name = str(operation)
        piece = _looked_at(value) if name == "ASSERT" else _piece(name, value)
        joint = _joined(last, piece.first) if last and not piece.empty else None
        strings = _fewer(_fewer(strings, piece.strings), joint)
        if name == "ASSERT":
            last = piece.last if value[0] < 0 and not piece.empty else last
        elif name not in {"AT", "ASSERT_NOT"}:
            first = piece.first if empty and not piece.empty and last == frozenset() else first
            last = None if piece.empty else piece.last
            empty = empty and piece.empty
    return _Piece(first, last, strings, empty)


def _looked_at(value: tuple[int, Any]) -> _Piece:
    """What is looked ahead or back to; nothing stands before what is looked back to."""
    piece = _sequence(value[1])
    return piece._replace(first=None) if value[0] < 0 else piece


def _piece(name: str, value: Any) -> _Piece:
    if name == "LITERAL":
        one = frozenset(chr(value))
        return _Piece(one, one, None, empty=False)
    if name == "IN":
        some = _characters(value)
        return _Piece(some, some, None, empty=False)
    if name in {"ANY", "NOT_LITERAL"}:
        return _SOMETHING
    if name == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if name == "ATOMIC_GROUP":
        return _sequence(value)
    if name == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        return _sequence(value[-1])
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _, repeated = value
        piece = _sequence(repeated)
        return piece if least else piece._replace(strings=None, empty=True)
    return _ANYTHING


def _branches(pieces: list[_Piece]) -> _Piece:
    return _Piece(
        _either(piece.first for piece in pieces),
        _either(piece.last for piece in pieces),
        _either(piece.strings for piece in pieces),
        any(piece.empty for piece in pieces),
    )


def _characters(members: list[tuple[Any, Any]]) -> frozenset[str] | None:
    found: set[str] = set()
    for operation, value in members:
        if str(operation) == "LITERAL":
            found.add(chr(value))
        elif str(operation) == "RANGE" and value[1] - value[0] < _CHARACTERS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _CHARACTERS else None


def _joined(last: frozenset[str], first: frozenset[str] | None) -> frozenset[str] | None:
    if first is None or len(last) * len(first) > _STRINGS:
        return None
    return frozenset(one + other for one in last for other in first)


def _fewer(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=len)


def _either(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found)
