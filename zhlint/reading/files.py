"""The bytes of a draft's file, or why there are none."""

from __future__ import annotations

import os
from io import BufferedReader
from stat import S_ISREG
from typing import TYPE_CHECKING

from zhlint.phrasing.reasons import size_reason, system_reason
from zhlint.reading.encoding import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def draft_bytes(path: str | Path, limit: int) -> bytes:
    """The bytes of a file of at most `limit` bytes. Raises UnreadableError."""
    try:
        with open(path, "rb", buffering=0) as stream:
            state = os.fstat(stream.fileno())
            if not S_ISREG(state.st_mode):
                # A pipe or a device, which may never end.
                with BufferedReader(stream) as reader:
                    return _within_limit(reader.read(limit + 1), limit)
            if state.st_size > limit:
                raise UnreadableError(size_reason("文件", state.st_size, limit))
            return stream.read()
    except FileNotFoundError:
        raise UnreadableError("没有这个文件，请核对路径") from None
    except IsADirectoryError:
        raise UnreadableError("这是文件夹，不是文稿") from None
    except PermissionError:
        raise UnreadableError("没有读取权限，请检查文件的权限，或关闭占用它的程序") from None
    except OSError as error:
        raise UnreadableError(f"无法读取（{system_reason(error)}）") from None


def _within_limit(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise UnreadableError(size_reason("文件", len(content), limit))
    return content
