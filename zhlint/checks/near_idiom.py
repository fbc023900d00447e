"""Idioms in which one character is another that sounds or looks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.marks.titles import in_name
from zhlint.analysis.slices import slices
from zhlint.analysis.speakers.people import touches_name
from zhlint.analysis.words.accepted_forms import are_both_right
from zhlint.analysis.words.house_style import is_house_style
from zhlint.analysis.words.near_idioms import near_idioms
from zhlint.check import Check, Edit, Fix, Hit, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


#: Characters from which a draft is read slice by slice.
_LONG: Final = 20_000
#: Places in short, which puns put in: 同舟共冀.
_PLACES: Final = frozenset("沪渝冀豫鲁晋湘鄂皖赣闽粤桂琼黔滇浙蓉穗杭湾")


@options
class NearIdiom(Check):
    """Finds the near misses of idioms that `near_idioms` knows.

    None touches the name of a person or a place, stands in a title or a short quotation (puns do), or is what the house prints.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for each near miss, its fix the idiom."""
        for start, end, idiom in _near(document):
            if not (
                _is_pun(document.text, start, end, idiom)
                or in_name(document.text, start, end)
                or are_both_right(document.text, start, end, idiom)
                or touches_name(document, start, end)
                or is_house_style(document, start, end, idiom)
            ):
                yield Hit(start, end, fix=Fix((Edit(start, end, idiom),)))


def _near(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yields the near misses of idioms, each with its place and the idiom.

    A long draft is read slice by slice, which takes less memory.
    """
    for offset, part in slices(document) if len(document.text) > _LONG else ((0, document),):
        for start, end, idiom in part.analyse(near_idioms):
            yield start + offset, end + offset, idiom


def _is_pun(text: str, start: int, end: int, idiom: str) -> bool:
    """Whether a place in short is written instead, or straight quotation marks enclose all."""
    written = text[start:end]
    return not _PLACES.isdisjoint(set(written) - set(idiom)) or '"' == text[start - 1 : start] == text[end : end + 1]
