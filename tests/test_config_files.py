"""The file of a configuration: where it is found, and what cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom


def test_a_wrong_configuration_spares_the_drafts_under_another_one(newsroom: Newsroom) -> None:
    newsroom.write("opinion/zhlint.toml", 'preset = "dsk"')
    newsroom.write("opinion/a.txt", PROSE)
    newsroom.write("opinion/b.txt", PROSE)
    newsroom.write("news/c.txt", f"{PROSE}代表入场,会议开始。")
    ran = newsroom.zhlint("--select", "PUN001", "opinion", "news")
    assert ran.code == 2
    assert "news/c.txt:1:" in ran.out
    assert ran.err.count("opinion/zhlint.toml:1: preset 不能是“dsk”") == 1


def test_the_nearest_configuration_wins_and_nothing_is_merged(newsroom: Newsroom) -> None:
    bad = f"{PROSE}代表入场,会议开始。"
    newsroom.write("zhlint.toml", 'select = ["PUN001"]\nfail-on = "never"')
    newsroom.write("near/zhlint.toml", 'select = ["PUN001"]')
    newsroom.write("near/pyproject.toml", '[tool.zhlint]\npreset = "dsk"')
    newsroom.write(
        "passed/pyproject.toml",
        '[project]\nname = "x"\ndependencies = ["zhlint-press"]\n[tool.zhlint-docs]\nx = 1',
    )
    for name in ("a.txt", "near/a.txt", "passed/a.txt"):
        newsroom.write(name, bad)
    assert newsroom.zhlint("a.txt").code == 0, "fail-on = never above"
    assert newsroom.zhlint("near/a.txt").code == 1, (
        "zhlint.toml goes before pyproject.toml, and fail-on is not inherited"
    )
    assert newsroom.zhlint("passed/a.txt").code == 0, "a pyproject.toml without our table is passed over"
    assert newsroom.zhlint("near/a.txt", "--no-config", "--select", "PUN001").code == 1
    assert newsroom.zhlint("near/a.txt", "--config", "zhlint.toml").code == 0
    assert newsroom.zhlint("near/a.txt", "--fail-on", "never").code == 0, "the command line replaces a key for one run"


def test_a_configuration_that_is_a_link_to_nowhere_is_not_passed_over(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    (newsroom.folder / "zhlint.toml").symlink_to("nowhere.toml")
    ran = newsroom.zhlint("a.txt")
    assert (ran.code, ran.err) == (2, "zhlint: zhlint.toml: 无法读取（没有这个文件或文件夹）\n")


@pytest.mark.parametrize("option", ["--config", "--compare", "--baseline"])
@pytest.mark.parametrize(
    "content",
    [
        *(None, "甲".encode("gb18030"), b"\xff\xfea\0"),
        *(begun + more for begun in (b'{"a": ', b"a = ") for more in (b"[" * 100_000, b"1" * 5000)),
    ],
    ids=["folder", "gb18030", "utf-16", "deep.json", "long.json", "deep.toml", "long.toml"],
)
def test_a_named_file_that_cannot_be_read_is_told_in_a_line(
    newsroom: Newsroom, option: str, content: bytes | None
) -> None:
    newsroom.write("a.txt", PROSE)
    if content is None:
        (newsroom.folder / "named").mkdir()
    else:
        newsroom.write("named", content)
    ran = newsroom.zhlint("a.txt", option, "named")
    assert (ran.code, ran.err.count("\n"), ran.err[:8], "named" in ran.err) == (2, 1, "zhlint: ", True)
    assert "程序内部出错" not in ran.err


@pytest.mark.parametrize("option", ["--config", "--compare", "--baseline"])
def test_a_named_file_that_may_not_be_read_is_told_in_a_line(
    newsroom: Newsroom, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", PROSE)
    file = newsroom.write("named", "")
    _forbid(monkeypatch, file)
    ran = newsroom.zhlint("a.txt", option, "named")
    assert (ran.code, ran.err) == (2, "zhlint: named: 无法读取（没有权限）\n")


def test_a_project_file_that_may_not_be_read_spares_the_drafts_elsewhere(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.write("a.txt", PROSE)
    newsroom.write("shut/b.txt", PROSE)
    _forbid(monkeypatch, newsroom.write("shut/pyproject.toml", ""))
    ran = newsroom.zhlint("a.txt", "shut")
    assert (ran.code, ran.err) == (2, f"zhlint: {Path('shut/pyproject.toml')}: 无法读取（没有权限）\n")
    assert "检查 1 个文稿" in ran.out


def _forbid(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Makes a file unreadable, even for root."""
    for name, read in (("read_bytes", Path.read_bytes), ("read_text", Path.read_text)):

        def shut(path: Path, *, read: Callable[..., Any] = read, **given: Any) -> Any:
            if path.resolve() == file.resolve():
                raise PermissionError(13, "Permission denied", str(path))
            return read(path, **given)

        monkeypatch.setattr(Path, name, shut)


def test_a_configuration_in_another_encoding_is_refused(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", '# 报社\npreset = "desk"', encoding="gb18030")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("a.txt")
    assert ran.code == 2
    assert ran.err.startswith("zhlint: zhlint.toml: 不是 UTF-8 编码，请另存为 UTF-8")


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault_in_a_configuration(newsroom: Newsroom) -> None:
    newsroom.write("zhlint.toml", '# 报社\r\nselect = ["PUN001"]\r\nfail-on = "never"\r\n', encoding="utf-8-sig")
    newsroom.write("a.txt", f"{PROSE}代表入场,会议开始。")
    assert newsroom.zhlint("a.txt").code == 0


@pytest.mark.parametrize(
    "name", ["zhlint.toml.txt", ".zhlint.toml", *(["Zhlint.toml", "ZHLINT.TOML"] if sys.platform == "linux" else [])]
)
def test_a_configuration_under_another_name_is_an_error(newsroom: Newsroom, name: str) -> None:
    newsroom.write(name, 'select = ["PUN"]\n')
    newsroom.write("a.txt")
    ran = newsroom.zhlint(".")
    assert ran.code == 2
    assert f"{name}: 这个文件不会生效，配置文件应名为 zhlint.toml，请改名" in ran.err
    assert newsroom.zhlint("doctor").code == 2
    assert "检查 1 个文稿" in newsroom.zhlint(".", "--no-config").out
    newsroom.write("zhlint.toml", 'select = ["PUN"]\n')
    assert "检查 1 个文稿" in newsroom.zhlint(".").out
