"""Sections of docs/measures.md that a person wrote after reading."""

from __future__ import annotations

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
#: A file of Markdown for each section, its first line the heading (`## …`).
READ = HERE / "read"
READ_NOTE = "*Read by a person.*"


def with_read_sections(page: str) -> str:
    """A page of measures with the texts of READ as they are now.

    A section that READ no longer has goes; a new one stands at the end.
    """
    parts = re.split("^(?=## )", page, flags=re.MULTILINE)
    counted = [part for part in parts if f"{READ_NOTE}\n" not in part]
    return "\n".join(part.rstrip("\n") + "\n" for part in [*counted, *read_sections()])


def read_sections() -> list[str]:
    """The sections that a person wrote after reading, in the order of the files' names."""
    sections = []
    for file in sorted(READ.glob("*.md")):
        title, text = file.read_text(encoding="utf-8").replace("{fixes}", _fixes()).split("\n", 1)
        sections.append(f"{title}\n\n{READ_NOTE}\n\n{text.strip()}\n")
    return sections


def _fixes() -> str:
    """Tables of the fixes that a person has read, by text and by rule."""
    with (HERE / "fixes-read.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    texts = {row["text"]: int(row["characters"]) for row in rows}
    lines = ["| text | characters | changes | read | wrong |", "|---|---:|---:|---:|---:|"]
    lines += [
        _count_row(f"{text} | {size:,}", [row for row in rows if row["text"] == text]) for text, size in texts.items()
    ]
    lines.append(_count_row(f"all | {sum(texts.values()):,}", rows))
    lines += ["", "| rule | changes | read | wrong |", "|---|---:|---:|---:|"]
    lines += [
        _count_row(rule, [row for row in rows if row["rule"] == rule])
        for rule in sorted({row["rule"] for row in rows} - {""})
    ]
    return "\n".join(lines)


def _count_row(name: str, rows: list[dict[str, str]]) -> str:
    made, read, wrong = (sum(int(row[part]) for row in rows) for part in ("changes", "read", "wrong"))
    return f"| {name} | {made:,} | {read:,} | {wrong} |"
