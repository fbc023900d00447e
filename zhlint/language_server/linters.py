"""The linter of each folder, made anew when its configuration changes."""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.config.search import BASELINE, find_config, forget_configs, with_baseline
from zhlint.language_server.rule_pages import RulePages
from zhlint.linter import Linter
from zhlint.manual.scaffold import pack_folders
from zhlint.storage.toml import CONFIG_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.config.model import Config

    #: The path, size and time of each file on which a linter depends.
    State = tuple[tuple[str, int, int], ...]

#: Seconds for which the files of sources, which may be thousands, are not looked at again unasked.
_SOURCES_STAND: Final = 5.0


class FolderRules(NamedTuple):
    """The linter of a folder's drafts, and the pages of its rules."""

    linter: Linter
    pages: RulePages
    state: State


class Linters:
    """The linters of folders, each with the nearest configuration and baseline."""

    def __init__(self) -> None:
        self._made: dict[Path, FolderRules] = {}
        self._sources: dict[Path, tuple[float, State]] = {}
        self._folder = TemporaryDirectory(prefix="zhlint-")

    def of(self, folder: Path) -> FolderRules:
        """The linter of the drafts in a folder. Raises ConfigError."""
        made = self._made.get(folder)
        if made is None or made.state != self._state(folder, made.linter.config):
            forget_configs()
            self.look_again()
            linter = Linter(with_baseline(find_config(folder), folder))
            pages = RulePages(linter.rules.available, Path(mkdtemp(dir=self._folder.name)))
            made = self._made[folder] = FolderRules(linter, pages, self._state(folder, linter.config))
        return made

    def look_again(self) -> None:
        """Has the files of sources looked at with the next draft."""
        self._sources.clear()

    def _state(self, folder: Path, config: Config) -> State:
        """The state of the files that decide about the drafts in a folder."""
        return (*_states(_files(folder, config)), *(self._state_of_sources(folder, config) if config.sources else ()))

    def _state_of_sources(self, folder: Path, config: Config) -> State:
        looked, state = self._sources.get(folder, (-_SOURCES_STAND, ()))
        if (now := time.monotonic()) - looked >= _SOURCES_STAND:
            state = tuple(_states(_source_files(folder, config)))
            self._sources[folder] = now, state
        return state

    def close(self) -> None:
        """Removes the pages of rules that were written."""
        self._folder.cleanup()


def _source_files(folder: Path, config: Config) -> Iterator[str]:
    """The files of a configuration's sources."""
    from zhlint.sources.selection import files_of_glob

    for pattern in config.sources:
        yield from (file.path for file in files_of_glob(config.root or folder, pattern))


def _files(folder: Path, config: Config) -> Iterator[str]:
    """The files that decide about drafts in a folder, whether they exist or not."""
    for parent in (folder, *folder.parents):
        yield from (os.path.join(parent, name) for name in (*CONFIG_FILES, BASELINE))
    if config.baseline_file:
        yield str(config.baseline_file)
    for pack in pack_folders(config, folder):
        yield str(pack)
        yield from map(str, sorted(pack.glob("*.*")))


def _states(files: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for file in files:
        try:
            state = os.stat(file)
        except OSError:
            continue
        yield file, state.st_size, state.st_mtime_ns
