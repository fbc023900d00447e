"""Foreign characters: traditional ones in a simplified draft, simplified ones in a traditional draft."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from zhlint.analysis.bigrams import characters
from zhlint.analysis.script import lacking, script
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.han import HAN
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.storage.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

#: Conversions that keep the length of a text, so that a suggestion can be cut out of a converted clause.
_CONVERSIONS: Final = {"simplified": "t2s", "traditional": "s2t"}
_CLAUSE: Final = 40
_LABEL: Final = 25
_NAMES: Final = ("both", "out", "only")
_LONGEST: Final = 3
_NAME: Final = expression(f"{HAN}{{3}}")


@options
class ForeignCharacter(Check):
    """Every run of characters that the draft's script does not have.

    `table` has the columns foreign-to (a script), character and counterpart. `allowed` are characters that names and
    inscriptions keep; short quotations and titles are left alone, and so is one that ends the same three characters more than once. The suggestion is OpenCC's for the clause; where it changes a length, the counterparts stand in.
    `names` is whether the names of persons count (`both`), not (`out`) or alone (`only`); slot for the message then: `name`.
    Raises ImportError at a hit where OpenCC is missing.
    """

    filled: ClassVar[tuple[int, ...]] = (0, 1, 2)
    slots: ClassVar[tuple[str, ...]] = ("name",)

    table: Path
    allowed: str = ""
    names: str = "both"

    def __post_init__(self) -> None:
        if self.names not in _NAMES:
            raise OptionError("names", f"没有“{self.names}”，可用：{'、'.join(_NAMES)}")

    def run(self, document: Document) -> Iterator[Hit]:
        written = document.analyse(script)
        found = sorted((lacking(written, self.table) & document.analyse(characters)).difference(self.allowed))
        if not found:
            return
        from zhlint.analysis.speakers.people import name_around

        intruders = _counterparts(self.table, written)
        foreign = f"[{''.join(found)}]"
        kept = _kept_names(document.text, foreign)
        for match in re.finditer(f"{foreign}+", document.text):
            start, end = match.span()
            if _is_quoted(document, start, end) or (
                end - start == 1 and document.text[max(0, start - 2) : end] in kept
            ):
                continue
            suggested = _suggestion(document, start, end, written, intruders)
            name = (
                name_around(document, start, end, suggested)
                if self.names != "both" and end - start <= _LONGEST
                else None
            )
            if (name is None) == (self.names == "only"):
                continue
            slots = {"name": document[name]} if name else {}
            yield Hit(start, end, slots, Fix((Edit(start, end, suggested),)))


@cache
def _counterparts(table: Path, foreign_to: str) -> dict[str, str]:
    """The characters that a script does not have, and what it writes for them."""
    return dict(compile_expression(f"(?m)^{foreign_to}\t(.)\t([^\t\n]+)").findall(read_table(table)))


def _kept_names(text: str, foreign: str) -> frozenset[str]:
    """The three characters that one of these ends more than once: names that their owners write so."""
    names = Counter(text[max(0, found.start() - 2) : found.end()] for found in re.finditer(foreign, text))
    return frozenset(name for name, times in names.items() if times > 1 and _NAME.fullmatch(name))


def _is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether a run stands inside a short quotation or a title: an inscription or a work named as it is written."""
    text = document.text
    before, after = line_beside(text, start, end, _LABEL)
    for opening, closing in ("“”", "‘’", "《》", "「」"):
        opened, closed = before.rfind(opening), after.find(closing)
        if opened > before.rfind(closing) and closed >= 0 and opening not in after[:closed]:
            return True
    return False


def _suggestion(document: Document, start: int, end: int, written: str, intruders: dict[str, str]) -> str:
    text = document.text
    since = max((text.rfind(mark, max(0, start - _CLAUSE), start) + 1 for mark in "，。、；：\r\n"), default=0)
    clause = text[max(since, start - _CLAUSE) : end] + line_beside(text, start, end, 4)[1]
    # OpenCC takes no half of a surrogate pair.
    converted: str = _converter(_CONVERSIONS[written]).convert(re.sub("[\ud800-\udfff]", "\ufffd", clause))
    if len(converted) == len(clause):
        at = start - max(since, start - _CLAUSE)
        if (suggested := converted[at : at + end - start]) != text[start:end]:
            return suggested
    return "".join(intruders[char] for char in text[start:end])


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)
