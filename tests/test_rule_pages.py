"""The pages under docs/rules say what the cards say: `make docs` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.manual.explanation import page
from zhlint.phrasing.controls import escape_controls

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


@pytest.mark.parametrize("name", FAMILIES)
def test_the_page_of_a_family_is_fresh(name: str) -> None:
    expected = "\n".join(page(rule) for rule in RULES if rule.family == FAMILIES[name])
    assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == escape_controls(expected, lines=True), (
        "run `make docs`"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_what_why_on_whose_authority_and_how_to_switch_it_off(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.title}\n")
    assert rule.why.strip() in text
    assert all(f"## {part}" in text for part in ("会报", "不报", "依据", "怎么关"))
    assert f'ignore = ["{rule.code}"]' in text
    assert "\n\n\n" not in text
