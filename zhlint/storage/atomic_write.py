"""Writing a file whole or not at all: beside the old one, then in its place."""

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

_SUFFIX: Final = ".zhlint-new"
#: What lies beside a file for so many seconds was left by a run that was killed.
_LEFT: Final = 3600
#: Seconds to wait for another process that changes the same file, and how often to look.
_PATIENCE: Final = 30.0
_PACE: Final = 0.05
#: A lock file so many seconds old was left by a run that was killed.
_STALE: Final = 15


class ChangedError(OSError):
    """A file that holds something else than what was read before."""


def save(path: Path, content: bytes, *, expected: bytes | None = None) -> None:
    """Put `content` in the place of a file, keeping its permissions; a link is followed to what it names.

    A file with several names is written under all of them. Whatever goes wrong, the old file stays as it was. Raises OSError:
    ChangedError where the file does not hold `expected` right before, and what is no plain file (a pipe, a device) is refused.
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
        _like(target, beside)
        if expected is not None and target.read_bytes() != expected:
            raise ChangedError(errno.EBUSY, "文件正在被别的程序改动", str(path))
        if target.exists() and target.stat().st_nlink > 1:
            _overwrite(target, content)
            beside.unlink()
        else:
            beside.replace(target)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """No other process that asks for the same file is between here and the end. Raises OSError after half a minute."""
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
    """A file beside it, there as long as the lock is held; one that a killed run left is broken after a while."""
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
    """A new file beside the target, open and empty; it is gone afterwards unless it was moved, also where a signal ends the run."""
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
    """While this lasts, a signal that ends the process removes the file first."""
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
    """Remove what killed runs have left beside a file."""
    mine = re.compile(rf"\.{re.escape(target.name[:40])}\.\w+{re.escape(_SUFFIX)}")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if mine.fullmatch(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _LEFT:
                os.unlink(entry.path)


def _overwrite(target: Path, content: bytes) -> None:
    """Write into a file as it is, so that its other names stay with it; the whole content lies beside it meanwhile."""
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _like(target: Path, beside: Path) -> None:
    """Give a new file the permissions, and as far as allowed the owner, of the one it replaces."""
    if target.exists():
        known = target.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(beside, known.st_uid, known.st_gid)
        beside.chmod(stat.S_IMODE(known.st_mode))
    else:
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
