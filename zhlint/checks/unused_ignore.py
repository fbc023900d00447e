"""A comment or an entry of the baseline that suppresses nothing: known only when all other rules have run."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.check import Check, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.check import Hit
    from zhlint.document import Document


@options
class UnusedIgnore(Check):
    """Has a card like any other, so that it can be switched, but no eyes of its own."""

    reach: ClassVar[str] = "findings"
    slots: ClassVar[tuple[str, ...]] = ("remedy", "what", "where")

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Nothing: a document does not show what was found in it."""
        yield from ()
