"""Bytes to text and back, by BOM, strict UTF-8 or strict GB18030, never by guessing."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

ENCODINGS: Final = ("utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "gb18030")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-bom"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Most files in Big5 have the characters that Hong Kong added.
_CODECS: Final = {"utf-8-bom": "utf-8", "big5": "big5hkscs"}


class UnreadableError(Exception):
    """A draft cannot be read; the Chinese message says why and what to do.

    `line` is the number of the line with a wrong byte, None for any other reason.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class Decoded(NamedTuple):
    """The text without a BOM, and the name of its encoding in reports.

    The name is one of ENCODINGS, or the one that was asked for.
    """

    text: str
    encoding: str


def is_encoding(name: str) -> bool:
    """Whether `decode` takes this name: auto, one of ENCODINGS or any text codec of Python."""
    try:
        "".encode(_CODECS.get(name, name))
    except (LookupError, ValueError):
        return name == "auto"
    return True


def unknown_encoding(name: str) -> str:
    """The message on a name that is no encoding (Chinese)."""
    return f"没有名为“{name}”的编码，可用：auto、{'、'.join(ENCODINGS)}、big5"


def decode(content: bytes, encoding: str = "auto") -> Decoded:
    """Decodes the bytes of a draft; a BOM is dropped.

    `encoding` is auto or the name of any codec of Python. Raises UnreadableError for binary content, and for bytes that the encoding
    does not have.
    """
    if encoding != "auto":
        return _decode_as(content, encoding)
    for bom, name in _BOMS:
        if content.startswith(bom):
            return Decoded(_strict(content[len(bom) :], name), name)
    if b"\0" in content:
        raise UnreadableError("这是二进制文件，不是文稿；如果是 UTF-16 文本，请用 --encoding utf-16-le 指明")
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first_wrong = error.start
    try:
        return Decoded(content.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, max(first_wrong, error.start)) + 1
        raise UnreadableError(
            "编码无法识别：既不是 UTF-8 也不是 GB18030；请另存为 UTF-8，或用 --encoding 指明（如 big5）", line
        ) from None


def _decode_as(content: bytes, encoding: str) -> Decoded:
    """The text in the encoding that was asked for."""
    for bom, name in _BOMS:
        if content.startswith(bom) and name.startswith(encoding.lower().replace("_", "-")):
            return Decoded(_strict(content[len(bom) :], name), name)
    if not is_encoding(encoding):
        raise UnreadableError(unknown_encoding(encoding))
    return Decoded(_strict(content, encoding), encoding)


def _strict(content: bytes, name: str) -> str:
    """The text without a BOM, every byte of it legal."""
    try:
        text = content.decode(_CODECS.get(name, name))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"第 {error.start + 1} 个字节起不是 {name} 编码，请核对文件的编码", line) from None
    if "\0" in text:
        raise UnreadableError("文中有空字符（NUL），这不是文稿")
    return text


def encode_like(content: bytes, text: str, encoding: str) -> bytes:
    """Encodes a text as `content` is, whose text `decode` gave, with its BOM.

    Raises UnreadableError where a character does not exist in the encoding, or where bytes that were not changed would not come back
    as they were.
    """
    name = _CODECS.get(encoding, encoding)
    mark = next((bom for bom, own in _BOMS if own == encoding and content.startswith(bom)), b"")
    if mark + decode(content, encoding).text.encode(name) != content:
        raise UnreadableError(f"有的字节在 {encoding} 里不是通行的写法，改后不能原样写回，请先另存为 UTF-8")
    try:
        return mark + text.encode(name)
    except UnicodeEncodeError as error:
        raise UnreadableError(f"{encoding} 里没有“{text[error.start]}”字，改后写不回去，请先另存为 UTF-8") from None
