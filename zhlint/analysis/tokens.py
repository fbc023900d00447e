"""Word edges by jieba, with the gazetteer's and the house's names, where a rule has a candidate.

jieba is imported, and its dictionary loaded, at the first question. Its own cache in the shared temporary
folder is never read or written: the dictionary is kept in the user's cache folder instead.
"""

from __future__ import annotations

import marshal
import re
import sys
import warnings
from bisect import bisect_right
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from zhlint.cache import keep, kept
from zhlint.gazetteer import gazetteer

if TYPE_CHECKING:
    from types import ModuleType

    from zhlint.document import Document

#: What jieba cuts as one piece, up to a length: a text without punctuation must not fill the memory.
RUN: Final = r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]{1,2000}"


class Segmentation:
    """The word edges of one text, found run by run when asked for."""

    def __init__(self, text: str, extra_words: tuple[str, ...]) -> None:
        self._text = text
        self._extra_words = extra_words
        self._runs = [match.span() for match in re.finditer(RUN, text)]
        self._starts = [start for start, _ in self._runs]
        self._edges: dict[int, frozenset[int]] = {}

    def has_edges(self, start: int, end: int) -> bool:
        """Whether a word begins at `start` and a word ends at `end`; beside punctuation both always do."""
        return self._is_edge(start) and self._is_edge(end)

    def _is_edge(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or not self._runs[index][0] < offset < self._runs[index][1]:
            return True
        return offset in self._edges_of(index)

    def _edges_of(self, index: int) -> frozenset[int]:
        if index not in self._edges:
            start, end = self._runs[index]
            edges, at = set(), start
            for word in tokenizer(self._extra_words).cut(self._text[start:end], HMM=False):
                edges.add(at)
                at += len(word)
            self._edges[index] = frozenset(edges)
        return self._edges[index]


def segmentation(document: Document) -> Segmentation:
    """The analysis: the document's word edges."""
    lexicon = document.desk.lexicon
    words = {*lexicon.names, *lexicon.terms, *lexicon.places}
    return Segmentation(document.text, tuple(sorted(word for word in words if word)))


def on_token_edges(document: Document, start: int, end: int) -> bool:
    """Whether both ends of a span fall between words. Raises ImportError where jieba is missing."""
    return document.analyse(segmentation).has_edges(start, end)


@lru_cache(maxsize=8)
def tokenizer(extra_words: tuple[str, ...]) -> Any:
    """A jieba tokenizer that knows the gazetteer's full names and these words."""
    jieba = _jieba()
    made = jieba.Tokenizer()
    made.FREQ, made.total = _dictionary()
    made.initialized = True
    if extra_words:
        made.FREQ = made.FREQ.copy()
        for word in extra_words:
            made.add_word(word)
    return made


@cache
def _dictionary() -> tuple[dict[str, int], int]:
    """jieba's words and the gazetteer's with their frequencies, and the sum: kept, or else built."""
    jieba = _jieba()
    plain = jieba.Tokenizer()
    with plain.get_dict_file() as source:
        mark = sha256(source.read())
    names = sorted(name for name in gazetteer().by_name if len(name) > 1)
    mark.update("\n".join(names).encode())
    python = f"{sys.version_info[0]}{sys.version_info[1]}"
    name = f"jieba-{jieba.__version__}-{mark.hexdigest()[:16]}-py{python}.marshal"
    return _read(kept(name)) or _built(plain, names, name)


def _read(content: bytes | None) -> tuple[dict[str, int], int] | None:
    try:
        words, total = marshal.loads(content or b"")  # noqa: S302 - our own file in a folder of the user's own
    except (EOFError, ValueError, TypeError):
        return None
    return words, total


def _built(plain: Any, names: list[str], name: str) -> tuple[dict[str, int], int]:
    plain.FREQ, plain.total = plain.gen_pfdict(plain.get_dict_file())
    plain.initialized = True
    for place in names:
        if not plain.FREQ.get(place):
            plain.add_word(place)
    keep(name, marshal.dumps((plain.FREQ, plain.total)))
    return plain.FREQ, plain.total


@cache
def _jieba() -> ModuleType:
    """jieba, imported without its noise: no pkg_resources warning, no syntax warnings, no log lines."""
    missing = object()
    before = sys.modules.get("pkg_resources", missing)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba  # noqa: PLC0415 - 80 ms: only for a rule with a candidate
    finally:
        if before is missing:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before  # type: ignore[assignment]
    jieba.setLogLevel("WARNING")
    return jieba  # type: ignore[no-any-return]
