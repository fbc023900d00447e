"""Sentences that tell a purpose and stop before they say who does what."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.forms import compile_option
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from zhlint.document import Document

#: A sentence that begins with 为 or 为了, behind a dateline if any, and has no stop but commas.
_SENTENCE: Final = expression(
    r"(?:\A|(?<=[。！\r\n]))[ \u3000]*(?:[^，。！？\r\n]{0,14}讯[：: \u3000]*(?:[（(][^（）()]{1,24}[）)])?)?[ \u3000]*(?P<sentence>为了?(?![之此何期首先人本])(?P<clauses>[^。！？；：\r\n]{4,220})。)(?=[^\r\n”’）」])"
)
_QUOTED: Final = expression("“[^“”]{1,40}”|《[^《》]{1,30}》")
_COMMA: Final = expression("[，,]")
#: What makes a verb the beginning of a name: 建设者, 宣传部.
_IN_NAME: Final = frozenset("者部厅局署员")
#: So many characters a clause has at most.
_LONGEST: Final = 60
#: The words of the table have so many characters at most.
_LONGEST_WORD: Final = 5
#: So many characters are shown where no verb opens the sentence.
_SHOWN: Final = 6


@options
class PurposeEnd(Check):
    """Finds sentences whose clauses all tell a purpose: 为丰富生活，增进了解。

    `table` has the columns class and word. Every clause opens with a verb of one of the classes `verbs`, behind any words of the class
    manner, or with what `leads` to one (以……的); none has what `main` finds in a main clause. The next sentence of the paragraph begins with `next`. What stands in quotation and title marks is not asked. The
    fix makes the full stop a comma. Slot: `opening`, the words up to the first verb.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("opening",)
    filled: ClassVar[tuple[int, ...]] = (0, 1)

    table: Path
    verbs: tuple[str, ...]
    leads: str
    main: str
    next: str = ""

    def prepare(self) -> None:
        _ = self._leads, self._main, self._next

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every sentence that is cut off."""
        for found in _SENTENCE.finditer(document.text):
            start, end = found.span("sentence")
            if self._next.match(document.text, end) and self._tells_purpose_only(found["clauses"]):
                clauses = found.start("clauses")
                opening = document.text[start : clauses + (self._verb_end(found["clauses"]) or _SHOWN)]
                yield Hit(start, end, {"opening": opening}, Fix((Edit(end - 1, end, "，"),)))

    def _tells_purpose_only(self, clauses: str) -> bool:
        """Whether every clause opens a purpose, and none is a main clause."""
        plain = _QUOTED.sub(lambda quoted: "“" * len(quoted[0]), clauses)
        return all(self._is_purpose(clause) and not self._main.search(clause) for clause in _COMMA.split(plain))

    def _is_purpose(self, clause: str) -> bool:
        """Whether a clause opens with a verb of a purpose, or leads to one."""
        if len(clause) > _LONGEST:
            return False
        return self._verb_end(clause) > 0 or self._leads.match(_without(clause, self._words["manner"])) is not None

    def _verb_end(self, clause: str) -> int:
        """The end of the verb of a purpose that opens a clause; 0 without one."""
        rest = _without(clause, self._words["manner"])
        verb = _opens(rest, self._verbs)
        is_name = rest[len(verb) : len(verb) + 1] in _IN_NAME
        return len(clause) - len(rest) + len(verb) if verb and not is_name else 0

    @cached_property
    def _leads(self) -> re.Pattern[str]:
        return compile_option("leads", self.leads)

    @cached_property
    def _main(self) -> re.Pattern[str]:
        return compile_option("main", self.main)

    @cached_property
    def _next(self) -> re.Pattern[str]:
        return compile_option("next", self.next)

    @cached_property
    def _verbs(self) -> frozenset[str]:
        return frozenset().union(*(self._words[name] for name in self.verbs))

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        """The words of each class of the table."""
        words: dict[str, set[str]] = defaultdict(set)
        for name, word in rows(self.table):
            words[name].add(word)
        return words


def _without(clause: str, manners: Collection[str]) -> str:
    """A clause without its first words of manner and their 地."""
    while manner := _opens(clause, manners):
        clause = clause[len(manner) :].removeprefix("地").removeprefix("的")
    return clause


def _opens(clause: str, words: Collection[str]) -> str:
    """The longest of some words that a clause opens with; empty where there is none."""
    return next((clause[:size] for size in range(_LONGEST_WORD, 0, -1) if clause[:size] in words), "")
