"""The user's cache folder, and the files in it."""

from __future__ import annotations

import os
import sys
import time
from errno import EPERM
from pathlib import Path
from typing import Final, NamedTuple

_DAY: Final = 24 * 60 * 60
#: Files not loaded for so many seconds are removed.
_OLDEST: Final = 30 * _DAY
#: Beyond so many bytes in all, the files not loaded for longest are removed.
_MOST: Final = 256 * 2**20
#: Files that begin so are built from much more than their size, and do not count.
_UNCOUNTED: Final = "sources-"
#: The file whose age tells when the folder was last swept.
_SWEPT: Final = "swept"


class CacheFile(NamedTuple):
    """A file in the cache folder.

    `size` is in bytes, `used` the time (seconds since the epoch) of its last write or load, to the day.
    """

    path: Path
    size: int
    used: float


def cache_folder() -> Path:
    """The user's cache folder for zhlint, created (mode 0700) when missing.

    Raises OSError where it cannot be created, belongs to another user or is writable by others, RuntimeError where the
    user has no home.
    """
    folder = _user_caches() / "zhlint"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        state = folder.stat()
        if state.st_uid != os.getuid():
            raise PermissionError(EPERM, "文件夹属于别的用户", str(folder))
        if state.st_mode & 0o022:
            raise PermissionError(EPERM, "别的用户也能往里写，请 chmod 700", str(folder))
    return folder


def _user_caches() -> Path:
    """The folder that this system has for a user's caches."""
    # Not `platformdirs`: its import costs more than a whole check may.
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME") or ".")
    return named if named.is_absolute() else Path.home() / ".cache"


def cache_files() -> list[CacheFile]:
    """The files in the cache folder, the most recently used first.

    Raises as `cache_folder` does.
    """
    files = []
    with os.scandir(cache_folder()) as entries:
        for entry in entries:
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if entry.is_file(follow_symlinks=False):
                files.append(CacheFile(Path(entry.path), state.st_size, state.st_mtime))
    return sorted(files, key=lambda file: (-file.used, file.path))


def sweep() -> None:
    """Removes files not used for a month, and the least recently used beyond 256 MiB.

    Raises as `cache_folder` does.
    """
    now, size = time.time(), 0
    for file in cache_files():
        size += 0 if file.path.name.startswith(_UNCOUNTED) else file.size
        if size > _MOST or now - file.used > _OLDEST:
            remove(file)


def remove(file: CacheFile) -> None:
    """Removes a file of the cache, unless it is in use or gone."""
    try:
        file.path.unlink(missing_ok=True)
    except OSError:
        return


def note_use(path: Path) -> None:
    """Gives a file the present time, at most once a day."""
    try:
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)
    except OSError:
        return


def sweep_daily(folder: Path) -> None:
    """Sweeps, unless that was done in the last day."""
    mark = folder / _SWEPT
    try:
        if time.time() - mark.stat().st_mtime < _DAY:
            return
    except FileNotFoundError:
        pass
    mark.touch(mode=0o600)
    sweep()
