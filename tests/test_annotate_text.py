"""A text draft becomes a Word file with every comment on its own characters."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from needs import libreoffice
from wordcopy import DATE, LIMIT, text_of
from wordfile import commented, remarks, unzipped

from zhlint import Linter
from zhlint.annotation import annotate
from zhlint.annotation.plain import as_word_file
from zhlint.config.model import Config
from zhlint.reading.conversion import soffice
from zhlint.word.markup import drop_illegal

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Newsroom

DRAFT = f"石桥街区有了夜间阅读点\n本报记者 周立宁\n\n　　{PROSE}来了,走了。\n　　居民说:好。\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["文稿.txt", "文稿.md"])
def test_a_text_becomes_a_word_file_with_comments(newsroom: Newsroom, name: str, end: str) -> None:
    newsroom.write(name, DRAFT.replace("\n", end), "gb18030" if name.endswith("txt") else "utf-8")
    before = (newsroom.folder / name).read_bytes()
    ran = newsroom.zhlint("annotate", name, "--select", "PUN001", "--comment-date", "2024-05-01T09:00:00")
    assert (ran.code, ran.out.startswith(f"{name} → 文稿.zhlint.docx：批注 2 处")) == (1, True), ran.err
    copy = (newsroom.folder / "文稿.zhlint.docx").read_bytes()
    assert (newsroom.folder / name).read_bytes() == before
    assert text_of(copy) == DRAFT
    assert list(commented(copy).values()) == [",", ":"]
    again = newsroom.zhlint("annotate", name, "--select", "PUN001", "--comment-date", "2024-05-01T09:00:00")
    assert again.code == 1, again.err
    assert (newsroom.folder / "文稿.zhlint.docx").read_bytes() == copy


def test_the_same_text_with_any_line_ends_is_the_same_file() -> None:
    made = set()
    for end in ("\n", "\r\n", "\r"):
        linter = Linter(Config(select=("PUN001",)))
        report = linter.lint_text(DRAFT.replace("\n", end))
        assert report.document
        made.add(annotate(*as_word_file(report.document, report.findings), {}, date=DATE, limit=LIMIT).content)
    assert len(made) == 1


def test_sure_fixes_become_tracked_changes(newsroom: Newsroom) -> None:
    newsroom.write("文稿.txt", DRAFT)
    assert newsroom.zhlint("annotate", "文稿.txt", "--select", "PUN001", "--track-changes").code == 1
    copy = (newsroom.folder / "文稿.zhlint.docx").read_bytes()
    assert text_of(copy) == DRAFT.replace(",", "，").replace("居民说:", "居民说：")


def test_a_clean_text_gets_a_file_too_and_a_headline_looks_like_one(newsroom: Newsroom) -> None:
    newsroom.write("文稿.txt", DRAFT.replace(",", "，").replace(":", "："))
    ran = newsroom.zhlint("annotate", "文稿.txt", "--select", "PUN001")
    assert (ran.code, "批注 0 处" in ran.out) == (0, True), ran.err
    xml = unzipped((newsroom.folder / "文稿.zhlint.docx").read_bytes())["word/document.xml"].decode()
    assert re.findall(r'<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">([^<]*)', xml) == [
        "石桥街区有了夜间阅读点"
    ]


def test_a_folder_of_both_kinds_gives_every_draft_its_own_copy(newsroom: Newsroom) -> None:
    newsroom.write("稿件/头条.txt", DRAFT)
    newsroom.write("稿件/二条.txt", DRAFT)
    assert newsroom.zhlint("annotate", "稿件/二条.txt", "-o", "二条.docx", "--select", "PUN001").code == 1
    newsroom.write("稿件/二条.docx", text_file(newsroom))
    ran = newsroom.zhlint("annotate", "稿件", "--out", "批注", "--select", "PUN001")
    assert ran.code == 1, ran.err
    assert sorted(path.name for path in (newsroom.folder / "批注").iterdir()) == [
        "二条.docx",
        "二条.txt.docx",
        "头条.docx",
    ]


def text_file(newsroom: Newsroom) -> bytes:
    """A Word file with the text of a draft, saved from outside."""
    from wordfile import zipped

    return zipped(unzipped((newsroom.folder / "二条.docx").read_bytes()))


@given(st.text(st.sampled_from('来走,。：:\t\r\n\v\x07\x1b\ufffe 　<&>"甲𠮷\u200b\ufeff'), max_size=60))
def test_every_finding_stands_on_its_own_characters(words: str) -> None:
    source = f"{PROSE}{words}来了,走了。"
    report = Linter(Config(select=("PUN001", "CHR005", "CHR006"))).lint_text(source)
    assert report.document
    content, findings = as_word_file(report.document, report.findings)
    text = text_of(content)
    lines = re.split(r"\r\n|\n|\r", source)
    assert len(text.split("\n")) == len(lines)
    assert all(
        drop_illegal(line) == "".join(char for char, old in zip(new, line, strict=True) if drop_illegal(old))
        for new, line in zip(text.split("\n"), lines, strict=True)
    )
    for old, new in zip(report.findings, findings, strict=True):
        assert text[new.place.start : new.place.end] == new.text
        assert len(new.text) == len(old.text.replace("\r\n", "\n"))
    done = annotate(content, findings, {}, date=DATE, limit=LIMIT)
    assert text_of(done.content) == text
    assert len(remarks(done.content)) == done.comments == len(findings)


@libreoffice
def test_libreoffice_opens_it(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("文稿.txt", DRAFT)
    assert newsroom.zhlint("annotate", "文稿.txt", "--select", "PUN001").code == 1
    command = [
        str(soffice()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "fodt",
        "--outdir", str(tmp_path), str(newsroom.folder / "文稿.zhlint.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = ET.fromstring((tmp_path / "文稿.zhlint.fodt").read_bytes())
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    assert len(root.findall(".//office:annotation", names)) == 2
    body = root.find(".//office:text", names)
    assert body is not None
    assert "石桥街区有了夜间阅读点" in "".join(body.itertext())
