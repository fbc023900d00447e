"""The parts of a Word file, and the relations between them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word import WordFileError
from zhlint.word.archive import Archive
from zhlint.word.markup import BrokenXmlError, Tag, append_children, as_utf8, walk

if TYPE_CHECKING:
    from collections.abc import Callable

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_RELATIONSHIPS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
TYPES_PART: Final = "[Content_Types].xml"


class Relation(NamedTuple):
    """A relationship of a part: its id, its kind, and the part it leads to.

    The kind is the last word of its type.
    """

    id: str
    kind: str
    target: str


class Package:
    """A Word file.

    Parts are read through `read`; `replacements` holds those that are new or changed, by name, until the file is written. `main` is
    the part of the document. `limit` is the most bytes that one part may hold. Raises WordFileError.
    """

    def __init__(self, content: bytes, limit: int) -> None:
        self.replacements: dict[str, bytes] = {}
        self._limit = limit
        self._archive = Archive(content)
        if TYPES_PART not in self._archive:
            raise WordFileError("这是压缩包，不是 Word 文档（.docx）")
        self.main = self._find_main()

    def __contains__(self, name: str) -> bool:
        return name in self.replacements or name in self._archive

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises WordFileError where it is missing, too large or damaged.
        """
        if name in self.replacements:
            return self.replacements[name]
        return self._archive.read(name, self._limit)

    def xml(self, name: str) -> bytes:
        """A part as XML in UTF-8. Raises WordFileError."""
        try:
            return as_utf8(self.read(name))
        except BrokenXmlError as error:
            raise _broken(name, error) from None

    def walk(
        self,
        name: str,
        on_open: Callable[[Tag], None],
        on_close: Callable[[str, int, int], None] | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> bytes:
        """Walks over the XML of a part as `markup.walk` does, and returns it.

        Raises WordFileError.
        """
        xml = self.xml(name)
        try:
            walk(xml, on_open, on_close, on_text)
        except BrokenXmlError as error:
            raise _broken(name, error) from None
        return xml

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relations of a part to others within the file."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return ()
        relations: list[Relation] = []

        def on_open(tag: Tag) -> None:
            if tag.name == "Relationship" and tag.attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, tag.attributes.get("Target", ""))).lstrip("/")
                kind = tag.attributes.get("Type", "").rpartition("/")[2]
                relations.append(Relation(tag.attributes.get("Id", ""), kind, target))

        self.walk(rels, on_open)
        return tuple(relations)

    def related_part(self, kind: str) -> str | None:
        """The part of this kind that the document leads to, None without one: `comments`."""
        return next((to.target for to in self.relations(self.main) if to.kind == kind and to.target in self), None)

    def add(self, name: str, content: bytes, *, kind: str, content_type: str, strict: bool) -> None:
        """Adds a part that the document leads to, with its relation and content type."""
        folder, main = posixpath.split(self.main)
        rels = posixpath.join(folder, "_rels", f"{main}.rels")
        known = {relation.id for relation in self.relations(self.main)}
        new = next(own for number in range(1, len(known) + 2) if (own := f"rIdZhlint{number}") not in known)
        base = STRICT_RELATIONSHIPS if strict else RELATIONSHIPS
        bare = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        relation = f'Relationship Id="{new}" Type="{base}{kind}" Target="/{name}"/>'
        override = f'Override PartName="/{name}" ContentType="{content_type}"/>'
        self._extend(rels, self.xml(rels) if rels in self else bare, relation)
        self._extend(TYPES_PART, self.xml(TYPES_PART), override)
        self.replacements[name] = content

    def _extend(self, name: str, xml: bytes, entry: str) -> None:
        """Adds an entry at the end of a part. Raises WordFileError."""
        try:
            self.replacements[name] = append_children(xml, lambda prefix: f"<{prefix}{entry}")
        except BrokenXmlError as error:
            raise _broken(name, error) from None

    def free_name(self, stem: str) -> str:
        """A name for a new part beside the document: `word/comments.xml`."""
        folder = posixpath.dirname(self.main)
        names = (posixpath.join(folder, f"{stem}{number or ''}.xml") for number in range(len(self._archive) + 1))
        return next(name for name in names if name not in self)

    def to_bytes(self) -> bytes:
        """Packs the file; parts without a replacement keep bytes, order, name and time."""
        return self._archive.pack(self.replacements, self.main)

    def _find_main(self) -> str:
        """The name of the document's part. Raises WordFileError."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        raise WordFileError("这是压缩包，不是 Word 文档（.docx）")


def _broken(name: str, error: BrokenXmlError) -> WordFileError:
    return WordFileError(f"Word 文件已损坏（{name}：{error}），请用 Word 或 WPS 打开后另存为 .docx")
