"""The work of a count, in files that a later run goes on from.

A folder holds what has been counted so far, a file for each batch of articles. Its name tells what is counted: other files, other
options or another version of zhlint make another folder. All of it is text of the archive in pieces, and only its owner may read it.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
from binascii import crc32
from contextlib import suppress
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.model.tallies import Tally, read_tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zhlint.learning.files import Unread

#: The beginning of the names of such folders.
_PREFIX: Final = ".zhlint-learn-"
_LENGTH: Final = 8


class Position(NamedTuple):
    """A place in the archive, by the numbers of file and article."""

    source: int = 0
    article: int = 0


class Batch(NamedTuple):
    """The counts of some articles.

    `end` is where the next batch begins. `lines` are those of evidence, in order, each with the number of articles.
    """

    end: Position
    articles: int
    copies: int
    characters: int
    unread: tuple[Unread, ...]
    sentences: bytes
    tally: bytes
    lines: bytes


class Work:
    """The folder of a count."""

    def __init__(self, out: Path, digest: str) -> None:
        """Makes the folder where there is none, and removes those of other counts. Raises OSError."""
        self.folder = out / f"{_PREFIX}{digest}"
        for other in out.glob(f"{_PREFIX}*"):
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._files: list[StoredBatch] = []

    def stored(self) -> list[StoredBatch]:
        """The batches of earlier runs, up to the first that is missing or damaged."""
        while True:
            try:
                self._files.append(StoredBatch(self._path(len(self._files))))
            except (OSError, ValueError):
                return self._files

    def add(self, batch: Batch) -> StoredBatch:
        """Stores the next batch. Raises OSError."""
        path = self._path(len(self._files))
        beside = path.with_suffix(".new")
        pieces = (batch.sentences, batch.tally, batch.lines)
        head = json.dumps([*batch[:5], [len(piece) for piece in pieces]]).encode()
        content = (len(head).to_bytes(_LENGTH), head, *pieces)
        seal = 0
        for piece in content:
            seal = crc32(piece, seal)
        with open(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines((seal.to_bytes(_LENGTH), *content))
        beside.replace(path)
        self._files.append(StoredBatch(path))
        return self._files[-1]

    def close(self) -> None:
        """Unmaps the files."""
        for file in self._files:
            file.close()

    def remove(self) -> None:
        """Removes the folder."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06}.batch"


class StoredBatch:
    """A batch on the disk, mapped. Raises ValueError where it is not whole."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        if crc32(view[_LENGTH:]) != int.from_bytes(view[:_LENGTH]):
            raise ValueError
        start = 2 * _LENGTH + int.from_bytes(view[_LENGTH : 2 * _LENGTH])
        end, self.articles, self.copies, self.characters, unread, sizes = json.loads(bytes(view[2 * _LENGTH : start]))
        self.end = Position(*end)
        self.unread: list[list[str]] = unread
        self._places = [start]
        for size in sizes:
            self._places.append(self._places[-1] + size)

    @property
    def sentences(self) -> bytes:
        return self._map[self._places[0] : self._places[1]]

    def tally(self) -> Tally:
        """The counts of its n-grams, which lie in the file."""
        return read_tally(memoryview(self._map)[self._places[1] : self._places[2]])

    def lines(self) -> Iterator[tuple[str, int]]:
        """The lines of evidence, in order, each with the number of articles."""
        place = self._places[2]
        while place < self._places[3]:
            end = self._map.find(b"\n", place)
            line, _, count = self._map[place:end].decode("utf-8", "surrogatepass").rpartition("\t")
            yield line, int(count)
            place = end + 1

    def close(self) -> None:
        """Unmaps the file, where nothing looks into it any more."""
        with suppress(BufferError):
            self._map.close()


def as_lines(counts: Iterable[tuple[str, int]]) -> bytes:
    """Lines of evidence with their counts, in order, as bytes."""
    return "".join(f"{line}\t{count}\n" for line, count in sorted(counts)).encode("utf-8", "surrogatepass")


def merged_lines(batches: Iterable[StoredBatch]) -> Iterator[tuple[str, int]]:
    """The lines of evidence of several batches, in order, each with the number of articles."""
    lines: Any = merge(*(batch.lines() for batch in batches))
    for line, same in groupby(lines, lambda one: one[0]):
        yield line, sum(count for _, count in same)
