"""Choices of the command line about configuration and drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.config.search import find_config, with_baseline

if TYPE_CHECKING:
    from collections.abc import Mapping


class Choices(NamedTuple):
    """Decisions of the command line about configuration and drafts.

    `overrides` are keys of the configuration that options replace for this run.
    """

    config: Path | None = None
    no_config: bool = False
    overrides: Mapping[str, Any] = {}
    force_exclude: bool = False
    stdin_filename: str | None = None
    convert: bool = False

    def config_in(self, folder: str) -> Config:
        """The configuration of the drafts in a folder. Raises ConfigError."""
        if self.no_config:
            config = Config()
        else:
            config = read_config(self.config) if self.config else find_config(Path(folder))
            config = with_baseline(config, Path(folder))
        return replace(config, overridden=frozenset(self.overrides), **self.overrides)
