"""The contract of a check and of its hits.

A check is a frozen record whose fields are the legal options of its kind; it knows nothing of codes,
levels, files or configuration. Kinds live in `zhlint/checks/`, one file each, the class named after the file.
"""

from __future__ import annotations

from dataclasses import field
from math import inf
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar, dataclass_transform

from zhlint.record import Record, record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from zhlint.document import Document
    from zhlint.finding import SourcePassage


class Edit(NamedTuple):
    """Replaces `start:end` (logical code points, end exclusive) by `replacement`."""

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
    """Another span that explains a hit, with a short Chinese note (about 30 characters)."""

    start: int
    end: int
    note: str = ""


class Hit(NamedTuple):
    """One place where a check finds something, with what the message needs.

    `slots` fill the rule's message: `{found}` is the text of the span and `{there}` names the place of the first related span; both
    are supplied by the linter, as is `{fix}` (the text after the edits), unless the check gives them.
    """

    start: int
    end: int
    slots: Mapping[str, str] = {}
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    elsewhere: tuple[SourcePassage, ...] = ()


class OptionError(ValueError):
    """A value of an option that a check cannot take.

    `option` is the key; the message (Chinese) says what is legal.
    """

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


Kind = TypeVar("Kind", bound="Check")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def options(kind: type[Kind]) -> type[Kind]:
    """Makes the annotated names of a check its options: fields, given by keyword."""
    return record(kind)


class Check(Record):
    """A way of looking; subclasses add options as fields and implement `run`.

    A subclass is decorated with `@options`.
    """

    #: Whether it reports hits where characters were lost, which are taken from other checks.
    sees_lost: ClassVar[bool] = False
    #: The slots that its hits may fill in a message, besides those of the linter and `group_slots`; each kind declares its own.
    slots: ClassVar[tuple[str, ...]]
    #: The columns of its table, counted from 0, in which no cell may be blank.
    filled: ClassVar[tuple[int, ...]] = (0,)
    #: The options, of the check or of each of its `forms`, that only keep it silent: without one it is another rule.
    guards: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        """Checks the options. Raises OptionError."""

    @property
    def reach(self) -> str:
        """The range that a hit depends on; a subclass overrides it with a class variable.

        `paragraph`: the check may be run on any slice of whole blocks. `document`: the whole draft. `findings`: the findings
        of the other rules; the linter then reports in the name of the check.
        """
        return "document"

    def prepare(self) -> None:
        """Builds what is otherwise built when first needed.

        Raises OptionError where an option will not do.
        """

    @property
    def group_slots(self) -> frozenset[str]:
        """The slots that its options name: the named groups of its pattern, if any."""
        return frozenset()

    def literals(self) -> Collection[str] | None:
        """The strings of which every text with a hit has one; None where unknown.

        They are asked for where the card of a rule has no `triggers`. A text with none of them is not given to the check.
        """
        return None

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Yields the hits in this document, in any order; raises nothing on any text."""
        raise TypeError(f"{type(self).__name__} does not say how it runs")


@options
class ScoredCheck(Check):
    """A check that reports what scores `least` and more, and less than `below` where given."""

    #: The lowest score there is.
    lowest: ClassVar[float] = -inf

    least: float
    below: float | None = None

    def __post_init__(self) -> None:
        if self.least < self.lowest:
            raise OptionError("least", f"least 不能小于 {self.lowest:g}，现为 {self.least:g}")
        if self.below is not None and self.below <= self.least:
            raise OptionError("below", f"below 应大于 least，现为 {self.below:g}")

    def is_reported(self, score: float) -> bool:
        """Whether a score lies in the range."""
        return score >= self.least and (self.below is None or score < self.below)
