"""Credits as they stand together: by-lines, dateline brackets, tail credits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Credit, Document, TextSpan

#: Roles of those who write, photograph or report; desk roles (责编, 校对) may name a person again.
_WRITER = expression(r"(?:记者|記者|通讯员|通訊員|实习生|實習生|报道员|評論員|评论员|特派员|撰稿人)$")


class CreditLine(NamedTuple):
    """Credits that are read as one by-line; `where` is the role of their block."""

    where: str
    credits: tuple[Credit, ...]

    def names(self) -> tuple[TextSpan, ...]:
        """The names in order, one that two roles share (记者 某某 摄) once."""
        by_start = {name.start: name for credit in self.credits for name in credit.names}
        return tuple(by_start[start] for start in sorted(by_start))

    def writers(self) -> tuple[TextSpan, ...]:
        """The names of writers in order; names without a role are taken for writers."""
        by_start = {name.start: name for credit in self.credits if is_writer(credit) for name in credit.names}
        return tuple(by_start[start] for start in sorted(by_start))


def is_writer(credit: Credit) -> bool:
    """Whether a credit names reporters, correspondents or other writers, or has no role."""
    return not credit.role or _WRITER.search(bare(credit.role)) is not None


def credit_lines(document: Document) -> tuple[CreditLine, ...]:
    """The credits of a document, those of neighbouring by-line blocks joined."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[CreditLine]:
    held: list[Credit] = []
    last: Block | None = None
    for credit in document.credits:
        block = document.block_at(credit.start)
        if held and not (last and block and _one_line(document, last, block)):
            yield CreditLine(held[0].where, tuple(held))
            held = []
        held.append(credit)
        last = block
    if held:
        yield CreditLine(held[0].where, tuple(held))


def _one_line(document: Document, last: Block, block: Block) -> bool:
    if last == block:
        return True
    if not last.role == block.role == "byline":
        return False
    order = document.analyse(_order)
    return order[block.start] == order[last.start] + 1


def _order(document: Document) -> dict[int, int]:
    """The number of each block, by its start."""
    return {block.start: index for index, block in enumerate(document.blocks)}
