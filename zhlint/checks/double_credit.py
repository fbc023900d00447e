"""Writers credited twice, and captions that credit nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.article.credit_lines import credit_lines
from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document, TextSpan

_FAULTS: Final = ("double", "picture")
#: A caption no longer than this is only a label: 图片：
_LABEL: Final = 4
#: So much of a caption is shown, in characters.
_SHOWN: Final = 20

_PICTURED: Final = expression("摄|攝|图|圖")
_CREDITED: Final = expression("[摄攝绘画制]|供图|图源|来源|资料|截图|提供|发布?）?$|图[/／]|[/／]图")


@options
class DoubleCredit(Check):
    """Finds writers credited at head and tail, and captions that credit nobody.

    `reasons` selects the faults: `double`, `picture`; each value fills the slot `reason` of the message. Stays silent on
    captions of four characters or fewer, and on all where one credit for all pictures (文/图, 摄影) stands in the draft.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    reasons: Mapping[str, str]

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.reasons) - set(_FAULTS)):
            raise OptionError("reasons", f"没有“{unknown[0]}”，可用：{'、'.join(_FAULTS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        if "double" in self.reasons:
            yield from self._doubles(document)
        if "picture" in self.reasons:
            yield from self._pictures(document)

    def _doubles(self, document: Document) -> Iterator[Hit]:
        head: dict[str, TextSpan] = {}
        for line in document.analyse(credit_lines):
            for name in line.writers():
                if line.where in {"byline", "dateline", "frontmatter"}:
                    head.setdefault(bare(name.text), name)
                elif line.where == "credit" and (first := head.get(bare(name.text))):
                    related = (Related(first.start, first.end),)
                    yield Hit(name.start, name.end, {"reason": self.reasons["double"]}, related=related)

    def _pictures(self, document: Document) -> Iterator[Hit]:
        if any(_PICTURED.search(credit.role) for credit in document.credits if credit.where != "caption"):
            return
        for block in document.of_role("caption"):
            words = document[block]
            if len(words) > _LABEL and not _CREDITED.search(words):
                end = min(block.end, block.start + _SHOWN)
                yield Hit(block.start, end, {"reason": self.reasons["picture"]})
