"""A copy, and the least lengths of the units in which copies are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from zhlint.document import Span

#: Characters without white space; set phrases do not count.
PARAGRAPH: Final = 20
SENTENCE: Final = 14
PASSAGE: Final = 60
#: Of a passage that stands again in the same paragraph.
PASSAGE_IN_PARAGRAPH: Final = 100
SHORT_PASSAGE: Final = 40


class Copy(NamedTuple):
    """A later copy and the span of the first one.

    `unit` is paragraph, sentence, passage or short-passage. `length` counts characters without white space; `times`
    is how often it stands in a row, 1 where something stands between.
    """

    unit: str
    start: int
    end: int
    first: Span
    length: int
    times: int = 1
