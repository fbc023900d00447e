"""Which of many rules may concern a text: one look at its characters and pairs for the triggers of all of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from zhlint.analysis.bigrams import characters, pair_of, pairs
from zhlint.analysis.script import script
from zhlint.document import TEXT_KINDS, serves
from zhlint.rule import RATE, SCRIPTS, UNUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document
    from zhlint.rule import Rule


class Screen:
    """Rules by their triggers. A set of rules is a number, the bit of each rule by its place."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._places = tuple(1 << place for place in range(len(rules)))
        bits = {rule: 1 << place for place, rule in enumerate(rules) if rule.kind not in {UNUSED, RATE}}
        self._untriggered = _united(bit for rule, bit in bits.items() if not rule.triggers or "" in rule.triggers)
        self._unheaded = _united(bit for rule, bit in bits.items() if rule.heads is None)
        self._served = {
            kind: _united(bit for rule, bit in bits.items() if serves(kind, rule.needs)) for kind in TEXT_KINDS
        }
        self._scripts = {name: _united(bit for rule, bit in bits.items() if name in rule.scripts) for name in SCRIPTS}
        self._by_character: dict[str, int] = {}
        self._by_pair: dict[int, int] = {}
        self._longer: dict[int, list[tuple[str, int]]] = {}
        self._by_head: dict[int | str, int] = {}
        for rule, bit in bits.items():
            heads = dict.fromkeys(rule.heads or (), bit)
            # As sets, some thousand heads take a tenth of the time of one by one.
            for shared in heads.keys() & self._by_head.keys():
                heads[shared] |= self._by_head[shared]
            self._by_head |= heads
            for trigger in rule.triggers:
                self._add(trigger, bit)
        self._characters = frozenset([*self._by_character, *(head for head in self._by_head if isinstance(head, str))])
        #: A number is no string: no character among the heads is ever taken for a pair.
        self._pairs: frozenset[int | str] = frozenset([*self._by_pair, *self._longer, *self._by_head])

    def concerned(self, document: Document) -> Iterator[Rule]:
        """The rules that may have a hit in this document, in their order."""
        found, headed = self._untriggered, self._unheaded
        for character in self._characters & document.analyse(characters):
            found |= self._by_character.get(character, 0)
            headed |= self._by_head.get(character, 0)
        for pair in document.analyse(pairs) & self._pairs:
            found |= self._by_pair.get(pair, 0)
            headed |= self._by_head.get(pair, 0)
            for trigger, bit in self._longer.get(pair, ()):
                if not found & bit and trigger in document.text:
                    found |= bit
        found &= headed & self._scripts[document.analyse(script)] & self._served[document.kind]
        return compress(self._rules, map(found.__and__, self._places))

    def _add(self, trigger: str, bit: int) -> None:
        if len(trigger) == 1:
            self._by_character[trigger] = self._by_character.get(trigger, 0) | bit
        elif len(trigger) == 2 and trigger < "\U00010000":
            pair = pair_of(trigger)
            self._by_pair[pair] = self._by_pair.get(pair, 0) | bit
        else:
            self._longer.setdefault(pair_of(trigger), []).append((trigger, bit))


def _united(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


@lru_cache(maxsize=32)
def screen(rules: tuple[Rule, ...]) -> Screen:
    """The screen of these rules, made once."""
    return Screen(rules)
