"""Old formats, read through LibreOffice on request; the original stays untouched."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from needs import libreoffice, posix
from wordfile import commented, table, word_file

from zhlint.reading import conversion
from zhlint.reading.conversion import Converter, soffice
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.formats import OLD_WORD, OPEN_DOCUMENT, RTF

if TYPE_CHECKING:
    from conftest import Newsroom

FAULTY = f"{PROSE}代表入场,会议开始。"
LIMIT = 2**24


def rtf(*lines: str) -> bytes:
    """A draft in RTF, as a word processor saves it."""
    body = "\\par ".join("".join(f"\\u{(ord(char) + 32768) % 65536 - 32768}?" for char in line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg936\\uc1 {body}\\par}}".encode()


def program(folder: Path, script: str) -> None:
    """A program named soffice that runs this script."""
    folder.mkdir(exist_ok=True)
    (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "soffice").chmod(0o755)


@libreoffice
def test_drafts_in_old_formats_are_read(newsroom: Newsroom) -> None:
    content = rtf("山村小学的新操场", FAULTY)
    newsroom.write("稿件/头条.rtf", content)
    newsroom.write("稿件/二条.txt", PROSE)
    ran = newsroom.zhlint("稿件", "--convert", "--select", "PUN001")
    assert (ran.code, ran.err) == (1, ""), ran.err
    assert "检查 2 个文稿" in ran.out
    assert ran.out.startswith(f"稿件/头条.rtf:2:{len(PROSE) + 5}: PUN001")
    assert "先看：稿件/头条.rtf 第2段" in ran.out
    assert newsroom.zhlint("annotate", "稿件/头条.rtf", "--convert", "--select", "PUN001").code == 1
    assert list(commented((newsroom.folder / "稿件/头条.zhlint.docx").read_bytes()).values()) == [","]
    assert (newsroom.folder / "稿件/头条.rtf").read_bytes() == content
    assert sorted(path.name for path in (newsroom.folder / "稿件").iterdir()) == [
        "二条.txt",
        "头条.rtf",
        "头条.zhlint.docx",
    ]


@libreoffice
def test_an_old_word_file_keeps_its_tables(newsroom: Newsroom, tmp_path: Path) -> None:
    import subprocess

    grid = '<w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="5000"/></w:tblGrid>'
    (tmp_path / "a.docx").write_bytes(
        word_file("山村小学的新操场", table(("甲", FAULTY)).replace("<w:tblPr/>", grid), "完")
    )
    command = [
        str(soffice()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc:MS Word 97", "--outdir",
        str(tmp_path), str(tmp_path / "a.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    newsroom.write("头条.doc", (tmp_path / "a.doc").read_bytes())
    assert newsroom.zhlint("-", "--convert", "--select", "PUN001", stdin=(tmp_path / "a.doc").read_bytes()).code == 1
    newsroom.write("改名.txt", (tmp_path / "a.doc").read_bytes())
    ran = newsroom.zhlint("头条.doc", "改名.txt", "--convert", "--select", "PUN001")
    assert (ran.code, ran.out.count("在表1第1行第2列")) == (1, 2), ran.err + ran.out
    assert newsroom.zhlint("头条.doc").code == 2


@libreoffice
def test_what_cannot_be_converted_says_so(newsroom: Newsroom) -> None:
    newsroom.write("空.doc", b"")
    newsroom.write("a.pdf", b"%PDF-1.7\n")
    ran = newsroom.zhlint("空.doc", "a.pdf", "--convert")
    assert (ran.code, "文件是空的" in ran.err, "不能读 PDF 文件" in ran.err) == (2, True, True), ran.err


def test_without_libreoffice_it_says_what_is_missing(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("头条.rtf", rtf(FAULTY))
    newsroom.write("二条.txt", PROSE)
    monkeypatch.setattr(conversion, "_PROGRAMS", ())
    monkeypatch.setenv("PATH", str(newsroom.folder))
    for command in ("check", "rate", "repeats", "annotate"):
        ran = newsroom.zhlint(command, "头条.rtf", "--convert")
        assert (ran.code, "没有找到（soffice）" in ran.err) == (2, True), ran.err
    assert newsroom.zhlint("二条.txt", "--convert", "--select", "PUN001").code == 0


@posix
@pytest.mark.parametrize(
    ("script", "said"), [("exit 0", "没有转成"), ("exit 77", "没有转成"), ("sleep 600", "过了 0.5 秒还没有转成")]
)
def test_a_conversion_that_fails_or_hangs_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    program(tmp_path / "bin", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(UnreadableError, match=said):
        Converter(seconds=0.5 if "sleep" in script else 60).word_file(rtf(FAULTY), RTF, LIMIT)


@posix
def test_it_works_on_a_copy_with_a_profile_of_its_own_and_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(FAULTY))
    seen = tmp_path / "seen"
    program(
        tmp_path / "bin",
        f'printf "%s\\n" "$@" "$http_proxy" > {seen}; for last; do :; done; mkdir -p made; cp {made} made/draft.docx',
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    converter = Converter()
    assert converter.word_file(b"old", OLD_WORD, LIMIT) == made.read_bytes()
    words = seen.read_text(encoding="utf-8").split("\n")
    profile = Path(words[0].removeprefix("-env:UserInstallation=file://"))
    settings = (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "DisableMacrosExecution" in settings
    assert "127.0.0.1" in words[-2]
    draft = Path(words[-3])
    assert (draft.name, draft.exists()) == ("draft.doc", False)
    with pytest.raises(UnreadableError, match="超过上限"):
        converter.word_file(b"old", OLD_WORD, 100)


ODT = "application/vnd.oasis.opendocument.text"
NAMES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)  # fmt: skip


def linking(address: str) -> bytes:
    """An OpenDocument draft with a picture on a server."""
    image = f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    frame = f'<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">{image}</draw:frame>'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODT), ("content.xml", "text/xml"))
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        target.writestr("mimetype", ODT)
        target.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}>{entries}</manifest:manifest>")
        body = f"<office:body><office:text><text:p>{PROSE}{frame}</text:p></office:text></office:body>"
        target.writestr(
            "content.xml", f'<office:document-content {NAMES} office:version="1.2">{body}</office:document-content>'
        )
    return output.getvalue()


@libreoffice
def test_what_a_draft_links_to_is_not_fetched() -> None:
    import http.server
    import threading

    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert Converter().word_file(linking(f"http://127.0.0.1:{server.server_port}/a.png"), OPEN_DOCUMENT, LIMIT)
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
