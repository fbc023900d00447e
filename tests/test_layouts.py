"""The layout of a text (lines, indents, wrapping, encoding) changes no finding."""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from zhlint.config.model import Config
from zhlint.linter import Linter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhlint.report import Report

DRAFTS = Path(__file__).with_name("drafts")
PLAIN = [*sorted(DRAFTS.glob("*-faulty.txt")), DRAFTS / "demo.txt", DRAFTS / "rollcall.txt"]
MARKDOWN = sorted(DRAFTS.glob("*-faulty.md"))
WIDTHS = (30, 40, 60, 76)
LINTER = Linter(Config())

#: What no line break may part: a run of Latin or figures, opening marks and what follows, closing marks and what precedes.
UNBROKEN = re.compile(r"[（(“‘「『《〈【〔]*(?:[A-Za-z0-9.%+/`-]+|.)[，。、；：！？”’」』）)》〉】〕!?,.;:…—·～]*")


class Seen(NamedTuple):
    """A finding without its layout; `ink` counts the non-blank characters before it."""

    code: str
    text: str
    ink: int


def wrapped(paragraph: str, width: int, indent: str = "") -> str:
    """The paragraph wrapped at so many cells, as a typesetter does."""
    lines = [indent]
    for word in UNBROKEN.findall(paragraph):
        if lines[-1].strip() and cells(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def cells(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def wrapped_apart(paragraphs: list[str], width: int) -> str:
    return "\n\n".join(wrapped(paragraph, width) for paragraph in paragraphs)


def wrapped_indented(paragraphs: list[str], width: int) -> str:
    return "\n".join(wrapped(paragraph, width, "　　") for paragraph in paragraphs)


def wrapped_but_titles(paragraphs: list[str], width: int) -> str:
    """The text as an editor leaves it: wrapped and indented, but for titles and names."""
    return "\n".join(wrapped(paragraph, width, "　　") if "。" in paragraph else paragraph for paragraph in paragraphs)


LAYOUTS: Mapping[str, Callable[[list[str]], str]] = {
    "lines": "\n".join,
    "no line end at the end": lambda paragraphs: "\n\n".join(paragraphs).rstrip(),
    "blank lines": "\n\n".join,
    "several blank lines": "\n\n\n".join,
    "indented": lambda paragraphs: "\n".join(f"　　{paragraph}" for paragraph in paragraphs),
    "crlf": "\r\n\r\n".join,
    "cr": "\r".join,
    "cr and blank lines": "\r\r".join,
    **{f"wrapped at {width}": partial(wrapped_apart, width=width) for width in WIDTHS},
    **{f"wrapped and indented at {width}": partial(wrapped_indented, width=width) for width in WIDTHS},
    **{f"wrapped but for titles at {width}": partial(wrapped_but_titles, width=width) for width in WIDTHS},
}
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def seen(report: Report, source: str) -> list[Seen]:
    assert report.errors == ()
    ink = [0, *accumulate(not char.isspace() for char in source)]
    return sorted(
        Seen(finding.code, "".join(finding.text.split()), ink[finding.place.start]) for finding in report.findings
    )


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def usual(path: Path) -> Report:
    return LINTER.lint_path(path)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_findings_do_not_hang_on_the_layout(layout: str, path: Path) -> None:
    paragraphs = [line for line in read(path).splitlines() if line.strip()]
    source = LAYOUTS[layout](paragraphs)
    assert seen(LINTER.lint_text(source), source) == seen(usual(path), read(path))


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_wrapped_paragraph_of_markdown_is_one_paragraph(width: int, path: Path) -> None:
    head, rest = read(path).split("\n\n", 1)
    prose = (wrapped(part, width) if part[0] not in "#>-" else part for part in rest.split("\n\n"))
    source = "\n\n".join((head, *prose))
    assert seen(LINTER.lint_text(source, path=path.name), source) == seen(usual(path), read(path))


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.stem)
@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_of_markdown_do_not_matter(end: str, path: Path) -> None:
    source = read(path).replace("\n", end)
    assert seen(LINTER.lint_text(source, path=path.name), source) == seen(usual(path), read(path))


@pytest.mark.parametrize("path", [*PLAIN, *MARKDOWN], ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_findings_do_not_hang_on_the_encoding(encoding: str, path: Path) -> None:
    report = LINTER.lint_bytes(read(path).encode(encoding), path=str(path))
    assert report.errors == ()
    assert report.findings == usual(path).findings
    assert report.chars == usual(path).chars
