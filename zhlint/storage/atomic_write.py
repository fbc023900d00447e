"""Writing a file whole or not at all.

A new file is written beside the old one and takes its place.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

#: The suffix of a new file until it takes its place.
_SUFFIX: Final = ".zhlint-new"
#: A new file of so many seconds was left by a run that was killed.
_LEFT: Final = 3600
#: Seconds to wait for another process that changes the same file, and between two tries.
_PATIENCE: Final = 30.0
_PACE: Final = 0.05
#: A lock file so many seconds old was left by a run that was killed.
_STALE: Final = 15


class ChangedError(OSError):
    """Raised where a file no longer holds what was read from it."""


def save(path: Path, content: bytes, *, expected: bytes | None = None) -> None:
    """Writes `content` to a file whole or not at all, keeping its permissions.

    A link is followed, and hard links to the file stay. Raises OSError where it cannot be written or is no regular file,
    ChangedError where it does not hold `expected` (None: anything) right before; the old file then stays as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "不是普通文件，不能写回", str(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "文件是只读的", str(path))
    _sweep(target)
    with _beside(target) as (handle, beside):
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _copy_rights(target, beside)
        if expected is not None and target.read_bytes() != expected:
            raise ChangedError(errno.EBUSY, "文件正在被别的程序改动", str(path))
        if target.exists() and target.stat().st_nlink > 1:
            _overwrite(target, content)
            beside.unlink()
        else:
            beside.replace(target)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock that every process takes before it changes this file.

    Raises OSError where another process holds it for half a minute.
    """
    try:
        import fcntl
    except ImportError:
        with _lock_file(path):
            yield
        return
    folder = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        for _ in _tries(path):
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                continue
            except OSError:  # no locks on this file system
                break
        yield
    finally:
        os.close(folder)


@contextmanager
def _lock_file(path: Path) -> Iterator[None]:
    """Hold a lock in the form of a file, for systems without `flock`.

    A lock file that a killed run left is removed once it is stale.
    """
    lock = path.resolve().with_name(f".{path.name}.zhlint-lock")
    for _ in _tries(path):
        with suppress(FileExistsError):
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        with suppress(OSError):
            if time.time() - lock.stat().st_mtime > _STALE:
                lock.unlink()
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _tries(path: Path) -> Iterator[None]:
    begun = time.monotonic()
    while time.monotonic() - begun < _PATIENCE:
        yield
        time.sleep(_PACE)
    raise OSError(errno.EBUSY, "另一个 zhlint 正在改写它，请稍后再试", str(path))


@contextmanager
def _beside(target: Path) -> Iterator[tuple[int, Path]]:
    """A new, empty file beside the target: its handle and path.

    Unless it was moved, it is removed at the end, also where a signal ends the process.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=_SUFFIX, dir=target.parent)
    beside = Path(name)
    try:
        with _tidy(beside):
            yield handle, beside
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _tidy(beside: Path) -> Iterator[None]:
    """Removes the file before a signal ends the process."""
    import signal
    import threading

    def end(number: int, _frame: FrameType | None) -> None:
        beside.unlink(missing_ok=True)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
        before = {
            number: signal.signal(number, end) for number in numbers if signal.getsignal(number) is signal.SIG_DFL
        }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _sweep(target: Path) -> None:
    """Removes new files that killed runs have left beside a file."""
    mine = re.compile(rf"\.{re.escape(target.name[:40])}\.\w+{re.escape(_SUFFIX)}")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if mine.fullmatch(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _LEFT:
                os.unlink(entry.path)


def _overwrite(target: Path, content: bytes) -> None:
    """Writes into the existing file, so that its hard links stay."""
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _copy_rights(target: Path, beside: Path) -> None:
    """Gives the new file the permissions and, where allowed, the owner of the old one."""
    if target.exists():
        state = target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(beside, state.st_uid, state.st_gid)
        beside.chmod(stat.S_IMODE(state.st_mode))
    else:
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
