"""The pages under docs/rules say what the cards say: `make docs` writes them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zhlint.explanation import page
from zhlint.packs import shipped_rules

if TYPE_CHECKING:
    from zhlint.rule import Rule

PAGES = Path(__file__).parents[1] / "docs" / "rules"
RULES = sorted(shipped_rules(prose=True), key=lambda rule: rule.code)
FAMILIES = sorted({rule.family for rule in RULES})


def test_every_family_has_its_page_and_no_other() -> None:
    assert sorted(file.stem for file in PAGES.glob("*.md")) == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_the_pages_of_a_family_are_fresh(family: str) -> None:
    expected = "\n".join(page(rule) for rule in RULES if rule.family == family)
    assert (PAGES / f"{family}.md").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_what_why_on_whose_authority_and_how_to_switch_it_off(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.title}\n")
    assert rule.why.strip() in text
    assert all(f"## {part}" in text for part in ("会报", "不报", "依据", "怎么关"))
    assert f'ignore = ["{rule.code}"]' in text
    assert "\n\n\n" not in text
