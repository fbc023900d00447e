"""A verb and an object that do not go together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

_MARKS: Final = "，。；：！？、…“”‘’《》（）,;:!?()\r\n"
#: What follows an object that closes its clause.
_CLOSED: Final = "(?=[，。；！？”）,;!?)\r\n]|$)"

#: What follows a verb in an attribute, where the object has a verb of its own: 对给予的照应|深表感谢.
_OF_ANOTHER: Final = expression("的.*(?:表示|深表|表达|致以|感到|作出|做出)")

#: What stands before an object, in its cell.
_LOOK_BEHIND: Final = expression(r"\(\?<[=!][^)]*\)")


class _Pair(NamedTuple):
    """Verbs and objects that do not go together, and what is written instead."""

    found: re.Pattern[str]
    unless: re.Pattern[str] | None
    literals: tuple[str, ...]
    objects: tuple[str, ...]
    verb: str
    noun: str


@options
class Collocation(Check):
    """Verbs with an object of their clause that another verb, or another object, belongs to.

    `table` has the columns use, verbs and nouns (parted by |), unless, instead-verb and instead-noun; rows of this `use`
    are looked for. Between the two stand at most `longest` characters, no mark, and nothing that `unless` matches; the verb
    begins and the object ends at the edge of a word. Slots: `verb`, `noun` and `instead`, the pair as it should be.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("verb", "noun", "instead")

    table: Path
    use: str
    longest: int

    def __post_init__(self) -> None:
        if self.longest < 0:
            raise OptionError("longest", "不能小于 0")

    def literals(self) -> frozenset[str]:
        """The verbs: one of them stands in every hit."""
        return frozenset(verb for pair in self._pairs for verb in pair.literals)

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every pair, from the verb to the object."""
        for pair in self._pairs:
            if _has(document.text, pair.literals) and _has(document.text, pair.objects):
                for found in pair.found.finditer(document.text):
                    if self._stands(document, pair, found):
                        yield _hit(pair, found)

    @staticmethod
    def _stands(document: Document, pair: _Pair, found: re.Match[str]) -> bool:
        if (pair.unless and pair.unless.search(found["between"])) or _OF_ANOTHER.match(found["between"]):
            return False
        return on_token_edges(document, found.start(), found.end())

    @cached_property
    def _pairs(self) -> tuple[_Pair, ...]:
        return tuple(self._pair(*row) for row in rows(self.table) if row[0] == self.use)

    def _pair(self, _use: str, verbs: str, nouns: str, unless: str, verb: str, noun: str = "") -> _Pair:
        between = f"(?:(?!{verbs})[^{_MARKS}]){{0,{self.longest}}}?"
        expression = f"(?P<verb>{verbs})(?P<between>{between})(?P<noun>{nouns}){_CLOSED}"
        return _Pair(
            compile_expression(expression),
            compile_expression(unless) if unless else None,
            tuple(verbs.split("|")),
            tuple(_LOOK_BEHIND.sub("", nouns).split("|")),
            verb,
            noun,
        )


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in a text."""
    return any(word in text for word in words)


def _hit(pair: _Pair, found: re.Match[str]) -> Hit:
    changed = "verb" if pair.verb else "noun"
    edit = Edit(*found.span(changed), pair.verb or pair.noun)
    instead = f"{pair.verb or found['verb']}……{pair.noun or found['noun']}"
    slots = {"verb": found["verb"], "noun": found["noun"], "instead": instead}
    return Hit(*found.span(), slots, Fix((edit,)))
