"""File names that were meant for a configuration."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from zhlint.storage.toml import CONFIG_FILES, ConfigError, display_path

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG: Final = CONFIG_FILES[0]


def is_like_config(name: str) -> bool:
    """Whether a file's name is that of a configuration but for case, a dot before it or a suffix that an editor added."""
    return name != _CONFIG and re.fullmatch(r"\.?zhlint\.toml(?:\.txt)?", name, re.IGNORECASE) is not None


def refuse_misnamed_config(folder: Path) -> None:
    """Raise ConfigError where a folder without a zhlint.toml has a file that was meant to be one."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    meant = next((name for name in sorted(names) if is_like_config(name)), None)
    if meant and _CONFIG not in names and (folder / meant).is_file():
        hidden = "；看不到后缀的，先让系统显示文件扩展名" if meant.lower().endswith(".txt") else ""
        raise ConfigError(f"{display_path(folder / meant)}: 这个文件不会生效，配置文件应名为 {_CONFIG}，请改名{hidden}")
