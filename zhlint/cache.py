"""Small things kept between runs in the user's own cache folder; everything works without it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Final

from zhlint.records import NamedTuple

_DAY: Final = 24 * 60 * 60
#: What nobody has asked for in so many seconds, and the oldest beyond so many bytes, is removed.
_OLDEST: Final = 30 * _DAY
_MOST: Final = 256 * 2**20
_SWEPT: Final = "swept"


class Stored(NamedTuple):
    """A file in the cache folder: its size in bytes, and when it was last asked for or written (seconds)."""

    path: Path
    size: int
    used: float


def cache_folder() -> Path:
    """The user's cache folder for zhlint (0700), made when missing. Raises OSError where it cannot be made
    or is not ours, RuntimeError where the user has no home.
    """
    folder = _user_caches() / "zhlint"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder


def kept(name: str) -> bytes | None:
    """The bytes kept under a name, or none."""
    try:
        path = cache_folder() / name
        content = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    _note_use(path)
    return content


def kept_apart(name: str) -> memoryview:
    """The bytes kept under a name, left on the disk until they are looked at; empty where there are none."""
    from mmap import ACCESS_READ, mmap  # noqa: PLC0415 - start-up: only for large files

    try:
        path = cache_folder() / name
        with path.open("rb") as file:
            content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, RuntimeError, ValueError):
        return memoryview(b"")
    _note_use(path)
    return content


def keep(name: str, content: bytes) -> None:
    """Keep bytes under a name, written beside and renamed; silently not where the folder cannot be written."""
    try:
        folder = cache_folder()
        # Not `tempfile`: its import costs more than everything else here.
        beside = folder / f"{name}.{os.getpid():x}-{os.urandom(4).hex()}"
        try:
            with open(beside, "xb", opener=_private) as file:
                file.write(content)
            beside.replace(folder / name)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _sweep_daily(folder)
    except (OSError, RuntimeError):
        return


def stored() -> list[Stored]:
    """The files in the cache folder, the one asked for last first. Raises as `cache_folder` does."""
    found = []
    with os.scandir(cache_folder()) as entries:
        for entry in entries:
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if entry.is_file(follow_symlinks=False):
                found.append(Stored(Path(entry.path), state.st_size, state.st_mtime))
    return sorted(found, key=lambda file: (-file.used, file.path))


def sweep() -> None:
    """Remove what has not been asked for in a month, and the oldest beyond 256 MiB: mostly what former versions left.

    Raises as `cache_folder` does.
    """
    now, size = time.time(), 0
    for file in stored():
        size += file.size
        if size > _MOST or now - file.used > _OLDEST:
            remove(file)


def remove(file: Stored) -> None:
    """Remove a stored file; silently not where it is in use or gone."""
    try:
        file.path.unlink(missing_ok=True)
    except OSError:
        return


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _note_use(path: Path) -> None:
    """Mark a file as asked for, at most once a day."""
    try:
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)
    except OSError:
        return


def _sweep_daily(folder: Path) -> None:
    mark = folder / _SWEPT
    try:
        if time.time() - mark.stat().st_mtime < _DAY:
            return
    except FileNotFoundError:
        pass
    mark.touch(mode=0o600)
    sweep()


def _user_caches() -> Path:
    """Where this system keeps a user's caches; `platformdirs` says the same but costs more than a whole check may."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
