"""The triggers of a card: no text with a hit lacks all of them."""

from __future__ import annotations

import random
import unicodedata
from importlib import import_module
from typing import TYPE_CHECKING, Any

import opencc
import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.checks.pattern import Pattern
from zhlint.desk import Desk
from zhlint.document import Block, Document
from zhlint.manual.examples import split_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.rule import Example, Rule

RULES = [rule for rule in shipped_rules(prose=True) if rule.triggers]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
SAMPLES = 40
#: What an expression may ask for by exclusion.
ANY = "天a1， \n"
SPACES = [char for char in map(chr, range(0x3001)) if unicodedata.category(char) == "Zs"]
MARKS = "，。、；：？！…—“”‘’（）《》〈〉「」『』,.;:?!()[]\"'"


class Sampler:
    """A seeded source of texts that an expression may match.

    Texts are drawn from the parsed expression; a lookaround is spelt out in place.
    """

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._groups: dict[int, str] = {}

    def text(self, source: str) -> str:
        parser: Any = import_module("re._parser")
        return self._sequence(parser.parse(source))

    def _sequence(self, items: Any) -> str:
        return "".join(self._piece(str(name), value) for name, value in items)

    def _piece(self, name: str, value: Any) -> str:
        if name == "LITERAL":
            return chr(value)
        if name == "IN":
            return self._member(value)
        if name in {"ANY", "NOT_LITERAL"}:
            return self._draw.choice(ANY)
        if name == "BRANCH":
            return self._sequence(self._draw.choice(value[1]))
        if name == "SUBPATTERN":
            self._groups[value[0] or 0] = self._sequence(value[-1])
            return self._groups[value[0] or 0]
        if name == "GROUPREF":
            return self._groups.get(value, "")
        if name == "ATOMIC_GROUP":
            return self._sequence(value)
        if name.endswith("_REPEAT"):
            least, most, repeated = value
            return "".join(self._sequence(repeated) for _ in range(self._draw.randint(least, min(most, least + 2))))
        return self._sequence(value[1]) if name == "ASSERT" and value[0] > 0 else ""

    def _member(self, members: list[tuple[Any, Any]]) -> str:
        if str(members[0][0]) == "NEGATE":
            return self._draw.choice(ANY)
        operation, value = self._draw.choice(members)
        if str(operation) == "LITERAL":
            return chr(value)
        return chr(self._draw.randint(*value)) if str(operation) == "RANGE" else self._draw.choice(ANY)


def lone(text: str, rule: Rule) -> Document:
    return Document(
        text=text, source=text, blocks=(Block("paragraph", 0, len(text)),), desk=Desk(script=rule.scripts[0])
    )


def has_trigger(text: str, rule: Rule) -> bool:
    return any(trigger in text for trigger in rule.triggers)


@each_rule
def test_every_match_of_a_pattern_holds_a_trigger(rule: Rule) -> None:
    if not isinstance(rule.check, Pattern):
        return
    for form in rule.check.compiled:
        for seed in range(SAMPLES):
            sampler = Sampler(seed)
            before = sampler.text(form.before.pattern) if form.before else ""
            text = before + sampler.text(form.find.pattern)
            if any(rule.check.run(lone(text, rule))):
                assert has_trigger(text, rule), repr(text)


@each_rule
def test_every_string_of_a_check_holds_a_trigger_or_comes_with_one(rule: Rule) -> None:
    for text in {text for example in rule.examples for text in variants(example)}:
        document = lone(text, rule)
        if any(rule.check.run(document)):
            assert has_trigger(text, rule), repr(text)


def variants(example: Example) -> Iterator[str]:
    """An example and its variants: the other script, other blanks, other marks."""
    text, spans = split_marks(example.text)
    yield text
    yield opencc.OpenCC("s2t").convert(text)
    found = {at for start, end in spans for at in range(start, end)}
    for kind in (SPACES, MARKS):
        there = [at for at in found if text[at] in kind]
        yield from ("".join(other if at in there else char for at, char in enumerate(text)) for other in kind if there)
