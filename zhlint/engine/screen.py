"""Selects the rules that may have a hit in a text, by its characters.

A rule is known by strings of which every text with a hit has one: the triggers of its card or, where it has none, the literals
of its check.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from zhlint.analysis.bigrams import characters, heads_of, pair_of, pairs
from zhlint.analysis.script import script
from zhlint.document import TEXT_KINDS, serves
from zhlint.rule import RATE, SCRIPTS, UNUSED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from zhlint.document import Document
    from zhlint.rule import Rule


class Screen:
    """An index of rules by their strings.

    A set of rules is a number, with a bit for each rule in their order.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._bits = tuple(1 << place for place in range(len(rules)))
        bits = {rule: 1 << place for place, rule in enumerate(rules) if rule.kind not in {UNUSED, RATE}}
        self._by_kind = {
            kind: _union(bit for rule, bit in bits.items() if serves(kind, rule.needs)) for kind in TEXT_KINDS
        }
        self._by_script = {name: _union(bit for rule, bit in bits.items() if name in rule.scripts) for name in SCRIPTS}
        #: The rules of which no string is known.
        self._always = 0
        #: By a pair of characters, as a number, or by a single one.
        self._by_head: dict[int | str, int] = {}
        #: The strings of three characters or more, with a rule each, by their first pair.
        self._longer: dict[int, list[tuple[str, int]]] = {}
        for rule, bit in bits.items():
            strings = _strings(rule)
            if strings is None:
                self._always |= bit
            else:
                self._add(strings, bit)
        self._characters = frozenset(head for head in self._by_head if isinstance(head, str))
        self._pairs: frozenset[int | str] = frozenset([*self._by_head, *self._longer]) - self._characters

    def candidates(self, document: Document) -> Iterator[Rule]:
        """The rules that may have a hit in this document, in their order."""
        candidates, by_head = self._always, self._by_head
        for character in self._characters & document.analyse(characters):
            candidates |= by_head[character]
        for pair in document.analyse(pairs) & self._pairs:
            candidates |= by_head.get(pair, 0)
            for string, bit in self._longer.get(pair, ()):
                if not candidates & bit and string in document.text:
                    candidates |= bit
        candidates &= self._by_script[document.analyse(script)] & self._by_kind[document.kind]
        return compress(self._rules, map(candidates.__and__, self._bits))

    def _add(self, strings: Collection[str], bit: int) -> None:
        """Enters a rule by its strings."""
        heads: dict[int | str, int] = dict.fromkeys(heads_of([string for string in strings if len(string) == 2]), bit)
        heads |= dict.fromkeys((string for string in strings if len(string) == 1), bit)
        # As sets, some thousand heads take a tenth of the time of one by one.
        for head in heads.keys() & self._by_head.keys():
            heads[head] |= self._by_head[head]
        self._by_head |= heads
        for string in strings:
            if len(string) > 2:
                self._longer.setdefault(pair_of(string), []).append((string, bit))


def _strings(rule: Rule) -> Collection[str] | None:
    """The strings that a rule is known by.

    None for a rule that may have a hit in any text.
    """
    if rule.triggers:
        return None if "" in rule.triggers else rule.triggers
    # The literals of long tables are many: their first two characters tell enough.
    return rule.literals if rule.literals is None else {literal[:2] for literal in rule.literals}


def _union(bits: Iterable[int]) -> int:
    union = 0
    for bit in bits:
        union |= bit
    return union


@lru_cache(maxsize=32)
def screen(rules: tuple[Rule, ...]) -> Screen:
    """The screen of these rules, built once."""
    return Screen(rules)
