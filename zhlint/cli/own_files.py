"""Files that zhlint has written or is writing, which are no drafts."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from stat import S_ISREG
from typing import Final

from zhlint.patterns.expressions import compile_expression
from zhlint.reading.formats import MARKDOWN, TEXT, WORD, promised_format

#: The end of the name, before the suffix, of a copy that `annotate` writes.
ANNOTATED: Final = ".zhlint"
#: The beginning of a report in Markdown.
REPORT: Final = "# 文稿检查\n\n检查 ".encode()
#: The beginning of a list of names that `learn` proposes.
PROPOSAL: Final = "# 提议：zhlint learn ".encode()
#: The sums of `check`, `repeats` and `rate` near the end of a report in text.
_SUMMARY: Final = r"(?m)^(?:检查 \d+ 个文稿，\d+ 字：差错 \d|比对 \d+ 个文稿，\d+ 字：|计错 \d+，\d+ 个文稿，\d+ 字)"
#: Bytes at the end of a report in text in which its sums stand.
_TAIL: Final = 4096


def is_copy(path: str) -> bool:
    """Whether a file is a copy that `annotate` wrote.

    It has a seal, or the name of one once an editor has saved it.
    """
    if promised_format(path) is not WORD:
        return False
    from zhlint.word.archive import is_sealed

    try:
        return stem(path).endswith(ANNOTATED) or is_sealed(path)
    except OSError:
        return False


def is_report(path: str) -> bool:
    """Whether zhlint wrote a file: a report in Markdown or text, or a proposal."""
    try:
        with open(path, "rb") as stream:
            if promised_format(path) is MARKDOWN:
                return stream.read(len(REPORT)) == REPORT
            if promised_format(path) is not TEXT:
                return False
            if stream.read(len(PROPOSAL)) == PROPOSAL:
                return True
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - _TAIL))
            return bool(compile_expression(_SUMMARY).search(stream.read(_TAIL).decode(errors="replace")))
    except OSError:
        return False


def is_written_by_this_run(path: str) -> bool:
    """Whether standard output or standard error goes to the file: `zhlint check . > 报告.txt`."""
    if not _output_files():
        return False
    try:
        state = os.stat(path)
    except OSError:
        return False
    return (state.st_dev, state.st_ino) in _output_files()


@cache
def _output_files() -> frozenset[tuple[int, int]]:
    """The device and inode of each file that standard output or standard error goes to."""
    files = set()
    for number in (1, 2):
        with suppress(OSError):
            state = os.fstat(number)
            if S_ISREG(state.st_mode) and state.st_ino:
                files.add((state.st_dev, state.st_ino))
    return frozenset(files)


def stem(path: str) -> str:
    """A path in lower case without its suffix."""
    return os.path.splitext(path)[0].lower()
