"""Checking only changes since a revision, for archives full of old faults."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

from zhlint.acceptance import revision
from zhlint.acceptance.changed_spans import changed_spans, touches
from zhlint.acceptance.revision import RevisionError, paths_in_commit
from zhlint.finding import Finding, Place, RelatedPlace

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

OLD = f"{PROSE}\n\n渡口的船开了,雾还没散。\n\n卖菜的人先上岸,上学的孩子跟在后面。\n"
ONLY = ("--select", "PUN001", "--fail-on", "never")


def git(folder: Path, *words: str) -> None:
    names = {f"GIT_{role}_{part}": "desk@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=environment)


@pytest.fixture
def archive(newsroom: Newsroom) -> Newsroom:
    """A repository with an old draft in it."""
    git(newsroom.folder, "init", "--quiet")
    newsroom.write("旧稿/渡口.txt", OLD)
    git(newsroom.folder, "add", ".")
    git(newsroom.folder, "commit", "--quiet", "--message", "old")
    return newsroom


def found(newsroom: Newsroom, *words: str) -> list[str]:
    """The places reported in changes since the last commit."""
    ran = newsroom.zhlint("旧稿", *ONLY, "--changed-from", "HEAD", *words)
    assert (ran.code, ran.err) == (0, "")
    return [line.split(": ")[0].rpartition("/")[2] for line in ran.out.split("\n") if ": PUN001" in line]


def test_what_was_there_is_not_reported(archive: Newsroom) -> None:
    assert found(archive) == []
    assert archive.zhlint("旧稿", "--select", "PUN001").code == 1
    assert archive.zhlint("旧稿", "--select", "PUN001", "--changed-from", "HEAD").code == 0


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("渡口的船开了,", "渡口的船开了，天亮了,", ["渡口.txt:3:11"]),
        ("后面。\n", "后面,笑着。\n", ["渡口.txt:5:18"]),
        ("后面。\n", "后面笑着。\n", []),
        ("渡口的船", "渡口的两条船", []),
        (PROSE, PROSE + PROSE, []),
        ("后面。\n", "后面。\n\n天亮了,船回来了。\n", ["渡口.txt:7:4"]),
        ("上岸,上学", "上岸，上学", []),
    ],
)
def test_only_findings_in_changed_words_are_reported(archive: Newsroom, old: str, new: str, places: list[str]) -> None:
    archive.write("旧稿/渡口.txt", OLD.replace(old, new))
    assert found(archive) == places


def test_a_draft_that_is_new_is_changed_throughout_whether_git_knows_it_or_not(archive: Newsroom) -> None:
    archive.write("旧稿/新稿.txt", OLD)
    assert found(archive) == ["新稿.txt:3:7", "新稿.txt:5:8"]
    git(archive.folder, "add", ".")
    assert found(archive) == ["新稿.txt:3:7", "新稿.txt:5:8"]


def test_a_draft_that_was_renamed_keeps_its_past(archive: Newsroom) -> None:
    git(archive.folder, "mv", "旧稿/渡口.txt", "旧稿/码头.txt")
    archive.write("旧稿/码头.txt", OLD + "\n天亮了,船回来了。\n")
    assert found(archive) == ["码头.txt:7:4"]


def test_another_encoding_and_other_line_ends_are_no_change(archive: Newsroom) -> None:
    archive.write("旧稿/渡口.txt", OLD, encoding="gb18030")
    assert found(archive) == []


def test_a_repeated_passage_counts_at_either_end(archive: Newsroom) -> None:
    archive.write("旧稿/渡口.txt", f"渡口在镇子西头。\n\n{OLD}\n{PROSE}\n")
    ran = archive.zhlint("旧稿", "--select", "DUP001", "--changed-from", "HEAD", "--fail-on", "never")
    assert "DUP001" in ran.out
    git(archive.folder, "commit", "--quiet", "--all", "--message", "twice")
    archive.write("旧稿/渡口.txt", f"渡口在镇子西头。\n\n{OLD}\n{PROSE}\n".replace(PROSE, f"{PROSE[:-1]}！", 1))
    archive.write("旧稿/渡口.txt", f"渡口在镇子西头。\n\n{OLD}\n{PROSE}\n\n天亮了。\n")
    ran = archive.zhlint("旧稿", "--select", "DUP001", "--changed-from", "HEAD", "--fail-on", "never")
    assert "DUP001" not in ran.out


def place(start: int, end: int) -> Place:
    return Place(start, end, 1, start + 1, 1, end + 1)


@pytest.mark.parametrize(
    ("here", "there", "touched"),
    [((0, 3), None, False), ((4, 6), None, True), ((5, 5), None, True), ((0, 3), (4, 6), True), ((0, 3), (8, 9), False), ((9, 12), None, True)],
)  # fmt: skip
def test_a_finding_is_touched_at_its_own_place_or_at_a_related_one(
    here: tuple[int, int], there: tuple[int, int] | None, touched: bool
) -> None:
    related = (RelatedPlace(place(*there), ""),) if there else ()
    finding = Finding("DUP003", "x", "error", "", "", place(*here), related=related)
    assert (
        touches(finding, changed_spans("一二三四五六七八九十百取千万亿兆", "一二三四伍六七八九十百千万亿兆")) is touched
    )


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("同样的字", "同样的字", []),
        ("", "全是新的", ["全是新的"]),
        ("甲乙丙丁", "甲丙丁", [""]),
        ("第一行\n第二行\n", "第一行\n新的行\n第二行\n", ["新的行\n"]),
        ("船开了，人来了，雾散了，天晴了", "船走了，人来了，雾散了，天亮了", ["走", "亮"]),
        ("船开了，人来了", "车来了，人去了", ["车来了，人去"]),
    ],
)
def test_changes_are_found_to_the_character(old: str, new: str, changed: list[str]) -> None:
    assert [new[start:end] for start, end in changed_spans(old, new)] == changed


def test_a_revision_that_is_not_there_is_an_error(archive: Newsroom) -> None:
    for name in ("no-such-branch", "--help", "HEAD:旧稿"):
        ran = archive.zhlint("旧稿", f"--changed-from={name}")
        assert (ran.code, ran.err) == (2, ran.err)
        assert f"git 里没有“{name}”这个版本" in ran.err


def test_outside_a_repository_it_is_an_error(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", OLD)
    newsroom.patch.setenv("GIT_CEILING_DIRECTORIES", str(newsroom.folder.parent))
    ran = newsroom.zhlint("a.txt", "--changed-from", "HEAD")
    assert (ran.code, "不在 git 仓库里" in ran.err) == (2, True), ran.err


def test_without_git_it_is_an_error(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", OLD)
    newsroom.patch.setenv("PATH", str(newsroom.folder))
    ran = newsroom.zhlint("a.txt", "--changed-from", "HEAD")
    assert (ran.code, "找不到 git 命令" in ran.err) == (2, True), ran.err


def changed(newsroom: Newsroom) -> set[str]:
    paths = [str(path) for path in newsroom.folder.rglob("*.txt")]
    return {os.path.basename(path) for path in paths_in_commit(paths)}


def test_a_commit_changes_what_is_edited_or_added_and_not_what_git_does_not_know(archive: Newsroom) -> None:
    assert changed(archive) == set()
    archive.write("旧稿/菜场.txt", OLD)
    assert changed(archive) == set()
    git(archive.folder, "add", ".")
    assert changed(archive) == {"菜场.txt"}
    archive.write("旧稿/渡口.txt", f"{OLD}又及。\n")
    assert changed(archive) == {"菜场.txt", "渡口.txt"}


def test_a_range_of_commits_is_looked_at_where_pre_commit_names_one(archive: Newsroom) -> None:
    archive.write("旧稿/菜场.txt", OLD)
    git(archive.folder, "add", ".")
    git(archive.folder, "commit", "--quiet", "--message", "new")
    assert changed(archive) == set()
    archive.patch.setenv("PRE_COMMIT_FROM_REF", "HEAD~1")
    assert changed(archive) == {"菜场.txt"}


def test_before_the_first_commit_all_that_is_added_is_changed(newsroom: Newsroom) -> None:
    git(newsroom.folder, "init", "--quiet")
    newsroom.write("渡口.txt", OLD)
    assert changed(newsroom) == set()
    git(newsroom.folder, "add", ".")
    assert changed(newsroom) == {"渡口.txt"}


def test_outside_a_repository_nobody_knows_what_has_changed(newsroom: Newsroom) -> None:
    newsroom.write("渡口.txt", OLD)
    with pytest.raises(RevisionError, match="不在 git 仓库里"):
        changed(newsroom)
    ran = newsroom.zhlint("repeats", ".", "--for-commit")
    assert (ran.code, "不在 git 仓库里" in ran.err) == (2, True)


def test_a_draft_that_has_not_changed_is_not_read_again(archive: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(revision, "changed_spans", refuse)
    archive.write("旧稿/新稿.txt", OLD)
    assert found(archive) == ["新稿.txt:3:7", "新稿.txt:5:8"]


def test_a_clean_draft_does_not_hide_a_wrong_revision(archive: Newsroom) -> None:
    archive.write("旧稿/渡口.txt", PROSE)
    assert archive.zhlint("旧稿", "--select", "PUN001", "--changed-from", "nope").code == 2
