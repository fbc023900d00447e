"""The file of a table of n-grams.

A file has a header (JSON: alphabet, sizes, what was counted, a checksum of the rest), then the sections, little-endian, each at a multiple
of eight bytes:

- the counts of single characters;
- pairs by their first character: where its pairs begin, their second characters in order, their counts;
- the characters that commonly stand after each one, and before each one;
- triples and quadruples in buckets by a hash of theirs: where a bucket begins, 16 bits of each hash in order, the counts.
"""

from __future__ import annotations

import json
from array import array
from binascii import crc32
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.model.bits import from_little, little_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC: Final = b"zhlint n-grams 1\n"
#: How much is looked at for the end of the header.
_SIZES: Final = (2**17, 2**20, 2**24)


class Counted(NamedTuple):
    """A text that a table was counted from.

    `part` is one of PARTS, of its documents in their order; `digest` tells its file.
    """

    name: str
    part: str
    digest: str

    def shares(self, other: Counted) -> bool:
        """Whether some document may stand in both texts."""
        return self.digest == other.digest and {self.part, other.part} not in _APART


#: The parts of a text: all of it, the documents 0, 2, 4 … or 1, 3, 5 …, its first or second half.
PARTS: Final = ("all", "even", "odd", "first", "second")
_APART: Final = ({"even", "odd"}, {"first", "second"})


def written_table(alphabet: str, total: int, sections: Sequence[array[int]], counted: Sequence[Counted] = ()) -> bytes:
    """The bytes of a table; `sections` in the order of the file."""
    rest = b"".join(data.ljust(_aligned(len(data)), b"\0") for data in map(little_bytes, sections))
    sizes = [[part.typecode, len(part)] for part in sections]
    header = {
        "alphabet": alphabet,
        "total": total,
        "counted": counted,
        "sections": sizes,
        "checksum": checksum(alphabet, rest),
    }
    head = MAGIC + json.dumps(header, ensure_ascii=True).encode()
    return head.ljust(_aligned(len(head) + 1) - 1) + b"\n" + rest


def checksum(alphabet: str, sections: bytes | memoryview) -> int:
    """The checksum of the alphabet and the sections of a table."""
    return crc32(sections, crc32(alphabet.encode("utf-8", "surrogatepass")))


def read_sections(view: memoryview) -> tuple[dict[str, Any], list[memoryview]]:
    """The header and the sections of a table.

    Raises ValueError, KeyError or IndexError where it is not whole.
    """
    start = start_of_sections(view)
    header = json.loads(bytes(view[len(MAGIC) : start]))
    sections: list[memoryview] = []
    for code, length in header["sections"]:
        width = array(code).itemsize * length
        part = view[start : start + width]
        if len(part) != width:
            raise ValueError
        sections.append(from_little(code, part))
        start += _aligned(width)
    if start != len(view):
        raise ValueError
    return header, sections


def start_of_sections(view: memoryview) -> int:
    """The offset behind the header. Raises ValueError where there is none."""
    if bytes(view[: len(MAGIC)]) != MAGIC:
        raise ValueError
    size = next((size for size in _SIZES if b"\n" in bytes(view[len(MAGIC) : size])), len(view))
    return len(MAGIC) + bytes(view[len(MAGIC) : size]).index(b"\n") + 1


def _aligned(size: int) -> int:
    return -(-size // 8) * 8
