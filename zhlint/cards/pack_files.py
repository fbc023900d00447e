"""The tables of a rule pack by file name, read and unread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The tables of a pack that are read, beside its cards.
PACK_TABLES: Final = ("names.txt", "terms.csv", "people.csv")
#: Suffixes that a table of a house may be saved with.
_TABULAR: Final = (".txt", ".csv", ".tsv", ".xlsx", ".xls", ".et", ".ods", ".json", ".yaml", ".yml")


def refuse_misnamed_tables(folder: Path) -> None:
    """Raises ConfigError for a table whose name differs in case alone from a read one."""
    names = os.listdir(folder)
    for name in sorted(names):
        if name.lower() in PACK_TABLES and name not in PACK_TABLES and name.lower() not in names:
            raise ConfigError(
                f"{display_path(folder / name)}: 这张表不会生效，文件名应全用小写，请改名为 {name.lower()}"
            )


def unread_tables(folder: Path) -> tuple[str, ...]:
    """The files of a pack that look like tables and are not read."""
    names = (name for name in os.listdir(folder) if not name.startswith((".", "~$")))
    return tuple(sorted(name for name in names if name.lower().endswith(_TABULAR) and name.lower() not in PACK_TABLES))


def unread_tables_note(folder: Path, names: Iterable[str]) -> str:
    """The note (Chinese) on files of a pack that are not read."""
    return f"{display_path(folder)}: 规则包里没有用上的文件：{'、'.join(names)}；只认 {'、'.join(PACK_TABLES)}、规则卡（*.toml）和 zhlint learn 的表（*.ngrams），表格请另存为 CSV"
