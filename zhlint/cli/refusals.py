"""Refusals: the reasons for which a path among the drafts cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.formats import SHOWN_NAMES, promised_format, recognise, refusal

#: Bytes at the beginning of a file by which its format is recognised.
_HEAD: Final = 4096
_EMPTY: Final = f"文件夹里没有文稿（{SHOWN_NAMES}）；别的后缀请直接写出文件名，或在配置里改 include"


def folder_refusal(folder: str) -> UnreadableError:
    """The reason why a folder itself stands among the drafts.

    It cannot be looked into, or holds none.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        return UnreadableError(f"无法打开这个文件夹（{system_reason(error)}）")
    return UnreadableError(_EMPTY)


def file_refusal(path: str) -> str:
    """The reason why a file cannot be read (Chinese); empty where it may be readable.

    Its name and its beginning decide.
    """
    promised = promised_format(path)
    if promised is None or promised.is_read:
        return ""
    if promised.bundle and os.path.isdir(path):
        return refusal(promised, path)
    if not os.path.isfile(path):
        return ""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return ""
    form = recognise(head, path)
    return refusal(form, path) if head and not form.is_read else ""
