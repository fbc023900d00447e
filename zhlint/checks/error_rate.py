"""An estimated error rate above the pass mark: known only when all other rules have run."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.check import Check, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.check import Hit
    from zhlint.document import Document


@options
class ErrorRate(Check):
    """Has a card like any other, so that it can be switched on, but no eyes of its own.

    The profile is that of the configuration. Nothing is said of a draft of fewer than `fewest_chars` characters, None for as many as the profile asks.
    """

    fewest_chars: int | None = None

    reach: ClassVar[str] = "findings"
    slots: ClassVar[tuple[str, ...]] = ("chars", "mark", "profile", "rate", "sum")

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Nothing: a document does not show what was found in it."""
        yield from ()
