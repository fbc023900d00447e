"""Files packed by gzip, xz or zstd, read as what is packed in them."""

from __future__ import annotations

import gzip
import lzma
import os
import zlib
from io import BufferedReader, RawIOBase
from typing import IO, Any, Final

from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import UnreadableError

_PACKED: Final = (".gz", ".xz", ".zst")
_CHUNK: Final = 2**20
#: Bytes of a file packed by zstd that are unpacked at once; a block of 128 KiB may be packed in four.
_ZSTD_CHUNK: Final = 2**11
#: Errors of a packed file that is damaged.
DAMAGE: Final = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)
#: Errors of a file that cannot be read, packed or not.
READ_ERRORS: Final = (UnreadableError, *DAMAGE, OSError)


def unpacked_name(path: str) -> str:
    """The path of a file without the suffix of a packed one."""
    name, suffix = os.path.splitext(path)
    return name if suffix.lower() in _PACKED else path


def unpacked_stream(packed: IO[bytes], path: str) -> IO[bytes]:
    """An open file as a stream of what is packed in it.

    Raises UnreadableError where the library for zstd is missing.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".zst":
        return BufferedReader(_ZstdStream(packed), _CHUNK)
    opened: Any = {".gz": gzip.open, ".xz": lzma.open}.get(suffix)
    stream: IO[bytes] = opened(packed, "rb") if opened else packed
    return stream


def read_failure(error: Exception) -> str:
    """The reason (Chinese) why a file was not read, from one of READ_ERRORS."""
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, OSError) and not isinstance(error, DAMAGE):
        return f"无法读取（{system_reason(error)}）"
    return "压缩文件坏了，没有读完"


class _ZstdStream(RawIOBase):
    """A stream of what zstd has packed, with errors of other packed files.

    The library's own stream ends in silence where a file was cut off.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        try:
            from zstandard import ZstdDecompressor
        except ImportError:
            raise UnreadableError("读 .zst 要先装：pip install 'zhlint-press[archive]'") from None
        self._packed, self._decompressor = packed, ZstdDecompressor()
        self._frame: Any = None
        self._unpacked = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._unpacked and self._fill():
            pass
        count = min(len(buffer), len(self._unpacked))
        buffer[:count], self._unpacked = self._unpacked[:count], self._unpacked[count:]
        return count

    def _fill(self) -> bool:
        """Unpacks a little more; False at the end.

        Raises EOFError where the file is damaged or ends within a frame.
        """
        from zstandard import ZstdError

        is_open = self._frame is not None and not self._frame.eof
        content = b"" if is_open or not self._frame else self._frame.unused_data
        content = content or self._packed.read(_ZSTD_CHUNK)
        if not content:
            if is_open:
                raise EOFError("truncated")
            return False
        if not is_open:
            self._frame = self._decompressor.decompressobj()
        try:
            self._unpacked = memoryview(self._frame.decompress(content))
        except ZstdError as error:
            raise EOFError(str(error)) from None
        return True
