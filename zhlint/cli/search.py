"""The search for drafts in the paths on the command line, folders included."""

from __future__ import annotations

import os
from functools import cache
from stat import FILE_ATTRIBUTE_HIDDEN, S_ISREG
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.cards.pack_files import PACK_TABLES
from zhlint.cli.own_files import is_copy, is_report, is_written_by_this_run, stem
from zhlint.config.model import Config
from zhlint.config.search import is_like_config
from zhlint.reading.formats import promised_format, unreadable_names
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STDIN: Final = "-"
#: The beginning of the name of the file that Word keeps beside one that is open.
_LOCK: Final = "~$"
_SKIPPED: Final = frozenset({"node_modules", "__pycache__"})


class Passed(NamedTuple):
    """Files met in folders that are not checked.

    They are page proofs, and copies and reports that zhlint wrote.
    """

    proofs: list[str]
    copies: list[str]
    reports: list[str]


class Search:
    """Finds drafts.

    `passed` lists the files that it met on the way and left out on purpose.
    """

    def __init__(self, config: Callable[[str], Config], *, force_exclude: bool = False, whole: bool = False) -> None:
        """`config` gives the configuration of a folder, or raises ConfigError.

        With `force_exclude` files that are named themselves may be excluded too. With `whole` files in folders that look
        like drafts and cannot be read are among the drafts.
        """
        self.passed = Passed([], [], [])
        self._config = config
        self._force_exclude = force_exclude
        self._whole = whole
        self._real_folder: Callable[[str], str] = cache(os.path.realpath)

    def drafts(self, paths: Iterable[str]) -> list[str]:
        """The drafts, each once, the standard input first and then by path.

        A folder without drafts stands for itself, as does one that cannot be looked into.
        """
        names: dict[str, str] = {}
        for path in paths:
            for real, name in self._expand(path):
                names.setdefault(real, name)
        return sorted(names.values(), key=lambda path: (path != STDIN, path.replace(os.sep, "/")))

    def _expand(self, path: str) -> Iterator[tuple[str, str]]:
        """The drafts that a path stands for, each without links and as it is called."""
        if path == STDIN:
            yield STDIN, STDIN
        elif os.path.isdir(path) and not is_bundle(path):
            yield from list(self._walk(path)) or [(self._real(path), path)]
        elif not self._force_exclude or not self._is_excluded(path):
            yield self._real(path), path

    def _walk(self, folder: str) -> Iterator[tuple[str, str]]:
        """The drafts in a folder and those below, and the folders that cannot be opened."""
        closed: list[str] = []
        for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
            open_folders = sorted(name for name in folders if _is_entered(parent, name))
            bundles = [name for name in open_folders if is_bundle(name)]
            folders[:] = [name for name in open_folders if name not in bundles]
            names = [
                name for name in (*files, *bundles) if not name.startswith((".", _LOCK)) and not is_like_config(name)
            ]
            for name in self._drafts_among(names, parent):
                yield os.path.join(self._real_folder(parent), name), os.path.join(parent, name)
        yield from ((self._real(path), path) for path in closed if not self._is_excluded(os.path.join(path, "_")))

    def _drafts_among(self, names: list[str], folder: str) -> Iterator[str]:
        """The names of drafts among the files of a folder.

        Other files that look like drafts go into `passed`.
        """
        try:
            config = self._config(folder)
        except ConfigError:
            config = Config()
        if _is_pack(folder, config):
            names = [name for name in names if name not in PACK_TABLES]
        stems = set()
        for name in config.drafts_among(folder, names):
            path = os.path.join(folder, name)
            if _is_plain(path) and not is_written_by_this_run(path) and not self._passes_output(path):
                stems.add(stem(name))
                yield name
        for name in config.not_excluded(folder, unreadable_names(names)) if self._whole else ():
            path = os.path.join(folder, name)
            if stem(name) not in stems and (_is_plain(path) or is_bundle(name)) and not self._passes_proof(path):
                yield name

    def _passes_output(self, path: str) -> bool:
        if is_report(path):
            self.passed.reports.append(path)
        elif is_copy(path):
            self.passed.copies.append(path)
        else:
            return False
        return True

    def _passes_proof(self, path: str) -> bool:
        form = promised_format(path)
        if form is None or not form.proof:
            return False
        self.passed.proofs.append(path)
        return True

    def _is_excluded(self, path: str) -> bool:
        try:
            config = self._config(os.path.dirname(path))
        except ConfigError:
            return False
        return config.matches(path, config.exclude)

    def _real(self, path: str) -> str:
        folder, name = os.path.split(path)
        if name in {"", os.curdir, os.pardir} or os.path.islink(path):
            return os.path.realpath(path)
        return os.path.join(self._real_folder(folder), name)


def is_bundle(name: str) -> bool:
    """Whether a folder of this name is one draft to the program that made it."""
    form = promised_format(name)
    return form is not None and form.bundle


def is_same_file(first: str, second: str) -> bool:
    """Whether two paths lead to one file; False where one does not exist."""
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False


def size_of(path: str) -> int:
    """The bytes of a file; 0 where there is none, and for the standard input."""
    try:
        return os.stat(path).st_size if path != STDIN else 0
    except OSError:
        return 0


def _is_pack(folder: str, config: Config) -> bool:
    """Whether a folder is a rule pack of its configuration.

    The list of names in it is no draft.
    """
    packs = (os.path.join(config.root or "", name) for name in config.packs)
    return any(os.path.realpath(pack) == os.path.realpath(folder) for pack in packs)


def _is_entered(parent: str, name: str) -> bool:
    """Whether the search goes into a folder met in another.

    It does not follow links, nor go into what a system or a tool hides.
    """
    folder = os.path.join(parent, name)
    if name.startswith(".") or name in _SKIPPED or os.path.islink(folder):
        return False
    try:
        state = os.lstat(folder) if os.name == "nt" else None
    except OSError:
        return True
    return not (state and getattr(state, "st_file_attributes", 0) & FILE_ATTRIBUTE_HIDDEN)


def _is_plain(path: str) -> bool:
    """Whether a path is a regular file.

    A link may lead anywhere, and a pipe may never end.
    """
    try:
        return S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return True
