"""The strings of which every match of an expression needs one."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Larger sets of strings are not followed.
_MOST: Final = 64
_EMPTY: Final = frozenset({""})


class _Part(NamedTuple):
    """A part of an expression.

    `whole` are all strings that it matches, None where these are many. Each text in which it matches has one of `needed`, None
    where nothing is known.
    """

    whole: frozenset[str] | None
    needed: frozenset[str] | None = None


_UNKNOWN: Final = _Part(None)


def needed_strings(parsed: Any) -> tuple[str, ...] | None:
    """The strings of which every text with a match has one; None where unknown.

    `parsed` is what `re._parser.parse` gives.
    """
    if parsed.state.flags & re.IGNORECASE:
        return None
    part = _sequence(parsed)
    needed = _best(filter(None, (part.whole, part.needed)))
    return None if needed is None else tuple(sorted(needed))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Items one after another: neighbours whose strings are known are joined."""
    joined, known = _EMPTY, list[frozenset[str]]()
    is_whole = True
    for name, value in items:
        part = _part(str(name), value)
        if part.needed is not None:
            known.append(part.needed)
        if part.whole is not None and len(joined) * len(part.whole) <= _MOST:
            joined = frozenset(map("".join, product(joined, part.whole)))
            continue
        known.append(joined)
        is_whole, joined = False, part.whole or _EMPTY
    return _Part(joined if is_whole else None, _best([*known, joined]))


def _part(name: str, value: Any) -> _Part:
    if name == "LITERAL":
        return _Part(frozenset({chr(value)}))
    if name == "IN":
        return _Part(_members(value))
    if name == "SUBPATTERN":
        return _UNKNOWN if value[1] & re.IGNORECASE else _sequence(value[-1])
    if name == "ATOMIC_GROUP":
        return _sequence(value)
    if name == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if name.endswith("_REPEAT"):
        return _repeated(*value)
    if name in {"AT", "ASSERT", "ASSERT_NOT"}:
        return _Part(_EMPTY, _either(_sequence(value[1])) if name == "ASSERT" else None)
    return _UNKNOWN


def _branches(branches: list[_Part]) -> _Part:
    wholes = [part.whole for part in branches if part.whole is not None]
    whole = frozenset().union(*wholes) if len(wholes) == len(branches) else None
    needed = [strings for strings in map(_either, branches) if strings is not None]
    union = frozenset().union(*needed) if len(needed) == len(branches) else None
    return _Part(_few(whole), _few(union))


def _repeated(least: int, most: int, items: Any) -> _Part:
    part = _sequence(items)
    if least == most == 1:
        return part
    if least:
        return _Part(None, _either(part))
    return _Part(_few(part.whole | _EMPTY) if most == 1 and part.whole is not None else None)


def _members(members: list[tuple[Any, Any]]) -> frozenset[str] | None:
    """The characters of a class, None where they are many."""
    found: set[str] = set()
    for name, value in members:
        if str(name) == "LITERAL":
            found.add(chr(value))
        elif str(name) == "RANGE" and value[1] - value[0] < _MOST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return _few(frozenset(found))


def _either(part: _Part) -> frozenset[str] | None:
    return _best(filter(None, (part.whole, part.needed)))


def _few(strings: frozenset[str] | None) -> frozenset[str] | None:
    return strings if strings is not None and len(strings) <= _MOST else None


def _best(known: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The set that the fewest texts have.

    Strings of two characters and more tell most, then few of them.
    """
    telling = [strings for strings in known if strings and "" not in strings]
    return max(telling, key=lambda strings: (min(2, *map(len, strings)), -len(strings)), default=None)
