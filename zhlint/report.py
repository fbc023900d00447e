"""What became of one file: its findings, and what they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from zhlint.document import LineNames, serves

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.document import Document
    from zhlint.finding import Finding, Place, Problem
    from zhlint.rule import Rule


class Basis:
    """The document and the rules that a report stands on, each made when first asked for.

    What nearly every reader of a report asks, the kind of text and what its lines are called, costs neither.
    """

    def __init__(
        self, kind: str, line_names: LineNames, document: Callable[[], Document], rules: Callable[[], tuple[Rule, ...]]
    ) -> None:
        self.kind = kind
        self.line_names = line_names
        self._document = document
        self._rules = rules

    @classmethod
    def of(cls, document: Document, rules: tuple[Rule, ...]) -> Basis:
        """The basis of a report that has just been made."""
        return cls(document.kind, document.line_names, lambda: document, lambda: rules)

    @cached_property
    def document(self) -> Document:
        return self._document()

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return self._rules()


@dataclass(frozen=True)
class Report:
    """What became of one file. `chars` counts non-space code points; `encoding` is None where it could not be read.

    `basis` is None where `errors` say the file could not be read. `withheld` are findings with a fix that would change
    the structure of the draft: they stand among `findings` too, without it.
    `baseline` names the file of accepted findings that was in force, empty where there was none.
    """

    path: str
    encoding: str | None
    chars: int
    findings: tuple[Finding, ...] = ()
    errors: tuple[Problem, ...] = ()
    basis: Basis | None = field(default=None, compare=False, repr=False)
    accepted: tuple[Finding, ...] = ()
    withheld: tuple[Finding, ...] = ()
    baseline: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the file could be read."""
        return self.basis is not None

    @property
    def is_draft(self) -> bool:
        """Whether the text was long and Chinese enough for all rules."""
        return self.kind == "draft"

    @property
    def kind(self) -> str | None:
        """The kind of text, one of `document.TEXT_KINDS`, None where the file could not be read."""
        return self.basis.kind if self.basis else None

    @property
    def document(self) -> Document | None:
        """The document that was checked, None where the file could not be read. After a stored result, read again."""
        return self.basis.document if self.basis else None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that were asked for, those that were left out among them."""
        return self.basis.rules if self.basis else ()

    @property
    def waiting(self) -> tuple[Rule, ...]:
        """The rules that were left out, because they need more than this text has."""
        kind = self.kind
        return (
            () if kind in {None, "draft"} else tuple(rule for rule in self.rules if not serves(kind or "", rule.needs))
        )

    @property
    def suppressed(self) -> int:
        """How many findings a comment or the baseline took out."""
        return len(self.accepted)

    @property
    def line_names(self) -> LineNames:
        """What the lines of the draft are called."""
        return self.basis.line_names if self.basis else LineNames()

    def where(self, place: Place) -> str:
        """Where a place begins, as an editor would say it: 第3行第5字, 表1第2行第4列第5字."""
        return f"{self.line_names.called(place.line)}第{place.column}字"
