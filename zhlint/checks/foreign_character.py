"""Traditional characters in a simplified draft, simplified ones in a traditional draft."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from zhlint.analysis.bigrams import characters
from zhlint.analysis.script import lacking, script
from zhlint.analysis.words.foreign_sequences import BESIDE, foreign_sequences
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.document import Span
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
#: So much of a clause, in characters, is converted for a suggestion.
_CLAUSE: Final = 40
#: The last character of the basic plane: a counterpart beyond it belongs to a name, and few fonts have it.
_BASIC: Final = "\uffff"
_NAMES: Final = ("both", "out", "only")
#: More foreign characters than these are not part of a name.
_LONGEST: Final = 3
#: What opens a list of references, whose titles stand as they are.
_REFERENCES: Final = expression(
    "(?:\\A|[\\r\\n])(?:主要)?(?:参考(?:资料|文献|来源)|资料来源|延伸阅读|參考(?:資料|文獻)|資料來源)[：:]?[ \\u3000]*(?=[\\r\\n])"
)
#: Sequences so near, with nothing of the own script between, are one passage.
_NEAR: Final = 12
_FEWEST: Final = 3
#: A pen name in a line of credit: 文｜夕曬.
_SIGNED: Final = expression(
    rf"(?:\A|\s)(?:文|[图圖]|作者|摄影|口述|撰文|[主执]笔|[记記]者|编辑) ?[｜|丨/／：:] ?(?:读者[：:] ?)?(?P<name>{HAN}{{0,3}})\Z"
)
_REST: Final = expression(rf"{HAN}{{0,3}}\s*\Z")


@options
class ForeignCharacter(Check):
    """Finds sequences of characters that the script of the draft does not have.

    `table` has the columns foreign-to (a script), character and counterpart. `allowed` are characters that names and
    inscriptions keep. `names` says whether names of persons count (`both`), do not (`out`), or alone do (`only`); a name has
    at most three foreign characters. Three sequences and more of one passage, with nothing of the own script between, are one hit. Stays silent within short quotations and titles, in names of accounts (@), in the references at the end, beside kana, on a character that the draft talks about (取“鐘”字), and on a character that ends the same
    three characters twice: a name that its owner writes so. The fix is what OpenCC makes of the clause, or else the
    counterparts of the table. Slot: `name`, with `only`. Raises ImportError at a hit where OpenCC is missing.
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
        own_script = document.analyse(script)
        foreign = sorted((lacking(own_script, self.table) & document.analyse(characters)).difference(self.allowed))
        if not foreign:
            return
        counterparts = _counterparts(self.table, own_script)
        found: list[Span] = []
        references = [match.start() for match in _REFERENCES.finditer(document.text)]
        for start, end in foreign_sequences(document, f"[{''.join(foreign)}]"):
            if references and start > references[-1]:
                break
            suggested = _suggestion(document, start, end, own_script, counterparts)
            name = self._name(document, start, end, suggested)
            if name and self.names == "only":
                yield Hit(start, end, {"name": document[name]}, Fix((Edit(start, end, suggested),)))
            elif not name and self.names != "only" and max(suggested) <= _BASIC:
                found.append(Span(start, end))
        own = lacking("traditional" if own_script == "simplified" else "simplified", self.table)
        for start, end in _passages(document.text, found, own):
            suggested = _suggestion(document, start, end, own_script, counterparts)
            yield Hit(start, end, {}, Fix((Edit(start, end, suggested),)))

    def _name(self, document: Document, start: int, end: int, suggested: str) -> Span | None:
        """The name of a person about a sequence, where `names` asks for it."""
        if self.names == "both" or end - start > _LONGEST:
            return None
        before, after = line_beside(document.text, start, end, BESIDE)
        credit, rest = _SIGNED.search(before), _REST.match(after)
        if credit and rest:
            return Span(start - len(credit["name"]), end + rest.end())
        from zhlint.analysis.speakers.people import name_around

        return name_around(document, start, end, suggested)


@cache
def _counterparts(table: Path, foreign_to: str) -> dict[str, str]:
    """The characters that a script does not have, each with its counterpart."""
    return dict(compile_expression(f"(?m)^{foreign_to}\t(.)\t([^\t\n]+)").findall(read_table(table)))


def _passages(text: str, sequences: list[Span], own: frozenset[str]) -> Iterator[Span]:
    """Three sequences and more of one passage as one.

    They stand in one line, near one another, with nothing of the own script between.
    """
    passages: list[list[Span]] = []
    for span in sequences:
        between = text[passages[-1][-1].end : span.start] if passages else "\n"
        if len(between) <= _NEAR and "\n" not in between and own.isdisjoint(between):
            passages[-1].append(span)
        else:
            passages.append([span])
    for passage in passages:
        if len(passage) >= _FEWEST:
            yield Span(passage[0].start, passage[-1].end)
        else:
            yield from passage


def _suggestion(document: Document, start: int, end: int, own_script: str, counterparts: dict[str, str]) -> str:
    """A sequence in the script of the draft, converted within its clause."""
    text = document.text
    first = max((text.rfind(mark, max(0, start - _CLAUSE), start) + 1 for mark in "，。、；：\r\n"), default=0)
    clause = text[max(first, start - _CLAUSE) : end] + line_beside(text, start, end, 4)[1]
    # OpenCC takes no half of a surrogate pair.
    converted: str = _converter(_CONVERSIONS[own_script]).convert(re.sub("[\ud800-\udfff]", "\ufffd", clause))
    if len(converted) == len(clause):
        offset = start - max(first, start - _CLAUSE)
        if (suggested := converted[offset : offset + end - start]) != text[start:end]:
            return suggested
    return "".join(counterparts.get(char, char) for char in text[start:end])


@cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)
