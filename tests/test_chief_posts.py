"""The two chief posts of one place, and who holds them."""

from __future__ import annotations

from typing import Any

import pytest

from zhlint.linter import Linter

PEOPLE = [["林晓岚", "区委书记", "昌平区"], ["周志明", "区长", "昌平区"]]
HEAD = "新船开到渡口\n\n□本报记者 沈砚秋\n\n新船昨天开到渡口，两岸的人都来看，船工说以后过河不用再绕路了。\n\n"


def reported(code: str, text: str, **config: Any) -> list[str]:
    return [finding.text for finding in Linter({"select": [code], **config}).lint_text(HEAD + text + "\n").findings]


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\r\r"])
def test_posts_that_change_hands_are_reported_for_both(end: str) -> None:
    text = f"区长周志明、区委书记林晓岚到渡口看新船。{end}座谈会上，区委书记周志明讲话，区长林晓岚主持。"
    assert reported("NAM013", text) == ["周志明", "林晓岚"]


@pytest.mark.parametrize(
    "later",
    [
        "座谈会上，区委书记林晓岚讲话，区长周志明主持。",
        "座谈会上，林晓岚书记讲话，周志明区长主持。",
        "区委书记、区长林晓岚、周志明分别讲话。",
        "去年，时任区长林晓岚来看过。",
        "顺义区区长林晓岚也来了，昌平区区长周志明陪同。",
    ],
)
def test_posts_in_the_right_hands_pass(later: str) -> None:
    assert reported("NAM013", "区长周志明、区委书记林晓岚到渡口看新船。\n\n" + later) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("区委书记周志明到会。", ["周志明"]),
        ("昌平区区长林晓岚到会。", ["林晓岚"]),
        ("会议由区委副书记、区长林晓岚主持。", ["林晓岚"]),
        ("区委书记、区长林晓岚、周志明分别到会。", []),
        ("时任区长林晓岚到会。", []),
        ("顺义区区长林晓岚到会。", []),
        ("区长周志明到会。", []),
    ],
)
def test_the_post_of_another_of_the_roster_is_reported(text: str, names: list[str]) -> None:
    options = {"NAM008": {"people": PEOPLE}}
    assert reported("NAM008", text, home="昌平区", options=options) == names
