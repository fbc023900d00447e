"""Small things kept between runs in the user's own cache folder; everything works without it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
        return (cache_folder() / name).read_bytes()
    except (OSError, RuntimeError):
        return None


def kept_apart(name: str) -> memoryview:
    """The bytes kept under a name, left on the disk until they are looked at; empty where there are none."""
    from mmap import ACCESS_READ, mmap  # noqa: PLC0415 - start-up: only for large files

    try:
        with (cache_folder() / name).open("rb") as file:
            return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, RuntimeError, ValueError):
        return memoryview(b"")


def keep(name: str, content: bytes) -> None:
    """Keep bytes under a name, written beside and renamed; silently not where the folder cannot be written."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - start-up: only when something new is kept

    try:
        folder = cache_folder()
        with NamedTemporaryFile(dir=folder, delete=False) as beside:
            beside.write(content)
        try:
            Path(beside.name).replace(folder / name)
        except OSError:
            Path(beside.name).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError):
        return


def _user_caches() -> Path:
    """Where this system keeps a user's caches; `platformdirs` says the same but costs more than a whole check may."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
