"""Libraries of the extras, imported where they are needed."""

from __future__ import annotations

from typing import Any

from zhlint.storage.toml import ConfigError


def library(name: str, purpose: str, extra: str = "archive") -> Any:
    """A library of an extra. Raises ConfigError (Chinese) with the command that installs it.

    `purpose` says what needs it.
    """
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ConfigError(f"{purpose}要用 {package}，还没有装：pip install 'zhlint-press[{extra}]'") from None


def first_line(error: Exception) -> str:
    """The beginning of what a library says of an error."""
    return (str(error).split("\n") or [""])[0][:160]
