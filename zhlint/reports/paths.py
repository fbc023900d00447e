"""Names of drafts in reports: paths with slashes, relative to the current folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from zhlint.document import Document


def posix_path(path: str) -> str:
    """The path with slashes, relative where the draft lies below the current folder.

    `-` stays.
    """
    whole = Path(path)
    here = Path.cwd()
    if whole.is_absolute() and whole.is_relative_to(here):
        whole = whole.relative_to(here)
    return whole.as_posix()


def uri(path: str) -> str:
    """A relative reference, or a file URI for a draft elsewhere.

    All but plain characters are percent-encoded.
    """
    shown = posix_path(path)
    if Path(shown).is_absolute():
        return Path(shown).as_uri()
    return quote(shown, errors="surrogateescape")


def source_path(document: Document | None, path: str) -> str:
    """The path of a source of quotations, as `posix_path` gives it.

    `path` counts from the folder of the sources.
    """
    root = document.desk.sources.root if document else ""
    return posix_path(os.path.join(root, path))
