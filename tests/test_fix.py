"""Fixing writes safe fixes back once, and keeps every other byte of a draft."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from conftest import Newsroom


FAULTY = f"{PROSE}\n\n代表入场,会议开始。"
MENDED = f"{PROSE}\n\n代表入场，会议开始。"
ONLY = ("--select", "PUN001")
DRAFTS = sorted(path for path in (Path(__file__).parent / "drafts").iterdir() if path.suffix in {".txt", ".md"})
RAW = (
    "会议要求:一要快;二要稳.  三要实. 会后,代表(共3人)表示:“好!”\n\n大家说: 好,很好.具体安排(另行通知):见附件.\n",
    "**奖项：**：灯会,街口。\n\n**看灯会。** 有人来,有人去. 好(是的): 对.\n\n- 甲,乙: 丙\n\n> 引文,一(注): 二.\n",
)


@pytest.mark.parametrize("unsafe", [False, True])
def test_fix_tells_as_many_places_as_check_does(newsroom: Newsroom, unsafe: bool) -> None:
    for at, text in enumerate(
        [*(path.read_bytes() for path in DRAFTS), *(f"{PROSE}\n\n{text}".encode() for text in RAW)]
    ):
        name = f"{at}.md" if at % 2 or at > len(DRAFTS) else f"{at}.txt"
        newsroom.write(name, text)
        told = newsroom.zhlint(name, "--no-config", "--preset", "full").out
        safe, ask = (int((re.search(form, told) or ["", "0"])[1]) for form in (r"(\d+) 处可照改", r"(\d+) 处有改法"))
        ran = newsroom.zhlint(
            "fix", "--diff", *(["--unsafe"] if unsafe else []), name, "--no-config", "--preset", "full"
        ).err
        may, asking = (int((re.search(form, ran) or ["", "0"])[1]) for form in (r"个文稿 (\d+) 处", r"另有 (\d+) 处"))
        left = sum(map(int, re.findall(r"(\d+) 行没有改", ran)))
        if not left:
            assert (may, asking) == ((safe + ask, 0) if unsafe else (safe, ask)), (name, told[-300:], ran)


TURNING = """
[{code}]
name    = "house-{code}"
title   = "本报用语"
kind    = "pattern"
level   = "warning"
presets = ["core", "desk", "full"]
fix     = "ask"
message = "“{{found}}”本报写作“{{fix}}”"
find    = "{old}"
replace = "{new}"
"""


def test_a_paragraph_in_which_rules_undo_each_other_is_named_and_the_rest_is_mended(newsroom: Newsroom) -> None:
    newsroom.write(
        "house/cards.toml",
        TURNING.format(code="HSE001", old="渡船", new="渡轮") + TURNING.format(code="HSE002", old="渡轮", new="渡船"),
    )
    newsroom.write("zhlint.toml", 'packs = ["./house"]')
    path = newsroom.write("a.txt", f"{PROSE}河上有了渡船。\n\n代表入场,会议开始。\n")
    ran = newsroom.zhlint("fix", "--unsafe", "a.txt")
    assert ran.code == 1
    assert "a.txt: 1 行没有改，HSE001、HSE002 的改法互相抵消：第1行\n" in ran.out
    assert path.read_text(encoding="utf-8") == f"{PROSE}河上有了渡船。\n\n代表入场，会议开始。\n"


def test_a_quote_turned_the_wrong_way_sets_no_rules_against_each_other(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", f"{PROSE}笑声也多了。“\n\n代表入场,会议开始。\n")
    ran = newsroom.zhlint("fix", "--unsafe", "a.txt", "--no-config")
    assert (ran.code, "互相抵消" in ran.out) == (1, False)
    assert path.read_text(encoding="utf-8").endswith("代表入场，会议开始。\n")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"], ids=["utf-8", "bom", "utf-16", "gb18030"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_encoding_mark_line_ends_and_indents_come_back_byte_for_byte(
    newsroom: Newsroom, encoding: str, end: str
) -> None:
    layout = "　　{}\n\n  \t\n　　𠮷野与\u3000路人,说说话。 \n\n"
    before, after = (layout.format(text).replace("\n", end) for text in (FAULTY, MENDED))
    path = newsroom.write("头条.txt", before.encode(encoding))
    ran = newsroom.zhlint("fix", "头条.txt", *ONLY)
    assert (ran.code, ran.err) == (1, "")
    assert path.read_bytes() == after.replace("路人,", "路人，").encode(encoding)


def test_what_was_fixed_is_told_and_what_is_left_to_a_person_is_counted(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("b.txt", MENDED)
    ran = newsroom.zhlint("fix", "a.txt", "b.txt", *ONLY)
    assert ran.out == "a.txt: 改了 1 处（PUN001 1）\n改了 1 个文稿 1 处。\n"
    assert newsroom.zhlint("fix", "a.txt", "b.txt", *ONLY).out == "没有可以放心改的。\n"


def test_nothing_is_said_of_fixes_where_no_file_was_read(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", b"\xff\x00\x01")
    ran = newsroom.zhlint("fix", "a.txt", *ONLY)
    assert (ran.code, ran.out, "a.txt" in ran.err) == (2, "", True)


def test_the_difference_is_shown_and_nothing_is_written(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", FAULTY)
    ran = newsroom.zhlint("fix", "--diff", "a.txt", *ONLY)
    assert ran.code == 1
    assert ran.out.split("\n") == [
        "--- a.txt", "+++ a.txt", "@@ -1,3 +1,3 @@", f" {PROSE}", " ", "-代表入场,会议开始。", "\\ No newline at end of file",
        "+代表入场，会议开始。", "\\ No newline at end of file", "",
    ]  # fmt: skip
    assert path.read_text(encoding="utf-8") == FAULTY
    assert newsroom.zhlint("fix", "--diff", "a.txt", "--ignore", "PUN001").code == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_standard_input_comes_out_fixed_in_its_own_encoding(newsroom: Newsroom, encoding: str) -> None:
    for text, after, code in ((FAULTY, MENDED, 1), (MENDED, MENDED, 0)):
        ran = newsroom.zhlint("fix", "-", *ONLY, stdin=text.encode(encoding))
        assert (ran.code, ran.raw) == (code, after.encode(encoding))


def test_asking_fixes_need_unsafe(newsroom: Newsroom) -> None:
    card = (
        '[HSE001]\nname = "house-word"\ntitle = "本报"\nkind = "pattern"\nlevel = "error"\npresets = ["desk"]\n'
        'fix = "ask"\nmessage = "“{found}”应为“{fix}”"\nfind = "搞好"\nreplace = "做好"\n'
    )
    newsroom.write("house/cards.toml", card)
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001"]\n')
    path = newsroom.write("a.txt", f"{PROSE}大家搞好关系。")
    ran = newsroom.zhlint("fix", "a.txt")
    assert (ran.code, ran.out) == (
        0,
        "没有可以放心改的；另有 1 处改法须人核定，可用 --unsafe --diff 先看。\n",
    )
    assert newsroom.zhlint("fix", "--unsafe", "a.txt").code == 1
    assert path.read_text(encoding="utf-8") == f"{PROSE}大家做好关系。"


@pytest.mark.parametrize(
    "config",
    [
        'ignore = ["PUN001"]',
        'select = ["NUM"]',
        '[per-file-ignores]\n"*.txt" = ["half-width-stop"]',
        '[lexicon]\nterms = ["入场,会议"]',
    ],
)
def test_what_is_off_for_checking_is_off_for_fixing(newsroom: Newsroom, config: str) -> None:
    newsroom.write("zhlint.toml", config)
    path = newsroom.write("a.txt", FAULTY)
    assert newsroom.zhlint("fix", "a.txt").code == 0
    assert path.read_text(encoding="utf-8") == FAULTY


def test_what_was_accepted_is_not_fixed(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", FAULTY)
    newsroom.zhlint("baseline", "write", "a.txt:3:5", "--reason", "照录")
    assert newsroom.zhlint("fix", "a.txt", "--baseline", ".zhlint-baseline.json").code == 0
    assert path.read_text(encoding="utf-8") == FAULTY
    marked_ = newsroom.write("a.md", f"{FAULTY}<!-- zhlint: ignore PUN001 照录 -->")
    assert newsroom.zhlint("fix", "a.md").code == 0
    assert "入场,会议" in marked_.read_text(encoding="utf-8")


def test_what_was_accepted_stays_though_its_sentence_changes_around_it(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'select = ["PUN001", "MET002"]\nbaseline = ".zhlint-baseline.json"\n')
    path = newsroom.write("a.txt", f"{PROSE}\n\n他说;代表入场,会议开始;人都来了。他说;代表入场,会议开始;人都来了。\n")
    newsroom.zhlint("baseline", "write", "a.txt:3:8", "--reason", "照录")
    for code in (1, 0, 0):
        assert newsroom.zhlint("fix", "a.txt").code == code
        mended = "他说；代表入场,会议开始；人都来了。"
        assert path.read_text(encoding="utf-8") == f"{PROSE}\n\n{mended}{mended}\n"
        assert newsroom.zhlint("a.txt").code == 0
    assert newsroom.zhlint("baseline", "show").out == "a.txt: PUN001 “,” 照录\n共 1 条。\n"


def test_showing_the_difference_leaves_the_baseline_alone(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", 'select = ["PUN001", "MET002"]\nbaseline = ".zhlint-baseline.json"\n')
    newsroom.write("a.txt", f"{PROSE}\n\n他说;代表入场,会议开始。\n")
    newsroom.zhlint("baseline", "write", "a.txt:3:8", "--reason", "照录")
    before = (newsroom.folder / ".zhlint-baseline.json").read_bytes()
    assert newsroom.zhlint("fix", "--diff", "a.txt").code == 1
    assert (newsroom.folder / ".zhlint-baseline.json").read_bytes() == before


@pytest.mark.parametrize(
    "protected",
    [
        "https://example.com/a,b",
        "`入场,会议`",
        "desk,paper@example.com",
        "〖HT5,6〗",
        "```\n入场,会议\n```",
        "[图](a,b.png)",
    ],
)
def test_nothing_is_changed_inside_what_is_no_prose(newsroom: Newsroom, protected: str) -> None:
    text = f"{PROSE}\n\n{protected}\n\n代表入场{{}}会议开始。\n"
    path = newsroom.write("a.md", text.format(","))
    newsroom.zhlint("fix", "--unsafe", "a.md", "--preset", "full")
    assert path.read_text(encoding="utf-8") == text.format("，")


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(newsroom: Newsroom) -> None:
    path = newsroom.write("real/a.txt", FAULTY)
    path.chmod(0o640)
    link = newsroom.folder / "link.txt"
    link.symlink_to(path)
    assert newsroom.zhlint("fix", "link.txt", *ONLY).code == 1
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_an_unchanged_file_is_not_written_at_all(newsroom: Newsroom) -> None:
    path = newsroom.write("a.txt", MENDED)
    os.utime(path, (1, 1))
    newsroom.zhlint("fix", "a.txt", *ONLY)
    assert path.stat().st_mtime == 1


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = newsroom.write("a.txt", FAULTY)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = newsroom.zhlint("fix", "a.txt", *ONLY)
    assert (ran.code, ran.err) == (2, "zhlint: a.txt: 无法写入（磁盘满了），文稿没有动\n")
    assert path.read_text(encoding="utf-8") == FAULTY
    assert [entry.name for entry in newsroom.folder.iterdir()] == ["a.txt"]


def test_a_crash_on_the_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        save(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "没有这个文件"),
        ("binary.txt", b"\0\1", "二进制文件"),
        ("a.docx", b"PK\3\4", "docx"),
        ("odd.txt", FAULTY.encode("gb18030") + b"\xa6\xd9\x84\x31\x82\x36", ""),
    ],
)
def test_what_cannot_be_fixed_is_an_error_and_the_others_are_fixed(
    newsroom: Newsroom, name: str, content: bytes | None, said: str
) -> None:
    other = newsroom.write("other.txt", FAULTY)
    path = newsroom.write(name, content) if content else newsroom.folder / name
    ran = newsroom.zhlint("fix", name, "other.txt", *ONLY)
    assert (ran.code, said in ran.err) == (2 if said else 1, True), ran.err
    assert other.read_text(encoding="utf-8") == MENDED
    if content and said:
        assert path.read_bytes() == content


def test_a_character_that_the_encoding_lacks_is_an_error(newsroom: Newsroom) -> None:
    text = f"{'清晨的市場裡，賣豆腐的老闆揭開蒸籠，熱氣漫過半條街。' * 3}我們走。".encode("big5")
    path = newsroom.write("a.txt", text)
    newsroom.write("house/cards.toml", (
        '[HSE001]\nname = "house-word"\ntitle = "本报"\nkind = "pattern"\nlevel = "error"\npresets = ["desk"]\n'
        'fix = "safe"\nmessage = "“{found}”应为“{fix}”"\nfind = "我們"\nreplace = "我们"\n'
    ))  # fmt: skip
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001"]\nencoding = "big5"\n')
    ran = newsroom.zhlint("fix", "a.txt")
    assert (ran.code, "big5 里没有“们”字" in ran.err) == (2, True), ran.err
    assert path.read_bytes() == text
