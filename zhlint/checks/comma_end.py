"""Body paragraphs that end in a comma, while a new paragraph follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: What a paragraph of prose ends in, closing marks included.
_STOPPED: Final = expression(r"[。！？…；：!?;:][”’』」）)]*\Z")
#: So many of the last characters are shown.
_SHOWN: Final = 6


@options
class CommaEnd(Check):
    """Finds body paragraphs of prose that end in a comma or an enumeration comma.

    Prose has `shortest` characters and more; the paragraph before it ends in a stop, and so does the one after it, unless there is none. More than `most` in a draft are verse
    or a list, and none is told. The hit is the mark. Slots: `ending`, the last words; `more`, how many more.
    """

    slots: ClassVar[tuple[str, ...]] = ("ending", "more")

    shortest: int
    most: int

    def __post_init__(self) -> None:
        if self.most < 1:
            raise OptionError("most", "不能小于 1")

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields one hit for the paragraphs that break off, the others related."""
        ends = list(self._ends(document))
        if ends and len(ends) <= self.most:
            first, *others = ends
            more = f"（另有{len(others)}段也是这样）" if others else ""
            slots = {"ending": document.text[first - _SHOWN : first + 1], "more": more}
            yield Hit(first, first + 1, slots, None, tuple(Related(end, end + 1) for end in others))

    def _ends(self, document: Document) -> Iterator[int]:
        """The marks at the ends of paragraphs that go on, by offset."""
        paragraphs = document.of_role("paragraph")
        texts = [document[block].rstrip() for block in paragraphs]
        for number, (block, text) in enumerate(zip(paragraphs, texts, strict=True)):
            if text.endswith(("，", "、")) and len(text.strip()) >= self.shortest:
                beside = texts[max(number - 1, 0) : number] + texts[number + 1 : number + 2]
                if number and all(map(_STOPPED.search, beside)):
                    yield block.start + len(text) - 1
