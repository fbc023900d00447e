"""The formats of drafts: their suffixes, how their bytes tell them, how they are read, and what may be done with them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word import OLE_MAGIC, ZIP_MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD: Final = 4096
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
#: The member that every OpenDocument file begins with, and one that every Pages file has.
_ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PAGES: Final = b"Index/Document.iwa"
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE: Final = re.compile(
    r"\s*MIME-Version:\s*1\.0\s.*?Content-Type:\s*multipart/related", re.IGNORECASE | re.DOTALL
)
_FLAT: Final = re.compile(r"\s*<\?xml\b.*?(?:wordDocument|pkg:package|office:document)\b", re.DOTALL)


class Format(NamedTuple):
    """A format of drafts. `suffixes` are in small letters; `title` names it in messages; `advice` says what to do where it cannot be read.

    `layout` is how its text is laid out (text, markdown, word), empty where it cannot be read; `converts` is whether LibreOffice
    makes a Word file of it; `proof` marks one that lies beside drafts as a page proof; a `bundle` may be a folder.
    """

    title: str
    suffixes: tuple[str, ...]
    layout: str = ""
    line_name: str = "行"
    fixable: bool = False
    annotatable: bool = False
    converts: bool = False
    proof: bool = False
    bundle: bool = False
    advice: str = "请用 Word 或 WPS 另存为 .docx"

    @property
    def remedy(self) -> str:
        """What to do where it cannot be read."""
        return f"{self.advice}，或加 --convert 由 LibreOffice 转读" if self.converts else self.advice

    @property
    def is_read(self) -> bool:
        return bool(self.layout)


TEXT: Final = Format("纯文本", (".txt",), "text", fixable=True, annotatable=True)
MARKDOWN: Final = Format("Markdown", (".md", ".markdown"), "markdown", fixable=True, annotatable=True)
#: A .docm is the same package with macros, which are never run.
WORD: Final = Format("Word 文稿", (".docx", ".docm"), "word", "段", annotatable=True)
OLD_WORD: Final = Format(
    "旧版 Word（.doc）、WPS（.wps）或加了密码的文件",
    (".doc", ".wps"),
    converts=True,
    advice="请用 Word 或 WPS 另存为不加密的 .docx",
)
RTF: Final = Format("RTF 文件", (".rtf",), converts=True)
RTF_FOLDER: Final = Format("带附件的 RTF（.rtfd）", (".rtfd",), bundle=True)
OPEN_DOCUMENT: Final = Format("OpenDocument 文件", (".odt",), converts=True)
PAGES: Final = Format("Pages 文件", (".pages",), bundle=True, advice="请在 Pages 里导出为 Word（.docx）")
PDF: Final = Format("PDF 文件", (".pdf",), proof=True, advice="请用做它的原稿，或另存为 .docx 或纯文本（.txt）")
WEB_PAGE: Final = Format("网页（HTML）", (), advice="请用浏览器或 Word 打开，另存为 .docx 或纯文本（.txt）")
FLAT_XML: Final = Format("XML 形式的文档", ())
FORMATS: Final = (TEXT, MARKDOWN, WORD, OLD_WORD, RTF, RTF_FOLDER, OPEN_DOCUMENT, PAGES, PDF, WEB_PAGE, FLAT_XML)
_BY_SUFFIX: Final = {suffix: one for one in FORMATS for suffix in one.suffixes}
#: The files of a folder that are drafts by their names.
INCLUDED: Final = tuple(f"*{suffix}" for one in FORMATS if one.is_read for suffix in one.suffixes)


def named(path: str) -> Format | None:
    """The format that the name of a file promises, None where it promises none."""
    return _BY_SUFFIX.get(_suffix(path))


def recognised(content: bytes, path: str = "") -> Format:
    """The format of a draft by its bytes; the name decides between text and Markdown, and whether a web page is meant as one."""
    promised = named(path) or TEXT
    if content.startswith(ZIP_MAGIC):
        if _ODT in content[:_HEAD]:
            return OPEN_DOCUMENT
        return PAGES if promised is PAGES or _PAGES in content else WORD
    if content.startswith(OLE_MAGIC):
        return OLD_WORD
    start = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{\\rtf", b"%PDF-")):
        return RTF if start.startswith(b"{") else PDF
    if promised is not MARKDOWN and _suffix(path) in _BY_SUFFIX and (start[:1] in b"<M" or content[:2] in _MARKS):
        head = _head(content)
        if _FLAT.match(head):
            return FLAT_XML
        if _HTML.match(head) or _WEB_ARCHIVE.match(head):
            return WEB_PAGE
    return TEXT if promised is WORD else promised


def refusal(found: Format, path: str) -> str:
    """Why a file in this format is not read, and what to do."""
    suffix = _suffix(path)
    promised = _BY_SUFFIX.get(suffix)
    title = f" {found.title}" if found.title[0].isascii() else found.title
    if promised is None or promised is found or not suffix:
        return f"不能读{title}，{found.remedy}"
    return f"名为 {suffix}，其实是{title}，{found.remedy}"


def unread_by_name(names: Iterable[str]) -> list[str]:
    """Of the names in a folder those that look like drafts and promise a format that is not read."""
    return [name for name in names if (found := named(name)) and not found.is_read]


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _head(content: bytes) -> str:
    """How a file begins, as text; only ASCII is looked for in it."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) : _HEAD].decode(encoding, "replace")
    return content[:_HEAD].decode("latin-1")
