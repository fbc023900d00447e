"""Word files for the tests, as Word, WPS or a program might write them."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'mc:Ignorable="w14 w15"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ours"><w:name w:val="本报小题"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="character" w:styleId="mark"><w:name w:val="annotation reference"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """A text run with its properties."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; an argument that is no XML becomes a text run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{about}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is text or paragraphs."""
    cells = (
        "".join(f"<w:tc><w:tcPr/>{one if one.startswith('<') else paragraph(one)}</w:tc>" for one in row)
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """A text run with a text box, in both forms that Word writes."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="3000000" cy="900000"/>'
        '<wp:wrapTopAndBottom/><wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="900000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def changed(kind: str, *runs: str, author: str = "编辑甲", number: int = 900) -> str:
    """A tracked insertion (ins) or deletion (del) by a person."""
    inner = "".join(runs)
    if kind in {"del", "moveFrom"}:
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>") if kind == "del" else inner
    return f'<w:{kind} w:id="{number}" w:author="{author}" w:date="2024-01-01T00:00:00Z">{inner}</w:{kind}>'


def field(code: str, result: str) -> str:
    """A field with its code and its result, as five text runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark.format('separate')}{run(result)}{mark.format('end')}"


def note_reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def comment(number: int, text: str, author: str = "编辑甲", para: str = "") -> str:
    """A comment for the comments part."""
    about = f' w14:paraId="{para}"' if para else ""
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="2024-01-01T00:00:00Z" w:initials="甲"><w:p{about}>{run(text)}</w:p></w:comment>'


def anchored(number: int, *runs: str) -> str:
    """Text runs with a comment on them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{"".join(runs)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def word_file(
    *body: str, parts: Mapping[str, str] | None = None, root: str = NAMESPACES, extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A .docx of these paragraphs and tables; plain text is a paragraph.

    `parts` maps the kinds of further parts to their content.
    """
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in body)
    kinds = {"styles": STYLES, **(parts or {})}
    roots = {"commentsExtended": "w15:commentsEx"}
    names = {kind: f"word/{kind}.xml" for kind in kinds}
    types = {kind: f"{WORD_TYPE}.{kind}+xml" for kind in kinds}
    files = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
            + "".join(f'<Override PartName="/{names[kind]}" ContentType="{types[kind]}"/>' for kind in kinds) + "</Types>"
        ),
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {root}><w:body>{inner}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="rId{number}" Type="{OFFICE if kind != "commentsExtended" else "http://schemas.microsoft.com/office/2011/relationships"}/{kind}" Target="{kind}.xml"/>'
                for number, kind in enumerate(kinds, 1)
            )
            + "</Relationships>"
        ),
        **{
            names[kind]: f"{HEAD}<{(name := roots.get(kind, f'w:{kind}'))} {NAMESPACES}>{text}</{name}>"
            for kind, text in kinds.items()
        },
    }  # fmt: skip
    return zipped({**{name: text.encode() for name, text in files.items()}, **(extra or {})})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def commented(content: bytes, part: str = "word/document.xml") -> dict[str, str]:
    """The words under each comment of a part, by its id, without deleted ones."""
    xml = unzipped(content)[part].decode()
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
    found = {}
    for number in re.findall(r'<w:commentRangeStart w:id="(\d+)"/>', xml):
        inside = xml.partition(f'<w:commentRangeStart w:id="{number}"/>')[2].partition(
            f'<w:commentRangeEnd w:id="{number}"/>'
        )[0]
        found[number] = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", inside))
    return found


def remarks(content: bytes) -> dict[str, tuple[str, str]]:
    """The author and the text of each comment, by id."""
    xml = unzipped(content).get("word/comments.xml", b"").decode()
    found = re.findall(r'<w:comment [^>]*?w:id="(\d+)" w:author="([^"]*)".*?>(.*?)</w:comment>', xml, re.DOTALL)
    return {number: (author, "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inner))) for number, author, inner in found}
