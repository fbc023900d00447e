"""Globs over paths: `*` and `?` within a name, `**` across folders.

The time to match is bounded, however hostile the pattern.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: A regular expression with no more stars than these is quick on any path.
_FEW: Final = 2
_PIECE: Final = r"/\*\*$|\*\*/|\*\*|\*|\?|[^*?/]+|/"
_MAYBE_NOTHING: Final = frozenset({"**/", "**", "*"})
_WILD: Final = {"**/": "(?:[^/]+/)*", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_FULL_WIDTH: Final = str.maketrans("／＊？［］", "/*?[]")


@lru_cache(maxsize=256)
def glob_matcher(pattern: str) -> Callable[[str], bool]:
    """A function that tells whether a whole path matches, ignoring case.

    A pattern without a slash matches in any folder; one that matches a folder matches everything below it.
    """
    anchored = pattern.lower().rstrip("/")
    pieces = re.findall(_PIECE, re.sub(r"(?:\*\*/)+", "**/", anchored))
    is_bare, is_folder = "/" not in anchored, pattern.endswith("/")
    if sum("*" in piece for piece in pieces) > _FEW:
        return _Walk(pieces, is_bare=is_bare, is_folder=is_folder).matches
    body = "".join(_WILD.get(piece, re.escape(piece)) for piece in pieces)
    whole = re.compile(("(?:.*/)?" if is_bare else "") + body + ("/.*" if is_folder else "(?:/.*)?"), re.DOTALL)
    return lambda path: whole.fullmatch(path.lower()) is not None


def glob_fault(pattern: str) -> str:
    """The reason that a glob matches no path, with a remedy.

    Chinese; empty where it may match one.
    """
    wanted = pattern.translate(_FULL_WIDTH).replace("\\", "/")
    while wanted.startswith(("./", "/")):
        wanted = wanted.removeprefix("./").removeprefix("/")
    if "\\" in pattern:
        return f"“{pattern}”碰不上任何文件：文件夹之间用 /，应写成“{wanted}”"
    if pattern.startswith("./"):
        return f"“{pattern}”碰不上任何文件：前面不写 ./，应写成“{wanted}”"
    if pattern.startswith("/") and not os.path.isdir("/" + pattern[1:].partition("/")[0]):
        return f"“{pattern}”碰不上任何文件：从配置所在的文件夹算起，前面不写 /，应写成“{wanted}”"
    if pattern != pattern.translate(_FULL_WIDTH):
        return f"“{pattern}”里有全角的符号，应写成“{wanted}”；文件名里真有这个符号的，用 ? 代替它"
    return ""


class _Walk:
    """A glob as a state machine; a state is an index into its signs.

    `~state` is inside a name that `**/` is skipping.
    """

    def __init__(self, pieces: list[str], *, is_bare: bool, is_folder: bool) -> None:
        self._signs = [sign for piece in pieces for sign in _signs(piece)]
        self._is_bare = is_bare
        self._is_folder = is_folder

    def matches(self, path: str) -> bool:
        states, end = self._reachable({0}), len(self._signs)
        for char in path.lower():
            if char == "/" and end in states:
                return True
            following = {new for state in states if (new := self._next(state, char)) is not None}
            states = self._reachable(following | ({0} if self._is_bare and char == "/" else set()))
        return end in states and not self._is_folder

    def _reachable(self, states: set[int]) -> set[int]:
        """The states and those behind signs that may match nothing."""
        reachable = set(states)
        for state in states:
            while 0 <= state < len(self._signs) and self._signs[state] in _MAYBE_NOTHING:
                state += 1  # noqa: PLW2901 - on to the next
                reachable.add(state)
        return reachable

    def _next(self, state: int, char: str) -> int | None:
        """The state after a character, None where it does not match."""
        if state < 0:
            return ~state if char == "/" else state
        sign = self._signs[state] if state < len(self._signs) else ""
        if sign == "**" or (sign == "*" and char != "/"):
            return state
        if sign == "**/":
            return ~state if char != "/" else None
        return state + 1 if sign == char or (sign == "?" and char != "/") else None


def _signs(piece: str) -> list[str]:
    """The signs of a piece of a pattern: a wildcard, or its characters."""
    if piece == "/**":
        return ["/", "**"]
    return [piece] if piece in _WILD else list(piece)
