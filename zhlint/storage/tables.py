"""Reading the tables that rules stand on: tab-separated, UTF-8, one header line, `#` for remarks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def rules_folder() -> Path:
    """The folder of cards and tables: inside an installed copy, beside the package in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.with_name("rules")


def rows(table: str | Path) -> Iterator[list[str]]:
    """The rows of a table, without header and remarks: a shipped one by name (`divisions.tsv`), any other by its path.

    Raises OSError where the table is missing, UnicodeDecodeError where it is not UTF-8.
    """
    return (cells for _, cells in numbered_rows(table))


def numbered_rows(table: str | Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the number of its line, counted from 1; named and raising as `rows` does."""
    lines = read_table(table).split("\n")
    return (
        (number, line.split("\t"))
        for number, line in enumerate(lines[1:], 2)
        if line and line[0] != "#" and not line.isspace()
    )


def read_table(table: str | Path) -> str:
    """A table as it is written, its lines ended by LF; named and raising as `rows` does."""
    path = rules_folder() / "tables" / table if isinstance(table, str) else table
    return path.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
