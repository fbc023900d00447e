"""Copies of Word files with comments, as zhlint makes them; their text, runs and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from wordfile import comment, unzipped, zipped

from zhlint import Linter
from zhlint.annotation import annotate
from zhlint.config.model import Config
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from zhlint.annotation import Annotated

DATE = "2024-05-01T09:00:00Z"
LIMIT = 2**26
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    """Fails where an XML file of a Word file cannot be parsed."""
    for name, part in unzipped(content).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)


def text_of(content: bytes) -> str:
    """The text of a Word file as zhlint reads it."""
    return read_text(open_word(content, LIMIT)).source


def runs_of(content: bytes) -> list[tuple[str, str]]:
    """The words on the page with their formatting, equal neighbours joined."""
    found: list[tuple[str, str]] = []
    for one in ET.fromstring(unzipped(content)["word/document.xml"]).iter(f"{W}r"):
        texts = one.findall(f"{W}t")
        words = "".join((text.text or "").strip("" if SPACE in text.attrib else " ") for text in texts)
        about = one.find(f"{W}rPr")
        look = "" if about is None else ET.tostring(about, "unicode")
        if words and found and found[-1][1] == look:
            found[-1] = (found[-1][0] + words, look)
        elif words:
            found.append((words, look))
    return found


def refused(content: bytes) -> str:
    """The XML with every tracked change of zhlint refused."""
    xml = unzipped(content)["word/document.xml"].decode()
    xml = re.sub(r'<w:ins [^>]*w:author="zhlint"[^>]*>.*?</w:ins>', "", xml)
    return re.sub(r'<w:del [^>]*w:author="zhlint"[^>]*>(.*?)</w:del>', lambda one: one[1].replace("delText", "t"), xml)


def answered(content: bytes, number: str, *, done: bool = False, answer: str = "") -> bytes:
    """The file after an editor has resolved or answered a comment."""
    parts = unzipped(content)
    comments, extended = parts["word/comments.xml"].decode(), parts["word/commentsExtended.xml"].decode()
    found = re.search(rf'<w:comment w:id="{number}"[^>]*><w:p w14:paraId="([0-9A-F]{{8}})">', comments)
    assert found
    entries = f'<w15:commentEx w15:paraId="{found[1]}" w15:done="{int(done)}"/>'
    if answer:
        comments = comments.replace("</w:comments>", comment(99, answer, para="0B0B0B0B") + "</w:comments>")
        entries += f'<w15:commentEx w15:paraId="0B0B0B0B" w15:paraIdParent="{found[1]}" w15:done="0"/>'
    parts["word/comments.xml"] = comments.encode()
    parts["word/commentsExtended.xml"] = extended.replace("</w15:commentsEx>", entries + "</w15:commentsEx>").encode()
    return zipped(parts)
