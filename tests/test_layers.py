"""Every part imports only parts below it, and heavy libraries load only where needed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROSE

import zhlint

PACKAGE = Path(zhlint.__file__).parent
# From what knows nothing to what knows everything; a module may import what stands before it, and its own package.
ORDER = (
    "version", "record", "phrasing", "storage", "patterns", "desk", "source_text", "document", "finding", "lexicon", "model", "word", "check", "reading", "analysis", "sources",
    "checks", "learning", "rule", "cards", "rate", "config", "report", "acceptance", "fixing", "engine", "linter", "imprint", "results", "workers", "jobs", "repeats",
    "archive", "integrations", "annotation", "manual", "reports", "api", "language_server", "workbench", "server", "mcp", "cli",
)  # fmt: skip
HEAVY = {
    "numpy",
    "jieba",
    "opencc",
    "rich",
    "asyncio",
    "importlib.metadata",
    "markdown_it",
    "docx",
    "pygls",
    "lsprotocol",
    "starlette",
    "uvicorn",
    "tomlkit",
    "multiprocessing",
    "pyarrow",
    "duckdb",
    "zstandard",
    "distributed",
    "concurrent.futures",
}


def imports(file: Path) -> set[str]:
    """The parts of zhlint that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("zhlint.")}
    return found


@pytest.mark.parametrize("part", ORDER)
def test_a_part_imports_only_what_stands_before_it(part: str) -> None:
    below = {*ORDER[: ORDER.index(part)], part}
    module, package = PACKAGE / f"{part}.py", PACKAGE / part
    files = [module] if module.is_file() else sorted(package.rglob("*.py"))
    assert files, f"{part} is gone"
    above = {str(file.relative_to(PACKAGE)): names for file in files if (names := imports(file) - below)}
    assert above == {}


def test_every_part_has_its_place_in_the_order() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert parts - {"__init__", "__main__"} == set(ORDER)


def loaded(tmp_path: Path, *words: str) -> set[str]:
    """The modules that a run of the command line imports."""
    (tmp_path / "a.txt").write_text(f"{PROSE}代表入场,会议开始。", encoding="utf-8")
    command = [sys.executable, "-X", "importtime", "-m", "zhlint", *words]
    done = subprocess.run(
        command,
        capture_output=True,
        cwd=tmp_path,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    lines = [
        line.split("|")
        for line in done.stderr.decode("utf-8", "replace").split("\n")
        if line.startswith("import time:")
    ]
    return {fields[2].strip() for fields in lines}


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("--help",),
        ("check", "--help"),
        ("check", "a.txt", "--select", "PUN", "--fail-on", "never"),
        ("check", "a.txt", "--select", "PUN", "--fail-on", "never", "--format", "json"),
    ],
)
def test_nothing_heavy_is_loaded_where_it_is_not_needed(tmp_path: Path, words: tuple[str, ...]) -> None:
    names = loaded(tmp_path, *words)
    assert "click" in names
    assert names & HEAVY == set()


def test_the_version_is_told_without_the_engine(tmp_path: Path) -> None:
    names = loaded(tmp_path, "--version")
    assert {name for name in names if name.startswith("zhlint.")} <= {
        "zhlint.__main__", "zhlint.version", "zhlint.cli", "zhlint.cli.chinese", "zhlint.cli.errors", "zhlint.cli.group",
        "zhlint.cli.streams",
        "zhlint.phrasing", "zhlint.phrasing.controls", "zhlint.storage", "zhlint.storage.toml",
    }  # fmt: skip
