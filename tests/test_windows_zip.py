"""The folder for Windows, as far as any system can test it."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WINDOWS = ROOT / "distribution" / "windows"

sys.path.insert(0, str(WINDOWS))
from proofread import copies_of, dropped_paths, page_for  # noqa: E402 - no part of the package

SHELL = r"C:\Windows\system32\cmd.exe"
BATCH = r'"D:\校对 软件\校对.bat"'


@pytest.mark.parametrize(
    ("passed_on", "paths"),
    [
        ("", []),
        (r"D:\稿\头条.docx", [r"D:\稿\头条.docx"]),
        (r'"D:\稿 件\头条.docx"', [r"D:\稿 件\头条.docx"]),
        (r"D:\甲&乙.txt", [r"D:\甲&乙.txt"]),
        (
            r'D:\甲&乙.txt "D:\稿 件\(终) 100%!^.docx" \\server\share\稿',
            [r"D:\甲&乙.txt", r"D:\稿 件\(终) 100%!^.docx", r"\\server\share\稿"],
        ),
        ("D:\\全角\u3000空格.txt D:\\乙.txt", ["D:\\全角\u3000空格.txt", "D:\\乙.txt"]),
    ],
)
def test_what_was_dropped_is_read_from_the_line_of_the_shell(passed_on: str, paths: list[str]) -> None:
    line = f'{SHELL} /c "{BATCH} {passed_on}"' if passed_on else f'{SHELL} /c "{BATCH}"'
    # The words that the shell passes on end at the first `&`.
    assert dropped_paths(line, "校对.bat", ["D:\\甲"] if paths else []) == paths


@pytest.mark.parametrize(
    "line",
    [
        "",
        f'"{SHELL}"',
        rf"{SHELL} /c 校对.bat 甲.txt",
        rf'{SHELL} /c ""D:\别的.bat" 乙.txt"',
    ],
)
def test_from_a_command_line_or_another_batch_file_the_words_count(line: str) -> None:
    assert dropped_paths(line, "校对.bat", ["甲.txt"]) == ["甲.txt"]


@pytest.mark.parametrize(
    ("names", "page"),
    [
        (["稿/头条.docx"], "稿/头条.zhlint.html"),
        (["稿"], "稿.zhlint.html"),
        (["稿/头条.docx", "简讯.txt"], "稿/校对结果.zhlint.html"),
    ],
)
def test_where_the_page_goes(tmp_path: Path, names: list[str], page: str) -> None:
    (tmp_path / "稿").mkdir()
    for name in ("稿/头条.docx", "简讯.txt"):
        (tmp_path / name).write_bytes(b"")
    assert page_for([tmp_path / name for name in names]) == tmp_path / page


def test_no_page_beside_what_lies_nowhere(tmp_path: Path) -> None:
    assert page_for([tmp_path / "没有" / "头条.docx"]) is None


def test_where_the_copies_of_a_folder_go() -> None:
    assert copies_of(Path("稿/一期")) == Path("稿/一期-批注")
    assert copies_of(Path("/")) == Path("/批注")


def listed() -> dict[str, tuple[int, ...]]:
    """The libraries in the folder and their versions."""
    lines = (WINDOWS / "requirements.txt").read_text(encoding="utf-8").split("\n")
    pinned = [
        re.fullmatch(r"(\S+)==(\S+) --hash=sha256:[0-9a-f]{64}", line)
        for line in lines
        if line and not line.startswith("#")
    ]
    assert all(pinned)
    return {one[1]: tuple(map(int, one[2].split("."))) for one in pinned if one}


def test_the_folder_holds_every_library_that_zhlint_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    inside = listed()
    for need in project["dependencies"]:
        found = re.match(r"([\w-]+)>=([\d.]+)", need)
        assert found
        assert inside[found[1]] >= tuple(map(int, found[2].split("."))), need


def test_the_files_that_a_person_meets_can_be_written_in_their_encodings() -> None:
    batch = (WINDOWS / "校对.bat").read_text(encoding="utf-8")
    assert "\r" not in batch
    # Until the code page is set, the shell reads the batch file in whatever page it has.
    head, _, rest = batch.partition("chcp 936")
    assert head.isascii()
    assert rest.encode("gbk").decode("gbk") == rest
    assert (WINDOWS / "zhlint.bat").read_text(encoding="utf-8").isascii()
