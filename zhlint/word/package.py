"""The zip of a Word file, opened with suspicion, read and written part by part."""

from __future__ import annotations

import os
import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.phrasing.reasons import size_reason
from zhlint.word import WordFileError
from zhlint.word.markup import BrokenXmlError, Tag, append_children, as_utf8, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_RELATIONSHIPS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
TYPES_PART: Final = "[Content_Types].xml"
_MOST_MEMBERS: Final = 10_000
#: Deflated prose comes to a tenth, a Word part of repeated tags to a fiftieth; a part this size and this dense is a bomb.
_DENSEST: Final = 500
_SMALL: Final = 4 * 2**20
#: All parts together hold no more bytes.
_LARGEST_WHOLE: Final = 2**30
_CHUNK: Final = 2**20
#: The system named in new parts, whichever it is, so that the same draft gives the same bytes.
_UNIX: Final = 3
#: The comment of the zip, which every other program drops: it shows that nothing has saved the copy since.
SEAL: Final = b"zhlint"
#: The bytes at the end of a zip before its comment.
_ZIP_END: Final = 22


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
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise WordFileError("Word 文件已损坏（压缩包打不开），请用 Word 或 WPS 打开后另存为 .docx") from None
        self._members = self._checked_members()
        if TYPES_PART not in self._members:
            raise WordFileError("这是压缩包，不是 Word 文档（.docx）")
        self.main = self._find_main()

    def __contains__(self, name: str) -> bool:
        return name in self.replacements or name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises WordFileError where it is missing, too large or damaged.
        """
        if name in self.replacements:
            return self.replacements[name]
        member = self._members.get(name)
        if member is None:
            raise WordFileError(f"Word 文件已损坏（缺少 {name}），请用 Word 或 WPS 打开后另存为 .docx")
        if member.file_size > self._limit:
            raise WordFileError(size_reason(f"{name} 展开后", member.file_size, self._limit))
        return b"".join(self._chunks(member))

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
        names = (posixpath.join(folder, f"{stem}{number or ''}.xml") for number in range(len(self._members) + 1))
        return next(name for name in names if name not in self)

    def to_bytes(self) -> bytes:
        """Packs the file; parts without a replacement keep bytes, order, name and time."""
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
            for name, member in self._members.items():
                with target.open(_entry_like(member), "w", force_zip64=member.file_size >= 2**31) as stream:
                    if name in self.replacements:
                        stream.write(self.replacements[name])
                    else:
                        stream.writelines(self._chunks(member))
            main = self._members[self.main]
            for name in sorted(self.replacements.keys() - self._members.keys()):
                member = zipfile.ZipInfo(name, main.date_time)
                member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, _UNIX
                target.writestr(member, self.replacements[name])
            target.comment = SEAL
        return output.getvalue()

    def _checked_members(self) -> Mapping[str, zipfile.ZipInfo]:
        """The entries of the zip, by name. Raises WordFileError where it is a bomb."""
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            raise WordFileError(f"压缩包里有 {len(members)} 个文件，不像 Word 文档，没有展开")
        if any(member.flag_bits & 1 for member in members):
            raise WordFileError("文件有密码，请在 Word 或 WPS 里去掉密码后另存为 .docx")
        dense = [member for member in members if member.file_size > max(_SMALL, _DENSEST * member.compress_size)]
        if dense or sum(member.file_size for member in members) > _LARGEST_WHOLE:
            raise WordFileError("压缩包展开后异常庞大，疑为“压缩炸弹”，没有展开；请用 Word 或 WPS 打开后另存为 .docx")
        if len({member.filename for member in members}) < len(members):
            raise WordFileError("Word 文件已损坏（压缩包里有同名文件），请用 Word 或 WPS 打开后另存为 .docx")
        return {member.filename: member for member in members}

    def _chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of an entry in chunks. Raises WordFileError."""
        import zlib

        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise WordFileError(
                f"Word 文件已损坏（{member.filename} 读不出来），请用 Word 或 WPS 打开后另存为 .docx"
            ) from None

    def _find_main(self) -> str:
        """The name of the document's part. Raises WordFileError."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        raise WordFileError("这是压缩包，不是 Word 文档（.docx）")


def is_sealed(path: str | Path) -> bool:
    """Whether a file is a copy that zhlint wrote, and unchanged. Raises OSError."""
    with open(path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _ZIP_END - len(SEAL)))
        end = stream.read()
    return end.startswith(b"PK\x05\x06") and end.endswith(len(SEAL).to_bytes(2, "little") + SEAL)


def _broken(name: str, error: BrokenXmlError) -> WordFileError:
    return WordFileError(f"Word 文件已损坏（{name}：{error}），请用 Word 或 WPS 打开后另存为 .docx")


def _entry_like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A new entry with the name, time and method of an old one."""
    new = zipfile.ZipInfo(member.filename, member.date_time)
    new.compress_type, new.external_attr, new.create_system = (
        member.compress_type,
        member.external_attr,
        member.create_system,
    )
    return new
