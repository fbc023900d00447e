"""The rule: a check with its message, level, authority and examples, from a card."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.checks import check_class
from zhlint.record import Record, record

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
    """A proof of a rule: a text with each expected hit between ⟦ and ⟧.

    In a text without these the rule must be silent. `fixed` is the text after all fixes, `safe` the text after the safe fixes
    alone, where the card gives them. `role` is that of a one-line example; with None the text is read as a whole draft. `settings`
    may hold date, script, type, options of the check, markdown (how the text is read), sources (texts, for the rules of quotations) and
    beside (codes of shipped rules that run as well).
    """

    text: str
    fixed: str | None = None
    role: str | None = "paragraph"
    settings: Mapping[str, Any] = {}
    safe: str | None = None


@record
class Rule(Record):
    """A card ready to run.

    `fix` is the safest class that a fix of its hits may have. `roles` are those of the blocks in which a hit may stand, None for
    all. `needs` is the least text that it is run on, one of `document.NEEDS`. `folder` is the pack that the card came from, in
    which a `table` option is looked for. `literals` are those of its check. A finding that overlaps one of a rule that `yields`
    names (by code or family) is left to that rule. `quoted` and `persons` say whether hits in long quotations and in the names of
    persons are findings (`check`) or not (`skip`), `fragment` whether those in a paragraph without its draft are. With `unless_ordinary`, a hit is a finding only where its fix makes the text likelier in
    press prose by so much, a natural logarithm. `unproved` says by key why a number among the
    options has no example on either side.
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
    persons: str = "check"
    fragment: str = "check"
    scripts: tuple[str, ...] = SCRIPTS
    triggers: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    unless_ordinary: float | None = None
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
        if options == self.options:
            return self
        return replace(self, options=options, literals=literals_of(self.kind, options, self.folder))

    @property
    def family(self) -> str:
        return self.code[:3]

    @property
    def serves_fragments(self) -> bool:
        """Whether its hits in a lone paragraph stand in the draft, too."""
        has_role = self.roles is None or "paragraph" in self.roles
        return has_role and self.needs != "draft" and self.fragment == "check" and self.kind not in {UNUSED, RATE}

    @cached_property
    def check(self) -> Check:
        """The check of this rule, built (and its module loaded) when first asked for."""
        return build_check(self.kind, self.options, self.folder)


def build_check(kind: str, options: Mapping[str, Any], folder: Path) -> Check:
    """Builds a check from the options of a card.

    Keys are in kebab case, lists become tuples, and `table` is a path in the pack.
    Raises KeyError for an unknown kind, TypeError for an unknown option, OptionError for an illegal value.
    """
    values = {key.replace("-", "_"): _frozen(value) for key, value in options.items()}
    if "table" in values:
        values["table"] = folder / "tables" / values["table"]
    return check_class(kind)(**values)


def literals_of(kind: str, options: Mapping[str, Any], folder: Path) -> tuple[str, ...] | None:
    """The strings of which every text with a hit of this check has one.

    None where it cannot tell.
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
