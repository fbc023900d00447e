"""Compiles regular expressions once for all runs: compiling takes longer than most checks.

The compiled forms are shipped in the wheel or stored in the user's cache folder.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from zhlint.patterns.forms import form_of, forms, pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: As many entries as there are blocks of `refuse_runaways` around the current one.
_refusing: list[None] = []


@contextmanager
def refuse_runaways() -> Iterator[None]:
    """A block in which `compile_expression` refuses an expression that takes exponential time."""
    _refusing.append(None)
    try:
        yield
    finally:
        _refusing.pop()


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for a constant: like `re.compile`, but compiled when it is first used.

    It has the methods and attributes of a compiled one. One that is wrong raises `re.error` at its first use, so
    what a user wrote goes through `compile_expression`.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, int(flags)))


def compile_constants(modules: Iterable[Mapping[str, Any]]) -> None:
    """Compiles the constant expressions among the names of modules."""
    for names in modules:
        for value in list(names.values()):
            if isinstance(value, _LazyPattern):
                value.compile()


def compile_expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compiles an expression, or takes its stored form. Raises re.error as `re.compile` does.

    Not for expressions made from a draft: these are never the same again.
    """
    form = forms().get((source, int(flags)))
    return (form and pattern_of(source, form)) or _compile(source, int(flags))


def needed_strings(source: str, flags: int = 0) -> tuple[str, ...] | None:
    """The strings of which every text with a match has one; None where unknown.

    Raises re.error.
    """
    key = (source, int(flags))
    form = forms().get(key)
    if form is None:
        _compile(*key)
        form = forms().get(key)
    return form[5] if form else None


def _compile(source: str, flags: int) -> re.Pattern[str]:
    """Compiles an expression and stores its form. Raises re.error."""
    try:
        # Only once: the form is compiled already.
        form = form_of(source, flags)
        pattern = (form and pattern_of(source, form)) or re.compile(source, flags)
    except (RecursionError, OverflowError):
        raise re.error("too large") from None
    if _refusing:
        from zhlint.patterns.backtracking import runs_away

        if runs_away(source, flags):
            raise re.error("runs away")
    if form:
        forms().add((source, flags), form)
    return pattern


class _LazyPattern:
    """A regular expression that is compiled when one of its methods is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def compile(self) -> re.Pattern[str]:
        return compile_expression(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.compile(), name)
        self.__dict__[name] = value
        return value
