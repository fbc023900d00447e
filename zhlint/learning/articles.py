"""The articles of an archive, read one after another.

A file is an article: text, Markdown or Word; a file of JSON lines has one in every line. Any of them may be packed by gzip, xz or zstd.
"""

from __future__ import annotations

import codecs
import json
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from zhlint.analysis.script import script
from zhlint.learning.files import LINES, Unread
from zhlint.learning.packed_files import READ_ERRORS, read_failure, unpacked_name, unpacked_stream
from zhlint.phrasing.reasons import size_reason
from zhlint.reading import parse, read
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.reading.formats import promised_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.desk import Desk
    from zhlint.document import Document
    from zhlint.learning.files import Source

_TRADITIONAL: Final = "是繁体，语言模型只用于简体稿"
_KINDS: Final = {"garbled": "是乱码", "foreign": "中文太少"}


class Reader:
    """Reads the articles of files.

    `field` is the field of JSON lines with the text; with `lines`, every line of a text is an article. `encoding` is that of texts,
    `limit` the most bytes of a file or a line.
    """

    def __init__(self, field: str, encoding: str, limit: int, desk: Desk, *, lines: bool) -> None:
        self._field, self._lines, self._encoding, self._limit, self._desk = field, lines, encoding, limit, desk

    def articles(self, source: Source, skipped: int = 0) -> Iterator[Document | Unread]:
        """Yields the articles of a file, the first few left out.

        What cannot be read is yielded with its reason; nothing is raised.
        """
        try:
            for number, article in enumerate(islice(self._articles(source), skipped, None), skipped + 1):
                if isinstance(article, Unread):
                    yield article
                elif isinstance(article, str):
                    yield _verdict(parse(article, desk=self._desk), source, f"第{number}篇")
                else:
                    yield _verdict(article, source)
        except READ_ERRORS as error:
            yield Unread(source.shown, read_failure(error))

    def _articles(self, source: Source) -> Iterator[Document | str | Unread]:
        """Yields the articles as texts, a whole file as a document.

        Raises UnreadableError, and what the system raises.
        """
        name = unpacked_name(source.path)
        with open(source.path, "rb") as packed, unpacked_stream(packed, source.path) as stream:
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
            value = _object(line)
            text = value.get(self._field) if value is not None else None
            if isinstance(text, str) and text.strip():
                yield text
                continue
            fields |= dict.fromkeys(key for key, item in (value or {}).items() if isinstance(item, str))
            what = "不是 JSON" if value is None else f"没有“{self._field}”这个字段的文字"
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


def _object(line: str) -> dict[str, object] | None:
    """The object of a line of JSON; None where it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _verdict(document: Document, source: Source, where: str = "") -> Document | Unread:
    """A document, or why it is not counted."""
    reason = _KINDS.get(document.kind) or (_TRADITIONAL if document.analyse(script) == "traditional" else "")
    return Unread(source.shown, where + reason) if reason else document
