"""Words in two accepted spellings (其他, 其它), foreign names in two transcriptions."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.bigrams import characters, head_of, pairs, search_key
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.marks.titles import in_name
from zhlint.analysis.script import script
from zhlint.analysis.words.dotted_names import dotted_names
from zhlint.analysis.words.majority import Use, rarer_uses
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.han import HAN
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

#: Longer names, in characters, that differ before the last one are a matter of names, not of spelling.
_SHORT_NAME: Final = 6
#: The cell that says whether a word has owners, and what names one.
_OWNED: Final = 3
_OWNER: Final = expression(
    f"(?!派[出驻]|成立|组[成建]|设立|随同|接受|迎接|配合|[一二两三四五六七八九十几]个){HAN}{{2}}"
)
#: What joins two spellings of which a draft speaks.
_JOINED: Final = expression("[”’」）]?(?:[与和跟或同及、/／]|还是|不是|不同于|区别于|等于|而非)?[“‘「（]?")


@options
class SpellingDrift(Check):
    """Finds words and dotted foreign names that a draft writes in two ways.

    `table` holds words, two spellings a row, what makes them longer words that have one spelling only, parted by |, and `owned` where each
    may be another's (督查组): those are compared only behind the same two characters. Two names (约翰·史密斯, 约翰·史密思) are one where they differ only in characters of one
    of the `sounds`; long names only where it is the last character. Every place of the rarer form is a hit, places of the
    other are related; of equally common forms the first is kept, of words in a simplified draft that of the table's first column.
    Stays silent in titles and verbatim quotations, on names that stand side by side in one sentence, and on words that the draft
    compares. Slots: `better`, the form to keep; `more` and `fewer`, how often the two stand.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1)
    slots: ClassVar[tuple[str, ...]] = ("better", "fewer", "more")

    table: Path
    sounds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(set("".join(self.sounds))) < len("".join(self.sounds)):
            raise OptionError("sounds", "一个字只能在一组里")

    def literals(self) -> tuple[str, ...]:
        return *map(_search_key, self._pairs), "·"

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every place of a rarer form."""
        pairs_here, characters_here = document.analyse(pairs), document.analyse(characters)
        for head, forms in self._keys:
            if (head in pairs_here or head in characters_here) and all(form in document.text for form in forms):
                uses = sorted(use for form in forms for use in self._words(document, form))
                uses = _of_one_owner(document.text, uses) if forms in self._owned else uses
                if not any(_are_compared(document.text, *beside) for beside in pairwise(uses)):
                    yield from _hits(uses, forms[0] if document.analyse(script) == "simplified" else "")
        if "·" in document.text:
            for names in self._names(document):
                yield from _hits(names)

    @cached_property
    def _pairs(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row[:2]) for row in rows(self.table))

    @cached_property
    def _owned(self) -> frozenset[tuple[str, ...]]:
        """The spellings that may be the names of two bodies."""
        return frozenset(tuple(row[:2]) for row in rows(self.table) if len(row) > _OWNED and row[_OWNED])

    @cached_property
    def _compounds(self) -> dict[str, tuple[str, ...]]:
        """The ends of longer words with one spelling only, by their beginning."""
        longer = ((row[:2], tuple(row[2].split("|"))) for row in rows(self.table) if len(row) > 2 and row[2])
        return {form: tails for forms, tails in longer for form in forms}

    @cached_property
    def _keys(self) -> list[tuple[int | str, tuple[str, ...]]]:
        """The spellings, each with the pair or character that every text with it has."""
        return [(head_of(_search_key(forms)), forms) for forms in self._pairs]

    def _words(self, document: Document, form: str) -> Iterator[Use]:
        text, tails = document.text, self._compounds.get(form, ())
        for start in occurrences(text, form):
            end = start + len(form)
            exempt = in_name(text, start, end) or is_quoted(document, start, end) or text.startswith(tails, end)
            if not exempt and _is_word(document, start, end):
                yield Use(start, end, form)

    @cached_property
    def _sound(self) -> dict[int, str]:
        return {ord(char): group[0] for group in self.sounds for char in group}

    def _names(self, document: Document) -> Iterator[list[Use]]:
        """The places of names that sound the same and may be compared."""
        alike: defaultdict[str, list[Use]] = defaultdict(list)
        for name, start, end in document.analyse(dotted_names):
            if not in_name(document.text, start, end):
                alike[name.translate(self._sound)].append(Use(start, end, name))
        for uses in alike.values():
            short = len(uses[0].form) <= _SHORT_NAME or len({use.form[:-1] for use in uses}) == 1
            if short and not any(_side_by_side(document, *pair) for pair in pairwise(uses)):
                yield uses


def _search_key(forms: tuple[str, ...]) -> str:
    """The characters of the last spelling, the rarer one, that the first lacks."""
    return search_key(forms[-1], forms[0])


def _is_word(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` is a word, or opens a longer one (其他人)."""
    if on_token_edges(document, start, end):
        return True
    inside = any(on_token_edges(document, offset, offset) for offset in range(start + 1, end))
    return on_token_edges(document, start, start) and not inside


def _of_one_owner(text: str, uses: list[Use]) -> list[Use]:
    """The uses that stand behind the same characters in both spellings, or behind none."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for use in uses:
        owners[_owner(text, use)].add(use.form)
    return [use for use in uses if len(owners[_owner(text, use)]) > 1]


def _owner(text: str, use: Use) -> str:
    before = text[max(0, use.start - 2) : use.start]
    return before if _OWNER.fullmatch(before) else ""


def _side_by_side(document: Document, first: Use, second: Use) -> bool:
    return first.form != second.form and second.start < sentence_around(document.text, first.start).end


def _are_compared(text: str, first: Use, second: Use) -> bool:
    """Whether two spellings are named together, so that the draft speaks of the words: 做客与作客."""
    return first.form != second.form and _JOINED.fullmatch(text, first.end, second.start) is not None


def _hits(uses: list[Use], preferred: str = "") -> Iterator[Hit]:
    for use, majority in rarer_uses(uses, preferred):
        slots = {
            "better": majority.form,
            "more": str(majority.times[majority.form]),
            "fewer": str(majority.times[use.form]),
        }
        yield Hit(use.start, use.end, slots, Fix((Edit(use.start, use.end, majority.form),)), majority.related)
