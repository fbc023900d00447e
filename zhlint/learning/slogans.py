"""Fixed formulations and slogans of one document, for a person to look through."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.marks.pairs import QUOTES, marked_lines
from zhlint.analysis.words.wording import bare
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: The fewest and the most characters of a formulation: shorter ones are words, longer ones sentences.
_SHORTEST: Final = 6
_LONGEST: Final = 24
#: So often a clause stands in a document before it is fixed.
_TWICE: Final = 2
_CLAUSE: Final = re.compile(r"[^，。；：！？、…—（）()《》\s]+")
_NUMBERED: Final = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?|第[一二三四五六七八九十]+[，、]|[一二三四五六七八九十]+是)"
)
_WORDS: Final = re.compile(r"[\u4e00-\u9fff“”‘’]+")
#: What is quoted as one may have parts: “一村一灯、灯灯相连”.
_PARTS: Final = re.compile(r"[\u4e00-\u9fff“”‘’]+(?:[、，][\u4e00-\u9fff“”‘’]+)*")


class Slogan(NamedTuple):
    """A formulation as written, with its number of places and a reason (Chinese)."""

    phrase: str
    times: int
    reason: str


def slogans(document: Document) -> list[Slogan]:
    """The formulations of a document: between quotation marks, in headings, or said twice.

    They are in order of their first places. Those of the shipped table are left out.
    """
    shipped = {bare(row[0]) for row in rows("formulations.tsv")}
    found: dict[str, Slogan] = {}
    wording = bare(document.text)
    for phrase, reason in (*_quotations(document), *_headings(document), *_repetitions(document)):
        key = bare(phrase)
        if _SHORTEST <= len(key) <= _LONGEST and not any(key in other or other in key for other in shipped):
            found.setdefault(key, Slogan(phrase, max(1, wording.count(key)), reason))
    return sorted(found.values(), key=lambda slogan: (document.text.find(slogan.phrase), slogan.phrase))


def _quotations(document: Document) -> Iterator[tuple[str, str]]:
    for line in document.analyse(marked_lines):
        for pair in line.pairs:
            phrase = document.text[pair.opener.at + 1 : pair.closer.at]
            if pair.opener.kind in QUOTES and _PARTS.fullmatch(phrase):
                yield phrase, "带引号"


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.of_role("subhead"):
        for clause in _CLAUSE.findall(_NUMBERED.sub("", document[block].strip())):
            if _WORDS.fullmatch(clause):
                yield clause, "小标题"


def _repetitions(document: Document) -> Iterator[tuple[str, str]]:
    clauses = [clause for block in document.of_role("paragraph", "list") for clause in _CLAUSE.findall(document[block])]
    for clause, times in Counter(clauses).items():
        if times >= _TWICE and _WORDS.fullmatch(clause):
            yield clause, "反复说"
