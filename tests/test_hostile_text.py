"""Hostile texts: no rule fails on them, and the work grows with their length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import lines_run

from zhlint.config.model import Config
from zhlint.linter import Linter

if TYPE_CHECKING:
    from collections.abc import Callable

LINTER = Linter(Config(preset="full"))
SENTENCE = "各村要把晒场、仓库、道路再查一遍，抢在寒露之前颗粒归仓，同时腾出人手帮扶孤寡老人。"
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]


def speakers(count: int) -> str:
    """So many sections, each with its own speaker and words."""
    places = ("东城区", "西城区", "朝阳区", "海淀区", "昌平区", "顺义区")
    sections = (
        f"{places[at % 6]}总工会主席 李{HAN[at % 2000]}文\n\n办好第{at}件实事\n\n{''.join(HAN[at % 50 :: 50])}。"
        for at in range(count)
    )
    return "众人谈家门口的书房\n\n" + "\n\n".join(sections)


def quoted(count: int) -> str:
    """So many people quoted in one paragraph."""
    return "昌平区区长王小明说，“我们要办好实事。”朝阳区区长李大海表示：要抓落实。" * count


def names(count: int) -> str:
    """A by-line of so many names."""
    return f"众人谈书房\n\n本报记者 {' '.join(f'王{char}文' for char in (HAN * count)[:count])}\n\n{SENTENCE * 20}"


TEXTS = {
    "nothing": "",
    "blanks only": " 　\n\t\r\n" * 500,
    "marks only": "，。、；：？！“”（）《》—…·" * 500,
    "opening quotes only": "“" * 3000,
    "closing quotes only": "”" * 3000,
    "five thousand quotations": "他说“好”，" * 5000,
    "one word and dots without end": "中文" + "." * 40000,
    "one letter without end": "a" * 20000,
    "brackets in brackets": "（" * 2000 + "中" + "）" * 2000,
    "titles never closed": "《" * 3000,
    "letters only": "The quick brown fox. " * 500,
    "one word without end": "abcdefg" * 3000,
    "figures only": "1234567890" * 1000,
    "numerals only": "一二三四五六七八九十" * 500,
    "one character a line": "字\n" * 10000,
    "one line without a stop": "清晨的菜场里卖豆腐的周师傅揭开蒸笼" * 1000,
    "one sentence over and over": SENTENCE * 1000,
    "one line over and over": f"{SENTENCE}\n" * 1000,
    "emoji": "😀👨‍👩‍👧‍👦中" * 500,
    "combining marks": "中\u0301\u0302" * 2000,
    "lone surrogates": "中文\udc80，。稿件" * 500,
    "nul": "中文\x00稿件。" * 500,
    "every kind of line end": "第一行文字。\r第二行文字。\n第三行\r\n第四行\u2028第五行\x0b第六行\x85" * 300,
    "tabs and figures": "姓名\t年龄\t单位\n张三\t18\t一厂\n" * 300,
    "a table of Markdown": "|甲|乙|丙|\n" * 500,
    "braces": "{found}{}{0}{{}}代表入场,会议开始." * 100,
    "rules and emphasis": "*中" * 3000 + "\n\n" + "---\n" * 300 + "> " * 500,
    "a front matter that never ends": "---\ntitle: 书房\n" * 500,
    "a by-line of names": names(3000),
    "three hundred speakers": speakers(300),
    "many people quoted": quoted(100),
}


@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_rule_fails(text: str, name: str) -> None:
    report = LINTER.lint_text(text, path=name)
    assert report.errors == ()
    for finding in report.findings:
        assert text[finding.place.start : finding.place.end] == finding.text != ""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"“”‘’（）()《》〈〉\"'，。、；：？！…—-–~～·.,!?:;% 　\t\n\r\\{}[]*_`#>|&<", "一是", "二是", "记者", "新华社", "5月1日", "昌平区区长王小明说", "的的", "30％", "\n\n", "\r\n", "□本报记者 ", "近300多", "字", "的", SENTENCE]),
        max_size=60,
    )
)  # fmt: skip
def test_no_mixture_of_marks_and_words_breaks_a_rule(pieces: list[str]) -> None:
    text = "".join(pieces)
    for name in ("draft.txt", "draft.md"):
        report = LINTER.lint_text(text, path=name)
        assert report.errors == ()
        assert all(text[found.place.start : found.place.end] == found.text for found in report.findings)


@pytest.mark.parametrize(
    ("write", "count"),
    [(speakers, 60), (quoted, 60), (names, 2000), (lambda count: SENTENCE * count, 400), (lambda count: "字\n" * count, 4000)],
    ids=["speakers", "people quoted", "names", "one sentence", "short lines"],
)  # fmt: skip
def test_the_work_grows_with_the_length(write: Callable[[int], str], count: int) -> None:
    def work(times: int) -> int:
        text = write(count * times)
        return lines_run(lambda: LINTER.lint_text(text))

    work(1)
    assert work(8) <= 10 * work(1)
