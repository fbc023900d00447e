"""XML read in one pass and edited in place, without a tree.

Every tag comes with its bytes; a document type is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

#: The namespaces of Word, the later one that of its strict form.
WORD: Final = frozenset({
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
})  # fmt: skip
#: Elements nest no deeper.
_DEEPEST: Final = 400
_TAG_END: Final = re.compile(rb"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class BrokenXmlError(Exception):
    """A part is no sound XML, or not fit for Word; a short Chinese message."""


class Tag(NamedTuple):
    """An element as it opens.

    `name` is its local name, `prefix` `w:` or empty, `attributes` go by local name; `start` and `end` are the bytes of the tag.
    """

    name: str
    namespace: str
    prefix: str
    attributes: Mapping[str, str]
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.namespace in WORD


class Edit(NamedTuple):
    """Puts `new` in place of the bytes `start:end`.

    At one offset, a lower `rank` stands first.
    """

    start: int
    end: int
    rank: int
    new: bytes


def walk(
    xml: bytes,
    on_open: Callable[[Tag], None],
    on_close: Callable[[str, int, int], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Walks over XML, calling a function at each opening, closing and text.

    `on_close` gets the name of the element and the bytes `start:end` of its closing tag; an empty element `<a/>` closes where its tag
    ends. Raises BrokenXmlError, also for a document type.
    """
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    stack: list[tuple[str, int]] = []

    def start(full: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise BrokenXmlError("层次太深")
        at = parser.CurrentByteIndex
        name, namespace, prefix = _names(full)
        tag = Tag(
            name, namespace, prefix, {_names(key)[0]: value for key, value in attributes.items()}, at, tag_end(xml, at)
        )
        stack.append((name, tag.end if xml[tag.end - 2 : tag.end] == b"/>" else 0))
        on_open(tag)

    def end(_full: str) -> None:
        name, empty_end = stack.pop()
        if on_close:
            at = empty_end or parser.CurrentByteIndex
            on_close(name, at, empty_end or tag_end(xml, at))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse
    if on_text:
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise BrokenXmlError(f"第 {error.lineno} 行不是合法的 XML") from None


def tag_end(xml: bytes, start: int) -> int:
    """The offset where the tag ends that starts at `start`. Raises BrokenXmlError."""
    tag = _TAG_END.match(xml, start)
    if not tag:
        raise BrokenXmlError("标签没有结束")
    return tag.end()


def as_utf8(xml: bytes) -> bytes:
    """Recodes XML in UTF-8, which alone can be edited in place. Raises BrokenXmlError."""
    if not xml.startswith(_UTF16):
        return xml.removeprefix(b"\xef\xbb\xbf")
    try:
        text = xml.decode("utf-16")
    except UnicodeDecodeError:
        raise BrokenXmlError("不是合法的 UTF-16") from None
    return re.sub(r"""(<\?xml[^>]*?encoding=)["'][^"']*["']""", r'\1"UTF-8"', text, count=1).encode()


def apply_edits(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Applies edits that do not overlap."""
    chunks: list[bytes] = []
    at = 0
    for start, end, _, new in sorted(edits, key=lambda edit: edit[:3]):
        chunks += [xml[at:start], new]
        at = max(at, end)
    return b"".join([*chunks, xml[at:]])


def append_children(xml: bytes, build: Callable[[str], str]) -> bytes:
    """Adds children at the end of the root.

    `build` makes their XML from the prefix of the root. Raises BrokenXmlError.
    """
    root: list[Tag] = []
    last: list[tuple[int, int]] = []
    depth = [0]

    def on_open(tag: Tag) -> None:
        depth[0] += 1
        if not root:
            root.append(tag)

    def on_close(_name: str, start: int, end: int) -> None:
        depth[0] -= 1
        if not depth[0]:
            last.append((start, end))

    xml = as_utf8(xml)
    walk(xml, on_open, on_close)
    inner = build(root[0].prefix).encode()
    start, end = last[0]
    if start < end:
        return apply_edits(xml, [Edit(start, start, 0, inner)])
    tag = xml[root[0].start : root[0].end]
    name = re.match(rb"<([^\s/>]+)", tag)
    assert name  # noqa: S101 - a tag has a name
    return apply_edits(xml, [Edit(root[0].start, end, 0, tag[:-2] + b">" + inner + b"</" + name[1] + b">")])


def drop_illegal(text: str) -> str:
    """Drops the characters that XML does not have."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def escape(text: str) -> str:
    """Escapes a text for a place between tags or quotes of XML.

    Characters that XML does not have are left out.
    """
    return drop_illegal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=2048)
def _names(full: str) -> tuple[str, str, str]:
    """Local name, namespace and prefix of a name as the parser gives it.

    That is `uri local prefix`, `uri local` or `local`.
    """
    parts = full.split(" ")
    if len(parts) == 1:
        return full, "", ""
    return parts[1], parts[0], f"{parts[2]}:" if len(parts) > 2 else ""


def _refuse(*_: object) -> None:
    raise BrokenXmlError("带有 DTD")
