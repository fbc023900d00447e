"""The sources of a configuration, searched for a passage."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.sources.folding import fold
from zhlint.sources.shard import OVERLAP, PAGE, group_rows, load_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from zhlint.desk import SourceSet
    from zhlint.source_text import Position
    from zhlint.sources.folding import Folded
    from zhlint.sources.shard import Shard, Source

#: Pages that have all groups of a passage are looked at up to so many, others up to so few.
_MOST_WHOLE: Final = 200
_MOST_NEAR: Final = 16
#: The least share of the groups of a passage that the page with it has, where one character in five differs: each takes three groups.
#: A passage longer than what pages share may lie in two of them, half in each.
_SHARE: Final = 0.3
_SHARE_OF_LONG: Final = 0.2
#: Windows are cut at multiples of so many characters beside a page, so that one serves many passages.
_REACH: Final = 200
_open: dict[str, Shard] = {}


class Window(NamedTuple):
    """A stretch of a source as it is compared; offsets of `folded` count from `start`.

    What was looked for stands in it with `least_edits` edits or more.
    """

    source: Source
    start: int
    folded: Folded
    least_edits: int = 0

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span in the source of a non-empty piece of the folded text."""
        start, end = self.folded.span(first, last)
        return self.start + start, self.start + end

    def position(self, offset: int) -> Position:
        """Line and column in the file of an offset of the text of the source."""
        return self.source.text.position(offset)


class SourceIndex:
    """The shards of some sources."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self.shards = shards

    @property
    def files(self) -> int:
        """The number of files."""
        return len({path for shard in self.shards for path in shard.paths})

    @property
    def characters(self) -> int:
        """The characters of all texts."""
        return sum(shard.characters for shard in self.shards)

    def windows(self, folded: str, least: int = 0) -> Iterator[Window]:
        """Yields stretches of sources that may hold a passage or its like, the likeliest first.

        They share `least` groups of three characters with it, by default as many as remain where one character in five differs.
        """
        rows = group_rows(folded)
        least = least or max(1, round(len(rows) * (_SHARE if len(folded) <= OVERLAP else _SHARE_OF_LONG)))
        found = [(-count, shard, pages) for shard in self.shards for count, pages in shard.pages_with(rows, least)]
        found.sort(key=lambda item: item[0])
        left = {True: _MOST_WHOLE, False: _MOST_NEAR}
        for count, shard, pages in found:
            is_whole = -count == len(rows)
            for page in pages:
                if left[is_whole]:
                    left[is_whole] -= 1
                    window = _window(shard, page, _REACH * (1 + len(folded) * 2 // _REACH))
                    # An edit takes three groups; a long passage may lie in two pages.
                    yield window._replace(least_edits=(len(rows) + count) // 3 if len(folded) <= OVERLAP else 0)

    def near(self, window: Window, reach: int) -> Window:
        """A window of the same source, so many characters wider on both sides."""
        text = window.source.text.text
        start = max(0, window.start - reach)
        end = window.start + (window.folded.offsets[-1] + 1 if window.folded.offsets else 0) + reach
        return Window(window.source, start, _fold(window.source, text[start:end]))


def index_of(sources: SourceSet) -> SourceIndex:
    """The index of a set of sources.

    Raises LookupError where a shard has been removed from the cache since it was built.
    """
    for name in sources.shards:
        if name not in _open:
            shard = load_shard(name)
            if shard is None:
                raise LookupError("来源的索引已不在缓存里，请再运行一次")
            _open[name] = shard
    return SourceIndex([_open[name] for name in sources.shards])


def hold(shards: Mapping[str, Shard]) -> None:
    """Keeps shards at hand under their names, for `index_of`."""
    _open.update(shards)


@lru_cache(maxsize=512)
def _window(shard: Shard, page: int, reach: int) -> Window:
    number, start = shard.pages[page]
    source = shard.source(number)
    first = max(0, start - reach)
    return Window(source, first, _fold(source, source.text.text[first : start + PAGE + reach]))


def _fold(source: Source, text: str) -> Folded:
    return fold(text, traditional=source.traditional, spoken=True)
