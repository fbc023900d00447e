"""Body paragraphs that break off without a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Marks that may end a paragraph: stops, closing marks, opening ones in their place, and marks that lead on to a list.
_ENDS: Final = "“‘「『《〈（(【〔。！？﹗﹖…；：，.!?;:”’」』）)》】〉]〗〕—―～*|/⋯↓↑→←■□◆●▲△☆★"
#: Straight quotation marks, after which the stop before them counts.
_STRAIGHT: Final = "\"'"
_STOPS: Final = frozenset("。！？…!?")
#: Characters of no width, which other rules report.
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
#: A shorter paragraph, in characters, is no prose.
_SHORTEST: Final = 15
#: So many of the last characters are shown.
_SHOWN: Final = 6

_INNER: Final = expression("[，。；]")
#: Endings that are no sentence: 完, a source, a credit, the last of a list of names.
_CLOSING: Final = expression(
    r"[）)][01]?\d{6}\Z|(?:[ \u3000]|©)[^，。；！？]{1,20}\Z"
    r"|(?:^|[。！？”）])[ \u3000]*(?:完|[^，。]{0,12}(?:摄|攝|供图|供圖|图片?|圖片?|截[图圖]|文|/[^，。]{1,12}|来源[^，。]{0,20}|(?:记者|記者|通讯员|编辑)[ \u3000：:]?[^，。]{1,12}|报道|報道))\Z"
)


def _ends(words: str) -> bool:
    """Whether a paragraph ends in a stop, perhaps before straight quotation marks."""
    return words[-1] in _ENDS or words.rstrip(_STRAIGHT)[-1:] in _STOPS


@options
class OpenEnd(Check):
    """Finds body paragraphs that end in a word; the fix adds 。

    Stays silent on fewer than 15 characters, on a line without a comma or stop, which is a heading, and where the words after
    the last stop are 完, a page mark, a source or names. The hit is the last character. Slot: `ending`, the last words.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("ending",)

    def run(self, document: Document) -> Iterator[Hit]:
        for block in document.of_role("paragraph"):
            words = document[block].rstrip(_INVISIBLE)
            if len(words) < _SHORTEST or _ends(words) or not _INNER.search(words):
                continue
            if not _CLOSING.search(words):
                at = block.start + len(words)
                yield Hit(
                    at - 1,
                    at,
                    {"ending": words[-_SHOWN:]},
                    Fix((Edit(at, at, "。"),)),
                )
