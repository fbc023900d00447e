"""Configuration that would do nothing: globs that match nothing, names that are nearly right, files that nobody reads."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from zhlint.storage.toml import ConfigError, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CONFIG: Final = "zhlint.toml"
#: What a configuration may be called, the first before the second.
CONFIGS: Final = (CONFIG, "pyproject.toml")
#: The tables of a pack that are read, beside its cards.
TABLES: Final = ("names.txt", "terms.csv", "people.csv")
#: What a table of a house may be saved as.
_TABULAR: Final = (".txt", ".csv", ".tsv", ".xlsx", ".xls", ".et", ".ods", ".json", ".yaml", ".yml")
_FULL: Final = str.maketrans("／＊？［］", "/*?[]")


def glob_fault(pattern: str) -> str:
    """Why a glob can match no path, and what to write instead, in Chinese; empty where it may match one."""
    wanted = pattern.translate(_FULL).replace("\\", "/")
    while wanted.startswith(("./", "/")):
        wanted = wanted.removeprefix("./").removeprefix("/")
    if "\\" in pattern:
        return f"“{pattern}”碰不上任何文件：文件夹之间用 /，应写成“{wanted}”"
    if pattern.startswith("./"):
        return f"“{pattern}”碰不上任何文件：前面不写 ./，应写成“{wanted}”"
    if pattern.startswith("/") and not os.path.isdir("/" + pattern[1:].partition("/")[0]):
        return f"“{pattern}”碰不上任何文件：从配置所在的文件夹算起，前面不写 /，应写成“{wanted}”"
    if pattern != pattern.translate(_FULL):
        return f"“{pattern}”里有全角的符号，应写成“{wanted}”；文件名里真有这个符号的，用 ? 代替它"
    return ""


def is_like_config(name: str) -> bool:
    """Whether a file's name is that of a configuration but for case, a dot before it or a suffix that an editor added."""
    return name != CONFIG and re.fullmatch(r"\.?zhlint\.toml(?:\.txt)?", name, re.IGNORECASE) is not None


def demand_config_name(folder: Path) -> None:
    """Raise ConfigError where a folder without a zhlint.toml has a file that was meant to be one."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    meant = next((name for name in sorted(names) if is_like_config(name)), None)
    if meant and CONFIG not in names and (folder / meant).is_file():
        hidden = "；看不到后缀的，先让系统显示文件扩展名" if meant.lower().endswith(".txt") else ""
        raise ConfigError(f"{shown_path(folder / meant)}: 这个文件不会生效，配置文件应名为 {CONFIG}，请改名{hidden}")


def demand_table_names(folder: Path) -> None:
    """Raise ConfigError where a pack has a table whose name differs in case alone from one that is read."""
    names = os.listdir(folder)
    for name in sorted(names):
        if name.lower() in TABLES and name not in TABLES and name.lower() not in names:
            raise ConfigError(f"{shown_path(folder / name)}: 这张表不会生效，文件名应全用小写，请改名为 {name.lower()}")


def idle_tables(folder: Path) -> tuple[str, ...]:
    """The files of a pack that look like tables and are not read."""
    names = (name for name in os.listdir(folder) if not name.startswith((".", "~$")))
    return tuple(sorted(name for name in names if name.lower().endswith(_TABULAR) and name.lower() not in TABLES))


def of_tables(folder: Path, names: Iterable[str]) -> str:
    """What to say of a pack's files that are not read."""
    return f"{shown_path(folder)}: 规则包里没有用上的文件：{'、'.join(names)}；只认 {'、'.join(TABLES)} 和规则卡（*.toml），表格请另存为 CSV"
