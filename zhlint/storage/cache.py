"""Small things kept between runs in the user's own cache folder; everything works without it.

Every file begins with a seal: length and checksum of what follows. What is damaged is never given out, and so is made again.
"""

from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from errno import EPERM
from pathlib import Path
from typing import Final, NamedTuple

_DAY: Final = 24 * 60 * 60
#: What nobody has asked for in so many seconds, and the oldest beyond so many bytes, is removed.
_OLDEST: Final = 30 * _DAY
_MOST: Final = 256 * 2**20
_SWEPT: Final = "swept"
#: Bytes of the length in a seal, and of a seal.
_LENGTH: Final = 8
_SEAL: Final = _LENGTH + 4


class CacheFile(NamedTuple):
    """A file in the cache folder: its size in bytes, and when it was last asked for or written (seconds)."""

    path: Path
    size: int
    used: float


def cache_folder() -> Path:
    """The user's cache folder for zhlint (0700), made when missing.

    Raises OSError where it cannot be made, belongs to another user or may be written by others, RuntimeError where the user
    has no home.
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


def load(name: str) -> bytes | None:
    """The bytes kept under a name, or None where there are none or they are damaged."""
    try:
        path = cache_folder() / name
        whole = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    content = whole[_SEAL:]
    if whole[:_SEAL] != _seal(name, content):
        return None
    _note_use(path)
    return content


def load_mapped(name: str) -> tuple[bytes, memoryview] | None:
    """The head kept under a name, and the rest, left on the disk until it is looked at and not verified here.

    None where there is none or the head is damaged.
    """
    from mmap import ACCESS_READ, mmap

    try:
        path = cache_folder() / name
        with path.open("rb") as file:
            whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, RuntimeError, ValueError):
        return None
    end = _SEAL + int.from_bytes(whole[:_LENGTH])
    head = bytes(whole[_SEAL:end])
    if whole[:_SEAL] != _seal(name, head):
        return None
    _note_use(path)
    return head, whole[end:]


def store(name: str, content: bytes, apart: bytes = b"") -> None:
    """Keep bytes under a name, written beside and renamed; silently not where the folder cannot be written.

    What is kept `apart` is not sealed: `content`, then its head, must tell whether it is whole.
    """
    try:
        folder = cache_folder()
        # Not `tempfile`: its import costs more than everything else here.
        beside = folder / f"{name}.{os.getpid():x}-{os.urandom(4).hex()}"
        try:
            with open(beside, "xb", opener=_private) as file:
                file.writelines((_seal(name, content), content, apart))
            beside.replace(folder / name)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _sweep_daily(folder)
    except (OSError, RuntimeError):
        return


def _seal(name: str, content: bytes) -> bytes:
    """The seal of bytes kept under a name; those of another name have another. Not `hashlib`: its import costs too much."""
    return len(content).to_bytes(_LENGTH) + crc32(content, crc32(name.encode())).to_bytes(_SEAL - _LENGTH)


def cache_files() -> list[CacheFile]:
    """The files in the cache folder, the one asked for last first. Raises as `cache_folder` does."""
    found = []
    with os.scandir(cache_folder()) as entries:
        for entry in entries:
            try:
                state = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if entry.is_file(follow_symlinks=False):
                found.append(CacheFile(Path(entry.path), state.st_size, state.st_mtime))
    return sorted(found, key=lambda file: (-file.used, file.path))


def sweep() -> None:
    """Remove what has not been asked for in a month, and the oldest beyond 256 MiB: mostly what former versions left.

    Raises as `cache_folder` does.
    """
    now, size = time.time(), 0
    for file in cache_files():
        size += file.size
        if size > _MOST or now - file.used > _OLDEST:
            remove(file)


def remove(file: CacheFile) -> None:
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
    named = Path(os.environ.get("XDG_CACHE_HOME") or ".")
    return named if named.is_absolute() else Path.home() / ".cache"
