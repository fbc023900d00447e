"""The articles of an archive, read one after another.

A file is an article: text, Markdown or Word; a file of JSON lines has one in every line. Any of them may be packed by gzip, xz or zstd.
"""

from __future__ import annotations

import codecs
import gzip
import json
import lzma
import os
import zlib
from hashlib import sha256
from io import BufferedReader, RawIOBase
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.phrasing.reasons import size_reason, system_reason
from zhlint.reading import parse, read
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.reading.formats import INCLUDED, promised_format, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zhlint.desk import Desk
    from zhlint.document import Document

_PACKED: Final = (".gz", ".xz", ".zst")
#: The suffixes of files of JSON lines.
LINES: Final = (".jsonl", ".ndjson")
#: The suffixes of files that are read, without that of a packed one.
READ: Final = (*(name.removeprefix("*") for name in INCLUDED), *LINES)
#: Bytes that are read at once where a file is only looked through.
_CHUNK: Final = 2**20
#: Bytes of a file packed by zstd that are unpacked at once; a block of 128 KiB may be packed in four.
_ZSTD_CHUNK: Final = 2**11
#: Errors of a packed file that is damaged.
DAMAGE: Final = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)
#: What is said of it.
DAMAGED: Final = "压缩文件坏了，没有读完"
_TRADITIONAL: Final = "是繁体，语言模型只用于简体稿"
_KINDS: Final = {"garbled": "是乱码", "foreign": "中文太少"}


class Source(NamedTuple):
    """A file of an archive: its path, how it is shown, its size in bytes."""

    path: str
    shown: str
    size: int


class Unread(NamedTuple):
    """Something that was not counted, and the reason (Chinese)."""

    path: str
    reason: str


class Reader:
    """Reads the articles of files.

    `field` is the field of JSON lines with the text; with `lines`, every line of a text is an article. `encoding` is that of texts,
    `limit` the most bytes of a file or a line.
    """

    def __init__(self, field: str, encoding: str, limit: int, desk: Desk, *, lines: bool) -> None:
        self._field, self._lines, self._encoding, self._limit, self._desk = field, lines, encoding, limit, desk

    def articles(self, source: Source, skipped: int = 0) -> Iterator[Document | Unread]:
        """Yields the articles of a file, the first few left out.

        What cannot be read is yielded with its reason.

        Raises nothing.
        """
        try:
            for number, article in enumerate(islice(self._articles(source), skipped, None), skipped + 1):
                if isinstance(article, Unread):
                    yield article
                elif isinstance(article, str):
                    yield _judged(parse(article, desk=self._desk), source, f"第{number}篇")
                else:
                    yield _judged(article, source)
        except UnreadableError as error:
            yield Unread(source.shown, str(error))
        except DAMAGE:
            yield Unread(source.shown, DAMAGED)
        except OSError as error:
            yield Unread(source.shown, f"无法读取（{system_reason(error)}）")

    def _articles(self, source: Source) -> Iterator[Document | str | Unread]:
        """Yields the articles as texts, a whole file as a document.

        Raises UnreadableError, and what the system raises.
        """
        name = unpacked_name(source.path)
        with open(source.path, "rb") as packed, unpacked(packed, source.path) as stream:
            if name.lower().endswith(LINES):
                yield from self._json_articles(source, stream)
            elif self._lines and not ((promised := promised_format(name)) and promised.binary):
                yield from (line for line in self._text_lines(stream) if line.strip())
            else:
                content = stream.read(self._limit + 1)
                if len(content) > self._limit:
                    raise UnreadableError(f"{size_reason('文件', len(content), self._limit)}；一行一篇的，请加 --lines")
                yield read(content, name, limit=self._limit, encoding=self._encoding, desk=self._desk).document

    def _json_articles(self, source: Source, stream: IO[bytes]) -> Iterator[str | Unread]:
        """Yields the articles of JSON lines.

        Of lines that are none, the first is named with their number.
        """
        wrong, first, fields = 0, "", dict[str, None]()
        for number, line in enumerate(self._text_lines(stream), 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            text = value.get(self._field) if isinstance(value, dict) else None
            if isinstance(text, str) and text.strip():
                yield text
                continue
            if isinstance(value, dict):
                fields |= dict.fromkeys(key for key, item in value.items() if isinstance(item, str))
            what = f"没有“{self._field}”这个字段的文字" if isinstance(value, dict) else "不是 JSON"
            wrong, first = wrong + 1, first or f"第{number}行{what}"
        if wrong:
            others = [name for name in fields if name != self._field][:8]
            hint = f"；有的字段是 {'、'.join(others)}，可用 --field 指明" if others else ""
            yield Unread(source.shown, f"{first}{f'，这样的共 {wrong} 行' if wrong > 1 else ''}{hint}")

    def _text_lines(self, stream: IO[bytes]) -> Iterator[str]:
        """Yields the lines of a text.

        Raises UnreadableError where one is too long or wrongly encoded.
        """
        number, encoding = 0, self._encoding
        while line := stream.readline(self._limit + 1):
            number += 1
            if len(line) > self._limit:
                raise UnreadableError(f"第{number}行太长")
            if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise UnreadableError("是 UTF-16 编码，一行一篇的只能是 UTF-8 或 GB18030，请另存")
            try:
                yield decode(line, encoding).text
            except UnreadableError as error:
                raise UnreadableError(f"第{number}行：{error}") from None


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
            shown, promised = name.replace(os.sep, "/"), promised_format(unpacked_name(name))
            if not is_named and not unpacked_name(name).lower().endswith(suffixes):
                if promised is None:
                    others += 1
                else:
                    unread.append(Unread(shown, refusal(promised, name)))
                continue
            if not os.path.isfile(name):
                unread.append(Unread(shown, "不是普通文件"))
                continue
            try:
                files.setdefault(os.path.realpath(name), Source(name, shown, os.stat(name).st_size))
            except OSError as error:
                unread.append(Unread(shown, f"无法读取（{system_reason(error)}）"))
    return sorted(files.values(), key=lambda source: source.shown), unread, others


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


def _judged(document: Document, source: Source, where: str = "") -> Document | Unread:
    """A document, or why it is not counted."""
    reason = _KINDS.get(document.kind) or (_TRADITIONAL if document.analyse(script) == "traditional" else "")
    return Unread(source.shown, where + reason) if reason else document


def unpacked_name(path: str) -> str:
    """The path of a file without the suffix of a packed one."""
    name, suffix = os.path.splitext(path)
    return name if suffix.lower() in _PACKED else path


def unpacked(packed: IO[bytes], path: str) -> IO[bytes]:
    """An open file as a stream of what is packed in it.

    Raises UnreadableError where the library for zstd is missing.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".zst":
        return BufferedReader(_ZstdStream(packed), _CHUNK)
    opened: Any = {".gz": gzip.open, ".xz": lzma.open}.get(suffix)
    stream: IO[bytes] = opened(packed, "rb") if opened else packed
    return stream


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
