"""Lines in windows: what is kept of a line is what a first check finds."""

from __future__ import annotations

from random import Random

import pytest

from zhlint.analysis.words import likely_particles, line_doubts
from zhlint.analysis.words.windows import WIDTH, Window, windows
from zhlint.linter import Linter
from zhlint.model.scoring import press_prose
from zhlint.reading import parse

NEWS = (
    "青禾镇修渠引水\n本报记者　方岚\n\n"
    "　　入冬以来，青禾镇组织村民修渠引水。大家干的热火朝天，进度比预想得快。𠮷田村的老人说，渠修好了，明年春耕就不筹了。\n"
    "　　镇里把责任落实到人，由三名技术员轮留值守。村民们高兴得说，这是多年来最好的消息。他认真的检查了每一道闸门。\n"
)
MARKDOWN = (
    "# 青禾镇修渠引水\n\n他认真的检查了每一道闸门，由三名技术员轮留值守。<!-- zhlint: ignore WRD -->\n\n"
    "| 村 | 长度 |\n|---|---|\n| 𠮷田村 | 干的热火朝天 |\n| 东坡村 | 三公理 |\n\n- 村民们高兴得说，渠修好了。\n- 进度比预想得快。\n"
)
DRAFTS = {
    "稿.txt": NEWS,
    "视窗.txt": NEWS.replace("\n", "\r\n"),
    "表.md": MARKDOWN,
    "一行.txt": NEWS.replace("\n", "").replace("。", "，") * 3,
}
#: What an edit puts in: characters of every sort that decides about lines and sentences.
TYPED = ("字", "的", "。", "\n", "\r\n", "，", "𠮷", "轮留值守", " ", "|", "地得")


def typed(text: str, chance: Random) -> str:
    """A text after a keystroke, which puts something in, takes it out or both."""
    start = chance.randrange(len(text))
    return text[:start] + chance.choice(["", *TYPED]) + text[start + chance.randrange(3) :]


@pytest.mark.parametrize("text", [*DRAFTS.values(), "", "。\n。", "字" * 1000])
def test_windows_show_every_line_and_what_stands_around_it(text: str) -> None:
    shown = [(first + window.start, first + window.end) for first, window in windows(text)]
    assert sum(end - start for start, end in shown) == len(text) - text.count("\n")
    for first, window in windows(text):
        start, end = first + window.start, first + window.end
        assert window.text == text[max(0, start - WIDTH) : end + WIDTH]


@pytest.mark.parametrize("name", DRAFTS)
def test_a_line_is_judged_alike_with_the_whole_draft_around_it(name: str) -> None:
    text = parse(DRAFTS[name], path=name).text
    words, particles = 0, 0
    for first, window in windows(text):
        whole = Window(text, first + window.start, first + window.end)
        doubts = line_doubts.doubts_in(window, press_prose())
        found = doubts.changes
        moved = [(change.start + first, *change[1:], scores) for change, scores in found]
        in_whole = line_doubts.doubts_in(whole, press_prose())
        assert moved == [(*change, scores) for change, scores in in_whole.changes]
        assert [start + first for start in doubts.swapped] == [*in_whole.swapped]
        assert line_doubts.LineDoubts(window, press_prose()).swapped == doubts.swapped
        others = likely_particles.particle_doubts(window)
        assert [(start + first, *rest) for start, *rest in others] == [*likely_particles.particle_doubts(whole)]
        words, particles = words + len(found), particles + len(others)
    assert words
    assert particles


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_checked_again_has_the_findings_of_a_first_check(name: str) -> None:
    linter, chance, text = Linter({"preset": "full"}), Random(name), DRAFTS[name]
    edited = [text := typed(text, chance) for _ in range(10)]
    again = [linter.lint_text(one, path=name).findings for one in edited]
    assert any(again)
    for one, findings in zip(edited, again, strict=True):
        line_doubts.doubts_in.cache_clear()
        likely_particles.particle_doubts.cache_clear()
        assert linter.lint_text(one, path=name).findings == findings
