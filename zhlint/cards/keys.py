"""The keys of cards and the options of kinds, with their legal values."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_type_hints

from zhlint.checks import check_class
from zhlint.document import NEEDS, ROLES
from zhlint.finding import LEVELS
from zhlint.rule import ERRATA, FIXES, PRESETS, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The keys with a text for a value, those with a list of texts, and those with a number.
TEXTS: Final = (
    "name", "title", "kind", "level", "fix", "message", "errata", "needs", "why", "source", "since", "measured", "quoted", "persons", "fragment",
)  # fmt: skip
LISTS: Final = ("presets", "roles", "scripts", "triggers", "yields")
NUMBERS: Final = ("unless-ordinary",)
REQUIRED: Final = ("name", "title", "kind", "level", "fix", "message")
#: The legal words of a key, or of the items of its list.
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "level": LEVELS, "fix": FIXES, "errata": ERRATA, "needs": NEEDS, "quoted": ("check", "skip"), "persons": ("check", "skip"), "fragment": ("check", "skip"),
    "presets": PRESETS, "roles": sorted(ROLES), "scripts": SCRIPTS,
}  # fmt: skip
#: Characters of a title at most.
LONGEST_TITLE: Final = 6
#: The keys of an example, and those of its table `with`.
EXAMPLE: Final = ("bad", "good", "safe", "draft", "as", "with")
CONDITIONS: Final = ("date", "script", "type", "home", "options", "markdown", "beside", "sources")


class Option(NamedTuple):
    """An option of a kind.

    `type` is its annotation: str, int, float, bool, Path (the name of a table), tuple, dict or a union.
    """

    type: Any
    is_required: bool


def options_of(kind: str) -> dict[str, Option]:
    """The options of a kind, by their keys in kebab-case.

    Raises KeyError for an unknown kind.
    """
    check = check_class(kind)
    types = get_type_hints(check, localns={"Mapping": dict, "Path": Path, "Sequence": tuple, "date": str})
    return {
        field.name.replace("_", "-"): Option(
            types[field.name], field.default is MISSING and field.default_factory is MISSING
        )
        for field in fields(check)
    }
