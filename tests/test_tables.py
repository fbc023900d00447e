"""The shipped tables: their folder, and rows without contradictions."""

from __future__ import annotations

import re

import pytest

from zhlint.storage.tables import rows, rules_folder

TABLES = sorted(file.name for file in (rules_folder() / "tables").glob("*.tsv"))
SUBSTITUTIONS = ["non-words.tsv", "idioms.tsv", "variants.tsv", "confusables.tsv", "look-alikes.tsv", "pleonasms.tsv"]


def test_the_notice_names_every_table_and_nothing_else() -> None:
    notice = (rules_folder() / "tables" / "NOTICE").read_text(encoding="utf-8")
    assert sorted(re.findall(r"[\w\-]+\.tsv", notice)) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_a_header_and_rows_no_wider_than_it(table: str) -> None:
    text = (rules_folder() / "tables" / table).read_text(encoding="utf-8")
    header = text.split("\n", 1)[0].split("\t")
    assert text.endswith("\n")
    assert all(re.fullmatch(r"[a-z][a-z0-9\-]*", name) for name in header)
    assert all(len(row) <= len(header) for row in rows(table))


@pytest.mark.parametrize("table", SUBSTITUTIONS)
def test_a_wrong_form_is_listed_once_and_is_no_right_form(table: str) -> None:
    listed = [(row[0], row[1] if len(row) > 1 else "") for row in rows(table)]
    wrong = [pair[0] for pair in listed]
    assert len(wrong) == len(set(wrong))
    assert wrong == sorted(wrong)
    assert not {right for _, right in listed} & set(wrong)
    assert all(form != right for form, right in listed)


def test_a_form_is_wrong_for_one_rule_only() -> None:
    seen: dict[str, str] = {}
    for table in SUBSTITUTIONS:
        for wrong, *_ in rows(table):
            assert wrong not in seen, f"{wrong}: {table} and {seen[wrong]}"
            seen[wrong] = table
