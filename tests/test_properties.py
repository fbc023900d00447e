"""Properties of every text: no rule raises, and every place lies in the source."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhlint
from zhlint.config.model import Config
from zhlint.reading import parse

# Pieces of which drafts are made, and of which odd ones are made too.
PIECES = (
    "玄武区文化和旅游局局长 陆知行", "秦淮区", "奋力谱写秦淮篇章", "□本报记者 顾晓岚", "本报讯（记者 顾晓岚）", "新华社南京4月23日电",
    "——各区负责人谈城市书房", "一是抓学习；二是", "第一，", "（一）", "“", "”", "‘", "’", "（", "）", "(", ")", "《", "》", "〈", "〉", "【", "】", '"', "'",
    "，", "。", "、", "；", "：", "？", "！", ",", ";", ":", "?", "!", ".", "...", "……", "--", "——", "·", "•", "～", "-", "—",
    "2026年4月23日", "星期三", "30%", "10～20%", "３月", "二零二五年", "4千元", "近300多人", "3.5", "https://example.com/a,b", "GB/T 15834",
    "再接再励", "布署", "的的", "截止目前", "學習貫徹", "𠮷", "\u200b", "\xa0", "&nbsp;", "**粗**", "`码`", "> 引", "# 题", "- 项", "```", "---",
    " ", "\u3000\u3000", "\n", "\n\n", "\r\n", "\r", "\u2028", "\t", "获得感幸福感安全感", "获得感、幸福感、安全感", "坚持“四个自信”", "省省委", "待补",
    "村里的孩子放学后终于有地方打球了，场边的大爷说看着他们跑，我也想跑，于是跟着跑了起来。",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
EVERYTHING = Config(preset="full")


@pytest.fixture(scope="module")
def linter() -> zhlint.Linter:
    return zhlint.Linter(EVERYTHING)


def unhurried(examples: int) -> settings:
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    return settings(max_examples=examples, deadline=None, suppress_health_check=checks, derandomize=True, database=None)


@unhurried(100)
@given(text=TEXTS, markdown=st.booleans(), long=st.booleans())
def test_no_rule_raises_and_every_place_lies_in_the_source(
    linter: zhlint.Linter, text: str, markdown: bool, long: bool
) -> None:
    source = text + PIECES[-1] * 3 if long else text
    report = linter.lint_text(source, path="a.md" if markdown else "a.txt")
    assert report.errors == ()
    for finding in report.findings:
        start, end = finding.place[:2]
        assert 0 <= start <= end <= len(source)
        assert finding.text == source[start:end]
        assert finding.message
        edits = finding.fix.edits if finding.fix else ()
        ends = [0]
        for place, _ in edits:
            assert ends[-1] <= place.start <= place.end <= len(source)
            ends.append(place.end)
        for place, _ in finding.related:
            assert 0 <= place.start <= place.end <= len(source)


@unhurried(100)
@given(text=TEXTS, markdown=st.booleans())
def test_blocks_are_ordered_disjoint_and_cover_what_is_not_blank(text: str, markdown: bool) -> None:
    document = parse(text, markdown=markdown)
    end, left = 0, []
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        left.append(document.text[end : block.start])
        end = block.end
    left.append(document.text[end:])
    assert "".join(left).strip() == ""
    for section in document.sections:
        assert section.start < section.end


@unhurried(100)
@given(text=TEXTS, markdown=st.booleans())
def test_the_way_back_to_the_source_leads_to_the_same_characters(text: str, markdown: bool) -> None:
    document = parse(text, markdown=markdown)
    places = [document.to_source(at, at + 1) for at in range(len(document.text))]
    assert "".join(document.source[start:end] for start, end in places) == document.text
    assert places == sorted(places)


@unhurried(30)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_findings(linter: zhlint.Linter, text: str) -> None:
    first, second = (linter.lint_text(text, path="a.txt").findings for _ in range(2))
    assert first == second
