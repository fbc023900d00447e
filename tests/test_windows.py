"""zhlint finds the same bytes on Windows, whatever the code page and the output."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from wine import ROOT, Ran, Windows, here
from wordfile import commented, paragraph, run, word_file

pytestmark = pytest.mark.windows

DRAFTS = [*sorted((ROOT / "tests" / "drafts").glob("*-faulty.*[td]")), ROOT / "tests" / "drafts" / "demo.txt"]
FAULTY = "石桥镇晨报讯 清晨的菜场里,卖豆腐的周师傅揭开蒸笼,热气漫过半条街;排队的人不急,一边等一边说昨夜的雨,说山上的笋,说谁家的孩子考上了大学。\n"
#: No code page of a Chinese Windows has these.
BEYOND = "古籍里的𠮷字和😀,今天的读者未必都见过;老师傅说,见过的人会写,写过的人不忘,忘了的人来这里看一看就想起来了,也就记住了。\n"
FORMATS = ("json", "html", "csv", "sarif", "junit", "markdown", "gitlab", "rdjsonl")


def lay_drafts(windows: Windows, folder: str = ".") -> list[str]:
    """Puts the demo and the tests' drafts on the desk; returns their names."""
    return [windows.lay(f"{folder}/{draft.name}", draft.read_bytes()).name for draft in DRAFTS]


def with_slashes(ran: Ran) -> Ran:
    """A run whose JSON report has the paths of this system."""
    return replace(ran, out=ran.out.replace(rb"\\", b"/"))


def test_a_dozen_drafts_give_the_same_bytes_in_every_format(windows: Windows) -> None:
    names = lay_drafts(windows)
    assert len(names) >= 10

    def files(place: str) -> tuple[str, ...]:
        return tuple(f"--format={name}={place}.{name}" for name in FORMATS)

    there = windows.zhlint("check", *names, "--format=text", "--all", "--hints", *files("there"))
    expected = here(windows.desk, "check", *names, "--format=text", "--all", "--hints", *files("here"))
    assert (there.code, there.err.decode()) == (expected.code, expected.err.decode())
    assert there.out.decode() == expected.out.decode()
    assert len(json.loads((windows.desk / "there.json").read_bytes())["findings"]) > 40
    for name in FORMATS:
        assert (windows.desk / f"there.{name}").read_bytes() == (windows.desk / f"here.{name}").read_bytes(), name


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_draft_named_in_chinese_in_any_encoding(windows: Windows, encoding: str) -> None:
    windows.lay("稿件 一版（终）.txt", FAULTY.replace("\n", "\r\n"), encoding)
    there = windows.zhlint("check", "稿件 一版（终）.txt", "--format=json")
    assert there == here(windows.desk, "check", "稿件 一版（终）.txt", "--format=json")
    assert json.loads(there.out)["summary"]["findings"] >= 4


def test_a_folder_checked_by_two_processes(windows: Windows) -> None:
    lay_drafts(windows, "一期/要闻 版")
    windows.lay(
        "一期/zhlint.toml",
        'exclude = ["旧稿/**", "要闻 版/wire*"]\n[per-file-ignores]\n"要闻 版/demo.txt" = ["PUN", "BYL"]\n',
    )
    windows.lay("一期/旧稿/甲.txt", FAULTY)
    # Fewer bytes than 4 MB are checked by one process whatever is asked for.
    for number in range(3):
        lines = "\n".join(
            f"第{at}户人家的院门朝着河，门前的石阶被水磨得发亮，{number}号门前有一棵老槐树。" for at in range(15_000)
        )
        windows.lay(f"一期/长稿{number}.txt", f"{FAULTY}{lines}\n")
    words = ("check", "一期", "--jobs", "2", "--no-cache", "--format=json")
    there = windows.zhlint(*words)
    assert with_slashes(there) == here(windows.desk, *words)
    told = json.loads(with_slashes(there).out)
    assert {file["path"] for file in told["files"]} >= {"一期/要闻 版/demo.txt", "一期/长稿2.txt"}
    assert not [file for file in told["files"] if "旧稿" in file["path"] or "wire" in file["path"]]


def test_a_folder_that_windows_hides_is_passed_over(windows: Windows) -> None:
    windows.lay("盘/稿.txt", FAULTY)
    windows.lay("盘/回收站/旧稿.txt", FAULTY)
    ran = windows.shell('attrib +h "盘\\回收站"')
    assert (ran.code, ran.err) == (0, b"")
    told = json.loads(windows.zhlint("check", "盘", "--format=json").out)
    assert [file["path"] for file in told["files"]] == ["盘\\稿.txt"]


def test_two_processes_do_start(windows: Windows) -> None:
    names = lay_drafts(windows)
    windows.lay("two.py", """
import multiprocessing
import sys

from zhlint.config.model import Config
from zhlint.linter import Linter
from zhlint.jobs import Job, run_jobs

if __name__ == "__main__":
    linter = Linter(Config())
    reports = run_jobs([Job(linter, name, open(name, "rb").read()) for name in sys.argv[1:]], 2, least=0)
    next(reports)
    print(len(multiprocessing.active_children()), sum(len(report.findings) for report in reports) > 0)
""")  # fmt: skip
    ran = windows.python("two.py", *names)
    assert ran.out.split() in ([b"1", b"True"], [b"2", b"True"]), ran.err.decode(errors="replace")


def test_a_pipe_of_code_page_936_gets_characters_that_it_lacks(windows: Windows) -> None:
    windows.lay("古籍.txt", BEYOND * 2)
    page = windows.python("-c", "import locale, sys; print(locale.getencoding(), sys.stdout.encoding)")
    assert page.out.split() == [b"cp936", b"gbk"]
    there = windows.zhlint("古籍.txt", "𠮷.txt", "--all")
    assert there == here(windows.desk, "古籍.txt", "𠮷.txt", "--all")
    assert "𠮷字和😀," in there.out.decode()
    assert "没有这个文件" in there.err.decode()


@pytest.mark.parametrize("words", ["check 稿.txt", "check 稿.txt --format=csv", "fix --diff 稿.txt", "outline 稿.txt"])
def test_redirected_to_a_file(windows: Windows, words: str) -> None:
    windows.lay("稿.txt", FAULTY)
    python = windows.folder / "python" / "python.exe"
    ran = windows.shell(f'"Z:{python}" -m zhlint {words} > out.txt 2> err.txt < 稿.txt', "echo %errorlevel%")
    expected = here(windows.desk, *words.split())
    assert (int(ran.out), (windows.desk / "out.txt").read_bytes()) == (expected.code, expected.out)
    assert (windows.desk / "err.txt").read_bytes() == expected.err


def test_the_standard_input(windows: Windows) -> None:
    windows.lay("稿.txt", FAULTY, "gb18030")
    python = windows.folder / "python" / "python.exe"
    ran = windows.shell(f'"Z:{python}" -m zhlint - --stdin-filename 稿.txt --format=json < 稿.txt')
    assert ran.out == here(windows.desk, "稿.txt", "--format=json").out


def test_a_pattern_that_no_shell_of_windows_expands(windows: Windows) -> None:
    lay_drafts(windows)
    there = windows.zhlint("check", "*-faulty.txt", "--format=json")
    assert there == here(
        windows.desk, "check", *(draft.name for draft in DRAFTS if draft.name.endswith("faulty.txt")), "--format=json"
    )


def test_a_full_path_with_a_drive_and_backslashes(windows: Windows) -> None:
    windows.lay("夹/稿.txt", f"{FAULTY}孩子们早已迫不急待。\n")
    windows.lay("zhlint.toml", '[per-file-ignores]\n"夹/*" = ["PUN001"]\n')
    path = f"Z:{windows.desk}/夹/稿.txt".replace("/", "\\")
    there = windows.zhlint("check", path, "--format=json")
    expected = here(windows.desk, "check", "夹/稿.txt", "--format=json")
    assert with_slashes(there).out.replace(f"Z:{windows.desk}/".encode(), b"") == expected.out
    sarif = json.loads(windows.zhlint("check", path, "--format=sarif").out)
    (place,) = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert place["artifactLocation"]["uri"] == "%E5%A4%B9/%E7%A8%BF.txt"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "稿.txt", "--format=json=con"), "留作设备名"),
        (("check", "稿.txt", "a|b.txt"), "有 Windows 不允许的字符"),
    ],
)
def test_a_name_that_windows_refuses_is_told(windows: Windows, words: tuple[str, ...], said: str) -> None:
    windows.lay("稿.txt", FAULTY)
    ran = windows.zhlint(*words)
    assert (ran.code, said in ran.err.decode()) == (2, True), ran.err.decode()
    assert "内部出错" not in ran.err.decode()


def test_a_baseline_on_another_drive(windows: Windows) -> None:
    windows.lay("稿.txt", FAULTY)
    assert windows.zhlint("baseline", "write", "稿.txt", "--reason", "已核", "--baseline", r"C:\基线.json").code == 0
    ran = windows.zhlint("check", "稿.txt", "--baseline", r"C:\基线.json")
    assert (ran.code, ran.err) == (0, b"")


def test_a_long_draft_has_a_second_process(windows: Windows) -> None:
    lines = "\n".join(
        f"第{at}户人家的院门朝着河，门前的石阶被水磨得发亮，{at}号门前有一棵老槐树。" for at in range(45_000)
    )
    windows.lay("长稿.txt", f"{FAULTY}{lines}\n")
    assert windows.zhlint("长稿.txt", "--format=json") == here(windows.desk, "长稿.txt", "--format=json")


def test_fixed_as_here_to_the_byte(windows: Windows) -> None:
    original = (FAULTY * 2).replace("\n", "\r\n").encode("gb18030")
    mended, expected = windows.lay("那边.txt", original), windows.lay("这边.txt", original)
    assert windows.zhlint("fix", "那边.txt").code == here(windows.desk, "fix", "这边.txt").code == 1
    assert mended.read_bytes() == expected.read_bytes() != original


def test_a_read_only_draft_stays_as_it_is(windows: Windows) -> None:
    path = windows.lay("定稿.txt", FAULTY)
    path.chmod(0o444)
    ran = windows.zhlint("fix", "定稿.txt")
    assert ran.code == 2
    assert "只读" in ran.err.decode()
    assert [file.name for file in windows.desk.iterdir()] == ["定稿.txt"]
    assert path.read_bytes() == FAULTY.encode()


WHILE_OPEN = """
import subprocess
import sys

with open(sys.argv[1], "rb"):
    sys.exit(subprocess.run([sys.executable, "-m", "zhlint", *sys.argv[2:]]).returncode)
"""


@pytest.mark.parametrize("words", [("fix", "稿.txt"), ("annotate", "稿.docx", "--comment-date=2026-05-01T09:00:00")])
def test_a_file_that_another_program_has_open_is_not_replaced(windows: Windows, words: tuple[str, ...]) -> None:
    windows.lay("稿.txt", FAULTY)
    windows.lay("稿.docx", word_file(paragraph(run(FAULTY.strip()))))
    windows.lay("稿.zhlint.docx", here_annotated(windows))
    windows.lay("open.py", WHILE_OPEN)
    before = {path.name: path.read_bytes() for path in windows.desk.iterdir()}
    ran = windows.python("open.py", "稿.txt" if words[0] == "fix" else "稿.zhlint.docx", *words)
    assert ran.code == 2
    assert "正被别的程序打开" in ran.err.decode()
    assert {path.name: path.read_bytes() for path in windows.desk.iterdir()} == before


def here_annotated(windows: Windows) -> bytes:
    """The copy that `annotate` makes of the desk's Word file on this system."""
    assert here(windows.desk, "annotate", "稿.docx", "-o", "这边.docx", "--comment-date=2026-05-01T09:00:00").code == 1
    copy = windows.desk / "这边.docx"
    content = copy.read_bytes()
    copy.unlink()
    return content


def test_a_word_file_is_annotated_as_here_to_the_byte(windows: Windows) -> None:
    windows.lay("稿.docx", word_file(paragraph(run(FAULTY.strip())), paragraph(run(BEYOND.strip()))))
    assert windows.zhlint("annotate", "稿.docx", "--comment-date=2026-05-01T09:00:00").code == 1
    assert (windows.desk / "稿.zhlint.docx").read_bytes() == here_annotated(windows)


def test_a_baseline_in_another_folder_and_results_of_earlier_runs(windows: Windows) -> None:
    windows.lay("稿/一.txt", FAULTY)
    windows.lay("zhlint.toml", 'baseline = "记录/基线.json"\n')
    windows.lay("记录/读我.md", "")
    assert windows.zhlint("baseline", "write", "稿", "--reason", "已核").code == 0
    for run_ in (windows.zhlint("check", "稿", "--format=json"), here(windows.desk, "check", "稿", "--format=json")):
        assert (run_.code, json.loads(run_.out)["findings"]) == (0, [])


def drop(windows: Windows, *paths: str, lines: tuple[str, ...] = ()) -> Ran:
    """Drops paths on 校对.bat; a stand-in for the browser notes pages in `opened.txt`."""
    windows.lay(
        "browser.py",
        f"import sys\nopen({str(windows.desk / 'opened.txt')!r}, 'a', encoding='utf-8').write(sys.argv[1] + chr(10))\n",
    )
    python, note = (f'"Z:{path}"' for path in (windows.folder / "python" / "python.exe", windows.desk / "browser.py"))
    words = " ".join(f'"{path}"' for path in paths)
    return windows.shell(*lines, f'call "Z:{windows.folder / "校对.bat"}" {words}', BROWSER=f"{python} {note} %s")


def opened(windows: Windows) -> list[Path]:
    """The pages that were opened, as files of this system."""
    urls = (windows.desk / "opened.txt").read_text(encoding="utf-8").split("\n")[:-1]
    return [Path(unquote(urlsplit(url).path.removeprefix("/Z:").removeprefix("/z:"))) for url in urls]


def test_drafts_dropped_on_the_batch_file(windows: Windows) -> None:
    draft = word_file(paragraph(run(FAULTY.strip())))
    for name in ("甲 & 乙(终).docx", "夹子/内 页.docx"):
        windows.lay(name, draft)
    for name in ("100%！[要闻]稿.txt", "夹子/子夹/短 讯.txt"):
        windows.lay(name, FAULTY, "gb18030")
    ran = drop(windows, "甲 & 乙(终).docx", "100%%%%！[要闻]稿.txt", "夹子")
    said = ran.out.decode("utf-8", "replace") + ran.err.decode("utf-8", "replace")
    for copy in (
        "甲 & 乙(终).zhlint.docx",
        "100%！[要闻]稿.zhlint.docx",
        "夹子-批注/内 页.docx",
        "夹子-批注/子夹/短 讯.docx",
    ):
        assert commented((windows.desk / copy).read_bytes()), said
    assert opened(windows) == [windows.desk / "校对结果.zhlint.html"]
    page = (windows.desk / "校对结果.zhlint.html").read_text(encoding="utf-8")
    for name in ("甲 &amp; 乙(终).docx", "100%！[要闻]稿.txt", "内 页.docx", "短 讯.txt"):
        assert name in page
    assert (windows.desk / "甲 & 乙(终).docx").read_bytes() == draft
    assert ran.code == 0, said


def test_a_single_draft_has_the_page_beside_it(windows: Windows) -> None:
    windows.lay("头条/稿.txt", FAULTY)
    assert drop(windows, f"Z:{windows.desk}/头条/稿.txt".replace("/", "\\")).code == 0
    assert opened(windows) == [windows.desk / "头条" / "稿.zhlint.html"]


def test_nothing_dropped_says_what_to_do(windows: Windows) -> None:
    ran = drop(windows)
    assert ran.code == 2
    assert "拖到“校对.bat”的图标上" in ran.out.decode("utf-8", "replace")


def test_a_draft_that_cannot_be_read_is_named(windows: Windows) -> None:
    windows.lay("好.txt", FAULTY)
    ran = drop(windows, "好.txt", "没有.docx")
    assert ran.code == 2
    assert "没有.docx" in (ran.out + ran.err).decode("utf-8", "replace")
    assert "没有这个文件" in (ran.out + ran.err).decode("utf-8", "replace")
    assert opened(windows) == [windows.desk / "校对结果.zhlint.html"]


def test_the_batch_file_alone_says_what_is_missing(windows: Windows) -> None:
    windows.lay("校对.bat", (windows.folder / "校对.bat").read_bytes())
    ran = windows.shell('call 校对.bat "稿.txt"')
    assert "请先把压缩包全部解压" in ran.out.decode("gbk")
    assert "按任意键关闭这个窗口" in ran.out.decode("gbk")


def test_the_window_waits_until_it_has_been_read(windows: Windows) -> None:
    with windows.shell_left_open(f'call "Z:{windows.folder / "校对.bat"}"') as running:
        assert running.stdin
        assert running.stdout
        said = b""
        while "按任意键关闭这个窗口".encode("gbk") not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        assert running.poll() is None
        running.stdin.write(b"\r\n")
        running.stdin.close()
        assert running.wait(60) == 2
