"""Body paragraphs that break off without a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: Marks that may end a paragraph: stops, closing marks, opening ones in their place, and marks that lead on to a list.
_ENDS: Final = "︰﹕﹒“‘「『《〈（(【〔。！？﹗﹖…；：，,.!?;:”’」』）)》】〉]〗〕—―～~*|/⋯↓↑→←■□◆●▲△▼▽☆★"
#: Straight quotation marks, after which the stop before them counts.
_STRAIGHT: Final = "\"'"
_STOPS: Final = frozenset("。！？…!?")
#: Characters of no width, which other rules report.
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
#: A shorter paragraph, in characters, is no prose.
_SHORTEST: Final = 15
#: A list has so many items, and no more characters.
_FEWEST_ITEMS: Final = 3
_LONGEST_LIST: Final = 60
#: So many of the last characters are shown.
_SHOWN: Final = 6

_INNER: Final = expression("[，。；]")
#: Pictures in place of a stop.
_EMOJI: Final = expression("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]\\Z")
#: Endings that are no sentence: 完, a source, a credit, who said it, the last of a list of names.
_CLOSING: Final = expression(
    r"[）)][01]?\d{6}\Z|，\d{1,2}\Z|[。！？”…][ \u3000]*——[^。！？]{2,20}\Z|(?:[ \u3000]|©|[｜丨|])[^，。；！？]{1,20}\Z"
    r"|(?:^|[。！？”）])[ \u3000]*(?:完|[^，。]{0,12}(?:摄|攝|供图|供圖|图片?|圖片?|截[图圖]|文|/[^，。]{1,12}|(?:来源|图源|圖源)[^，。]{0,20}|(?:记者|記者|通讯员|编辑|摄影|攝影|文字)[ \u3000：:]?[^，。]{1,12}|报道|報道|[^，。]{0,20}提供))\Z"
)


def _ends(words: str) -> bool:
    """Whether a paragraph ends in a stop or in a picture in its place."""
    return words[-1] in _ENDS or _EMOJI.search(words) is not None or words.rstrip(_STRAIGHT)[-1:] in _STOPS


def _is_list(words: str) -> bool:
    """Whether a line is a list of three or more things of one kind: 文学社，读书社，棋社."""
    items = words.split("，")
    return len(items) >= _FEWEST_ITEMS and len({item[-1:] for item in items}) == 1 and len(words) < _LONGEST_LIST


@options
class OpenEnd(Check):
    """Finds body paragraphs that end in a word; the fix adds 。

    Stays silent on fewer than 15 characters, on a line without a comma or stop, which is a heading, on one that ends in an emoji,
    and where the words after the last stop are 完, a page mark, a source, names, or a dash and who said it. The hit is the last character. Slot: `ending`, the last words.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("ending",)

    def run(self, document: Document) -> Iterator[Hit]:
        for block in document.of_role("paragraph"):
            words = document[block].rstrip(_INVISIBLE)
            if len(words) < _SHORTEST or _ends(words) or not _INNER.search(words):
                continue
            if not (_CLOSING.search(words) or _is_list(words)):
                at = block.start + len(words)
                yield Hit(
                    at - 1,
                    at,
                    {"ending": words[-_SHOWN:]},
                    Fix((Edit(at, at, "。"),)),
                )
