"""The files of an archive: what is read, and what is passed over."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.learning.packed_files import unpacked_name
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.formats import INCLUDED, promised_format, refusal
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

#: The suffixes of files of JSON lines.
LINES: Final = (".jsonl", ".ndjson")
#: The suffixes of files that are read, without that of a packed one.
READ: Final = (*(name.removeprefix("*") for name in INCLUDED), *LINES)
#: Bytes that are read at once where a file is only looked through.
_CHUNK: Final = 2**20


class Source(NamedTuple):
    """A file of an archive: its path, how it is shown, its size in bytes."""

    path: str
    shown: str
    size: int


class Unread(NamedTuple):
    """Something that was not counted, and the reason (Chinese)."""

    path: str
    reason: str


def check_paths(paths: Iterable[str], out: Path) -> None:
    """Raises ConfigError where an input is missing, or the folder `out` is a file."""
    for path in paths:
        if not os.path.exists(path):
            raise ConfigError(f"没有“{path}”这个文件夹或文件，请核对路径")
    if out.exists() and not out.is_dir():
        raise ConfigError(f"{display_path(out)} 是文件，--out 要写文件夹")


def sources(
    paths: Iterable[str], out: Path, suffixes: tuple[str, ...] = READ
) -> tuple[list[Source], list[Unread], int]:
    """The files of an archive by path, those not read, and the number of others.

    `suffixes` are those of files in folders that are read; a file that is named itself may have any.
    Of folders, hidden files, links, and the folder `out` are left out. Two paths to one file are one.
    """
    files: dict[str, Source] = {}
    unread: list[Unread] = []
    others = 0
    for path in paths:
        for name, is_named in _walk(path, os.path.realpath(out), unread):
            found = _source(name) if is_named or unpacked_name(name).lower().endswith(suffixes) else _refusal(name)
            if isinstance(found, Source):
                files.setdefault(os.path.realpath(name), found)
            elif found:
                unread.append(found)
            else:
                others += 1
    return sorted(files.values(), key=lambda source: source.shown), unread, others


def _source(name: str) -> Source | Unread:
    """The file of a name, or why it is not read."""
    shown = name.replace(os.sep, "/")
    if not os.path.isfile(name):
        return Unread(shown, "不是普通文件")
    try:
        return Source(name, shown, os.stat(name).st_size)
    except OSError as error:
        return Unread(shown, f"无法读取（{system_reason(error)}）")


def _refusal(name: str) -> Unread | None:
    """The refusal of a file with another suffix; None where it is no draft."""
    promised = promised_format(unpacked_name(name))
    return Unread(name.replace(os.sep, "/"), refusal(promised, name)) if promised else None


def _walk(path: str, out: str, unread: list[Unread]) -> Iterator[tuple[str, bool]]:
    """The files at a path, each with whether it was named itself."""
    if not os.path.isdir(path):
        yield path, True
        return

    def note(error: OSError) -> None:
        unread.append(Unread(str(error.filename).replace(os.sep, "/"), f"无法打开这个文件夹（{system_reason(error)}）"))

    for parent, folders, names in os.walk(path, onerror=note):
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and os.path.realpath(os.path.join(parent, name)) != out
            and not os.path.islink(os.path.join(parent, name))
        )  # fmt: skip
        for name in sorted(names):
            file = os.path.join(parent, name)
            if not name.startswith((".", "~$")) and not os.path.islink(file) and os.path.isfile(file):
                yield file, False


def digest_of(source: Source) -> str:
    """The digest of the bytes of a file; empty where it cannot be read."""
    digest = sha256()
    try:
        with open(source.path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
