"""Words that differ from the sources of the house, or are not in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.document import Span
from zhlint.sources import DIFFERS, MISSING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zhlint.document import Document
    from zhlint.sources.comparison import Verdict

_SIGNS = {"quotation": ("“", "「", "『", '"', "‘"), "title": ("《",), "report": None}
_OPENING = 12
#: Marks at the border of words, which belong to the sentence.
_LOOSE = "，。；：！？、… \u3000\r\n"


@options
class SourceQuote(Check):
    """Finds words that differ from the sources of the house, or are not in them.

    `words` are what is held against them: `quotation`, `title` or `report` (what follows 指出 without marks); `outcome` is `differs` or
    `missing`. Words of fewer than `shortest` characters are left alone. Finds nothing where the configuration names no sources. Slots:
    `opening` (of the words), `length`, `changes` (the differences in words), `where` (the place in the source).
    """

    slots: ClassVar[tuple[str, ...]] = ("changes", "length", "opening", "where")

    words: str
    outcome: str
    shortest: int

    def __post_init__(self) -> None:
        if self.words not in _SIGNS:
            raise OptionError("words", f"应为 {'、'.join(_SIGNS)}")
        if self.outcome not in {DIFFERS, MISSING}:
            raise OptionError("outcome", f"应为 {DIFFERS} 或 {MISSING}")

    def literals(self) -> Collection[str] | None:
        """The opening marks of such words."""
        return _SIGNS[self.words]

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for all words with this outcome."""
        if not document.desk.sources.shards:
            return
        from zhlint.sources.verdicts import verdicts

        for verdict in verdicts(document, self.words, self.shortest):
            if verdict.outcome == self.outcome:
                yield _hit(document, verdict)


def _hit(document: Document, verdict: Verdict) -> Hit:
    from zhlint.sources.comparison import difference_text

    passage = verdict.passage
    start, end = _span(document, verdict)
    text = "".join(document[part] for part in verdict.words.parts)
    slots = {
        "opening": "".join(text.split())[:_OPENING],
        "length": str(sum(map(str.isalnum, text))),
        "changes": "、".join(difference_text(one) for one in verdict.differences[:3]),
        "where": f"{passage.path}第{passage.line}行" if passage else "",
    }
    if not passage:
        return Hit(start, end, slots)
    return Hit(start, end, slots, _fix(document, verdict), elsewhere=(passage,))


def _span(document: Document, verdict: Verdict) -> Span:
    """The span of the differences, one character at least, or of all the words."""
    if not verdict.differences:
        first = verdict.words.parts[0]
        text = document[first]
        start = first.start + len(text) - len(text.lstrip(_LOOSE))
        end = first.start + len(text.rstrip(_LOOSE))
    else:
        start = min(one.span.start for one in verdict.differences)
        end = max(one.span.end for one in verdict.differences)
    if start == end:
        start, end = max(0, start - 1), min(len(document.text), start + 1)
    block = document.block_at(start)
    return Span(start, min(end, block.end)) if block else Span(start, end)


def _fix(document: Document, verdict: Verdict) -> Fix | None:
    """The edits that restore the words of the source; None in another script."""
    if verdict.other_script or any("\n" in document[one.span] for one in verdict.differences):
        return None
    return Fix(tuple(Edit(one.span.start, one.span.end, one.there) for one in verdict.differences))
