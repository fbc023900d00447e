"""The fields of a press draft, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.sources import names_source
from zhlint.analysis.article.types import BODY
from zhlint.analysis.article.writer import names_writer
from zhlint.document import Span
from zhlint.patterns.expressions import compile_expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from zhlint.document import Document

#: The fields a desk may require, with the name the message gives them.
FIELDS: Final = {
    "headline": "标题", "deck": "副题", "byline": "署名", "dateline": "电头", "reporter": "记者",
    "correspondent": "通讯员", "photographer": "摄影者", "editor": "责任编辑", "source": "来源", "date": "日期",
}  # fmt: skip
#: The length of the span reported for a missing field.
_ANCHOR: Final = 20


def missing_fields(document: Document, required: Iterable[str]) -> Iterator[tuple[str, Span]]:
    """Yields the required fields that are absent, each with a span near its usual place.

    There are none for a fragment: a text without headline, by-line or dateline, or a single paragraph under a
    dateline.
    """
    if not document.blocks or _is_fragment(document):
        return
    used: set[Span] = set()
    for name in dict.fromkeys(required):
        if not _PRESENT[name](document):
            span = _place(document, name)
            while span in used and span.end - span.start > 1:
                span = Span(span.start, span.end - 1)
            used.add(span)
            yield name, span


def is_complete(document: Document, required: Iterable[str]) -> bool:
    """Whether no required field is absent."""
    return all(_PRESENT[name](document) for name in required)


def _is_fragment(document: Document) -> bool:
    if _has_headline(document):
        return False
    opens = document.of_role("byline", "dateline", "frontmatter")
    return not opens or len(document.of_role(*BODY)) < 2


def _place(document: Document, name: str) -> Span:
    words = [block for block in document.blocks if block.role not in {"frontmatter", "code", "table"}]
    blocks = words or document.blocks
    heads = document.of_role("headline")
    block = blocks[0]
    if name == "editor":
        block = blocks[-1]
    elif name in {"dateline", "source", "date"}:
        block = next((one for one in blocks if one.role in BODY), block)
    elif name == "photographer":
        block = next((one for one in blocks if one.role == "caption"), heads[-1] if heads else block)
    elif name != "headline" and heads:
        block = heads[-1]
    if name == "editor":
        return Span(max(block.start, block.end - _ANCHOR), block.end)
    return Span(block.start, block.end if block.role == "headline" else min(block.end, block.start + _ANCHOR))


def _has_entry(document: Document, *keys: str) -> bool:
    """Whether the front matter has one of these keys."""
    return any(key in document.metadata for key in keys)


def _has_headline(document: Document) -> bool:
    return any(block.role == "headline" for block in document.blocks) or _has_entry(document, "title", "标题")


def _has_byline(document: Document) -> bool:
    return names_writer(document) or _has_source(document)


def _has_source(document: Document) -> bool:
    if any(not dateline.agency.text.startswith("本") for dateline in document.datelines):
        return True
    if any("来源" in credit.role for credit in document.credits) or _has_entry(document, "source", "来源"):
        return True
    return names_source(document)


def _has_role(pattern: str) -> Callable[[Document], bool]:
    def has(document: Document) -> bool:
        named = compile_expression(pattern)
        return any(named.search(credit.role) and credit.names for credit in document.credits)

    return has


def _has_date(document: Document) -> bool:
    return any(dateline.date for dateline in document.datelines) or _has_entry(document, "date", "日期")


_PRESENT: Final[Mapping[str, Callable[[Document], bool]]] = {
    "headline": _has_headline,
    "deck": lambda document: bool(document.of_role("deck")),
    "byline": _has_byline,
    "dateline": lambda document: bool(document.datelines),
    "reporter": _has_role("[记記]者"),
    "correspondent": _has_role("通[讯訊][员員]"),
    "photographer": _has_role("[摄攝图圖]"),
    "editor": _has_role("[责責][编編]|(?<!文字)[编編][辑輯]"),
    "source": _has_source,
    "date": _has_date,
}
