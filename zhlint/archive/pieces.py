"""The pieces of an archive: what is done, stored and done again as one."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

from zhlint.archive.extra import first_line, library
from zhlint.learning.files import LINES, Unread
from zhlint.learning.packed_files import DAMAGE, READ_ERRORS, read_failure, unpacked_name, unpacked_stream
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.formats import promised_format
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.learning.files import Source

PARQUET: Final = ".parquet"
#: Bytes of text in a piece, and the most drafts.
SIZE: Final = 8 * 2**20
_DRAFTS: Final = 1_000
#: A group of drafts ends, on average, after so many: where it ends hangs on the name of its last draft alone.
_GROUP: Final = 256
#: The most pieces of a row group: a piece skips the rows before it, which takes a hundredth of the time of a check.
_PER_ROW_GROUP: Final = 16
_BLOCK: Final = 2**20


class Piece(NamedTuple):
    """Some consecutive records of one source, or some drafts.

    `start` and `end` are bytes of a file of lines, or rows of a row group of Parquet; `first` is the number of the first
    record. `content` holds the lines of a packed file. `size` is the portion of the bytes of the source that are read.
    """

    name: str
    source: str
    path: str
    kind: str
    start: int = 0
    end: int = 0
    first: int = 1
    group: int = 0
    content: bytes | None = None
    drafts: tuple[tuple[str, str], ...] = ()
    size: int = 0


def pieces(
    sources: Sequence[Source], digest: str, unread: list[Unread], *, lines: bool, limit: int, size: int = SIZE
) -> Iterator[Piece]:
    """Yields the pieces of files, each with a name made of what decides its result.

    `digest` stands for configuration and columns; with `lines` every line of a text is a record; `limit` is the most bytes
    of a record. A source that cannot be read is added to `unread`.
    """
    drafts: list[Source] = []
    for source in sources:
        name = unpacked_name(source.path).lower()
        try:
            if name.endswith(PARQUET):
                yield from _row_ranges(source, digest, size)
            elif name.endswith(LINES):
                yield from _line_ranges(source, "json", digest, size, limit)
            elif lines and not ((promised := promised_format(name)) and promised.binary):
                yield from _line_ranges(source, "lines", digest, size, limit)
            else:
                drafts.append(source)
        except ConfigError as error:
            unread.append(Unread(source.shown, str(error)))
        except READ_ERRORS as error:
            unread.append(Unread(source.shown, read_failure(error)))
    yield from _groups(drafts, digest, size)


def _named(source: Source, digest: str, number: int) -> str:
    return f"{_slug(source.shown)}-{_digest(digest, _state(source))}-{number:06}"


def _slug(shown: str) -> str:
    """The name of a source as it may stand in any name of a file."""
    return re.sub(r"\W+", "-", os.path.basename(shown))[:32].strip("-") or "drafts"


def _state(source: Source) -> str:
    try:
        return f"{source.shown}\0{source.size}\0{os.stat(source.path).st_mtime_ns}"
    except OSError:
        return source.shown


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _line_ranges(source: Source, kind: str, digest: str, size: int, limit: int) -> Iterator[Piece]:
    """Yields ranges of whole lines; those of a packed file with their content."""
    with open(source.path, "rb") as packed, unpacked_stream(packed, source.path) as stream:
        cuts = _Cuts(stream, size, limit, keeps=stream is not packed)
        before = 0
        for number, (first, start, end, content) in enumerate(cuts):
            read = min(packed.tell(), source.size) if content is not None else end
            name = _named(source, digest, number)
            yield Piece(name, source.shown, source.path, kind, start, end, first, 0, content, (), read - before)
            before = read


class _Cuts:
    """A stream of lines, cut at line ends.

    No more of it than a piece is in memory.

    Of a line of more than `limit` bytes, only so many are kept that it is known as too long. What stands before damage is
    yielded before its error is raised.
    """

    def __init__(self, stream: Any, size: int, limit: int, *, keeps: bool) -> None:
        self._stream, self._size, self._limit, self._keeps = stream, size, limit, keeps

    def __iter__(self) -> Iterator[tuple[int, int, int, bytes | None]]:
        first, start, at, lines = 1, 0, 0, 0
        kept: list[bytes] = []
        open_line = 0
        damage: Exception | None = None
        while True:
            try:
                block = self._stream.read1(min(_BLOCK, self._size))
            except DAMAGE as error:
                block, damage = b"", error
            if not block:
                break
            if not at and block.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UnreadableError("是 UTF-16 编码，一行一条的只能是 UTF-8 或 GB18030，请另存")
            cut = block.rfind(b"\n") + 1
            if cut and at + cut - start >= self._size:
                self._keep(kept, block[:cut], open_line)
                lines += block.count(b"\n")
                yield first, start, at + cut, b"".join(kept) if self._keeps else None
                first, start, lines = first + lines, at + cut, 0
                kept, open_line = [], 0
                rest = block[cut:]
            else:
                rest, lines = block, lines + block.count(b"\n")
            self._keep(kept, rest, open_line)
            last = rest.rfind(b"\n")
            open_line = len(rest) - last - 1 if last >= 0 else open_line + len(rest)
            at += len(block)
        if at > start:
            yield first, start, at, b"".join(kept) if self._keeps else None
        if damage:
            raise damage

    def _keep(self, kept: list[bytes], block: bytes, open_line: int) -> None:
        if not self._keeps or not block:
            return
        end = block.find(b"\n")
        if open_line > self._limit and end != 0:
            block = block[end:] if end > 0 else b""
        kept.append(block)


def _row_ranges(source: Source, digest: str, size: int) -> Iterator[Piece]:
    """Yields ranges of rows of the row groups of a Parquet file."""
    parquet = library("pyarrow.parquet", "读 Parquet ")
    try:
        meta = parquet.ParquetFile(source.path).metadata
    except Exception as error:  # noqa: BLE001 - of its many errors each means the same
        raise UnreadableError(f"不是完好的 Parquet（{first_line(error)}）") from None
    first = number = 0
    for group in range(meta.num_row_groups):
        rows, width = meta.row_group(group).num_rows, meta.row_group(group).total_byte_size
        step = max(1, rows * size // max(1, width), -(-rows // _PER_ROW_GROUP))
        for start in range(0, rows, step):
            end = min(start + step, rows)
            share = source.size * (end - start) // max(1, meta.num_rows)
            name = _named(source, digest, number)
            yield Piece(
                name, source.shown, source.path, "parquet", start, end, first + start + 1, group, None, (), share
            )
            number += 1
        first += rows


def _groups(drafts: Iterable[Source], digest: str, size: int) -> Iterator[Piece]:
    """Yields groups of drafts; a new draft changes its own group alone, as a rule."""
    group: list[Source] = []
    held = 0
    for draft in drafts:
        group.append(draft)
        held += draft.size
        is_end = crc32(draft.shown.encode("utf-8", "surrogateescape")) % _GROUP == 0
        if is_end or held >= size or len(group) >= _DRAFTS:
            yield _group(group, digest, held)
            group, held = [], 0
    if group:
        yield _group(group, digest, held)


def _group(group: list[Source], digest: str, held: int) -> Piece:
    folder = os.path.dirname(group[0].shown)
    key = _digest(digest, *map(_state, group))
    files = tuple((draft.path, draft.shown) for draft in group)
    return Piece(f"{_slug(folder)}-{key}-000000", folder, "", "drafts", drafts=files, size=held)
