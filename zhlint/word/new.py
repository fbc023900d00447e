"""A new Word file of plain lines: A4, one face, one paragraph for each line."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from zhlint.word.markup import escape

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML: Final = 'ContentType="application/vnd.openxmlformats-package.relationships+xml"'
_TYPES: Final = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" {_XML}/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT: Final = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RELATIONS: Final = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
_STYLES: Final = (
    f"{_HEAD}<w:styles {_WORD}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    "</w:styles>"
)
_PAGE: Final = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
#: Characters that XML does not have, less those at which lines end.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new_word_file(lines: Sequence[str], headlines: Collection[int] = ()) -> bytes:
    """Builds a Word file of these lines; the same lines give the same bytes.

    `headlines` are the indices of the lines that are set as headlines.
    """
    body = "".join(_paragraph(line, number in headlines) for number, line in enumerate(lines))
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": f"{_HEAD}<w:document {_WORD}><w:body>{body}{_PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": _STYLES,
    }
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in files.items():
            target.writestr(zipfile.ZipInfo(name, _EARLIEST), text.encode(), zipfile.ZIP_DEFLATED)
    return output.getvalue()


def visible_line(line: str) -> str:
    """Makes a line one that a Word file can hold, character for character.

    A control character becomes its picture (␇).
    """
    return _UNSEEN.sub(lambda char: chr(0x2400 + ord(char[0])) if char[0] < " " else "\ufffd", line)


def _paragraph(line: str, is_headline: bool) -> str:
    style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' if is_headline else ""
    words = (
        f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else "" for words in visible_line(line).split("\t")
    )
    inner = "<w:tab/>".join(words)
    return f"<w:p>{style}{f'<w:r>{inner}</w:r>' if inner else ''}</w:p>"
