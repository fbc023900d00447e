"""The files of a house in a folder, and the linter that they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.config.search import BASELINE, find_config, forget_configs
from zhlint.linter import Linter
from zhlint.sources.selection import files_of_glob
from zhlint.storage.globs import glob_matcher
from zhlint.storage.toml import CONFIG_FILES

if TYPE_CHECKING:
    from zhlint.config.model import Config

#: The pack with the words of the house, beside the configuration.
_PACK: Final = "house"
_NAMES: Final = "names.txt"
#: The files of a house that the page keeps, takes in and gives out, by their place in the folder.
HOUSE_FILES: Final = {
    CONFIG_FILES[0]: CONFIG_FILES[0],
    BASELINE: BASELINE,
    _NAMES: f"{_PACK}/{_NAMES}",
    "terms.csv": f"{_PACK}/terms.csv",
    "people.csv": f"{_PACK}/people.csv",
}


class House:
    """A folder with the files of the house: configuration, baseline, words, sources."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._linter: Linter | None = None
        self._missing: tuple[str, ...] = ()
        folder.mkdir(parents=True, exist_ok=True)

    def house_files(self) -> dict[str, str]:
        """The text of each file of the house, by its name."""
        return {
            name: file.read_text(encoding="utf-8")
            for name, place in HOUSE_FILES.items()
            if (file := self._folder / place).is_file()
        }

    def put_house_file(self, name: str, text: str) -> None:
        """Takes in a file of the house; an empty text removes it.

        Raises ConfigError where it is wrong, and the one before stays.
        """
        file = self._folder / HOUSE_FILES[name]
        before = file.read_bytes() if file.exists() else None
        self._write(file, text.encode() or None)
        try:
            self.linter()
        except Exception:
            self._write(file, before)
            raise

    def add_source(self, path: str, content: bytes) -> bool:
        """Takes in a file of sources; False where the configuration names no such.

        `path` counts from the folder of the configuration. A file outside a folder must be named itself, since `**` names every draft.
        """
        globs = find_config(self._folder).sources
        place = path if "/" in path else next((glob for glob in globs if glob.split("/")[-1] == path), "")
        if not place or ".." in place.split("/") or not any(glob_matcher(glob)(place) for glob in globs):
            return False
        self._write(self._folder / place, content)
        return True

    def add_name(self, word: str) -> None:
        """Adds a word to the names of the house."""
        names = self.house_files().get(_NAMES, "")
        if word not in names.split("\n"):
            self.put_house_file(_NAMES, f"{names.rstrip()}\n{word}\n".lstrip())

    def linter(self, _name: str = "") -> Linter:
        """The linter of a draft, that of the house. Raises ConfigError."""
        if self._linter is None:
            forget_configs()
            self._linter = Linter(self._config())
        return self._linter

    def _config(self) -> Config:
        config = self._with_pack(find_config(self._folder))
        baseline = self._folder / BASELINE
        # A page begins without the files that `sources` names.
        there = tuple(glob for glob in config.sources if files_of_glob(config.root or self._folder, glob))
        self._missing = tuple(glob for glob in config.sources if glob not in there)
        return replace(config, sources=there, baseline=str(baseline) if baseline.is_file() else "")

    def _with_pack(self, config: Config) -> Config:
        """The configuration with the words of the house, where there are any."""
        pack = self._folder / _PACK
        return replace(config, packs=(*config.packs, str(pack))) if any(pack.glob("*.*")) else config

    def _sources_note(self) -> str:
        globs = "、".join(self._missing)
        return f"来源（{globs}）还没有拖进来，引文没有同它比对" if globs else ""

    def _path(self, name: str) -> str:
        return str(self._folder / Path(name).name)

    def _write(self, file: Path, content: bytes | None) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content)
        self._forget_linter()

    def _forget_linter(self) -> None:
        self._linter = None
