"""Writing a file whole or not at all: beside the old one, then in its place."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def save(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, keeping its permissions; a link is followed to what it names.

    Whatever goes wrong, the old file stays as it was. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "文件是只读的", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".new", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _like(target, beside)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


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
