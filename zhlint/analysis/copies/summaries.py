"""Paragraphs that sum up a draft in its own words, which makes no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.stretches import PROSE
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.analysis.copies.stretches import Stretch
    from zhlint.document import Block, Document

#: So many paragraphs at the head may sum up the draft, in the words of a paragraph so many below.
_OPENINGS: Final = 5
_FAR: Final = 4
#: How far below the whole of such a paragraph may stand again.
_BELOW: Final = 8
#: So much of such a paragraph, at least, stands below.
WHOLE_SHARE: Final = 0.6
BULLETS: Final = frozenset("●■◆▲★□◇•·")
_LABEL: Final = expression("[\\[［【（(]?(?:内容|新闻)?(?:摘要|提要|导读|核心提示|原标题)[\\]］】）)：:]?")


def is_deck(document: Document, opening: Block, later: Block) -> bool:
    """Whether a paragraph that stands again is a deck.

    It stands above the dateline, or at the head and far above the other.
    """
    if any(opening.start < dateline.start <= later.start for dateline in document.datelines[:1]):
        return True
    return _is_at_head(document, opening) and _distance(document, opening, later) >= _BELOW


def sums_up(document: Document, opening: Stretch, later: Stretch, length: int) -> bool:
    """Whether a paragraph sums up, of which `length` characters stand again in a later one.

    It stands above a dateline, has a bullet, or is most of a paragraph at the head, far above the other.
    """
    above, below = opening.block, later.block
    if above == below:
        return False
    if any(above.start < dateline.start <= below.start for dateline in document.datelines):
        return True
    if not _is_at_head(document, above):
        return False
    if opening.text[0] in BULLETS:
        return True
    return length >= WHOLE_SHARE * len(opening.text) and _distance(document, above, below) >= _FAR


def is_labelled(document: Document, opening: Stretch, later: Stretch) -> bool:
    """Whether one of two paragraphs is labelled as a summary or headline.

    Within one paragraph the label has brackets.
    """
    if opening is later:
        return opening.text[0] in "[［【（(" and _LABEL.match(opening.text) is not None
    above = document.text[: opening.block.start].rstrip().rsplit("\n", 1)[-1].strip()
    return bool(_LABEL.fullmatch(above) or _LABEL.match(opening.text) or _LABEL.match(later.text))


def _is_at_head(document: Document, block: Block) -> bool:
    """Whether a paragraph is one of the first, and no speaker's."""
    section = document.section_at(block.start)
    return document.analyse(_numbers)[block.start] < _OPENINGS and not (section and section.speaker)


def _distance(document: Document, above: Block, below: Block) -> int:
    numbers = document.analyse(_numbers)
    return numbers[below.start] - numbers[above.start]


def _numbers(document: Document) -> dict[int, int]:
    """The numbers of paragraphs by their starts."""
    return {block.start: number for number, block in enumerate(document.of_role(*PROSE))}
