"""Fixtures and texts that many tests share.

`newsroom` is a folder in which the command line is run; nothing of the user's own is read or written.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from work import HANG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long an example takes says something of the machine, nothing of the program.
settings.register_profile("zhlint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zhlint")

pytest_plugins = ["wine"]

PROSE = "清晨的菜场里，卖豆腐的周师傅揭开蒸笼，热气漫过半条街；排队的人不急，一边等一边说昨夜的雨，说山上的笋，说谁家的孩子考上了大学。"
"""A clean paragraph, long enough for a text to count as a draft."""

CARD = """\
[HSE001]
name = "house-word"
title = "本报用语"
kind = "pattern"
level = "error"
presets = ["core", "desk", "full"]
fix = "ask"
message = "“{found}”应为“{fix}”"
find = "搞好"
replace = "做好"
"""
"""A card of a house's own, which the shipped ones cannot disturb."""


@dataclass(frozen=True)
class Ran:
    """The outcome of a run of the command line; `raw` is its output as bytes."""

    code: int
    out: str
    err: str
    raw: bytes


@dataclass(frozen=True)
class Newsroom:
    """A folder with drafts and configurations, in which zhlint is run."""

    folder: Path
    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[bytes]

    def write(self, name: str, text: str | bytes = PROSE, encoding: str = "utf-8") -> Path:
        """Writes a file, creating its folders."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    def zhlint(self, *words: str, stdin: bytes = b"") -> Ran:
        """Runs the command line as the entry point does, in this process."""
        from zhlint.cli import main

        self.patch.setattr(sys, "argv", ["zhlint", *words])
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        self.captured.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.captured.readouterr()
        code: Any = ended.value.code
        return Ran(int(code or 0), out.decode(errors="replace"), err.decode(), out)

    def process(self, *words: str, before: tuple[str, ...] = (), stdout: Any = subprocess.PIPE) -> Ran:
        """Runs the command line as a process of its own, behind another command."""
        command = [*before, sys.executable, "-m", "zhlint", *words]
        ran = subprocess.run(command, cwd=self.folder, stdout=stdout, stderr=subprocess.PIPE, timeout=HANG, check=False)
        raw = (ran.stdout or b"").replace(os.linesep.encode(), b"\n")
        return Ran(ran.returncode, raw.decode(errors="replace"), ran.stderr.decode(), raw)


def found_places(out: str) -> list[str]:
    """The places that a text report names, in order."""
    return [line.split(": ")[0] for line in out.split("\n") if ": PUN" in line]


def without_rights() -> tuple[str, ...]:
    """A command prefix that takes root's right to read everything; empty for others."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows lacks POSIX file modes")
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed, and root may read everything")
    rights = "-dac_override,-dac_read_search"
    return "setpriv", f"--inh-caps={rights}", f"--bounding-set={rights}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expected findings of whole drafts."""
    parser.addoption("--update", action="store_true", help="rewrite the expected findings of tests/drafts")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Newsroom:
    """An empty folder, the current one of the test."""
    monkeypatch.chdir(tmp_path)
    return Newsroom(tmp_path, monkeypatch, capfdbinary)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Gives the session a cache of its own, so that the user's is untouched."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setitem(os.environ, name, str(tmp_path_factory.mktemp("cache")))
        for name in ("NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield
