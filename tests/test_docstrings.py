"""The language of docstrings: a short first line that says what a thing is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import zhlint

ROOT = Path(zhlint.__file__).parent
#: The most words of a first line.
LONGEST = 15
#: Openings that put a question before the subject.
RIDDLE = re.compile(r"(?:What|Which|Where|How|Whose|Who|Those|That|Of|From|Why|When)\b")


def first_lines(file: Path) -> dict[str, str]:
    """The first line of every docstring in a file, by line and name."""
    lines = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            line, name = getattr(node, "lineno", 1), getattr(node, "name", "module")
            if (text := ast.get_docstring(node)) is not None:
                lines[f"{file.relative_to(ROOT.parent)}:{line} {name}"] = text.split("\n")[0]
    return lines


def faults(line: str) -> list[str]:
    """The faults of a docstring's first line."""
    return [
        fault
        for fault, is_found in (
            (f"longer than {LONGEST} words", len(line.split()) > LONGEST),
            ("no full stop", not line.endswith((".", "。"))),
            ("opens with a question", RIDDLE.match(line) is not None),
        )
        if is_found
    ]


@pytest.mark.parametrize("folder", [ROOT, Path(__file__).parent], ids=["zhlint", "tests"])
def test_every_docstring_opens_with_a_short_sentence(folder: Path) -> None:
    lines = {place: line for file in sorted(folder.rglob("*.py")) for place, line in first_lines(file).items()}
    assert lines
    assert {place: wrong for place, line in lines.items() if (wrong := faults(line))} == {}
