"""The proof of a copy before it is written: read again, it is sound, has the text of the draft, and holds every comment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zhlint.annotation.threads import read_comments
from zhlint.word import WordFileError
from zhlint.word.markup import drop_illegal
from zhlint.word.package import TYPES_PART
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from zhlint.annotation.changes import Change
    from zhlint.finding import Finding
    from zhlint.word.text import WordText

_MARKS = frozenset({"RangeStart", "RangeEnd", "Reference"})


def prove_source(words: WordText, findings: Iterable[Finding]) -> None:
    """Raise WordFileError unless every finding stands in this text where it says."""
    if any(words.source[finding.place.start : finding.place.end] != finding.text for finding in findings):
        raise WordFileError("文稿在检查之后改过，没有写副本，请再运行一次")


def prove_copy(content: bytes, parts: Collection[str], text: str, remarks: Sequence[str], limit: int) -> None:
    """Raise WordFileError unless a copy reads as `text`, its `parts` are sound XML and these remarks are among its comments.

    `limit` is the most bytes of one part.
    """
    try:
        package = open_word(content, limit)
        for part in sorted({TYPES_PART, *parts}):
            package.walk(part, lambda _: None)
        words = read_text(package)
        comments = package.related_part("comments")
        said = {one.id: one.text for one in read_comments(package, comments)} if comments else {}
    except WordFileError as error:
        raise _unsound(f"再读时出错：{error}") from None
    if words.source != text:
        raise _unsound("再读时文字与原稿不同")
    marks: dict[str, set[str]] = {}
    for anchor in words.stories[words.main].anchors:
        marks.setdefault(anchor.comment, set()).add(anchor.kind)
    anchored = Counter(one for number, one in said.items() if marks.get(number, set()) >= _MARKS)
    if Counter(map(drop_illegal, remarks)) - anchored:
        raise _unsound("再读时少了批注")


def with_changes(source: str, changes: Sequence[Change]) -> str:
    """The source after these changes, which are in order and apart."""
    texts, at = [], 0
    for start, end, new in changes:
        texts += [source[at:start], new]
        at = end
    return "".join([*texts, source[at:]])


def _unsound(what: str) -> WordFileError:
    return WordFileError(f"副本{what}，没有写出；请用 Word 或 WPS 打开原稿，另存为 .docx 再试")
