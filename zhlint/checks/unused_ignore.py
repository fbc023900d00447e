"""Comments and entries of the baseline that suppress nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.check import Check, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.check import Hit
    from zhlint.document import Document


@options
class UnusedIgnore(Check):
    """Stands for ignores of no use, which the linter reports, on a card.

    Slots: `what`, `where` and `remedy`.
    """

    reach: ClassVar[str] = "findings"
    slots: ClassVar[tuple[str, ...]] = ("remedy", "what", "where")

    def run(self, document: Document) -> Iterator[Hit]:  # noqa: ARG002 - the contract
        """Yields nothing: the use of an ignore depends on the findings of the other rules."""
        yield from ()
