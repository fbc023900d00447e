"""Foreign names in Chinese whose parts a dot divides: 约翰·史密斯."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.document import TextSpan
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The longest part of a name between dots, in characters.
LONGEST_PART: Final = 8
_PART: Final = f"{HAN}{{1,{LONGEST_PART}}}"
#: A name with nothing but marks around it: the end of one before a word is not certain.
_NAME: Final = expression(f"(?<![{HAN_RANGES}·]){_PART}(?:·{_PART})+(?![{HAN_RANGES}·])")


def dotted_names(document: Document) -> tuple[TextSpan, ...]:
    """The dotted names that stand whole between other characters, in order."""
    return tuple(_names(document.text))


def _names(text: str) -> Iterator[TextSpan]:
    """The names, each tried only where its first part may begin before a dot."""
    end = 0
    for dot in occurrences(text, "·"):
        starts = range(max(end, dot - LONGEST_PART), dot)
        match = next(filter(None, (_NAME.match(text, start) for start in starts)), None)
        if match:
            end = match.end()
            yield TextSpan(match[0], *match.span())
