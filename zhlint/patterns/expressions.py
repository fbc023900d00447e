"""Regular expressions, compiled once for all runs: a hook may not spend its time on compiling the same ones again.

The compiled form is kept in the user's cache, one file for each Python and zhlint version. Whatever goes wrong with
it, an expression is then simply compiled.
"""

from __future__ import annotations

import atexit
import marshal
import re
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from zhlint.storage.cache import load, store
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = f"expressions-2-{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
_MOST: Final = 2_000


class _Kept:
    """The compiled forms that are known: flags, code, number of groups, their names, by expression and flags."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], tuple[Any, ...]] = {}
        self.is_new = False
        content = load(_NAME)
        if content is not None:
            self.known = marshal.loads(content)  # noqa: S302 - our own file in a folder of the user's own, and whole
        atexit.register(self._keep)

    def pattern(self, source: str, flags: int) -> re.Pattern[str] | None:
        """The expression from its compiled form, or none where it is not known or the form does not fit."""
        try:
            all_flags, code, groups, names, order = self.known[source, flags]
            engine: Any = import_module("_sre")
            words = memoryview(code).cast("I").tolist()
            found: re.Pattern[str] = engine.compile(source, all_flags, words, groups, names, order)
        except (KeyError, ValueError, TypeError, RuntimeError, ImportError, AttributeError):
            return None
        return found

    def add(self, source: str, flags: int) -> None:
        """Learn the compiled form of an expression that is known to be right."""
        if len(self.known) >= _MOST:
            return
        try:
            from array import array

            parser: Any = import_module("re._parser")
            compiler: Any = import_module("re._compiler")
            parsed = parser.parse(source, flags)
            order: list[str | None] = [None] * parsed.state.groups
            for name, group in parsed.state.groupdict.items():
                order[group] = name
            # There is no public way to keep a compiled expression.
            code = [int(word) for word in compiler._code(parsed, flags)]  # noqa: SLF001
            form = (
                int(flags | parsed.state.flags),
                # Read back as bytes, whatever is not asked for stays bytes: ten times as fast as numbers.
                array("I", code).tobytes(),
                parsed.state.groups - 1,
                dict(parsed.state.groupdict),
                tuple(order),
            )
        except (ImportError, AttributeError, TypeError):
            return
        self.known[source, flags] = form
        self.is_new = True

    def _keep(self) -> None:
        if self.is_new:
            store(_NAME, marshal.dumps(self.known))


_state: list[_Kept] = []
#: As many entries as there are `watched` blocks about the current one.
_watching: list[None] = []


@contextmanager
def watched() -> Iterator[None]:
    """A block in which an expression that runs away is refused, as one that is wrong: those of a house are made there."""
    _watching.append(None)
    try:
        yield
    finally:
        _watching.pop()


class _Lazy:
    """A regular expression that is compiled when one of its methods is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(compile_expression(self.pattern, self._flags), name)
        self.__dict__[name] = value
        return value


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for a constant: like `re.compile`, but compiled when it is first used.

    It has the methods and attributes of a compiled one. One that is wrong raises `re.error` at its first use, so
    what a user wrote goes through `compile_expression`.
    """
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))


def compile_expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """Like `re.compile(source, flags)`, raising `re.error` as it does, but from the kept form where there is one.

    Not for expressions made from a draft: those are never the same again.
    """
    if not _state:
        _state.append(_Kept())
    known = _state[0].pattern(source, int(flags))
    if known is not None:
        return known
    try:
        compiled = re.compile(source, flags)
    except (RecursionError, OverflowError):
        raise re.error("too large") from None
    if _watching:
        from zhlint.patterns.backtracking import runs_away

        if runs_away(source, int(flags)):
            raise re.error("runs away")
    _state[0].add(source, int(flags))
    return compiled
