"""The table of formats: suffixes, signs, readers, and what may be done with a draft.

A new format takes three files: a reader in this package, an entry in `FORMATS`, a test. A reader is a module with one function.
For a format of text it is `lay_out(source: str) -> Layout`; for a `binary` one `read(content: bytes, limit: int) -> tuple[str, Layout]`,
which returns the source and its layout. A reader of bytes raises UnreadableError; one of text takes any text.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.patterns.expressions import expression
from zhlint.word import OLE_MAGIC, ZIP_MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    #: Whether a draft with these bytes is in a format; the other format is the one that its name promises.
    Sign = Callable[[bytes, "Format | None"], bool]

_HEAD: Final = 4096
_BOMS: Final = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
#: The member that every OpenDocument file begins with, and one that every Pages file has.
_ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PAGES: Final = b"Index/Document.iwa"
_HTML: Final = expression(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE: Final = expression(
    r"\s*MIME-Version:\s*1\.0\s.*?Content-Type:\s*multipart/related", re.IGNORECASE | re.DOTALL
)
_FLAT: Final = expression(r"\s*<\?xml\b.*?(?:wordDocument|pkg:package|office:document)\b", re.DOTALL)


class Format(NamedTuple):
    """A format of drafts.

    `title` names it in messages; `suffixes` are lower-case, with the dot. `sign` recognises it by the bytes, None where only the
    name tells. `reader` is the module of `zhlint.reading` that reads it, empty where none does; `skeleton` one whose function of
    that name returns the structure that no fix may change. `line_name` is what a line of the source is called. `converts` marks
    what LibreOffice turns into a Word file, `proof` what lies beside drafts as a page proof, `bundle` what may be a folder.
    `advice` says what to do with a file that cannot be read.
    """

    title: str
    suffixes: tuple[str, ...]
    sign: Sign | None = None
    reader: str = ""
    binary: bool = False
    skeleton: str = ""
    line_name: str = "行"
    fixable: bool = False
    annotatable: bool = False
    converts: bool = False
    proof: bool = False
    bundle: bool = False
    advice: str = "请用 Word 或 WPS 另存为 .docx"

    @property
    def remedy(self) -> str:
        """The advice, with the switch that makes the file readable where there is one."""
        return f"{self.advice}，或加 --convert 由 LibreOffice 转读" if self.converts else self.advice

    @property
    def is_read(self) -> bool:
        return bool(self.reader)


def _is_zip_with(member: bytes, where: slice) -> Sign:
    return lambda content, _: content.startswith(ZIP_MAGIC) and member in content[where]


def _is_pages(content: bytes, promised: Format | None) -> bool:
    return content.startswith(ZIP_MAGIC) and (promised is PAGES or _PAGES in content)


def _begins_with(magic: bytes) -> Sign:
    return lambda content, _: content.startswith(magic)


def _first_word_is(word: bytes) -> Sign:
    return lambda content, _: _without_blanks(content).startswith(word)


def _head_is(*forms: re.Pattern[str]) -> Sign:
    """The sign of mark-up; looked for only under a name that promises something else."""

    def has_form(content: bytes, promised: Format | None) -> bool:
        if promised in (None, MARKDOWN) or not (_without_blanks(content)[:1] in b"<M" or content[:2] in _BOMS):
            return False
        head = _head(content)
        return any(form.match(head) for form in forms)

    return has_form


def _without_blanks(content: bytes) -> bytes:
    return content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def _head(content: bytes) -> str:
    """The beginning of a file as text, in which only ASCII is looked for."""
    for bom, encoding in _BOMS.items():
        if content.startswith(bom):
            return content[len(bom) : _HEAD].decode(encoding, "replace")
    return content[:_HEAD].decode("latin-1")


TEXT: Final = Format("纯文本", (".txt",), reader="plain", fixable=True, annotatable=True)
MARKDOWN: Final = Format(
    "Markdown",
    (".md", ".markdown"),
    reader="markdown.reader",
    skeleton="markdown.skeleton",
    fixable=True,
    annotatable=True,
)
#: A .docm is the same package with macros, which are never run.
WORD: Final = Format(
    "Word 文稿",
    (".docx", ".docm"),
    _begins_with(ZIP_MAGIC),
    reader="docx",
    binary=True,
    line_name="段",
    annotatable=True,
)
OLD_WORD: Final = Format(
    "旧版 Word（.doc）、WPS（.wps）或加了密码的文件",
    (".doc", ".wps"),
    _begins_with(OLE_MAGIC),
    converts=True,
    advice="请用 Word 或 WPS 另存为不加密的 .docx",
)
RTF: Final = Format("RTF 文件", (".rtf",), _first_word_is(b"{\\rtf"), converts=True)
RTF_FOLDER: Final = Format("带附件的 RTF（.rtfd）", (".rtfd",), bundle=True)
OPEN_DOCUMENT: Final = Format("OpenDocument 文件", (".odt",), _is_zip_with(_ODT, slice(_HEAD)), converts=True)
PAGES: Final = Format("Pages 文件", (".pages",), _is_pages, bundle=True, advice="请在 Pages 里导出为 Word（.docx）")
PDF: Final = Format(
    "PDF 文件",
    (".pdf",),
    _first_word_is(b"%PDF-"),
    proof=True,
    advice="请用做它的原稿，或另存为 .docx 或纯文本（.txt）",
)
FLAT_XML: Final = Format("XML 形式的文档", (), _head_is(_FLAT))
WEB_PAGE: Final = Format(
    "网页（HTML）",
    (),
    _head_is(_HTML, _WEB_ARCHIVE),
    advice="请用浏览器或 Word 打开，另存为 .docx 或纯文本（.txt）",
)
#: In the order in which their signs are looked for; every Pages and OpenDocument file is a zip as Word files are.
FORMATS: Final = (
    TEXT, MARKDOWN, OPEN_DOCUMENT, PAGES, WORD, OLD_WORD, RTF, RTF_FOLDER, PDF, FLAT_XML, WEB_PAGE,
)  # fmt: skip
_BY_SUFFIX: Final = {suffix: entry for entry in FORMATS for suffix in entry.suffixes}
#: The names of files in a folder that are drafts.
INCLUDED: Final = tuple(f"*{suffix}" for entry in FORMATS if entry.is_read for suffix in entry.suffixes)
#: The names of drafts in messages, one of each format: *.txt、*.md、*.docx.
SHOWN_NAMES: Final = "、".join(f"*{entry.suffixes[0]}" for entry in FORMATS if entry.is_read)
ANNOTATABLE_NAMES: Final = "、".join(f"*{entry.suffixes[0]}" for entry in FORMATS if entry.annotatable)
#: The formats that fixes are written to, in messages.
FIXABLE_TITLES: Final = "、".join(entry.title for entry in FORMATS if entry.fixable)


def promised_format(path: str) -> Format | None:
    """The format that the name of a file promises, None where it promises none."""
    return _BY_SUFFIX.get(_suffix(path))


def recognise(content: bytes, path: str = "") -> Format:
    """Finds the format of a draft by its bytes, else its name, else plain text."""
    promised = promised_format(path)
    for entry in FORMATS:
        if entry.sign and entry.sign(content, promised):
            return entry
    return TEXT if promised is None or (promised.sign and promised.is_read) else promised


def text_format(path: str | None) -> Format:
    """Finds the format that the name of a text promises, else plain text."""
    promised = promised_format(path or "")
    return promised if promised and promised.is_read and not promised.binary else TEXT


def refusal(actual: Format, path: str) -> str:
    """The message (Chinese) on a file whose format is not read, with what to do.

    `actual` is the format of its bytes.
    """
    suffix = _suffix(path)
    promised = _BY_SUFFIX.get(suffix)
    title = f" {actual.title}" if actual.title[0].isascii() else actual.title
    if promised is None or promised is actual or not suffix:
        return f"不能读{title}，{actual.remedy}"
    return f"名为 {suffix}，其实是{title}，{actual.remedy}"


def unreadable_names(names: Iterable[str]) -> list[str]:
    """Picks the names that promise a format which is not read."""
    return [name for name in names if (promised := promised_format(name)) and not promised.is_read]


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()
