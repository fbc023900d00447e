"""A text as a client sends it, and the way back to its offsets."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.workbench.utf16 import Utf16

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SubmissionError(ValueError):
    """A request that cannot be answered; the message (Chinese) says what is wrong with it."""


class Submission(NamedTuple):
    """A text to be checked, and what the client counts in.

    `source` is all that the client sent, its markup included; `starts` are pairs of offsets at which pieces of the text begin, in
    the text and in the source (code points).
    """

    text: str
    source: str
    starts: tuple[tuple[int, int], ...] = ((0, 0),)

    @property
    def is_whole(self) -> bool:
        """Whether it has more than one line with words, as no single paragraph has."""
        return sum(bool(line.strip()) for line in self.text.replace("\r", "\n").split("\n")) > 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source of one of the text, in code points."""
        first = self._offset(start)
        return first, max(first, self._offset(end - 1) + 1 if end > start else first)

    def units(self) -> Utf16:
        """The offsets of the source in units of UTF-16, as the protocol counts."""
        return Utf16(self.source)

    def _offset(self, offset: int) -> int:
        piece = bisect_right(self.starts, (offset, len(self.source))) - 1
        start, source_start = self.starts[piece]
        return min(source_start + offset - start, len(self.source))


def submission(fields: Mapping[str, str]) -> Submission:
    """The text in a request: `text`, or `data` with marked-up pieces.

    Raises SubmissionError.
    """
    language = fields.get("language", "")
    if not language:
        raise SubmissionError("缺少 language，应为 zh-CN")
    if language.lower().partition("-")[0] not in {"zh", "auto"}:
        raise SubmissionError(f"只查中文（zh-CN），不查“{language[:20]}”")
    if "data" in fields:
        return _from_pieces(_pieces(fields["data"]))
    if "text" in fields:
        return Submission(fields["text"], fields["text"])
    raise SubmissionError("缺少 text 或 data，没有要查的文字")


def _pieces(data: str) -> Iterable[Any]:
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise SubmissionError("data 不是 JSON") from None
    if isinstance(whole, dict) and isinstance(whole.get("text"), str):
        return [{"text": whole["text"]}]
    pieces = whole.get("annotation") if isinstance(whole, dict) else None
    if not isinstance(pieces, list):
        raise SubmissionError("data 里应有 annotation（一列文字和标记）")
    return pieces


def _from_pieces(pieces: Iterable[Any]) -> Submission:
    """Joins pieces of text; of markup only what it stands for is checked."""
    texts: list[str] = []
    sources: list[str] = []
    starts = [(0, 0)]
    for words, sent in map(_piece, pieces):
        start, source_start = starts[-1]
        texts.append(words)
        sources.append(sent)
        starts.append((start + len(words), source_start + len(sent)))
    return Submission("".join(texts), "".join(sources), tuple(starts[:-1]) or ((0, 0),))


def _piece(piece: Any) -> tuple[str, str]:
    """The words of a piece and all that was sent as it."""
    match piece:
        case {"text": str(text)}:
            return text, text
        case {"markup": str(markup), "interpretAs": str(words)}:
            return words, markup
        case {"markup": str(markup)}:
            return "", markup
    raise SubmissionError("annotation 的每一项应有 text 或 markup")
