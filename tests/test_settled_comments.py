"""Comments that people have answered or dealt with."""

from __future__ import annotations

import re

import pytest
from wordcopy import annotated, answered
from wordfile import (
    anchored,
    comment,
    commented,
    paragraph,
    remarks,
    run,
    unzipped,
    word_file,
    zipped,
)


def with_people() -> bytes:
    """A draft with an editor's comment, and with faults."""
    return word_file(
        paragraph(anchored(3, run("来,走"))), "到,这", "看,那",
        parts={"comments": comment(3, "好句"), "commentsExtended": ""},
    )  # fmt: skip


def test_a_second_run_replaces_its_own_comments_and_keeps_those_of_people() -> None:
    first = annotated(with_people())
    assert remarks(first.content)["3"] == ("编辑甲", "好句")
    assert first.comments == 3
    assert annotated(first.content).content == first.content
    mended = unzipped(first.content)
    mended["word/document.xml"] = mended["word/document.xml"].replace(b">,<", ">，<".encode(), 1)
    second = annotated(zipped(mended))
    assert (second.comments, len(remarks(second.content))) == (2, 3)
    assert list(commented(second.content).values()) == ["来，走", ",", ","]


@pytest.mark.parametrize(
    ("done", "answer", "settled"),
    [(True, "", True), (False, "不改", True), (False, "保留，原文如此。", True), (False, "请记者核", False)],
)
def test_what_an_editor_has_dealt_with_is_not_put_again(done: bool, answer: str, settled: bool) -> None:
    first = annotated(with_people())
    number = next(one for one, words in commented(first.content).items() if words == ",")
    dealt = answered(first.content, number, done=done, answer=answer)
    second = annotated(dealt)
    assert (second.comments, len(second.settled), second.open) == (2, int(settled), int(not settled))
    kept, before = remarks(second.content), remarks(dealt)
    assert [kept[one] for one in ("3", number)] == [before[one] for one in ("3", number)]
    assert kept.get("99") == before.get("99")
    assert sorted(commented(second.content).values()) == sorted(commented(first.content).values())
    assert annotated(second.content).content == second.content


def test_a_program_that_renumbers_comments_does_not_settle_others() -> None:
    first = annotated(with_people())
    numbers = list(commented(first.content))
    parts = unzipped(answered(first.content, numbers[-1], done=True))
    for name in ("word/document.xml", "word/comments.xml"):
        xml = parts[name].decode()
        for old, new in zip(numbers, ("7", "6", "5", "0"), strict=True):
            xml = re.sub(rf'(<w:comment\w* w:id="){old}"', rf'\g<1>{new}_"', xml)
        parts[name] = xml.replace('_"', '"').encode()
    second = annotated(zipped(parts))
    again = annotated(second.content)
    assert (second.comments, again.comments, len(again.settled)) == (2, 2, 1)


def test_what_is_settled_in_one_place_is_still_found_in_another() -> None:
    first = annotated(with_people())
    number = list(commented(first.content))[-1]
    parts = unzipped(answered(first.content, number, done=True))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", f"<w:body>{paragraph('新,句')}".encode()
    )
    second = annotated(zipped(parts))
    assert (second.comments, len(second.settled)) == (3, 1)
