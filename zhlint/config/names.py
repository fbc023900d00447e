"""Files with a name that was meant for a configuration."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from zhlint.storage.toml import CONFIG_FILES, ConfigError, display_path

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG: Final = CONFIG_FILES[0]


def is_like_config(name: str) -> bool:
    """Whether a file name is nearly `zhlint.toml`: other case, a leading dot, or `.txt`."""
    return name != _CONFIG and re.fullmatch(r"\.?zhlint\.toml(?:\.txt)?", name, re.IGNORECASE) is not None


def refuse_misnamed_config(folder: Path) -> None:
    """Raise ConfigError where a folder has a misnamed configuration and no real one."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    misnamed = next((name for name in sorted(names) if is_like_config(name)), None)
    if misnamed and _CONFIG not in names and (folder / misnamed).is_file():
        hidden = "；看不到后缀的，先让系统显示文件扩展名" if misnamed.lower().endswith(".txt") else ""
        raise ConfigError(
            f"{display_path(folder / misnamed)}: 这个文件不会生效，配置文件应名为 {_CONFIG}，请改名{hidden}"
        )
