"""An estimated error rate above the pass mark, reckoned when all other rules have run."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.check import Check, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.check import Hit
    from zhlint.document import Document


@options
class ErrorRate(Check):
    """Stands for the error rate, which the linter reports, on a card.

    The profile is that of the configuration. Drafts of fewer than `fewest_chars` characters have no rate; None takes the
    least of the profile. Slots: `rate`, `mark`, `profile`, `chars` and `sum`.
    """

    fewest_chars: int | None = None

    reach: ClassVar[str] = "findings"
    slots: ClassVar[tuple[str, ...]] = ("chars", "mark", "profile", "rate", "sum")

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Yields nothing: the rate depends on the findings of the other rules."""
        yield from ()
