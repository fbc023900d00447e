"""The zip of a Word file: opened with suspicion, packed again with care.

Every entry that is not replaced stays as it was.
"""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from zhlint.phrasing.reasons import size_reason
from zhlint.word import WordFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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


class Archive:
    """The entries of a zip, by name.

    Raises WordFileError where it is damaged, has a password, or is a bomb.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise WordFileError("Word 文件已损坏（压缩包打不开），请用 Word 或 WPS 打开后另存为 .docx") from None
        self._members = self._checked_members()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __len__(self) -> int:
        return len(self._members)

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of an entry, at most `limit`.

        Raises WordFileError where it is missing, too large or damaged.
        """
        member = self._members.get(name)
        if member is None:
            raise WordFileError(f"Word 文件已损坏（缺少 {name}），请用 Word 或 WPS 打开后另存为 .docx")
        if member.file_size > limit:
            raise WordFileError(size_reason(f"{name} 展开后", member.file_size, limit))
        return b"".join(self._chunks(member))

    def pack(self, replacements: Mapping[str, bytes], main: str) -> bytes:
        """Packs the zip with these entries replaced or added, and seals it.

        All other entries keep bytes, order, name and time; new ones have the time of the entry `main`.
        """
        output = BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
            for name, member in self._members.items():
                with target.open(_entry_like(member), "w", force_zip64=member.file_size >= 2**31) as stream:
                    if name in replacements:
                        stream.write(replacements[name])
                    else:
                        stream.writelines(self._chunks(member))
            for name in sorted(replacements.keys() - self._members.keys()):
                member = zipfile.ZipInfo(name, self._members[main].date_time)
                member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, _UNIX
                target.writestr(member, replacements[name])
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


def is_sealed(path: str | Path) -> bool:
    """Whether a file is a copy that zhlint wrote, and unchanged. Raises OSError."""
    with open(path, "rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - _ZIP_END - len(SEAL)))
        end = stream.read()
    return end.startswith(b"PK\x05\x06") and end.endswith(len(SEAL).to_bytes(2, "little") + SEAL)


def _entry_like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A new entry with the name, time and method of an old one."""
    new = zipfile.ZipInfo(member.filename, member.date_time)
    new.compress_type, new.external_attr, new.create_system = (
        member.compress_type,
        member.external_attr,
        member.create_system,
    )
    return new
