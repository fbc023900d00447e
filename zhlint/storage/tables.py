"""The tables of rules: tab-separated UTF-8, one header line, `#` for remarks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def rules_folder() -> Path:
    """The folder of the shipped cards and tables.

    It lies inside an installed package, and beside the package in a checkout.
    """
    package = Path(__file__).parents[1]
    installed = package / "rules"
    return installed if installed.is_dir() else package.with_name("rules")


def shipped_folder() -> Path:
    """The folder of what a wheel holds beside its sources; a checkout has none."""
    return Path(__file__).parents[1] / "shipped"


def table_bytes(table: str) -> bytes:
    """The bytes of a shipped table. Raises OSError where it is missing."""
    return (rules_folder() / "tables" / table).read_bytes()


def rows(table: str | Path) -> Iterator[list[str]]:
    """The rows of a table as lists of cells, without header and remarks.

    A string names a shipped table (`divisions.tsv`), a path any other. Raises OSError where the table is missing, UnicodeDecodeError where it is not UTF-8.
    """
    # Written out, for thousands of rows at every start.
    lines = read_table(table).split("\n")[1:]
    return (line.split("\t") for line in lines if line and line[0] != "#" and not line.isspace())


def numbers_of(table: str | Path) -> dict[str, float]:
    """The second column of a table by the first; it has no remarks, see `rows`."""
    # Without a loop of our own, for thousands of rows at every start.
    cells = read_table(table).partition("\n")[2].rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], map(float, cells[1::2]), strict=True))


def numbered_rows(table: str | Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with its line number (from 1); see `rows`."""
    lines = read_table(table).split("\n")
    return ((number, line.split("\t")) for number, line in enumerate(lines[1:], 2) if _is_row(line))


def _is_row(line: str) -> bool:
    return line[:1] not in {"", "#"} and not line.isspace()


def read_table(table: str | Path) -> str:
    """The text of a table with LF line ends and without BOM; see `rows`."""
    path = rules_folder() / "tables" / table if isinstance(table, str) else table
    return path.read_bytes().decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
