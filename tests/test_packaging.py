"""The published packages: the wheel holds the rules and runs anywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import PROSE

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive and the wheel made from it, built without a network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def shipped() -> set[str]:
    """The cards and tables of the checkout, as paths under `rules/`."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*") if path.is_file()}


def test_the_wheel_holds_every_rule_and_every_table(built: tuple[Path, Path]) -> None:
    names = set(ZipFile(built[1]).namelist())
    assert shipped()
    assert {f"zhlint/{name}" for name in shipped()} <= names
    assert "zhlint/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "rules/"))]


def test_the_wheel_holds_what_a_first_run_would_build(built: tuple[Path, Path]) -> None:
    names = [name.removeprefix("zhlint/shipped/") for name in ZipFile(built[1]).namelist() if "/shipped/" in name]
    assert {name.split("-")[0] for name in names} == {"cards", "confusions", "expressions", "lexis", "slips", "words"}
    assert built[1].stat().st_size < 25_000_000
    assert not (ROOT / "zhlint/shipped").exists()


def test_the_source_archive_holds_what_a_packager_needs(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {
        "pyproject.toml",
        "distribution/wheel.py",
        "LICENSE",
        "README.md",
        "Makefile",
        ".pre-commit-hooks.yaml",
        "tests/test_packaging.py",
    }
    assert shipped() | wanted <= names


#: Device names of Windows, with any suffix, and what no name of a file may hold or end with there.
REFUSED_BY_WINDOWS = re.compile(
    r'(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*[<>:"|?*\\\x00-\x1f].*|.*[ .]', re.IGNORECASE | re.DOTALL
)


@pytest.mark.parametrize("name", ["con.toml", "CON.md", "Aux", "com1.tar.gz", "a:b", "what?", "a\\b", "end.", "end "])
def test_a_name_that_windows_refuses_is_known(name: str) -> None:
    assert REFUSED_BY_WINDOWS.fullmatch(name)


@pytest.mark.parametrize("name", ["consistency.toml", "icon.md", "com.toml", "校对.bat", ".gitignore"])
def test_a_name_that_windows_takes_is_known(name: str) -> None:
    assert not REFUSED_BY_WINDOWS.fullmatch(name)


def unportable(paths: list[str]) -> list[str]:
    """The paths that Windows refuses: bad names, and names that differ in case alone."""
    seen: dict[str, str] = {}
    twins = [path for path in paths if seen.setdefault(path.casefold(), path) != path]
    return [path for path in paths if any(map(REFUSED_BY_WINDOWS.fullmatch, path.split("/")))] + twins


def test_paths_that_differ_in_case_alone_are_told() -> None:
    assert unportable(["docs/a.md", "docs/A.md", "docs/b.md"]) == ["docs/A.md"]


def test_everything_tracked_and_everything_in_the_wheel_can_lie_on_windows(built: tuple[Path, Path]) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    tracked = [name for name in listed.decode().split("\0") if name]
    assert "rules/consistency.toml" in tracked
    assert unportable(tracked) == []
    assert unportable([name.rstrip("/") for name in ZipFile(built[1]).namelist()]) == []


def test_the_licences_travel_with_the_wheel(built: tuple[Path, Path]) -> None:
    wheel = ZipFile(built[1])
    names = [name for name in wheel.namelist() if "/licenses/" in name]
    texts = {Path(name).name: wheel.read(name).decode() for name in names}
    assert texts["LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert texts["NOTICE"] == (ROOT / "rules/tables/NOTICE").read_text(encoding="utf-8")
    metadata = Parser().parsestr(next(wheel.read(n).decode() for n in wheel.namelist() if n.endswith("METADATA")))
    assert (metadata["Name"], metadata["License-Expression"]) == ("zhlint-press", "MIT")
    assert metadata["Requires-Python"] == ">=3.11"


def test_both_commands_are_declared(built: tuple[Path, Path]) -> None:
    wheel = ZipFile(built[1])
    declared = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert [line for line in declared.split("\n") if "=" in line] == [
        "zhlint = zhlint.cli:start", "zhlint-press = zhlint.cli:start",
    ]  # fmt: skip


def test_the_installed_wheel_runs_from_any_folder(built: tuple[Path, Path], tmp_path: Path) -> None:
    target, desk = tmp_path / "site", tmp_path / "desk"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", str(target), str(built[1])], check=True, capture_output=True)
    desk.mkdir()
    (desk / "头条.txt").write_text(f"{PROSE}代表入场,会议开始。", encoding="gb18030")
    cache = {name: str(tmp_path / "cache") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    run = {"cwd": desk, "env": {**os.environ, **cache, "PYTHONPATH": str(target)}, "capture_output": True}
    where = subprocess.run([sys.executable, "-c", "import zhlint; print(zhlint.__file__)"], **run, check=True)  # type: ignore[call-overload]
    assert Path(where.stdout.decode().strip()).is_relative_to(target)
    done = subprocess.run([sys.executable, "-m", "zhlint", "头条.txt"], **run, check=False)  # type: ignore[call-overload]
    assert (done.returncode, done.stderr) == (1, b"")
    assert "头条.txt:1:" in done.stdout.decode()
    assert "PUN001 half-width-stop" in done.stdout.decode()
    stored = {file.name.split("-")[0] for file in (tmp_path / "cache").rglob("*-*")}
    assert stored == {"cards", "reasons"}  # no word is built, and no expression compiled
    page = subprocess.run(
        [sys.executable, "-m", "zhlint", "头条.txt", "--format", "html", "--preset", "full"], **run, check=False
    )  # type: ignore[call-overload]
    assert (page.returncode, page.stdout[:15]) == (1, b"<!DOCTYPE html>")


def test_the_distribution_has_a_name_of_its_own_and_one_place_for_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], project["dynamic"]) == ("zhlint-press", ["version"])
