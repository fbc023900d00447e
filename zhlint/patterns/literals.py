"""What every match of a regular expression contains: strings of two characters or single ones, read off the expression itself."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Larger sets of characters and of strings say too little.
_CHARACTERS: Final = 80
_STRINGS: Final = 400


class _Piece(NamedTuple):
    """What is known of a piece of an expression: the characters its matches begin and end with, strings of which each match has
    one, and whether it may match nothing. None stands for anything. `led` is whether `last` holds of what stands before
    the end even where nothing is matched.
    """

    first: frozenset[str] | None
    last: frozenset[str] | None
    strings: frozenset[str] | None
    empty: bool
    led: bool = False


_ANYTHING: Final = _Piece(None, None, None, empty=True)
_NOTHING: Final = _Piece(frozenset(), frozenset(), None, empty=True)
_SOMETHING: Final = _Piece(None, None, None, empty=False)


def literals_in(source: str) -> frozenset[str] | None:
    """Strings of one or two characters of which every match of this expression, with what it looks ahead and back to, has one.

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
    whole = _NOTHING
    for operation, value in items:
        name = str(operation)
        if name == "ASSERT":
            whole = _with_look(whole, _sequence(value[1]), back=value[0] < 0)
        elif name not in {"AT", "ASSERT_NOT"}:
            whole = _followed(whole, _piece(name, value))
    return whole


def _followed(one: _Piece, other: _Piece) -> _Piece:
    """Two pieces one after the other."""
    return _Piece(
        _both(one.first, other.first) if one.empty else one.first,
        _both(one.last, other.last) if other.empty else other.last,
        _fewer(_fewer(one.strings, other.strings), _joint(one, other)),
        one.empty and other.empty,
        one.led and other.empty,
    )


def _with_look(one: _Piece, seen: _Piece, *, back: bool) -> _Piece:
    """A piece, and what must be seen beside its end, before or behind."""
    strings = _fewer(one.strings, seen.strings)
    if not back:
        return one._replace(strings=_fewer(strings, _joint(one, seen)))
    return one._replace(strings=strings) if seen.empty else one._replace(last=seen.last, strings=strings, led=True)


def _joint(one: _Piece, other: _Piece) -> frozenset[str] | None:
    """The strings of a last and a first character where two pieces meet; None where one of them may not be there."""
    if (
        (one.empty and not one.led)
        or other.empty
        or not one.last
        or not other.first
        or len(one.last) * len(other.first) > _STRINGS
    ):
        return None
    return frozenset(last + first for last in one.last for first in other.first)


def _piece(name: str, value: Any) -> _Piece:
    if name == "LITERAL":
        one = frozenset(chr(value))
        return _Piece(one, one, one, empty=False)
    if name == "IN":
        some = _characters(value)
        return _Piece(some, some, some, empty=False)
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


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


def _fewer(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=_looseness)


def _looseness(strings: frozenset[str]) -> tuple[bool, int]:
    """How little strings say: a single character says less than any pairs."""
    return any(len(string) == 1 for string in strings), len(strings)


def _either(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for one in sets:
        if one is None:
            return None
        found |= one
    return frozenset(found)
