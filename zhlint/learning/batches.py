"""The batches of a count: articles read, copies left out, the rest tallied."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from zhlint.learning.copies import Copies, sentences_of
from zhlint.learning.evidence import lines_of, prose
from zhlint.learning.files import Source, Unread
from zhlint.learning.work import Batch, Position, as_lines
from zhlint.model.tallies import BATCH, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document
    from zhlint.learning.articles import Reader

#: A longer text, in characters, is no article.
_LONGEST: Final = 1_000_000
#: A batch has at most so many files, lest much be read again that has little text.
_FILES: Final = 2_000


def batches_of(reader: Reader, files: Sequence[Source], start: Position, copies: Copies) -> Iterator[Batch]:
    """Yields what the files from a position on hold, in batches."""
    filling = _Filling(copies)
    for number, file in enumerate(files[start.source :], start.source):
        skipped = start.article if number == start.source else 0
        for place, article in enumerate(reader.articles(file, skipped), skipped + 1):
            filling.add(article, file)
            if filling.characters >= BATCH:
                yield filling.batch(Position(number, place))
                filling = _Filling(copies)
        if filling.files > _FILES:
            yield filling.batch(Position(number + 1))
            filling = _Filling(copies)
    if filling.files:
        yield filling.batch(Position(len(files)))


class _Filling:
    """A batch that articles are added to."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._texts: list[str] = []
        self._sentences: list[bytes] = []
        self._lines: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._copied = 0
        self._last: Source | None = None
        self.characters = self.files = 0

    def add(self, article: Document | Unread, file: Source) -> None:
        """Takes an article, unless it is a copy of an earlier one."""
        self.files += file is not self._last
        self._last = file
        if isinstance(article, Unread):
            self._unread.append(article)
            return
        text = prose(article)
        sentences = sentences_of(text)
        if len(text) > _LONGEST:
            self._unread.append(
                Unread(file.shown, f"有 {len(text)} 字，不像一篇稿；一行一篇的，请加 --lines，合订的请分开")
            )
        elif self._copies.is_copy(sentences):
            self._copied += 1
        else:
            digests = [digest for digest, _ in sentences]
            self._copies.add(digests)
            self._sentences += digests
            self._texts.append(text)
            self._lines.update(lines_of(article))
            self.characters += len(text)

    def batch(self, end: Position) -> Batch:
        """The batch of what was added."""
        return Batch(
            end,
            len(self._texts),
            self._copied,
            self.characters,
            tuple(self._unread),
            b"".join(self._sentences),
            tally_of(self._texts),
            as_lines(self._lines.items()),
        )
