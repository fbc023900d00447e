"""The user's cache folder: files that save work between runs.

Everything works without it. Every file begins with a seal, the length and checksum of its content; a damaged file counts
as missing, so its content is computed again.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from binascii import crc32
from errno import EPERM
from pathlib import Path
from typing import Any, Final, NamedTuple

_DAY: Final = 24 * 60 * 60
#: Files not loaded for so many seconds are removed.
_OLDEST: Final = 30 * _DAY
#: Beyond so many bytes in all, the files not loaded for longest are removed.
_MOST: Final = 256 * 2**20
#: Files that begin so are built from much more than their size, and do not count.
_UNCOUNTED: Final = "sources-"
#: The file whose age tells when the folder was last swept.
_SWEPT: Final = "swept"
#: Bytes of a seal: the length of the content, then its checksum.
_LENGTH: Final = 8
_SEAL: Final = _LENGTH + 4


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


def load(name: str) -> bytes | None:
    """The bytes stored under a name; None where absent or damaged."""
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
    """The head stored under a name, and the tail, memory-mapped; None where absent or damaged.

    Only the head is verified here: it must tell whether the tail is whole.
    """
    try:
        path = cache_folder() / name
    except (OSError, RuntimeError):
        return None
    found = map_sealed(path, name)
    if found:
        _note_use(path)
    return found


def map_sealed(path: Path, name: str) -> tuple[bytes, memoryview] | None:
    """The head and the memory-mapped tail of a sealed file.

    None where it is absent, damaged or sealed under another name.
    """
    from mmap import ACCESS_READ, mmap

    try:
        with path.open("rb") as file:
            whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):
        return None
    end = _SEAL + int.from_bytes(whole[:_LENGTH])
    head = bytes(whole[_SEAL:end])
    return None if whole[:_SEAL] != _seal(name, head) else (head, whole[end:])


def store(name: str, head: bytes, tail: bytes = b"") -> None:
    """Stores bytes under a name, replacing the file as a whole.

    The seal covers `head` alone; `tail` is for `load_mapped`. Does nothing where the folder cannot be written.
    """
    try:
        folder = cache_folder()
        # Not `tempfile`: its import costs more than everything else here.
        beside = folder / f"{name}.{os.getpid():x}-{os.urandom(4).hex()}"
        try:
            with open(beside, "xb", opener=_private) as file:
                file.writelines(sealed(name, head, tail))
            beside.replace(folder / name)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        _sweep_daily(folder)
    except (OSError, RuntimeError):
        return


def sealed(name: str, head: bytes, tail: bytes = b"") -> tuple[bytes, ...]:
    """The parts of a file under a name, which `map_sealed` takes back."""
    return _seal(name, head), head, tail


def load_value(name: str) -> Any:
    """The value stored under a name; None where absent or damaged."""
    content = load(name)
    return None if content is None else from_bytes(content)


def store_value(name: str, value: Any) -> None:
    """Stores a plain value under a name, as `store` does.

    Plain are None, numbers, text, bytes, and tuples, lists, sets and mappings of these.
    """
    store(name, to_bytes(value))


def to_bytes(value: Any) -> bytes:
    """A value as bytes for `from_bytes`, in the format of this version of Python."""
    return marshal.dumps(value)


def from_bytes(content: bytes | memoryview) -> Any:
    """The value in bytes that `to_bytes` made.

    Only for bytes of the cache folder that a seal or a checksum has shown to be whole.
    """
    return marshal.loads(content)  # noqa: S302 - our own files in a private folder of the user's


def _seal(name: str, content: bytes) -> bytes:
    """The seal of these bytes under this name: eight bytes of length, four of checksum."""
    # Not `hashlib`: its import costs too much.
    return len(content).to_bytes(_LENGTH) + crc32(content, crc32(name.encode())).to_bytes(_SEAL - _LENGTH)


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


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _note_use(path: Path) -> None:
    """Gives a file the present time, at most once a day."""
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
    """The folder that this system has for a user's caches."""
    # Not `platformdirs`: its import costs more than a whole check may.
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME") or ".")
    return named if named.is_absolute() else Path.home() / ".cache"
