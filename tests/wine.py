"""A Chinese Windows under Wine, with the folder of `make windows-zip`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "distribution" / "windows" / "build_folder.py"
#: Debian's package of the 64-bit half puts nothing on the PATH.
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/lib/wine"])
LIMIT = 300
"""Seconds after which a run counts as hanging."""


@dataclass(frozen=True)
class Ran:
    """The outcome of a run: exit code, standard output and standard error as bytes."""

    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True)
class Windows:
    """A Windows with the unpacked folder and a desk for drafts."""

    wine: str
    folder: Path
    environment: dict[str, str]
    desk: Path

    def lay(self, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        """Puts a file on the desk, creating its folders."""
        path = self.desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def python(self, *words: str) -> Ran:
        """Runs the folder's Python on the desk."""
        return self._run(str(self.folder / "python" / "python.exe"), *words)

    def zhlint(self, *words: str) -> Ran:
        """Runs zhlint on the desk."""
        return self.python("-m", "zhlint", *words)

    def shell(self, *lines: str, **variables: str) -> Ran:
        """Runs lines of a batch file on the desk, as a Chinese Windows reads it."""
        self._lay_batch(lines)
        return self._run("cmd", "/c", "run.bat", **variables)

    @contextmanager
    def shell_left_open(self, *lines: str) -> Iterator[subprocess.Popen[bytes]]:
        """A running batch file with pipes for input and output, ended with the block."""
        self._lay_batch(lines)
        with subprocess.Popen(
            [self.wine, "cmd", "/c", "run.bat"], cwd=self.desk, env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as running:  # fmt: skip
            try:
                yield running
            finally:
                running.kill()

    def _lay_batch(self, lines: tuple[str, ...]) -> None:
        self.lay("run.bat", "\r\n".join(["@echo off", *lines, ""]), "gbk")

    def _run(self, *words: str, **variables: str) -> Ran:
        # Python does not start there without a standard input, nor where its output goes to a file of this system.
        ran = subprocess.run(
            [self.wine, *words], cwd=self.desk, env=self.environment | variables, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=LIMIT, check=False,
        )  # fmt: skip
        return Ran(ran.returncode, ran.stdout, ran.stderr)


def here(desk: Path, *words: str) -> Ran:
    """Runs zhlint on this system, at the same desk."""
    ran = subprocess.run(
        [sys.executable, "-m", "zhlint", *words], cwd=desk, capture_output=True, timeout=LIMIT, check=False
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture(scope="session")
def wine() -> str:
    """The command that runs programs of 64-bit Windows."""
    found = shutil.which("wine64", path=PLACES)
    if not found:
        pytest.skip("wine64 is not installed")
    return found


@pytest.fixture(scope="session")
def chinese(wine: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of Wine as a Chinese Windows: code page 936, Chinese file names."""
    assert wine
    folder = tmp_path_factory.mktemp("locales")
    made = subprocess.run(
        ["localedef", "-i", "zh_CN", "-f", "UTF-8", folder / "zh_CN.UTF-8"], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("the sources of the locale zh_CN (package locales) are not installed")
    left_out = ("LANG", "LANGUAGE", "DISPLAY", "XDG_CACHE_HOME")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in left_out and not name.startswith(("LC_", "PYTHON"))
    }
    return kept | {
        "LOCPATH": str(folder),
        "LC_ALL": "zh_CN.UTF-8",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
    }


@pytest.fixture(scope="session")
def system(wine: str, chinese: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of this session's own Windows, shut down at the end."""
    environment = chinese | {"WINEPREFIX": str(tmp_path_factory.mktemp("wine") / "prefix")}
    subprocess.run(
        [wine, "wineboot", "-i"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=True,
    )
    yield environment
    subprocess.run(
        [wine, "wineboot", "-s"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    # It takes 700 MB, and pytest keeps the folders of three sessions.
    shutil.rmtree(environment["WINEPREFIX"], ignore_errors=True)


@pytest.fixture(scope="session")
def archive(wine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of `make windows-zip`."""
    assert wine
    made = subprocess.run(
        [sys.executable, BUILD, tmp_path_factory.mktemp("build")], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.split("\n")[0])


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the zip, unpacked."""
    place = tmp_path_factory.mktemp("unpacked") / "我的 软件(新)"
    ZipFile(archive).extractall(place)
    (folder,) = place.iterdir()
    return folder


@pytest.fixture
def windows(wine: str, unpacked: Path, system: dict[str, str], tmp_path: Path) -> Windows:
    """A Windows with zhlint and an empty desk."""
    return Windows(wine, unpacked, system, tmp_path)
