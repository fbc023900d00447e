"""Institutions whose name comes back with two characters swapped: 博文小学, 文博小学."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.check import Check, Hit, options
from zhlint.lexicon.han import HAN
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

    from zhlint.document import Document

#: Characters that stand in no name.
_NO_NAME: Final = frozenset("的了在我你他她它这那是有和与及或到从为上下中大小多少各每某本该级")
#: A word this frequent is told from another one.
_FREQUENT: Final = 12


@options
class SwappedName(Check):
    """Finds two names of institutions that differ in the order of their two characters.

    `kinds` are the words behind such a name (小学, 社区). Every place of the rarer name is a hit; of equally common ones the first
    is kept. Stays silent where both are words: 保安公司, 安保公司, and where one sentence has both. Slot: `better`, the name to keep.
    """

    slots: ClassVar[tuple[str, ...]] = ("better",)

    kinds: tuple[str, ...]

    def literals(self) -> Collection[str]:
        return self.kinds

    def run(self, document: Document) -> Iterator[Hit]:
        named: dict[tuple[str, ...], list[Use]] = defaultdict(list)
        for found in self._names().finditer(document.text):
            name = found["name"]
            if _NO_NAME.isdisjoint(name) and name[0] != name[1]:
                named[*sorted(name), found["kind"]].append(Use(*found.span(), name))
        for (*_, kind), uses in named.items():
            forms = {use.form for use in uses}
            if len(forms) > 1 and not all(map(_is_word, forms)) and not _are_named_together(document.text, uses):
                for use, majority in rarer_uses(uses):
                    yield Hit(use.start, use.end, {"better": majority.form + kind}, None, majority.related)

    def _names(self) -> re.Pattern[str]:
        return compile_expression(rf"(?P<name>{HAN}{{2}})(?P<kind>{'|'.join(self.kinds)})")


def _are_named_together(text: str, uses: list[Use]) -> bool:
    """Whether one sentence has both forms: two institutions."""
    sentences = {(use.form, sentence_around(text, use.start)) for use in uses}
    return len(sentences) > len({sentence for _, sentence in sentences})


def _is_word(name: str) -> bool:
    return vocabulary().frequency(name) >= _FREQUENT
