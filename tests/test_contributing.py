"""The recipes of CONTRIBUTING.md work as they are printed, in a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: Language, `>` for a new file or `>>` for lines at the end of one, its path, and the text.
FILES = re.findall(r"^```\w+ (>>?) (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
DRAFT = "镇里的新书房本周开门迎来读者\n\n本报记者 林知远\n\n去年读者增长百分之12%。\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all that the recipes add."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("zhlint", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for how, name, text in FILES:
        file = copy / name
        assert file.exists() == (how == ">>"), name
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"\n{text}" if how == ">>" else text)
    commands = copy / "zhlint/cli/group.py"
    listed = commands.read_text(encoding="utf-8").replace('    "check",\n', '    "check",\n    "count",\n', 1)
    commands.write_text(listed, encoding="utf-8")
    (copy / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return copy


def run(project: Path, *words: str) -> tuple[int, str]:
    """The exit code and the output of zhlint as the copy has it."""
    ran = subprocess.run(
        [sys.executable, "-m", "zhlint", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_there_are_recipes() -> None:
    assert [how for how, _, _ in FILES] == [">>", ">", ">>", ">", ">"]


def test_the_cards_pass_their_examples(project: Path) -> None:
    for code in ("NUM099", "STR099"):
        assert run(project, "explain", code, "--no-config")[0] == 0
    exit_code, output = run(
        project, "check", "--no-config", "--no-cache", "--hints", "--select", "NUM099,STR099", "draft.txt"
    )
    assert exit_code == 1
    assert "标题14字，偏长，建议压缩" in output
    assert "应为“12%”" in output


def test_the_format_writes_its_lines(project: Path) -> None:
    words = ("check", "--no-config", "--no-cache", "--select", "NUM099", "--format", "lines", "draft.txt")
    assert run(project, *words) == (1, "draft.txt 5 NUM099\n")


def test_the_command_counts(project: Path) -> None:
    assert run(project, "count", "--no-config", "draft.txt") == (0, "draft.txt：34字\n")
    assert run(project, "count", "--no-config", "none.txt")[0] == 2
    assert "数一数文稿的字数" in run(project, "--help")[1]
