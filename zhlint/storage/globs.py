"""Globs over paths: `*` and `?` within a name, `**` across folders, in time that does not run away on a hostile pattern."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: With no more wildcards than these an expression is quick whatever it is matched with.
_FEW: Final = 2
_PIECE: Final = re.compile(r"/\*\*$|\*\*/|\*\*|\*|\?|[^*?/]+|/")
_MAYBE_NOTHING: Final = frozenset({"**/", "**", "*"})
_WILD: Final = {"**/": "(?:[^/]+/)*", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_FULL_WIDTH: Final = str.maketrans("／＊？［］", "/*?[]")


@lru_cache(maxsize=256)
def glob_matcher(pattern: str) -> Callable[[str], bool]:
    """A function that tells whether a path matches as a whole, in capitals or not.

    A bare name matches in any folder, and what matches a folder matches everything below it.
    """
    anchored = pattern.lower().rstrip("/")
    pieces = _PIECE.findall(re.sub(r"(?:\*\*/)+", "**/", anchored))
    is_bare, is_folder = "/" not in anchored, pattern.endswith("/")
    if sum("*" in piece for piece in pieces) > _FEW:
        return _Walk(pieces, is_bare=is_bare, is_folder=is_folder).matches
    body = "".join(_WILD.get(piece, re.escape(piece)) for piece in pieces)
    whole = re.compile(("(?:.*/)?" if is_bare else "") + body + ("/.*" if is_folder else "(?:/.*)?"), re.DOTALL)
    return lambda path: whole.fullmatch(path.lower()) is not None


def glob_fault(pattern: str) -> str:
    """Why a glob can match no path, and what to write instead, in Chinese; empty where it may match one."""
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
    """A glob matched by keeping every place in it at which the path so far may have arrived; `~place` is one within a name."""

    def __init__(self, pieces: list[str], *, is_bare: bool, is_folder: bool) -> None:
        self._signs = [sign for piece in pieces for sign in _signs(piece)]
        self._is_bare = is_bare
        self._is_folder = is_folder

    def matches(self, path: str) -> bool:
        at, end = self._reached({0}), len(self._signs)
        for char in path.lower():
            if char == "/" and end in at:
                return True
            following = {new for place in at if (new := self._after(place, char)) is not None}
            at = self._reached(following | ({0} if self._is_bare and char == "/" else set()))
        return end in at and not self._is_folder

    def _reached(self, at: set[int]) -> set[int]:
        """These places with those that lie behind what may match nothing."""
        found = set(at)
        for place in at:
            while 0 <= place < len(self._signs) and self._signs[place] in _MAYBE_NOTHING:
                place += 1  # noqa: PLW2901 - on to the next
                found.add(place)
        return found

    def _after(self, place: int, char: str) -> int | None:
        """Where a character leads from a place, or None."""
        if place < 0:
            return ~place if char == "/" else place
        sign = self._signs[place] if place < len(self._signs) else ""
        if sign == "**" or (sign == "*" and char != "/"):
            return place
        if sign == "**/":
            return ~place if char != "/" else None
        return place + 1 if sign == char or (sign == "?" and char != "/") else None


def _signs(piece: str) -> list[str]:
    """The wildcard that a piece of a pattern is, or its characters."""
    if piece == "/**":
        return ["/", "**"]
    return [piece] if piece in _WILD else list(piece)
