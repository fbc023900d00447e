"""Repeated passages of a draft: bounds, units, and the work to find them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import lines_run

from zhlint.analysis.copies.near import near_passages
from zhlint.analysis.copies.passages import passages
from zhlint.analysis.copies.runs import repeated_runs
from zhlint.analysis.copies.units import Copy
from zhlint.checks.repeat import Repeat
from zhlint.desk import Desk, Lexicon
from zhlint.document import Block, Document
from zhlint.reading import parse

WATER = "渠道修到了田头，水就到了田头，等了三年的果农当天就放水浇树，坡上坡下都听得见水声。"
FIELD = "村里的水渠今年全部翻修，闸门换成了电动的，放水不用再半夜下河，老人和孩子都能按时浇上自家的菜地。"
LONG = (
    "各村要把晒场、仓库、道路再查一遍，抢在寒露之前颗粒归仓，同时腾出人手帮扶孤寡老人和外出务工户，"
    "做到不漏一户、不丢一亩，把收成看在眼里。"
)
HEAD = "镇里的水渠修好了，老人们都来看水。"
ASKED = "村里今年修渠一共投了多少个工，水头多长时间能到田里？"


def prose(*paragraphs: str, role: str = "paragraph", stock: tuple[str, ...] = ()) -> Document:
    """A document of these paragraphs, one a line."""
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(role, at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Document(text, text, tuple(blocks), desk=Desk(lexicon=Lexicon(stock=stock)))


def hanzi(seed: int, length: int) -> str:
    """Random characters, in all likelihood without a repetition."""
    source = random.Random(seed)
    return "".join(chr(source.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def found(document: Document) -> list[tuple[str, str, int]]:
    """The unit, text and number of repeats of every copy."""
    return [(copy.unit, document[copy], copy.times) for copy in document.analyse(passages)]


class Case(NamedTuple):
    what: str
    paragraphs: tuple[str, ...]
    found: list[tuple[str, str, int]]


CASES = [
    Case("a whole paragraph", (HEAD, FIELD, LONG, FIELD), [("paragraph", FIELD, 1)]),
    Case("a paragraph at the head may be a summary", (FIELD, LONG, FIELD), [("passage", FIELD, 1)]),
    Case("a paragraph at the head that is pasted at once", (FIELD, FIELD, LONG), [("paragraph", FIELD, 1)]),
    Case("a line without a stop may be a caption", (HEAD, FIELD[:-1], FIELD[:-1]), [("passage", FIELD[:-1], 1)]),
    Case("a question may be asked of two", (HEAD, ASKED, FIELD, ASKED, LONG), [("passage", ASKED, 1)]),
    Case(
        "below two paragraphs that differ in a name",
        (HEAD, "东边的渠今年修好了，水到了田头。", FIELD, "西边的渠今年修好了，水到了田头。", FIELD),
        [("passage", FIELD, 1)],
    ),
    Case("a sentence at the head of the paragraph after", (FIELD, FIELD + LONG), [("passage", FIELD, 1)]),
    Case(
        "a paragraph pasted three times is two copies",
        (LONG, LONG, "隔开的一段，说的是别的事。", LONG),
        [("paragraph", LONG, 1)] * 2,
    ),
    Case("a short paragraph", ("没有人说话，只有水声。", FIELD, "没有人说话，只有水声。"), []),
    Case(
        "width and blanks do not count",
        ("全村４２户，" + FIELD, "全村 42 户," + FIELD),
        [("paragraph", "全村 42 户," + FIELD, 1)],
    ),
    Case(
        "a passage in another paragraph",
        ("甲镇今年雨水多，" + LONG, "乙镇在山上。" + LONG),
        [("passage", LONG, 1)],
    ),
    Case(
        "a passage is as long as it can be",
        ("甲镇雨水多，晒得慢，" + LONG, "乙镇在山上，晒得慢，" + LONG),
        [("passage", "晒得慢，" + LONG, 1)],
    ),
    Case("a sentence pasted k times is k-1 copies", ("先说一句。" + FIELD * 4,), [("sentence", FIELD, 4)] * 3),
    Case(
        "a group of sentences is one copy",
        ("渠道修到了田头，水就到了田头。电也通了。" * 3,),
        [("sentence", "渠道修到了田头，水就到了田头。电也通了。", 3)] * 2,
    ),
    Case(
        "a short sentence that stands again further on, as a formula does",
        ("渠道修到了田头，水就到了田头。电也通了。渠道修到了田头，水就到了田头。",),
        [("passage", "渠道修到了田头，水就到了田头。", 1)],
    ),
    Case(
        "a sentence that stands again further on",
        (f"{WATER}电也通了。{WATER}",),
        [("sentence", WATER, 1)],
    ),
    Case(
        "a sentence in the next paragraph",
        (f"{WATER}电也通了。", f"路还没有修。{WATER}"),
        [("sentence", WATER, 1)],
    ),
    Case(
        "a sentence two paragraphs on",
        ("渠道修到了田头，水就到了田头。电也通了。", FIELD, "路还没有修。渠道修到了田头，水就到了田头。"),
        [],
    ),
    Case(
        "a passage of forty characters",
        ("甲镇今年雨水多，" + FIELD[:42], "乙镇在山上，" + FIELD[:42]),
        [("short-passage", FIELD[:42], 1)],
    ),
    Case("a passage of thirty characters", ("甲镇今年雨水多，" + FIELD[:30], "乙镇在山上，" + FIELD[:30]), []),
    Case(
        "marks that open what follows stay outside",
        ("甲镇雨水多，" + LONG + "“水来了”，有人喊。", "乙镇在山上，" + LONG + "“电来了”，有人喊。"),
        [("passage", LONG, 1)],
    ),
    Case(
        "a set phrase that fills a paragraph",
        (HEAD, *("全面建设社会主义现代化国家，实现第二个百年奋斗目标，实现中华民族伟大复兴的中国梦。", FIELD) * 2),
        [("paragraph", FIELD, 1)],
    ),
    Case(
        "figures are no characters of a paragraph",
        (HEAD, *("热线电话12345，全年24小时有人值守接听。", FIELD) * 2),
        [("paragraph", FIELD, 1)],
    ),
    Case("a sound", ("风吹过来，" + "呼" * 200 + "，又停了。",), []),
    Case("an ornament", ("＝" * 200, "◇◆" * 100, "＝" * 200), []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_every_copy_has_one_unit(case: Case) -> None:
    assert found(prose(*case.paragraphs)) == case.found


@pytest.mark.parametrize("role", ["verse", "caption", "contact", "byline", "speaker", "headline", "deck", "table"])
def test_only_the_body_is_compared(role: str) -> None:
    assert found(prose(FIELD, LONG, FIELD, role=role)) == []


def test_a_pull_quote_is_no_copy() -> None:
    text = "\n".join([LONG, "甲镇今年雨水多。" + LONG])
    blocks = (Block("quotation", 0, len(LONG)), Block("paragraph", len(LONG) + 1, len(text)))
    assert found(Document(text, text, blocks)) == []


def test_a_paragraph_that_quotes_another_is_no_copy() -> None:
    text = f"{LONG}\n{LONG}"
    blocks = (Block("quotation", 0, len(LONG)), Block("paragraph", len(LONG) + 1, len(text)))
    assert found(Document(text, text, blocks)) == []


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_no_copy() -> None:
    quoted = ("第三条改为：", "“本镇的堤坝由各村分段看护。" + LONG, "“前款由镇里督办。”")
    assert found(prose(*quoted, "第三条　本镇的堤坝由镇里看护。" + LONG)) == []


def test_stock_of_the_house_does_not_count() -> None:
    paragraphs = ("甲镇今年雨水多，" + LONG, "乙镇在山上，" + LONG)
    assert found(prose(*paragraphs)) == [("passage", LONG, 1)]
    assert found(prose(*paragraphs, stock=(LONG[:20],))) == [("short-passage", LONG, 1)]
    assert found(prose(*paragraphs, stock=(LONG[:20], LONG[30:]))) == []


def test_the_first_place_is_related_however_often_a_passage_comes_back() -> None:
    document = prose("甲镇雨水多，" + LONG, "乙镇在山上，" + LONG, "丙镇靠着湖，" + LONG)
    assert [copy.first for copy in document.analyse(passages)] == [(6, 6 + len(LONG))] * 2


def test_a_copy_with_blanks_inside_spans_them() -> None:
    spaced = LONG.replace("，", "，　")
    document = prose("甲镇雨水多，" + LONG, "乙镇在山上，" + spaced)
    assert found(document) == [("passage", spaced, 1)]


def test_taking_the_copies_away_leaves_one_of_each() -> None:
    document = prose(
        HEAD, FIELD, "中间隔着一段话，说的是镇上新开的书店。", FIELD, "末尾还有一段话，说的是村口的老槐树。"
    )
    (hit,) = Repeat(unit="paragraph").run(document)
    assert hit.fix is not None
    ((start, end, new),) = hit.fix.edits
    assert (document.text[:start] + new + document.text[end:]).split("\n").count(FIELD) == 1
    assert "\n\n" not in document.text[:start] + new + document.text[end:]


def test_both_speakers_are_named() -> None:
    document = parse(
        f"两镇谈秋收\n\n柳河镇镇长 高文远\n\n今年雨水多，{LONG}\n\n石桥镇镇长 唐一鸣\n\n镇子在山上，{LONG}\n"
    )
    (hit,) = Repeat(unit="passage").run(document)
    assert hit.slots["whose"] == "高文远、唐一鸣两人"
    assert hit.slots["opening"] == LONG[:8]


def test_of_what_two_speakers_say_nothing_is_to_be_taken_away() -> None:
    said = "借书不收押金，逾期不罚款，坏了旧了由镇里补齐，路远的村子每月有书车上门，老人和孩子先借。"
    meeting = "两镇谈书屋\n\n柳河镇镇长 高文远\n\n书屋建在渡口旁。{}\n\n{}镇子在山上，书屋开在老祠堂。{}\n"
    (hit,) = Repeat(unit="sentence").run(parse(meeting.format(said, "石桥镇镇长 唐一鸣\n\n", said)))
    assert (hit.slots["advice"], hit.fix) == ("请核高文远、唐一鸣两人原稿", None)
    (hit,) = Repeat(unit="sentence").run(parse(meeting.format(said, "", said)))
    assert (hit.slots["advice"], hit.fix is None) == ("疑重复粘贴，应删一处", False)


@given(
    seed=st.integers(0, 10**6),
    length=st.integers(60, 300),
    before=st.integers(1, 80),
    after=st.integers(1, 80),
)
@settings(max_examples=60, deadline=None)
def test_a_planted_passage_is_found_to_the_character(seed: int, length: int, before: int, after: int) -> None:
    passage = hanzi(seed, length)
    first = hanzi(seed + 1, 50) + passage + hanzi(seed + 2, 50)
    later = hanzi(seed + 3, before) + passage + hanzi(seed + 4, after)
    document = prose(first, hanzi(seed + 5, 200), later)
    start = document.text.rindex(passage)
    (copy,) = document.analyse(passages)
    assert copy == Copy("passage", start, start + length, copy.first, length)
    assert copy.first == (50, 50 + length)


@given(
    st.lists(
        st.lists(
            st.sampled_from([FIELD, LONG, LONG[:20] + "。", "好。", "哈" * 30, "“", "”", " ", "　", "甲、乙", "abc"]),
            max_size=8,
        ),
        max_size=8,
    )
)
@settings(max_examples=150, deadline=None)
def test_copies_lie_inside_their_blocks_and_apart(paragraphs: list[list[str]]) -> None:
    document = prose(*("".join(pieces) for pieces in paragraphs))
    copies = document.analyse(passages)
    near = document.analyse(near_passages)
    for later, first in [(copy[1:3], copy.first) for copy in copies] + [(copy[:2], copy.first) for copy in near]:
        assert_inside_a_block(document, *later)
        assert_inside_a_block(document, *first)
        assert first.end <= later[0]
    for one, other in pairwise(copies):
        assert one.end <= other.start


def assert_inside_a_block(document: Document, start: int, end: int) -> None:
    block = document.block_at(start)
    assert block is not None
    assert start < end <= block.end


@given(st.text(alphabet="甲乙丙。，“”‘’…—！ 　\n《》、1a", max_size=400))
@settings(max_examples=150, deadline=None)
def test_nothing_raises(text: str) -> None:
    document = parse(text)
    for unit in ("paragraph", "sentence", "passage", "short-passage"):
        list(Repeat(unit=unit).run(document))
    document.analyse(near_passages)


@given(st.lists(st.text(alphabet="甲乙", max_size=60), max_size=5))
@settings(max_examples=150, deadline=None)
def test_runs_equal_what_they_repeat(texts: list[str]) -> None:
    for later, earlier in repeated_runs(texts, 10):
        assert later.end - later.start >= 10
        assert texts[later.text][later.start : later.end] == texts[earlier.text][earlier.start : earlier.end]
        assert (earlier.text, earlier.start) < (later.text, later.start)


def test_a_near_copy_says_where_it_differs() -> None:
    document = prose(FIELD, "下游也一样，" + FIELD.replace("闸门", "水闸").replace("半夜", "夜里"))
    (near,) = document.analyse(near_passages)
    assert document[near] == FIELD.replace("闸门", "水闸").replace("半夜", "夜里")
    assert [(change.here, change.first) for change in near.changes] == [("水闸", "闸门"), ("夜里", "半夜")]


@pytest.mark.parametrize(("changes", "near"), [(3, 1), (14, 0)])
def test_a_near_copy_differs_in_few_places(changes: int, near: int) -> None:
    pieces = [hanzi(number, 6) for number in range(changes)]
    first, later = (hanzi(99, 12) + "".join(mark + piece for piece in pieces) for mark in "甲乙")
    assert len(prose(first + hanzi(98, 20), later + hanzi(97, 20)).analyse(near_passages)) == near


def test_an_exact_copy_is_no_near_copy() -> None:
    document = prose("山脚下的人都说今年雨水多，" + LONG, "山脚下的人都说去年雨水多，" + LONG)
    assert len(document.analyse(passages)) == 1
    assert document.analyse(near_passages) == ()


def test_set_phrases_make_no_near_copy() -> None:
    slogan = "全面建设社会主义现代化国家，实现第二个百年奋斗目标，{}实现中华民族伟大复兴的中国梦"
    assert prose(slogan.format("共同"), slogan.format("")).analyse(near_passages) == ()


def test_the_order_of_hashes_does_not_matter() -> None:
    script = (
        "from zhlint.reading import parse; from zhlint.analysis.copies.passages import passages; import sys;"
        "print(passages(parse(sys.stdin.read())))"
    )
    text = "\n".join([FIELD + LONG, LONG + FIELD, FIELD, LONG[:45] + FIELD, FIELD])
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=text, capture_output=True, encoding="utf-8", check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(answers) == 1
    assert "Copy(" in answers.pop()


def copied_over(length: int) -> Document:
    """Fresh prose of about this length, a tenth of it copied from further up."""
    source = random.Random(length)
    paragraphs = [hanzi(number, 400) for number in range(length // 500)]
    for number in range(10, len(paragraphs)):
        paragraphs[number] += paragraphs[source.randrange(number)][:100]
    return prose(*paragraphs)


@pytest.mark.parametrize(
    "make",
    [
        copied_over,
        lambda length: prose(FIELD * (length // len(FIELD))),
        lambda length: prose(*[FIELD] * (length // len(FIELD))),
    ],
    ids=["fresh prose", "one sentence in one line", "one paragraph again and again"],
)
def test_four_times_the_text_takes_about_four_times_the_work(make: object) -> None:
    assert callable(make)
    quarter, whole = make(20_000), make(80_000)
    passages(quarter)
    assert lines_run(lambda: passages(whole)) <= 5 * lines_run(lambda: passages(quarter))


@pytest.mark.parametrize(
    ("times", "hits", "advice"), [(10, 9, "应删一处"), (11, 1, "应只留一处"), (40, 1, "应只留一处")]
)
def test_of_a_long_row_of_copies_the_first_stands_for_all(times: int, hits: int, advice: str) -> None:
    document = prose(f"开头的话。{FIELD * times}{LONG}")
    found = list(Repeat(unit="sentence").run(document))
    assert len(found) == hits
    assert found[0].start == 5 + len(FIELD)
    assert (found[0].end - found[0].start, found[0].slots["row"]) == (len(FIELD), f"，连写{times}遍")
    assert advice in found[0].slots["advice"]
    text = document.text
    for hit in reversed(found):
        for edit in hit.fix.edits if hit.fix else ():
            text = text[: edit.start] + edit.replacement + text[edit.end :]
    assert text == f"开头的话。{FIELD}{LONG}"


def test_two_long_rows_are_two_findings() -> None:
    found = list(Repeat(unit="sentence").run(prose(FIELD * 12 + LONG * 12)))
    assert [hit.slots["row"] for hit in found] == ["，连写12遍"] * 2


@pytest.mark.parametrize(("added", "told"), [(0, 0), (60, 1)])
def test_a_summary_is_most_of_its_paragraph(added: int, told: int) -> None:
    opening = hanzi(7, 80)
    between = [hanzi(number, 60) for number in range(20, 24)]
    document = prose(hanzi(9, added) + opening, *between, opening + hanzi(8, 70))
    assert len(list(Repeat(unit="passage").run(document))) == told
