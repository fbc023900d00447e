"""Whole drafts of every kind, in text, Markdown and Word: roles line by line.

A file under `tests/roles` holds drafts of one type. A draft opens with `== name`, or `== name [news]` where its form shows another type
than its file; each of its lines is its roles and its words with a tab between. `dateline+paragraph` are two blocks on one line,
`credit/caption` are roles of which either is right.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from wordfile import paragraph, word_file

from zhlint.analysis.article.types import article_type
from zhlint.reading import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: So great a share of the lines is right in each format.
FEWEST_RIGHT = 0.97
#: The lines that are known to be misread, by format, as `misread` gives them.
MISREAD: dict[str, list[str]] = {}
FOLDER = Path(__file__).with_name("roles")
LIMIT = 1_000_000
#: The marks of Markdown before the words of a line.
MARK = re.compile(r"^(?:#+|[->]|\d+\.) ")


class Marked(NamedTuple):
    """A line of a draft and its roles; empty for a blank line."""

    roles: str
    words: str


class Draft(NamedTuple):
    """A draft whose lines are marked with their roles."""

    kind: str
    name: str
    lines: tuple[Marked, ...]

    @property
    def is_markdown(self) -> bool:
        """Whether it is written in Markdown, and so read in no other format."""
        return self.name.startswith("frontmatter")

    @property
    def written(self) -> tuple[Marked, ...]:
        return tuple(line for line in self.lines if line.words)


def drafts() -> Iterator[Draft]:
    for path in sorted(FOLDER.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").split("== ")[1:]:
            name, *lines = text.rstrip("\n").split("\n")
            name, _, kind = name.rstrip("]").partition(" [")
            cut = (line.partition("\t") for line in lines)
            yield Draft(
                kind or path.stem, f"{path.stem}: {name}", tuple(Marked(roles, words) for roles, _, words in cut)
            )


DRAFTS = tuple(drafts())


@cache
def document_in(form: str, draft: Draft) -> Document:
    return FORMATS[form](draft)


def as_text(draft: Draft) -> Document:
    return parse("\n".join(line.words for line in draft.lines))


def as_spaced_text(draft: Draft) -> Document:
    return parse("\n\n".join(line.words for line in draft.written))


def as_markdown(draft: Draft) -> Document:
    if draft.is_markdown:
        return parse("\n".join(line.words for line in draft.lines), markdown=True)
    heads = {"headline": "# ", "subhead": "## "}
    lines = [heads.get(line.roles, "") + line.words for line in draft.written]
    return parse("\n\n".join(lines), markdown=True)


def as_word(draft: Draft) -> Document:
    return read(word_file(*(paragraph(line.words) for line in draft.written)), "draft.docx", limit=LIMIT).document


FORMATS = {"text": as_text, "spaced text": as_spaced_text, "Markdown": as_markdown, "Word": as_word}


def drafts_in(form: str) -> tuple[Draft, ...]:
    return tuple(draft for draft in DRAFTS if form == "Markdown" or not draft.is_markdown)


def roles_of_lines(document: Document, draft: Draft) -> Iterator[tuple[Marked, str]]:
    """Each line of a draft, and the roles that were read on it."""
    at = 0
    for line in draft.written:
        words = MARK.sub("", line.words)
        start = document.text.index(words, at)
        at = start + len(words)
        yield line, "+".join(block.role for block in document.blocks_in(start, at))


def misread(document: Document, draft: Draft) -> list[str]:
    return [
        f"{draft.name}: {seen} for {line.roles}: {line.words}"
        for line, seen in roles_of_lines(document, draft)
        if seen not in line.roles.split("/")
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_line_has_its_role(form: str) -> None:
    wrong = [line for draft in drafts_in(form) for line in misread(document_in(form, draft), draft)]
    total = sum(len(draft.written) for draft in drafts_in(form))
    assert sorted(wrong) == MISREAD.get(form, []), f"{total - len(wrong)} of {total} lines right"
    assert len(wrong) <= (1 - FEWEST_RIGHT) * total


@pytest.mark.parametrize("form", FORMATS)
def test_every_draft_has_its_type(form: str) -> None:
    wrong = [
        f"{draft.name}: {seen}"
        for draft in drafts_in(form)
        if (seen := document_in(form, draft).analyse(article_type)) != draft.kind
    ]
    assert wrong == []


def test_the_authors_of_a_front_matter_are_credited() -> None:
    for draft in (draft for draft in DRAFTS if draft.is_markdown):
        credited = [name.text for credit in as_markdown(draft).credits for name in credit.names]
        assert credited
        assert all(any(name in line.words for line in draft.written) for name in credited)
