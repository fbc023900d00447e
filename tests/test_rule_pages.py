"""The pages under docs/rules and the schemas match the cards; `make docs` renews them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.manual.completeness import stale_documents
from zhlint.manual.explanation import page

if TYPE_CHECKING:
    from zhlint.rule import Rule

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "rules"
RULES = sorted(shipped_rules(prose=True), key=lambda rule: rule.code)
#: The file of a family's cards, and of its page, to the family.
FAMILIES = {
    file.stem: re.match(r"\[([A-Z]+)", file.read_text(encoding="utf-8"))[1]  # type: ignore[index]
    for file in (ROOT / "rules").glob("*.toml")
}


def test_every_family_has_its_page_and_no_other() -> None:
    assert {file.stem for file in PAGES.glob("*.md")} == set(FAMILIES)
    assert sorted(FAMILIES.values()) == sorted({rule.family for rule in RULES})


def test_the_pages_and_the_schemas_are_fresh() -> None:
    assert list(stale_documents(RULES)) == [], "run `make docs`"


def test_a_page_is_stale_once_its_card_says_something_else() -> None:
    other = [replace(rule, why="别的话。") if rule.code == "NUM001" else rule for rule in RULES]
    assert list(stale_documents(other)) == [PAGES / "numerals.md"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_what_why_on_whose_authority_and_how_to_switch_it_off(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.title}\n")
    assert rule.why.strip() in text
    assert all(f"## {part}" in text for part in ("会报", "不报", "依据", "怎么关"))
    assert f'ignore = ["{rule.code}"]' in text
    assert "\n\n\n" not in text
