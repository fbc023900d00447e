"""The screen leaves out no rule that would find something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.analysis.bigrams import characters, head_of, index_forms, search_key
from zhlint.cards.packs import shipped_rules
from zhlint.document import Block, Document
from zhlint.engine.run import run
from zhlint.engine.screen import Screen
from zhlint.reading import parse
from zhlint.rule import RATE, UNUSED

DRAFTS = sorted(Path(__file__).with_name("drafts").glob("*.[tm][xd][td]"))
RULES = tuple(rule for rule in shipped_rules(prose=True) if rule.kind not in {UNUSED, RATE})
#: The same rules, none of which keeps silent where another one speaks.
EACH = tuple(replace(rule, yields=()) for rule in RULES)
SPEAKING = {rule.code: [example.text.replace("⟦", "").replace("⟧", "") for example in rule.examples] for rule in RULES}
PIECES = sorted({text for texts in SPEAKING.values() for text in texts if len(text) < 120})


def left_out(document: Document) -> list[str]:
    """The rules that the screen leaves out although their check has hits."""
    document = replace(document, kind="draft", memo={})
    concerned = set(Screen(RULES).candidates(document))
    fresh = replace(document, memo={})
    written = [rule for rule in RULES if rule not in concerned and len(rule.scripts) == 2]
    return [rule.code for rule in written if any(True for _ in rule.check.run(fresh))]


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_no_rule_is_left_out_of_a_draft(file: Path) -> None:
    assert left_out(parse(file.read_text(encoding="utf-8"), markdown=file.suffix == ".md")) == []


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_no_rule_is_left_out_of_a_mixture_of_examples(pieces: list[str]) -> None:
    assert left_out(parse("\n".join(pieces))) == []


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_a_check_finds_as_much_where_nobody_looked_for_its_literals(file: Path) -> None:
    document = parse(file.read_text(encoding="utf-8"), markdown=file.suffix == ".md")
    unheaded = [replace(rule, literals=None) for rule in RULES]
    assert run(replace(document, kind="draft", memo={}), unheaded) == run(
        replace(document, kind="draft", memo={}), RULES
    )


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
def test_a_check_finds_what_it_finds_whichever_rules_run_beside_it(pieces: list[str]) -> None:
    document = replace(parse("\n".join(pieces)), kind="draft")
    together, _ = run(document, EACH)
    for rule in {finding.code: finding for finding in together}:
        alone = [one for one in EACH if one.code == rule]
        unheaded = [replace(one, literals=None) for one in alone]
        found = tuple(one for one in together if one.code == rule)
        assert run(document, alone)[0] == found
        assert run(document, [*(one for one in EACH if one.code != rule), *unheaded])[0] == together


@given(st.text("好了。𠮷\ud842\udfb7", max_size=60))
def test_the_characters_of_a_text_are_told_from_its_pairs(text: str) -> None:
    document = Document(text=text, source=text, blocks=())
    assert document.analyse(characters) == frozenset(text)


@pytest.mark.parametrize("trigger", ["", "好", "好了", "好了吗", "𠮷", "𠮷野家", "店𠮷"])
@pytest.mark.parametrize("text", ["", "a", "好了吗。", "好，了吗。", "𠮷野家的店。", "店𠮷。"])
def test_a_trigger_of_any_kind_is_seen_where_it_stands(trigger: str, text: str) -> None:
    rule = replace(RULES[0], triggers=(trigger,), literals=None, scripts=("simplified", "traditional"))
    document = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    concerned = rule in set(Screen((rule,)).candidates(document))
    # A pair may be seen where its second character is another one beyond the basic plane: then the rule looks for itself.
    assert concerned or trigger not in text
    assert not concerned or trigger in text or "𠮷" in trigger


@pytest.mark.parametrize(
    "forms",
    [
        {},
        {"按排": "安排"},
        {"按排": "安排", "𠮷祥": "吉祥", "安𠮷": "安吉"},
        {"2时2刻": "", "10": "", "甲": "乙", "𠮷𠮷": ""},
    ],
)
def test_forms_are_indexed_by_the_pair_of_their_search_key(forms: dict[str, str]) -> None:
    heads = [(head_of(search_key(wrong, right)), wrong) for wrong, right in forms.items()]
    assert index_forms(forms) == {pair: [wrong for other, wrong in heads if other == pair] for pair, _ in heads}


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        ("按排", "安排", "按排"),
        ("再接再励", "再接再厉", "再励"),
        ("100元", "百元", "0元"),
        ("10", "5", "10"),
        ("甲乙", "甲乙丙", "甲乙"),
        ("甲", "", "甲"),
    ],
)
def test_a_search_key_is_none_of_the_right_form_and_no_figures(wrong: str, right: str, part: str) -> None:
    assert search_key(wrong, right) == part
