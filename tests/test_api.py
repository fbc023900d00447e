"""The functions for programs: the examples of docs/api.md, configurations and types."""

from __future__ import annotations

import inspect
import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from conftest import PROSE
from wordfile import word_file

import zhlint

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
FAULTY = "大家都来了,会议开始。"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft and a configuration above it, as the current folder."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/头条.txt").write_text(FAULTY, encoding="gb18030")
    (tmp_path / "zhlint.toml").write_text('select = ["PUN"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_guide_print_what_they_say(drafts: Path) -> None:
    assert drafts.is_dir()
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(example, names)
        assert printed.getvalue().splitlines() == re.findall(r"^# (.*)$", example, re.MULTILINE)


def test_everything_that_is_exported_is_there_and_named_in_the_guide() -> None:
    assert set(zhlint.__all__) <= set(dir(zhlint))
    for name in zhlint.__all__:
        assert getattr(zhlint, name).__doc__
        assert f"`{name}" in GUIDE
        assert not (ROOT / f"zhlint/{name}.py").exists(), "once it is imported, the module has the name"
    with pytest.raises(AttributeError, match="nothing"):
        zhlint.nothing


def test_no_configuration_is_read_that_was_not_asked_for(drafts: Path) -> None:
    (drafts / "zhlint.toml").write_text('preset = "full"\nselect = ["BYL001"]\n', encoding="utf-8")
    assert [finding.code for finding in zhlint.lint(FAULTY)] == ["PUN001"]
    assert zhlint.Linter().config == zhlint.Config()
    assert zhlint.fix(FAULTY).text == FAULTY.replace(",", "，")
    for asked in (drafts, str(drafts), "zhlint.toml", Path("drafts")):
        assert zhlint.lint(FAULTY, config=asked) == []
        assert zhlint.fix(FAULTY, config=asked).text == FAULTY


def test_a_folder_brings_the_baseline_beside_the_drafts(drafts: Path) -> None:
    command = [sys.executable, "-m", "zhlint", "baseline", "write", "drafts/头条.txt"]
    subprocess.run(command, cwd=drafts, check=True, capture_output=True)
    assert zhlint.lint(FAULTY, path="drafts/头条.txt", config="drafts") == []
    assert zhlint.lint(FAULTY, path="drafts/头条.txt", config="zhlint.toml") != []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"presett": "core"}, "没有“presett”这个键，是否想写“preset”"),
        ({"preset": "dask"}, "preset 不能是“dask”，是否想写“desk”"),
        ({"fail_on": "eror"}, "是否想写“error”"),
        ({"script": "simple"}, "script 不能是“simple”"),
        ({"type": "newz"}, "是否想写“news”"),
        ({"select": "PUN"}, "select 应为字符串列表"),
        ({"ignore": [1]}, "ignore 应为字符串列表"),
        ({"select": ["PUN01"]}, "没有“PUN01”这条规则或这一族，是否想写“PUN001”"),
        ({"level": {"PUN001": "eror"}}, "级别不能是“eror”，是否想写“error”"),
        ({"level": {"PUM001": "error"}}, "是否想写“PUN001”"),
        ({"level": "error"}, "level 应为一张表"),
        ({"options": {"BYL001": {"requird": ["headline"]}}}, "options.BYL001.requird: "),
        ({"options": {"BYL001": ["headline"]}}, "options.BYL001 应为一张表"),
        ({"per_file_ignores": {"*.txt": "PUN"}}, "per_file_ignores 应为字符串列表"),
        ({"lexicon": {"nmaes": []}}, "lexicon 没有“nmaes”这个键，是否想写“names”"),
        ({"lexicon": {"names": "高昌平"}}, "names 应为字符串列表"),
        ({"date": "5月1日"}, "date 应写成 2023-05-01"),
        ({"max_size": "big"}, "max-size 应写成"),
        ({"encoding": "utf-9"}, "utf-9"),
        ({"packs": ["./nowhere"]}, "没有“./nowhere”这个规则包"),
    ],
)
def test_what_does_not_exist_is_an_error_that_names_the_nearest(given: dict[str, Any], said: str) -> None:
    with pytest.raises(zhlint.ConfigError) as error:
        zhlint.lint(FAULTY, config=given)
    assert said in str(error.value)
    with pytest.raises(zhlint.ConfigError):
        zhlint.Linter(zhlint.Config(**given))


@pytest.mark.parametrize("given", [3, ["core"], b"zhlint.toml", object()])
def test_what_is_no_configuration_is_a_type_error(given: Any) -> None:
    for call in (lambda: zhlint.lint(FAULTY, config=given), lambda: zhlint.Linter(given)):
        with pytest.raises(TypeError, match="config 应为 Config、字典或路径"):
            call()


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(zhlint.ConfigError, match=re.escape("nowhere.toml")):
        zhlint.lint(FAULTY, config="nowhere.toml")


def test_words_are_taken_as_the_file_has_them() -> None:
    given: dict[str, Any] = {
        "max_size": "2MiB",
        "date": "2026-05-12",
        "packs": [],
        "lexicon": {"places": {"亦庄": "北京经济技术开发区"}},
    }
    config = zhlint.Config(**given)
    assert (config.max_size, str(config.date), config.lexicon.places["亦庄"]) == (
        2 * 2**20,
        "2026-05-12",
        "北京经济技术开发区",
    )
    assert zhlint.Linter({"per-file-ignores": {"a.txt": ["PUN"]}}).lint_text(FAULTY, path="a.txt").findings == ()


def test_unsafe_fixes_are_made_where_they_are_asked_for() -> None:
    text = "天气很好，， 大家都来了."
    careful, bold = zhlint.fix(text), zhlint.fix(text, unsafe=True)
    assert {finding.fix.safety for finding in careful.applied if finding.fix} <= {"safe"}
    assert zhlint.lint(bold.text) == list(bold.left)
    assert len(bold.left) <= len(careful.left)


def test_a_word_file_keeps_its_text_and_gets_comments() -> None:
    from zhlint.word.text import open_word, read_text

    content = word_file("城关区图书馆周末夜读受欢迎", f"{PROSE}{FAULTY}")
    done = zhlint.annotate(content, path="a.docx", config={"select": ["PUN001"]})
    assert (done.comments, done.changes) == (1, 0)
    assert read_text(open_word(done.content, 2**20)).source == read_text(open_word(content, 2**20)).source
    tracked = zhlint.annotate(content, path="a.docx", config={"select": ["PUN001"]}, track_changes=True)
    assert (tracked.comments, tracked.changes) == (0, 1)


@pytest.mark.parametrize("content", [b"\xff\xff\x00", b"PK\x03\x04broken"])
def test_a_draft_that_cannot_be_read_is_a_check_error(content: bytes) -> None:
    with pytest.raises(zhlint.CheckError) as error:
        zhlint.annotate(content)
    assert error.value.problems[0].message


def test_signatures_and_help_can_be_read() -> None:
    assert str(inspect.signature(zhlint.Config)).startswith(
        "(*, preset: 'str' = 'desk', select: 'tuple[str, ...] | None' = None, "
    )
    for function in (zhlint.lint, zhlint.fix, zhlint.outline):
        assert list(inspect.signature(function).parameters)[:3] == ["text", "path", "config"]
    shown = subprocess.run(
        [sys.executable, "-c", "import zhlint; help(zhlint)"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    for name in zhlint.__all__:
        assert re.search(rf"^    (class )?{name}\b", shown, re.MULTILINE), name


def test_whoever_calls_is_checked_strictly(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(USER, encoding="utf-8")
    (tmp_path / "guide.py").write_text("\n".join(EXAMPLES), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(tmp_path / "cache"),
        "program.py",
        "guide.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert re.findall(r'Revealed type is "(.*)"', done.stdout) == [
        "list[zhlint.finding.Finding]",
        "str",
        "bytes",
        "dict[str, Any]",
        "int",
    ]
    wrong = [line for line in done.stdout.splitlines() if "error:" in line]
    assert len(wrong) == 1, done.stdout
    assert 'program.py:11: error: Unexpected keyword argument "presett" for "Config"' in wrong[0]


USER = """\
from pathlib import Path

import zhlint

found = zhlint.lint("大家都来了,会议开始。", config={"preset": "core"})
reveal_type(found)
reveal_type(zhlint.fix("大家都来了", config=Path(".")).text)
reveal_type(zhlint.annotate(b"", config=zhlint.Config(preset="core", select=("PUN",))).content)
reveal_type(zhlint.outline("大家都来了"))
reveal_type(zhlint.Linter("zhlint.toml").lint_path("a.txt").findings[0].place.line)
zhlint.Config(presett="core")
"""


@pytest.mark.parametrize("given", [None, 5, FAULTY.encode(), ["文稿"]])
def test_what_is_no_text_is_refused_by_name(given: Any) -> None:
    for function in (zhlint.lint, zhlint.fix, zhlint.outline):
        with pytest.raises(TypeError, match=f"text 应为 str.*现为 {type(given).__name__}"):
            function(given)


def test_what_is_no_file_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"content 应为 bytes.*现为 str"):
        zhlint.annotate(FAULTY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(range(256)) * 10, "在配置里用 encoding utf-16-le 指明"),
        ("今天".encode("gb18030") + "開會".encode("big5") + b"\xff\n", "在配置里用 encoding 指明"),
    ],
)
def test_a_program_is_not_told_of_options(content: bytes, said: str) -> None:
    with pytest.raises(zhlint.CheckError, match=said) as caught:
        zhlint.annotate(content)
    assert "--" not in str(caught.value)
