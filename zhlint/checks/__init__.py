"""The kinds of checks, one a file; the class is named after its file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhlint.check import Check


@cache
def kinds() -> tuple[str, ...]:
    """The names that a card may give as `kind`, sorted."""
    from pkgutil import iter_modules

    return tuple(sorted(module.name for module in iter_modules(__path__)))


def check_class(kind: str) -> type[Check]:
    """The class of a kind: `speaker_place` is `SpeakerPlace` of `zhlint/checks/speaker_place.py`.

    Raises KeyError where there is no such kind.
    """
    name = f"{__name__}.{kind}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise KeyError(kind) from None
    kind_class: type[Check] = getattr(module, "".join(word.capitalize() for word in kind.split("_")))
    return kind_class
