"""The proof of a copy before it is written: it is read again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

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

#: The marks that every comment has.
_MARKS: Final = frozenset({"RangeStart", "RangeEnd", "Reference"})


def prove_source(words: WordText, findings: Iterable[Finding]) -> None:
    """Raises WordFileError unless every finding stands in this text where it says."""
    if any(words.source[finding.place.start : finding.place.end] != finding.text for finding in findings):
        raise WordFileError("文稿在检查之后改过，没有写副本，请再运行一次")


def prove_copy(content: bytes, parts: Collection[str], text: str, remarks: Sequence[str], limit: int) -> None:
    """Raises WordFileError unless a copy reads as `text` and holds these remarks.

    Its `parts` must be sound XML; `limit` is the most bytes of one part.
    """
    try:
        package = open_word(content, limit)
        for part in sorted({TYPES_PART, *parts}):
            package.walk(part, lambda _: None)
        words = read_text(package)
        comments = package.related_part("comments")
        texts = {comment.id: comment.text for comment in read_comments(package, comments)} if comments else {}
    except WordFileError as error:
        raise _unsound(f"再读时出错：{error}") from None
    if words.source != text:
        raise _unsound("再读时文字与原稿不同")
    marks: dict[str, set[str]] = {}
    for anchor in words.stories[words.main].anchors:
        marks.setdefault(anchor.comment, set()).add(anchor.kind)
    anchored = Counter(comment for number, comment in texts.items() if marks.get(number, set()) >= _MARKS)
    if Counter(map(drop_illegal, remarks)) - anchored:
        raise _unsound("再读时少了批注")


def with_changes(source: str, changes: Sequence[Change]) -> str:
    """Applies changes to a source; they are in order and apart."""
    stretches, at = [], 0
    for start, end, new in changes:
        stretches += [source[at:start], new]
        at = end
    return "".join([*stretches, source[at:]])


def _unsound(what: str) -> WordFileError:
    return WordFileError(f"副本{what}，没有写出；请用 Word 或 WPS 打开原稿，另存为 .docx 再试")
