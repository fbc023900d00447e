"""A workbench over the drafts of a folder, in which nothing is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from zhlint.acceptance.baseline import Baseline, change_baseline, read_baseline, relative_path
from zhlint.config.search import BASELINE, find_config, forget_configs
from zhlint.language_server.linters import Linters
from zhlint.linter import Linter
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.files import draft_bytes
from zhlint.storage.toml import CONFIG_FILES
from zhlint.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from zhlint.config.model import Config


class FolderBench(Workbench):
    """A workbench over the drafts of a folder.

    The folder's configurations and baselines are in force, as soon as they are saved. What is decided here comes on top, in a
    temporary folder that `close` removes.
    """

    def __init__(self, drafts: Path, find: Callable[[], Collection[str]]) -> None:
        """`find` gives the paths of the drafts, relative to the folder, with slashes.

        Raises ConfigError.
        """
        self._drafts = drafts.resolve()
        self._find = find
        self._temporary = TemporaryDirectory(prefix="zhlint-")
        super().__init__(Path(self._temporary.name).resolve())
        self._opened: set[str] = set()
        self._linters = Linters()
        self._made: dict[Path, tuple[Linter, Linter]] = {}
        try:
            self.linter()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Removes what was decided."""
        self._linters.close()
        self._temporary.cleanup()

    def folder_drafts(self) -> list[str]:
        """The paths of the drafts in the folder and below."""
        return list(self._find())

    def folder_draft(self, name: str) -> bytes:
        """The bytes of a draft in the folder. Raises UnreadableError."""
        if name not in self._find():
            raise UnreadableError("这个文件夹里没有这篇文稿")
        self._opened.add(name)
        return draft_bytes(self._drafts / name, self.linter(name).config.max_size)

    def linter(self, name: str = "") -> Linter:
        """The linter of a draft's folder, with what was decided here.

        Raises ConfigError.
        """
        folder = Path(self._path(name or BASELINE)).parent
        theirs = self._linters.of(folder).linter
        made = self._made.get(folder)
        if made is None or made[0] is not theirs:
            config = self._with_own(theirs.config)
            made = self._made[folder] = (theirs, theirs if config == theirs.config else Linter(config))
        return made[1]

    def house_files(self) -> dict[str, str]:
        """The text of each file of the house that was decided here.

        The baseline has the folder's entries, too.
        """
        files = super().house_files()
        if BASELINE in files:
            files[BASELINE] = self._joined(self.linter().config, self._target()).read_text(encoding="utf-8")
        return files

    def put_house_file(self, name: str, text: str) -> None:
        """Takes in a file of the house.

        The paths in a baseline are relative to that of the folder. Raises ConfigError.
        """
        if name != BASELINE or not text:
            super().put_house_file(name, text)
            return
        given = self._folder / "given.json"
        given.write_text(text, encoding="utf-8")
        entries = _moved(read_baseline(given, BASELINE)._replace(file=self._target()), self._folder / BASELINE)
        change_baseline(self._folder / BASELINE, lambda old: old._replace(entries=entries.entries))
        self._forget_linter()

    def _with_own(self, config: Config) -> Config:
        if (self._folder / CONFIG_FILES[0]).is_file():
            forget_configs()
            given = find_config(self._folder)
            config = replace(given, root=self._drafts, baseline=given.baseline or config.baseline)
        config = self._with_pack(config)
        if not (self._folder / BASELINE).is_file():
            return config
        file = self._folder / f"baseline-{len(self._made)}.json"
        file.write_bytes(self._joined(config, file).read_bytes())
        return replace(config, baseline=str(file))

    def _joined(self, config: Config, target: Path) -> Path:
        """A file with the entries of the baseline in force and those from here.

        Their paths are as they would stand in `target`.
        """
        own = read_baseline(self._folder / BASELINE)
        theirs = config.baseline_file
        known = read_baseline(theirs) if theirs and theirs.is_file() else Baseline(own.file)
        entries = (*_moved(known, target).entries, *_moved(own, target).entries)
        joined = self._folder / "joined.json"
        change_baseline(joined, lambda old: old._replace(entries=entries, repeats=known.repeats))
        return joined

    def _target(self) -> Path:
        """The baseline of the folder, or where it would be."""
        return self._linters.of(self._drafts).linter.config.baseline_file or self._drafts / BASELINE

    def _path(self, name: str) -> str:
        return str(self._drafts / (name if name in self._opened else Path(name).name))

    def _forget_linter(self) -> None:
        self._made.clear()


def _moved(baseline: Baseline, target: Path) -> Baseline:
    """The baseline as it would stand in another file."""
    folder = baseline.file.parent
    entries = tuple(one._replace(path=relative_path(str(folder / one.path), target)) for one in baseline.entries)
    return baseline._replace(file=target, entries=entries)
