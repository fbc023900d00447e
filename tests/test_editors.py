"""The servers in Neovim, which counts bytes, in Emacs, and in LibreOffice Writer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROSE
from needs import libreoffice

from zhlint import Linter
from zhlint.reading.conversion import soffice

pytestmark = pytest.mark.editors
SCRIPTS = Path(__file__).parent / "editors"
TEXT = f"{PROSE}\n𠮷野家代表入场,会议开始。\n共有３项议程。\n"
PATIENCE = 120


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with findings after a character outside the basic plane, and its configuration."""
    (tmp_path / "zhlint.toml").write_text("", encoding="utf-8")
    file = tmp_path / "稿 件.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def run(*command: str | Path, **variables: str) -> str:
    """The standard output of an editor that runs a script."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False, env=os.environ | variables
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_neovim_shows_the_findings_and_makes_a_fix(draft: Path) -> None:
    editor = shutil.which("nvim", path=Path(sys.executable).parent)
    assert editor, "make test-editors installs it"
    said = json.loads(run(editor, "--clean", "--headless", "-l", SCRIPTS / "neovim.lua", draft, sys.executable))
    lines = TEXT.split("\n")
    expected = [
        (one.code, one.line - 1, len(lines[one.line - 1][: one.column - 1].encode()))
        for one in Linter(draft.parent).lint_text(TEXT, path=str(draft)).findings
    ]
    assert said["encoding"] == "utf-8"
    assert [(one["code"], one["line"], one["column"]) for one in said["findings"]] == expected
    assert draft.read_text(encoding="utf-8") == TEXT.replace(",", "，")


@pytest.mark.skipif(
    not shutil.which("emacs"), reason="Emacs with eglot is not installed (Debian: emacs-nox elpa-eglot)"
)
def test_emacs_shows_the_findings_and_makes_a_fix(draft: Path) -> None:
    said = json.loads(
        run("emacs", "--batch", "-l", SCRIPTS / "eglot.el", DRAFT=str(draft), PYTHON=sys.executable, LC_ALL="C.UTF-8")
    )
    expected = [one.place.start for one in Linter(draft.parent).lint_text(TEXT, path=str(draft)).findings]
    assert [one["offset"] for one in said] == expected
    assert draft.read_text(encoding="utf-8") == TEXT.replace(",", "，")


def _python_with_uno() -> str | None:
    """A Python that has the bridge to LibreOffice: the one of LibreOffice, or the system's."""
    for python in ("/usr/bin/python3", shutil.which("python3"), shutil.which("python")):
        if python and subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return None


@libreoffice
def test_writer_shows_the_findings_and_takes_the_suggestions(tmp_path: Path) -> None:
    python = _python_with_uno()
    if not python:
        pytest.skip("no Python has LibreOffice's uno (Debian: python3-uno)")
    pipe, office = f"zhlint{os.getpid()}", str(soffice())
    server = subprocess.Popen(
        [sys.executable, "-m", "zhlint", "serve", "--languagetool", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE
    )
    assert server.stdout
    address = server.stdout.readline().decode().split("：")[1].split("/v2")[0]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    writer = subprocess.Popen([office, "--headless", "--norestore", profile, f"--accept=pipe,name={pipe};urp;"])
    try:
        done = subprocess.run(
            [python, SCRIPTS / "writer.py", pipe, f"{address}/paragraph/v2"],
            input=TEXT.encode(), capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        said = json.loads(done.stdout)
        writer.wait(PATIENCE)
    finally:
        writer.terminate()
        server.terminate()
        server.communicate()
    assert said["chinese"]
    assert ["𠮷野家代表入场,会议开始。", 8, 1, ["，"]] in said["errors"]
    assert said["text"].replace("\r\n", "\n") == TEXT.replace(",", "，").replace("３", "3")
