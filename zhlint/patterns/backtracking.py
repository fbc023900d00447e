"""Finds regular expressions that take exponential time.

They try so many ways to match a text that a longer one would take days.
A text is made of each character that the expression names, repeated, and the ways to match it are counted, step by step, as
Python's own engine goes through them. No clock is read: the answer is the same on every machine. The parsed form of an
expression is not public in Python; where it is missing, nothing is found.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    Nodes = list[tuple[Any, Any]]
    Then = Callable[[int], bool]

#: Characters of a text that is tried.
_LENGTH: Final = 24
#: Steps from which an expression runs away: more than the cube of the length.
_STEPS: Final = 20_000
#: Repeats of fewer times do no harm.
_OFTEN: Final = 10
#: Characters that are tried besides those that the expression names.
_PROBES: Final = "a1 A中一，。、“\n-_"
#: The most characters, and the most words, of an expression that are tried.
_NAMED: Final = 24
_REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT"})


def runs_away(source: str, flags: int = 0) -> bool:
    """Whether an expression takes exponential time on some text that it does not match."""
    try:
        parser: Any = import_module("re._parser")
        import_module("re._compiler")
        tree = parser.parse(source, flags)
    except (ImportError, AttributeError):
        return False
    return any(
        _Matcher(tree.state, (string * _LENGTH)[:_LENGTH]).gives_up(list(nodes)[at:])
        for nodes in _sequences(tree)
        for at, (operation, argument) in enumerate(nodes)
        if _is_doubtful(str(operation), argument)
        for string in _strings(tree)
    )


def _strings(tree: Any) -> list[str]:
    """The characters and words that texts are made of, most of them the expression's."""
    words = [
        "".join(chr(code) for operation, code in nodes if str(operation) == "LITERAL") for nodes in _sequences(tree)
    ]
    strings = [*_PROBES, "\r\n", *"".join(words)[:_NAMED], *[word for word in words if word][:_NAMED]]
    return list(dict.fromkeys(strings))


def _sequences(nodes: Any) -> Iterator[Any]:
    """Every sequence of nodes in an expression, the whole one first."""
    yield nodes
    for operation, argument in nodes:
        for inner in _inner(str(operation), argument):
            yield from _sequences(inner)


def _inner(operation: str, argument: Any) -> list[Any]:
    """The sequences of nodes that a node holds."""
    if operation == "BRANCH":
        return list(argument[1])
    if operation in {*_REPEATS, "POSSESSIVE_REPEAT"}:
        return [argument[2]]
    if operation == "SUBPATTERN":
        return [argument[3]]
    if operation in {"ASSERT", "ASSERT_NOT"}:
        return [argument[1]]
    return [argument] if operation == "ATOMIC_GROUP" else []


def _is_doubtful(operation: str, argument: Any) -> bool:
    """Whether a node repeats something that may be of several lengths."""
    return operation in _REPEATS and argument[1] >= _OFTEN and any(
        str(inner) == "BRANCH" or (str(inner) in _REPEATS and within[0] != within[1])
        for nodes in _sequences(argument[2])
        for inner, within in nodes
    )  # fmt: skip


class _TooManyStepsError(Exception):
    """The steps that are allowed are used up."""


class _Matcher:
    """Matches one text in every way there is, counting the steps."""

    def __init__(self, state: Any, text: str) -> None:
        self._state = state
        self._text = text
        self._steps = 0
        self._leaves: dict[int, re.Pattern[str]] = {}

    def gives_up(self, nodes: Nodes) -> bool:
        """Whether these nodes, matched from the start and never accepted, take too many steps."""
        try:
            self._match(nodes, 0, 0, lambda _: False)
        except _TooManyStepsError:
            return True
        return False

    def _match(self, nodes: Nodes, at: int, place: int, then: Then) -> bool:
        self._steps += 1
        if self._steps > _STEPS:
            raise _TooManyStepsError
        if at == len(nodes):
            return then(place)
        operation, argument = str(nodes[at][0]), nodes[at][1]

        def rest(end: int) -> bool:
            return self._match(nodes, at + 1, end, then)

        if operation == "SUBPATTERN":
            return self._match(list(argument[3]), 0, place, rest)
        if operation == "BRANCH":
            return any(self._match(list(branch), 0, place, rest) for branch in argument[1])
        if operation in _REPEATS:
            return self._repeat(argument, 0, place, rest)
        ends = self._alone(nodes[at], place)
        return ends is not None and rest(ends)

    def _repeat(self, argument: Any, times: int, place: int, rest: Then) -> bool:
        least, most, body = argument

        def again(end: int) -> bool:
            return (end > place or times < least) and self._repeat(argument, times + 1, end, rest)

        if times < most and self._match(list(body), 0, place, again):
            return True
        return times >= least and rest(place)

    def _alone(self, node: tuple[Any, Any], place: int) -> int | None:
        """The end of a node that matches in one way, None without a match.

        A look-around matches nothing.
        """
        if str(node[0]) in {"AT", "ASSERT", "ASSERT_NOT", "GROUPREF", "GROUPREF_EXISTS"}:
            return place
        if id(node) not in self._leaves:
            parser: Any = import_module("re._parser")
            compiler: Any = import_module("re._compiler")
            self._leaves[id(node)] = compiler.compile(parser.SubPattern(self._state, [node]), self._state.flags)
        found = self._leaves[id(node)].match(self._text, place)
        return found.end() if found else None
