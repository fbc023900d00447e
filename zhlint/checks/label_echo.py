"""Labels and titles that come back in another form: “喜迎盛会、争创佳绩”, “喜迎盛会，争创佳绩”."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final
from unicodedata import normalize

from zhlint.analysis.marks.labels import labels
from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.check import Check, Hit, OptionError, options
from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.likeness import are_alike
from zhlint.lexicon.numerals import CHINESE
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.analysis.marks.labels import Label
    from zhlint.document import Document

#: Marks that are written in several ways, which other rules compare.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("－-–—―～~", "—"),
        **dict.fromkeys("•‧・･˙.．", "·"),
        **dict.fromkeys("“”‘’\"'", "'"),
        **dict.fromkeys("<>〈〉*_|\\()（）[]【】〔〕→", ""),
    }
)
#: Marks at the end of a label that belong to the sentence.
_EDGE: Final = "，、。；:：,!?…·—'."
#: A blank that stands for a mark, as on a banner.
_BLANK: Final = expression(rf"(?:{HAN}|[”’）*])\s+(?:{HAN}|[“‘（*])")
#: A number with a sign of its own, which is another number without it: 加20个点, 减20个点.
_SIGNED: Final = expression(r"[A-Z0-9][+＋\-－−][0-9]")
#: Words for “and”, of which a title has one.
_AND: Final = frozenset("与和及")
#: Of so many labels each is compared with each.
_MOST: Final = 200


@options
class LabelEcho(Check):
    """Finds quoted labels and titles that a draft gives in two forms.

    `differing` is `marks`, where the words are the same, or `character`, where one character is another that sounds or looks
    alike. A label has at least `shortest` characters without its marks. Every place of the rarer form is a hit; of equally
    common forms the first is kept. Stays silent on marks in headlines, and where a blank stands for one. Slot: `better`, the form to keep.
    """

    slots: ClassVar[tuple[str, ...]] = ("better",)

    differing: str
    shortest: int

    def __post_init__(self) -> None:
        if self.differing not in {"marks", "character"}:
            raise OptionError("differing", "differing 应为 marks 或 character")

    def run(self, document: Document) -> Iterator[Hit]:
        found = [label for label in document.analyse(labels) if len(label.bare) >= self.shortest]
        for family in self._families(document, found):
            yield from _hits(family)

    def _families(self, document: Document, found: Sequence[Label]) -> Iterator[list[Label]]:
        """Labels that seem to be one, in one form or several."""
        if self.differing == "marks":
            by_words: dict[tuple[str, bool], list[Label]] = defaultdict(list)
            for label in found:
                if not (_in_headline(document, label) or _BLANK.search(label.words) or _SIGNED.search(label.words)):
                    by_words[label.bare, label.is_title].append(label)
            yield from by_words.values()
            return
        by_name: dict[tuple[str, bool], list[Label]] = defaultdict(list)
        for label in found:
            by_name[label.bare, label.is_title].append(label)
        for one, other in combinations(list(by_name)[:_MOST], 2):
            if one[1] == other[1] and _is_slip(*one, other[0]):
                yield sorted(by_name[one] + by_name[other], key=lambda label: label.start)


def _hits(family: Sequence[Label]) -> Iterator[Hit]:
    uses = [Use(label.start, label.end, _form(label.words)) for label in family]
    written = {use.form: label.words for use, label in zip(reversed(uses), reversed(family), strict=True)}
    for use, majority in rarer_uses(uses):
        yield Hit(use.start, use.end, {"better": written[majority.form]}, None, majority.related)


def _form(words: str) -> str:
    """The words with what may be written either way made one."""
    return "".join(normalize("NFKC", words.translate(_ALIKE)).translate(_ALIKE).replace("——", "—").split()).strip(_EDGE)


def _in_headline(document: Document, label: Label) -> bool:
    block = document.block_at(label.start)
    return block is not None and block.role in {"headline", "deck", "subhead"}


def _is_slip(one: str, is_title: bool, other: str) -> bool:
    """Whether two labels differ in one character that is easily written for the other."""
    if len(one) != len(other):
        return False
    differing = [(first, second) for first, second in zip(one, other, strict=True) if first != second]
    return (
        len(differing) == 1
        and all(is_han(char) and char not in CHINESE for char in differing[0])
        and (are_alike(*differing[0]) or (is_title and _AND.issuperset(differing[0])))
    )
