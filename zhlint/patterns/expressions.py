"""Compiles regular expressions once for all runs: compiling takes longer than most checks.

Compiled forms are stored in the user's cache folder, in one file for each version of Python and of zhlint. They come from
parts of Python that are not public: where these are missing or differ, an expression is simply compiled.
"""

from __future__ import annotations

import atexit
import re
import sys
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from zhlint.patterns.needed import needed_strings
from zhlint.storage.cache import from_bytes, load_value, store_value, to_bytes
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: Flags, code (32-bit words as bytes), number of groups, numbers of groups by name, names of groups by number, and the
    #: strings of which every match needs one.
    Form = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...], tuple[str, ...] | None]

_NAME: Final = f"expressions-4-{__version__}-{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
#: The most forms that are stored.
_MOST: Final = 2_000

#: As many entries as there are `watched` blocks around the current one.
_watching: list[None] = []


@contextmanager
def watched() -> Iterator[None]:
    """A block in which `compile_expression` refuses an expression that takes exponential time."""
    _watching.append(None)
    try:
        yield
    finally:
        _watching.pop()


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for a constant: like `re.compile`, but compiled when it is first used.

    It has the methods and attributes of a compiled one. One that is wrong raises `re.error` at its first use, so
    what a user wrote goes through `compile_expression`.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, int(flags)))


def compile_expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compiles an expression, or takes its stored form. Raises re.error as `re.compile` does.

    Not for expressions made from a draft: these are never the same again.
    """
    pattern = _forms().pattern(source, int(flags))
    return pattern or _compile(source, int(flags))


def needed(source: str, flags: int = 0) -> tuple[str, ...] | None:
    """The strings of which every text with a match has one; None where unknown.

    Raises re.error.
    """
    if not _forms().has(source, int(flags)):
        _compile(source, int(flags))
    return _forms().needed(source, int(flags))


def _compile(source: str, flags: int) -> re.Pattern[str]:
    """Compiles an expression and stores its form. Raises re.error."""
    try:
        # Only once: the form is compiled already.
        form = _form(source, flags)
        pattern = (form and _from_form(source, form)) or re.compile(source, flags)
    except (RecursionError, OverflowError):
        raise re.error("too large") from None
    if _watching:
        from zhlint.patterns.backtracking import runs_away

        if runs_away(source, flags):
            raise re.error("runs away")
    if form:
        _forms().add(source, flags, form)
    return pattern


class _LazyPattern:
    """A regular expression that is compiled when one of its methods is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(compile_expression(self.pattern, self._flags), name)
        self.__dict__[name] = value
        return value


class _Forms:
    """The compiled forms of expressions, by source and flags.

    New ones are stored when the program ends.
    """

    def __init__(self) -> None:
        #: Each form as bytes: a draft needs few of them.
        self._by_source: dict[tuple[str, int], bytes] = load_value(_NAME) or {}
        self._has_new = False
        atexit.register(self._store)

    def pattern(self, source: str, flags: int) -> re.Pattern[str] | None:
        """The expression from its form, None where there is none or it does not fit."""
        form = self._form(source, flags)
        return form and _from_form(source, form)

    def has(self, source: str, flags: int) -> bool:
        """Whether there is a form of this expression."""
        return (source, flags) in self._by_source

    def needed(self, source: str, flags: int) -> tuple[str, ...] | None:
        """The strings of which every match needs one; None where unknown."""
        form = self._form(source, flags)
        return form[5] if form else None

    def add(self, source: str, flags: int, form: Form) -> None:
        """Adds the form of an expression that is known to be right."""
        if len(self._by_source) < _MOST:
            self._by_source[source, flags] = to_bytes(form)
            self._has_new = True

    def _form(self, source: str, flags: int) -> Form | None:
        form = self._by_source.get((source, flags))
        return from_bytes(form) if form else None

    def _store(self) -> None:
        if self._has_new:
            store_value(_NAME, self._by_source)


@cache
def _forms() -> _Forms:
    return _Forms()


def _from_form(source: str, form: Form) -> re.Pattern[str] | None:
    """The expression of a form, None where this Python does not take it."""
    try:
        all_flags, code, groups, names, order, _ = form
        engine: Any = import_module("_sre")
        words = memoryview(code).cast("I").tolist()
        pattern: re.Pattern[str] = engine.compile(source, all_flags, words, groups, names, order)
    except (ValueError, TypeError, RuntimeError, ImportError, AttributeError):
        return None
    return pattern


def _form(source: str, flags: int) -> Form | None:
    """The compiled form of an expression, None where Python has no such parts."""
    from array import array

    try:
        parser: Any = import_module("re._parser")
        compiler: Any = import_module("re._compiler")
        parsed = parser.parse(source, flags)
        names = dict(parsed.state.groupdict)
        order = {number: name for name, number in names.items()}
        code = [int(word) for word in compiler._code(parsed, flags)]  # noqa: SLF001
        groups = parsed.state.groups
        # As bytes, what is not asked for is read back ten times as fast as numbers are.
        packed = array("I", code).tobytes()
        whole_flags, ordered = int(flags | parsed.state.flags), tuple(map(order.get, range(groups)))
        return whole_flags, packed, groups - 1, names, ordered, needed_strings(parsed)
    except (ImportError, AttributeError, TypeError):
        return None
