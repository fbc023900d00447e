"""Where something is wrong: the contract of a check and of what it yields.

A check is a frozen dataclass whose fields are the legal options of its kind; it knows nothing of codes,
levels, files or configuration. Kinds live in `zhlint/checks/`, one file each, the class named after the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document


class Edit(NamedTuple):
    """Replace `start:end` (logical code points, end exclusive) by `replacement`."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """Non-overlapping edits in order, applied all or none.

    `safety` is safe or ask where a hit is less sure than its rule; none takes the rule's own class.
    """

    edits: tuple[Edit, ...]
    safety: str | None = None


class Related(NamedTuple):
    """Another place that explains a hit, and a short Chinese note on it (at most about 30 characters)."""

    start: int
    end: int
    note: str = ""


@dataclass(frozen=True)
class Hit:
    """One place where a check finds something, with what the message needs.

    `slots` fill the rule's message: `{found}` is the text of the span and `{there}` names the place of the first related span; both
    are supplied by the linter, as is `{fix}` (the text after the edits), unless the check gives them.
    """

    start: int
    end: int
    slots: Mapping[str, str] = field(default_factory=dict)
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


class OptionError(ValueError):
    """An option has a value its check cannot take. `option` is the key, the message says what is legal (Chinese)."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True, kw_only=True)
class Check:
    """A way of looking. Subclasses add options as fields and implement `run`.

    `reach` says what a hit depends on: a paragraph (the check may be run on any slice of whole blocks), the whole document,
    an issue of several documents, or the findings of the other rules (`findings`: the linter speaks in its name).
    """

    reach: ClassVar[str] = "document"

    def prepare(self) -> None:
        """Build now what is otherwise built when first needed. Raises OptionError where an option will not do."""

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Yield the hits in this document, in any order; raises nothing on any text."""
        raise TypeError(f"{type(self).__name__} does not say how it runs")
