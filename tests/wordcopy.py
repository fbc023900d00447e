"""Copies of Word files with comments, as zhlint makes them, and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from wordfile import unzipped

from zhlint import Linter
from zhlint.annotation import annotate
from zhlint.config.model import Config
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from zhlint.annotation import Annotated

DATE = "2024-05-01T09:00:00Z"
LIMIT = 2**26


def annotated(content: bytes, *, select: tuple[str, ...] = ("PUN001",), track_changes: bool = False) -> Annotated:
    """The copy with the findings of the selected rules as comments, well formed throughout."""
    linter = Linter(Config(select=select))
    report = linter.lint_bytes(content, path="draft.docx")
    assert not report.errors
    titles = {rule.code: rule.title for rule in linter.rules.available}
    done = annotate(content, report.findings, titles, date=DATE, limit=LIMIT, track_changes=track_changes)
    assert_well_formed(done.content)
    return done


def assert_well_formed(content: bytes) -> None:
    """Fail where an XML file of a Word file cannot be parsed."""
    for name, part in unzipped(content).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)


def text_of(content: bytes) -> str:
    """The text of a Word file as zhlint reads it."""
    return read_text(open_word(content, LIMIT)).source
