"""Paired marks: each fault is reported once, by the rule an editor expects."""

from __future__ import annotations

import pytest

from zhlint.analysis.marks.mark_faults import mark_faults
from zhlint.analysis.marks.pairs import KINDS, marked_lines, pair_around
from zhlint.document import Block, Document
from zhlint.reading import parse


def paragraph(text: str) -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document(text=text, source=text, blocks=tuple(blocks))


def faults(document: Document) -> list[tuple[str, str]]:
    return [(fault.kind, document.text[fault.start : fault.end]) for fault in mark_faults(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进“平安乡村建设。", [("unbalanced", "“")]),
        ("推进“平安乡村建设，落实“双减”政策。", [("unbalanced", "“")]),
        ("推进平安乡村”建设，落实“双减”政策。", [("unbalanced", "”")]),
        ("推进平安乡村”建设，“双减”落地，办好“夜校。", [("unbalanced", "”"), ("unbalanced", "“")]),
        ("见《乡规民约。", [("unbalanced", "《")]),
        ("园区（南门开放。", [("unbalanced", "（")]),
        ("发布“《条例，明年施行”。", [("unbalanced", "《")]),
        ("《关于学《条例》的通知》", [("nested", "《条例》")]),
        ("“他说“好”，就走了。”", [("nested", "“好”")]),
        ("（见附件（一）。）", [("nested", "（一）")]),
        ("”品牌“工会", [("reversed", "”品牌“")]),
        ("“品牌“工会", [("reversed", "“品牌“")]),
        ("”品牌”工会", [("reversed", "”品牌”")]),
        ("”品牌“工会和”满意“工会", [("reversed", "”品牌“"), ("reversed", "”满意“")]),
        ("”走吧，天不早了。“", [("reversed", "”走吧，天不早了。“")]),
        ("“品牌》工会", [("mismatched", "“品牌》")]),
        ("（园区]工会", [("mismatched", "（园区]")]),
        ("学习“《条例”》", [("crossed", "《条例”》")]),
        ("‘品牌’工会", [("single", "‘品牌’")]),
        ("‘他说“好”’", [("single", "‘他说“好”’")]),
        ("种‘品牌’，发展“双减”", [("single", "‘品牌’")]),
        ("“双减”和《条例》、“夜校（园区”）", [("crossed", "（园区”）")]),
        ('“平安乡村"建设，“双减落地，办好"夜校".', []),
        ('“平安乡村，“双减落地，办好“夜校"和"村晚".', []),
        ('“平安乡村，“双减落地，“夜校，"村晚"', [("unbalanced", "“")] * 3),
    ],
)
def test_a_fault_is_reported_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert faults(paragraph(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“他说‘好’，就走了。”",
        "《学〈条例〉心得》（第二版）",
        "他说：“一是‘《条例》’，二是（附件）。”",
        "各街道(园区）工会",
        "做法：1)建队伍；2）办夜校；a)评星级。",
        "It’s Xi’an，片长6’55”，好的:)，’98届",
        "他说：“孩子们，种子在土里。\n“到了春天它会顶开。\n“你们也一样。”",
        "（本文为节选。\n全文见内页。）",
        "他说：“种子在土里。\n到了春天它会顶开。”",
        "「他說『好』，就走了。」",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert faults(paragraph(text)) == []


def test_a_label_left_open_is_no_quotation_over_paragraphs() -> None:
    document = paragraph("推进“平安乡村建设。\n“双减”政策落地。")
    assert faults(document) == [("unbalanced", "“")]


def test_a_headline_of_two_lines_may_share_a_pair() -> None:
    text = "“老街坊\n新邻居”都来了"
    document = Document(text=text, source=text, blocks=(Block("headline", 0, 4), Block("headline", 5, 12)))
    assert faults(document) == []


def test_a_dateline_and_its_paragraph_are_one_line() -> None:
    text = "本报讯（记者方一苇）老街“夜校”开课。"
    document = Document(text=text, source=text, blocks=(Block("dateline", 0, 10), Block("paragraph", 10, len(text))))
    (line,) = marked_lines(document)
    assert (line.start, line.end, len(line.pairs), line.lone) == (0, len(text), 2, ())


def test_the_pair_around_a_character() -> None:
    document = paragraph("他说：“学《条例》要深（要细）。”")
    (line,) = marked_lines(document)
    inside_title, after_title = document.text.index("条"), document.text.index("深")
    title, quote = pair_around(line, inside_title, KINDS), pair_around(line, after_title, KINDS)
    assert title
    assert title.opener.char == "《"
    assert quote
    assert quote.opener.char == "“"
    assert pair_around(line, inside_title, frozenset({"double"})) == quote
    assert pair_around(line, 0, KINDS) is None


def test_many_marks_take_time_in_proportion() -> None:
    text = "“" * 20_000 + "（" * 20_000 + "》" * 20_000
    assert len(mark_faults(parse(text))) == 60_000
