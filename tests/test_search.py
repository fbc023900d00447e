"""The search for drafts: folders, patterns, and files that cannot be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE, found_places, without_rights
from needs import posix

if TYPE_CHECKING:
    from conftest import Newsroom


FAULTY = f"{PROSE}代表入场,会议开始。"
ONLY = ("--select", "PUN001")


def test_a_folder_is_walked_for_drafts(newsroom: Newsroom) -> None:
    for name in (
        "a.txt", "b.md", "c.markdown", "要闻/头条.TXT", "要闻/~$d.docx", "要闻/d.zhlint.docx", "e.html", "Makefile", ".hidden.txt", ".git/f.txt",
        "node_modules/g.txt", "old/h.txt", "old/deep/i.txt",
    ):  # fmt: skip
        newsroom.write(name, FAULTY)
    (newsroom.folder / "link.txt").symlink_to("a.txt")
    (newsroom.folder / "linked").symlink_to("old", target_is_directory=True)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    paths = [place.split(":")[0] for place in found_places(newsroom.zhlint(".").out)]
    assert paths == ["./a.txt", "./b.md", "./c.markdown", "./要闻/头条.TXT"]


def test_exclude_holds_for_named_files_only_by_force(newsroom: Newsroom) -> None:
    newsroom.write("old/a.txt", FAULTY)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    assert newsroom.zhlint("old/a.txt").code == 1
    assert newsroom.zhlint("--force-exclude", "old/a.txt").code == 0


def test_include_decides_what_a_folder_holds_not_what_may_be_named(newsroom: Newsroom) -> None:
    newsroom.write("a.wire", FAULTY)
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\ninclude = ["*.wire"]')
    assert newsroom.zhlint(".").code == 1
    assert newsroom.zhlint("a.wire", "--no-config", *ONLY).code == 1


@pytest.mark.parametrize("path", [".", "../paper", "drafts/..", "../link"])
def test_exclude_holds_however_the_folder_is_called(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    newsroom.write("paper/drafts/a.txt", FAULTY)
    newsroom.write("paper/old/a.txt", FAULTY)
    newsroom.write("paper/zhlint.toml", 'select = ["PUN001"]\nexclude = ["old/**"]')
    (newsroom.folder / "link").symlink_to("paper")
    monkeypatch.chdir(newsroom.folder / "paper")
    assert len(found_places(newsroom.zhlint(path).out)) == 1


@posix
def test_a_pipe_in_a_folder_is_not_waited_for(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    os.mkfifo(newsroom.folder / "b.txt")
    ran = newsroom.process(".", *ONLY)
    assert (ran.code, len(found_places(ran.out))) == (1, 1)


@posix
def test_what_never_ends_is_too_large(newsroom: Newsroom) -> None:
    little_memory = ("sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh")
    ran = newsroom.process("/dev/zero", "--max-size", "1MB", before=little_memory)
    assert (ran.code, "超过上限" in ran.err) == (2, True)


def test_a_folder_without_drafts_is_said_to_be_one(newsroom: Newsroom) -> None:
    newsroom.write("empty/readme.html", FAULTY)
    ran = newsroom.zhlint("empty")
    assert ran.code == 2
    assert "empty: 文件夹里没有文稿" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "没有这个文件，请核对路径"),
        ("binary.txt", b"\x89PNG\r\n\0\0", "这是二进制文件，不是文稿"),
        ("broken.txt", "清晨的菜场".encode() + b"\xff\xff", "编码无法识别：既不是 UTF-8 也不是 GB18030"),
        ("huge.txt", "山".encode() * 400, "超过上限"),
        ("draft.docx", b"PK\x03\x04", "Word 文件已损坏"),
        ("lost.docx", b"\x7fELF\0\0", "名字像 Word 文稿，内容不是，文件可能已损坏；请用 Word 或 WPS 另存为 .docx"),
        ("DRAFT.DOC", b"\xd0\xcf", "不能读旧版 Word（.doc）、WPS（.wps）或加了密码的文件，请用 Word"),
    ],
)
def test_a_file_that_cannot_be_checked_is_named_and_the_others_are_checked(
    newsroom: Newsroom, name: str, content: bytes | None, message: str
) -> None:
    newsroom.write("a.txt", FAULTY)
    if content is not None:
        newsroom.write(name, content)
    ran = newsroom.zhlint(name, "a.txt", *ONLY, "--max-size", "1KB")
    assert ran.code == 2
    assert ran.err.startswith(f"zhlint: {name}")
    assert message in ran.err
    assert found_places(ran.out) == [f"a.txt:1:{len(PROSE) + 5}"]
    assert f"没有查成的文件：{name}" in ran.out


def test_an_unreadable_file_is_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY).chmod(0)
    ran = newsroom.process("a.txt", before=without_rights())
    assert (ran.code, "没有读取权限" in ran.err) == (2, True)


def test_a_folder_that_cannot_be_opened_is_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("shut/b.txt", FAULTY).parent.chmod(0)
    ran = newsroom.process(".", *ONLY, before=without_rights())
    (newsroom.folder / "shut").chmod(0o700)
    assert ran.code == 2
    assert "shut: 无法打开这个文件夹（没有权限）" in ran.err
    assert found_places(ran.out) == [f"./a.txt:1:{len(PROSE) + 5}"]


@posix
def test_a_folder_too_deep_to_be_looked_into_is_named_unless_excluded(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", FAULTY)
    top = newsroom.write("deep/b.txt", FAULTY).parent
    monkeypatch.chdir(top)
    for _ in range(20):
        os.mkdir("深" * 80)
        os.chdir("深" * 80)
    monkeypatch.chdir(newsroom.folder)
    newsroom.write("zhlint.toml", 'exclude = ["deep/**"]\n')
    ran = newsroom.zhlint(".", *ONLY, "--no-config")
    assert ran.code == 2
    assert "文件名太长" in ran.err
    assert len(found_places(ran.out)) == 2
    assert newsroom.zhlint(".", *ONLY).code == 1


def test_a_link_that_leads_to_itself_is_named_and_the_others_are_checked(newsroom: Newsroom) -> None:
    newsroom.write("b.txt", FAULTY).with_name("a.txt").symlink_to("a.txt")
    ran = newsroom.zhlint("a.txt", "b.txt", *ONLY)
    assert ran.code == 2
    assert ran.err.startswith("zhlint: a.txt: 无法读取")
    assert found_places(ran.out) == [f"b.txt:1:{len(PROSE) + 5}"]


@pytest.mark.parametrize("words", [("rules",), ("explain", "PUN001"), ("doctor",), ("rules", "drafts")])
def test_the_folders_are_not_searched_where_no_draft_is_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    newsroom.write("drafts/a.txt")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("searched")

    monkeypatch.setattr(os, "walk", refuse)
    assert newsroom.zhlint(*words).code == 0
    assert newsroom.zhlint("check", "drafts").code == 2
