"""The cache: bytes that save work between runs, each stored under a name.

Everything works without it. Every file begins with a seal, the length and checksum of its content; a damaged file counts
as missing, so its content is computed again.
"""

from __future__ import annotations

import marshal
import os
from binascii import crc32
from typing import TYPE_CHECKING, Any, Final

from zhlint.storage.cache_folder import cache_folder, note_use, sweep_daily

if TYPE_CHECKING:
    from pathlib import Path

#: Bytes of a seal: the length of the content, then its checksum.
_LENGTH: Final = 8
_SEAL: Final = _LENGTH + 4


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
    note_use(path)
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
        note_use(path)
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
        sweep_daily(folder)
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


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
