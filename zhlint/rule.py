"""What we say: a rule is a card, that is, a check with its message, level, authority and examples."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.checks import check_class

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from zhlint.check import Check

PRESETS: Final = ("core", "desk", "full")
FIXES: Final = ("safe", "ask", "no")
SCRIPTS: Final = ("simplified", "traditional")
ERRATA: Final = ("character", "fact", "grammar", "punctuation", "numeral", "format", "none")

#: The kinds that look at what the other rules found; the linter speaks in their name.
UNUSED: Final = "unused_ignore"
RATE: Final = "error_rate"


class Example(NamedTuple):
    """A proof of a rule: text in which each expected hit stands between ⟦ and ⟧ (none: the rule must be silent).

    `fixed` is the text after the rule's fixes, where the card gives it. `role` is the role of a one-line example; None reads the
    text as a whole draft. `given` may set date, script, type, options of the check, markdown (how it is read)
    and beside (codes of shipped rules that run as well). `safe` is the text after the safe fixes alone, where the card gives it.
    """

    text: str
    fixed: str | None = None
    role: str | None = "paragraph"
    given: Mapping[str, Any] = {}
    safe: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """A card. `fix` is an upper bound for the class of its hits' fixes; `roles` None means all roles.

    `needs` is the least text it is run on, one of `document.NEEDS`. `folder` is the pack the card came from, against which a `table` option is resolved.
    `literals` are strings of which every text with a hit has one, as the check tells of itself; None where it cannot tell.
    `unproved` says why a number among the options has no example on either side, by its key.
    """

    code: str
    name: str
    title: str
    kind: str
    level: str
    fix: str
    message: str
    folder: Path
    presets: tuple[str, ...] = ()
    errata: str = "none"
    needs: str = "sentence"
    roles: frozenset[str] | None = None
    quoted: str = "check"
    scripts: tuple[str, ...] = SCRIPTS
    triggers: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    since: str = ""
    why: str = ""
    source: str = ""
    measured: str = ""
    unproved: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    literals: tuple[str, ...] | None = None

    def with_options(self, options: Mapping[str, Any]) -> Rule:
        """This rule with other options of its check. Raises as `build_check` does."""
        return (
            self
            if options == self.options
            else replace(self, options=options, literals=literals_of(self.kind, options, self.folder))
        )

    @property
    def family(self) -> str:
        return self.code[:3]

    @cached_property
    def check(self) -> Check:
        """The check of this rule; built, and its module loaded, when first asked for."""
        return build_check(self.kind, self.options, self.folder)


def build_check(kind: str, options: Mapping[str, Any], folder: Path) -> Check:
    """A check from the options of a card (kebab-case keys; lists become tuples; `table` a path inside the pack).

    Raises KeyError for an unknown kind, TypeError for an unknown option, OptionError for an illegal value.
    """
    given = {key.replace("-", "_"): _frozen(value) for key, value in options.items()}
    if "table" in given:
        given["table"] = folder / "tables" / given["table"]
    return check_class(kind)(**given)


def literals_of(kind: str, options: Mapping[str, Any], folder: Path) -> tuple[str, ...] | None:
    """The strings of which every text with a hit of this check has one, None where it cannot tell.

    Raises as `build_check` does.
    """
    check = build_check(kind, options, folder)
    try:
        literals = check.literals()
    except Exception:  # noqa: BLE001 - where a table cannot be read, the rule is run, and its failure told with its name
        return None
    return None if literals is None or not all(literals) else tuple(sorted(set(literals)))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
