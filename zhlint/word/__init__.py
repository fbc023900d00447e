"""Word files as they lie on the disk: a zip of XML parts.

Their text is read in reading order, and edited so that every other byte stays.
"""

from __future__ import annotations

from typing import Final

ZIP_MAGIC: Final = b"PK\x03\x04"
#: Compound files: .doc, .wps, and a .docx under a password.
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"


class WordFileError(Exception):
    """A Word file cannot be read or written; the Chinese message says what to do."""
