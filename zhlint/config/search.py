"""Finding the configuration and the baseline of a folder, and files with a wrong name."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.toml import CONFIG_FILES, ConfigError, TomlFile, display_path

#: The file of accepted findings for the drafts beside and below it.
BASELINE: Final = ".zhlint-baseline.json"
_CONFIG: Final = CONFIG_FILES[0]


def to_config(source: Config | Mapping[str, Any] | str | Path | None) -> Config:
    """The configuration from what a Python caller passes; the defaults for None.

    A mapping holds the keys of the file (`extend-select` or `extend_select`). A path names a configuration file, or a
    folder: the nearest configuration and baseline upward from it count, as on the command line. Raises ConfigError for a
    wrong configuration, TypeError for any other type.
    """
    if source is None:
        return Config()
    if isinstance(source, Config):
        return source
    if isinstance(source, Mapping):
        return Config(**{str(key).replace("-", "_"): value for key, value in source.items()})
    if isinstance(source, str | Path):
        path = Path(source)
        return with_baseline(find_config(path), path) if path.is_dir() else read_config(path)
    raise TypeError(f"config 应为 Config、字典或路径，现为 {type(source).__name__}")


def find_config(folder: Path) -> Config:
    """The nearest configuration upward from a folder; the defaults where there is none.

    Raises ConfigError.
    """
    return _find(folder.resolve())


def with_baseline(config: Config, folder: Path) -> Config:
    """The configuration with the nearest baseline upward from a folder.

    One that names a baseline itself is unchanged. The search ends at the configuration's own folder.
    """
    if config.baseline is not None:
        return config
    for parent in (folder.resolve(), *folder.resolve().parents):
        if os.path.isfile(parent / BASELINE):
            return replace(config, baseline=str(parent / BASELINE))
        if parent == config.root:
            break
    return config


def forget_configs() -> None:
    """Empty the memory of `find_config`, so that files are read again."""
    _find.cache_clear()


@lru_cache(maxsize=256)
def _find(folder: Path) -> Config:
    for name in CONFIG_FILES:
        file = folder / name
        if _exists(file) and (name == CONFIG_FILES[0] or _has_our_table(file)):
            return read_config(file)
        if name == CONFIG_FILES[0]:
            refuse_misnamed_config(folder)
    return _find(folder.parent) if folder.parent != folder else Config()


def _exists(file: Path) -> bool:
    """Whether there is a file, or a `zhlint.toml` that is a broken link.

    Reading the broken link raises the error; a file in a closed folder counts as absent.
    """
    # Not the methods of `Path`: they raise where one may not look.
    is_lost = file.name == CONFIG_FILES[0] and os.path.islink(file) and not os.path.exists(file)
    return os.path.isfile(file) or is_lost


def _has_our_table(pyproject: Path) -> bool:
    """Whether a pyproject.toml has a table `tool.zhlint`.

    Raises ConfigError where it cannot be read.
    """
    try:
        if "zhlint" not in pyproject.read_text(encoding="utf-8", errors="replace"):
            return False
    except OSError as error:
        raise ConfigError(f"{display_path(pyproject)}: 无法读取（{system_reason(error)}）") from None
    tool = TomlFile(pyproject, display_path(pyproject)).data.get("tool", {})
    return isinstance(tool, dict) and "zhlint" in tool


def is_like_config(name: str) -> bool:
    """Whether a file name is nearly `zhlint.toml`: other case, a leading dot, or `.txt`."""
    return name != _CONFIG and re.fullmatch(r"\.?zhlint\.toml(?:\.txt)?", name, re.IGNORECASE) is not None


def refuse_misnamed_config(folder: Path) -> None:
    """Raises ConfigError where a folder has a misnamed configuration and no real one."""
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
