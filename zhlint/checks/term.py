"""Terms that the house, or the style book of an agency, writes otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from zhlint.analysis.bigrams import characters, heads_of, pairs, pairs_of_long, search_key
from zhlint.analysis.words.simplified_script import simplified
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.sentences import sentence_around
from zhlint.lexicon.strings import occurrences
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.quoting import quote
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from zhlint.document import Document

_KEYS: Final = ("use", "instead-of", "whole", "fix", "note", "near", "unless")
#: A term of so many characters or fewer must be whole words.
_SHORT: Final = 3


class _Entry(NamedTuple):
    """A wrong term, the one to use, and the conditions.

    `near` and `unless` are expressions that see the sentence.
    """

    wrong: str
    use: str
    whole: bool
    fixable: bool
    note: str
    near: str
    unless: str


@options
class Term(Check):
    """Finds every place of a term that the entries name.

    An entry is a table `{ use, instead-of = [...] }` with, at will, `whole` (the term must be whole words; by itself so for
    three characters or fewer), `fix` (ask or no), `note`, `near` and `unless` (expressions that the sentence must, must not
    match); or a row [错, 对, 说明]. Without `use` there is no fix. Terms are compared in simplified script as well. Stays silent
    inside the term to be used. Slots: `advice`, the term to write; `note`, in brackets.
    """

    reach: ClassVar[str] = "paragraph"
    slots: ClassVar[tuple[str, ...]] = ("advice", "note")

    entries: tuple[Mapping[str, Any] | tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if not all(entry.wrong for entry in self._entries):
            raise OptionError("entries", "有一条的 instead-of（错）是空的")
        for source in {*(entry.near for entry in self._entries), *(entry.unless for entry in self._entries)} - {""}:
            try:
                compile_expression(source)
            except re.error as error:
                raise OptionError("entries", f"正则表达式有误：{expression_reason(error)}") from None

    def literals(self) -> Collection[str] | None:
        return None if self.entries else ()

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every place of a wrong term."""
        texts = tuple(dict.fromkeys((document.text, document.analyse(simplified))))
        for entry in self._candidates(document, texts):
            for text in texts:
                end = 0
                for start in occurrences(text, entry.wrong):
                    if start >= end:
                        end = start + len(entry.wrong)
                        if self._stands(document, text, entry, start):
                            yield _hit(document, entry, start)

    @staticmethod
    def _stands(document: Document, text: str, entry: _Entry, start: int) -> bool:
        """Whether a term at an offset is a hit by the conditions of its entry."""
        end = start + len(entry.wrong)
        if entry.use and _inside(text, start, end, entry.use):
            return False
        if entry.near or entry.unless:
            first, last = sentence_around(text, start)
            sentence = text[first:last]
            if entry.near and not re.search(entry.near, sentence):
                return False
            if entry.unless and re.search(entry.unless, sentence):
                return False
        return not entry.whole or on_token_edges(document, start, end)

    def _candidates(self, document: Document, texts: tuple[str, ...]) -> Iterator[_Entry]:
        """The entries that may stand in one of the texts, in their order."""
        heads: set[int | str] = set(self._by_head.keys() & document.analyse(pairs))
        heads |= self._by_head.keys() & document.analyse(characters)
        for text in texts[1:]:
            heads |= self._by_head.keys() & {*pairs_of_long(text), *text}
        for number in sorted(number for head in heads for number in self._by_head[head]):
            yield self._entries[number]

    @cached_property
    def _by_head(self) -> dict[int | str, list[int]]:
        """The numbers of the entries by the head of their search key."""
        keys = [search_key(entry.wrong, entry.use) for entry in self._entries]
        by_head: dict[int | str, list[int]] = {}
        for number, head in enumerate(heads_of(keys)):
            by_head.setdefault(head, []).append(number)
        return by_head

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(parsed for entry in self.entries for parsed in _parse_entry(entry))


def _parse_entry(entry: Mapping[str, Any] | tuple[str, ...]) -> Iterator[_Entry]:
    if not isinstance(entry, Mapping):
        wrong, use, note = (*entry, "", "")[:3]
        yield _Entry(wrong, use, len(wrong) <= _SHORT, fixable=True, note=note, near="", unless="")
        return
    if unknown := sorted(set(entry) - set(_KEYS)):
        reason = "级别不能逐条给，请写在 [level] 里" if unknown[0] == "level" else f"没有“{unknown[0]}”这个键"
        raise OptionError("entries", f"{reason}，可用：{'、'.join(_KEYS)}")
    wrongs = entry.get("instead-of")
    if not isinstance(wrongs, (list, tuple)) or not all(isinstance(wrong, str) and wrong for wrong in wrongs):
        raise OptionError("entries", 'instead-of 应为字符串列表，如 instead-of = ["错的写法"]')
    if entry.get("fix", "ask") not in {"ask", "no"}:
        raise OptionError("entries", f"fix 只能是 ask 或 no，现为 {entry['fix']}")
    texts = {key: str(entry.get(key, "")) for key in ("use", "note", "near", "unless")}
    for wrong in wrongs:
        whole = bool(entry.get("whole", len(wrong) <= _SHORT))
        yield _Entry(wrong, whole=whole, fixable=entry.get("fix") != "no", **texts)


def _hit(document: Document, entry: _Entry, start: int) -> Hit:
    end = start + len(entry.wrong)
    slots = {
        "advice": f"建议作{quote(entry.use)}" if entry.use else "建议改用别的说法",
        "note": f"（{entry.note}）" if entry.note else "",
    }
    is_as_written = document.text[start:end] == entry.wrong
    fix = Fix((Edit(start, end, entry.use),)) if entry.use and entry.fixable and is_as_written else None
    return Hit(start, end, slots, fix)


def _inside(text: str, start: int, end: int, longer: str) -> bool:
    """Whether a span lies inside an occurrence of a longer wording."""
    return longer in text[max(0, end - len(longer)) : start + len(longer)]
