"""jieba's word list: its file, its words, a mark of its content."""

from __future__ import annotations

from binascii import crc32
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The path of the dictionary in jieba, and in jieba-py, which is imported by the same name.
_DICTIONARIES: Final = ("dict.txt", "_data/dict.txt")
#: The characters of jieba's dictionary that are read at once.
_READ_AT_ONCE: Final = 2**18


def dictionary() -> Path:
    """The file of jieba's word list. Raises ModuleNotFoundError where jieba is missing."""
    spec = find_spec("jieba")
    paths = [Path(spec.origin).parent / name for name in _DICTIONARIES] if spec and spec.origin else []
    for path in paths:
        if path.is_file():
            return path
    raise ModuleNotFoundError("缺少 jieba 的词典", name="jieba")


def entries() -> Iterator[tuple[str, int]]:
    """Yields jieba's words with their frequencies. Raises ModuleNotFoundError where jieba is missing."""
    with dictionary().open(encoding="utf-8") as file:
        while columns := (file.read(_READ_AT_ONCE) + file.readline()).split():
            yield from zip(columns[::3], map(int, columns[1::3]), strict=True)


@cache
def dictionary_mark() -> str:
    """A mark of the content of jieba's word list, equal in all environments."""
    mark = 0
    with dictionary().open("rb") as file:
        while block := file.read(_READ_AT_ONCE):
            mark = crc32(block, mark)
    return f"{mark:08x}"
