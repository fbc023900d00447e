"""The command that annotates files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from wordcopy import annotated, answered
from wordfile import (
    remarks,
    unzipped,
    word_file,
    zipped,
)

if TYPE_CHECKING:
    from conftest import Newsroom


def test_the_original_is_never_touched_and_a_copy_with_answers_is_never_lost(newsroom: Newsroom) -> None:
    content = word_file(f"{PROSE}来了,走了。")
    draft = newsroom.write("draft.docx", content)
    copy = newsroom.folder / "draft.zhlint.docx"
    for _ in range(2):
        ran = newsroom.zhlint("annotate", "draft.docx", "--select", "PUN001", "--comment-date", "2024-05-01")
        assert (ran.code, ran.out) == (1, "draft.docx → draft.zhlint.docx：批注 1 处（差错 1，存疑 0，提示 0）。\n"), (
            ran.err
        )
    saved = zipped(unzipped(copy.read_bytes()))
    copy.write_bytes(saved)
    ran = newsroom.zhlint("annotate", "draft.docx", "--select", "PUN001")
    assert (ran.code, "可能有编辑的批复" in ran.err) == (2, True), ran.err
    for words in (
        ("draft.docx", "-o", "draft.docx"),
        ("draft.docx", "-o", "./draft.docx"),
        ("draft.docx", "--out", "."),
    ):
        assert newsroom.zhlint("annotate", *words).code == 2
    assert (draft.read_bytes(), copy.read_bytes()) == (content, saved)
    ran = newsroom.zhlint(
        "annotate", "draft.zhlint.docx", "-o", "again.docx", "--select", "PUN001", "--fail-on", "never"
    )
    assert (ran.code, "批注 1 处" in ran.out) == (0, True), ran.err


def test_settled_findings_do_not_fail(newsroom: Newsroom) -> None:
    first = annotated(word_file(f"{PROSE}来了,走了。", parts={"comments": "", "commentsExtended": ""}))
    newsroom.write("draft.docx", answered(first.content, "0", answer="不改"))
    ran = newsroom.zhlint("annotate", "draft.docx", "--select", "PUN001")
    assert (ran.code, "编辑已定 1 处，不再批注" in ran.out) == (0, True), ran.out + ran.err


def test_a_folder_is_annotated_as_a_whole(newsroom: Newsroom) -> None:
    faulty = word_file(f"{PROSE}来了,走了。")
    for name, content in {
        "要闻/a.docx": faulty,
        "b.docx": faulty,
        "~$b.docx": b"",
        "c.doc": b"\xd0\xcf",
        "d.docx": b"PK\3\4",
        "e.txt": PROSE.encode(),
    }.items():
        newsroom.write(f"稿件/{name}", content)
    for out in ("批注", "稿件/批注"):
        for _ in range(2):
            ran = newsroom.zhlint("annotate", "稿件", "--out", out, "--select", "PUN001")
            assert ran.code == 2, ran.err
            assert ran.out.endswith("没有批注的文件：稿件/c.doc、稿件/d.docx。\n")
            assert ran.err.count("\n") == 2
        folder = newsroom.folder / out
        assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
            "b.docx",
            "e.docx",
            "要闻/a.docx",
        ]
        assert len(remarks((folder / "要闻/a.docx").read_bytes())) == 1
    assert (newsroom.folder / "稿件/b.docx").read_bytes() == faulty


def test_drafts_of_one_name_get_a_copy_each(newsroom: Newsroom) -> None:
    newsroom.write("甲.docx", word_file(PROSE))
    newsroom.write("甲.md", PROSE)
    newsroom.write("甲.txt", PROSE)
    assert newsroom.zhlint("annotate", "甲.txt", "甲.md", "甲.docx").code in {0, 1}
    assert sorted(path.name for path in newsroom.folder.glob("*.zhlint.docx")) == [
        "甲.md.zhlint.docx",
        "甲.txt.zhlint.docx",
        "甲.zhlint.docx",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("稿件",), "--out"),
        (("a.docx", "b.docx", "-o", "c.docx"), "-o 只用于一个文稿"),
        (("a.docx", "-o", "c.txt"), "-o 的文件名应以 .docx 结尾：c.txt"),
        (("-",), "标准输入"),
        (("a.docx", "稿件/a.docx", "--out", "批注"), "不止一个文稿"),
        (("a.docx", "--comment-date", "五月"), "应写成 2024-05-01T09:00:00"),
        (("missing.docx",), "没有这个文件"),
    ],
)
def test_what_cannot_be_done_is_said(newsroom: Newsroom, words: tuple[str, ...], said: str) -> None:
    newsroom.write("稿件/a.docx", word_file(PROSE))
    newsroom.write("a.docx", word_file(PROSE))
    newsroom.write("a.txt", PROSE)
    ran = newsroom.zhlint("annotate", *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_folder_with_nothing_but_copies_has_nothing_to_annotate(newsroom: Newsroom) -> None:
    newsroom.write("drafts/copies/a.txt")
    ran = newsroom.zhlint("annotate", "drafts", "--out", "drafts/copies")
    assert (ran.code, "文件夹里没有可以批注的文稿（*.txt" in ran.err) == (2, True), ran.err
