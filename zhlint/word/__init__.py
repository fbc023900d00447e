"""Word files as they lie on the disk: a zip of XML parts, its text in reading order, and edits that touch nothing else."""

from __future__ import annotations

from typing import Final

ZIP_MAGIC: Final = b"PK\x03\x04"
#: Compound files: .doc, .wps, and a .docx under a password.
OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"


class WordFileError(Exception):
    """A Word file cannot be read or written; the message is Chinese and says why and what to do."""
