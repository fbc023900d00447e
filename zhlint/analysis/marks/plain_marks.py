"""A quick look whether every mark of a draft has its partner."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.bigrams import characters
from zhlint.analysis.marks.pairs import CLOSED_BY
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    from zhlint.document import Document

_ASCII: Final = expression(r"[\x00-\x7f]")
_SINGLE: Final = frozenset("‘’")
#: Full-width brackets and the half-width ones of the same kind.
_TWICE: Final = (("（）", "()"), ("［］", "[]"))
_EYES: Final = frozenset(":;=")


def are_marks_plain(document: Document) -> bool:
    """Whether every mark has its partner in its line, as in most drafts.

    No pair then stands within its like or across another. False says nothing.
    """
    known, text = document.analyse(characters), document.text
    if "′" in known or any(not known.isdisjoint(full) and not known.isdisjoint(half) for full, half in _TWICE):
        return False
    if not known.isdisjoint("()") and not known.isdisjoint(_EYES):
        return False
    if not known.isdisjoint(_SINGLE) and not _are_inner_quotes(text):
        return False
    pairs = [(opener, closer) for opener, closer in CLOSED_BY.items() if opener in known or closer in known]
    return all(_encloses_well(text, *pair, pairs) for pair in pairs)


def _encloses_well(text: str, opener: str, closer: str, pairs: list[tuple[str, str]]) -> bool:
    """Whether every opener has its closer in its line, with only whole pairs between them."""
    insides = _enclosure(opener, closer).findall(text)
    if not len(insides) == text.count(opener) == text.count(closer):
        return False
    together = "".join(insides)
    within = [pair for pair in pairs if pair[0] in together or pair[1] in together]
    return not within or all(
        inside.count(first) == inside.count(last) and inside.find(first) <= inside.find(last)
        for inside in insides
        for first, last in within
    )


@cache
def _enclosure(opener: str, closer: str) -> re.Pattern[str]:
    """The expression of the text between an opener and its closer in one line."""
    return compile_expression(rf"{re.escape(opener)}([^{re.escape(opener + closer)}\r\n]*+){re.escape(closer)}")


def _are_inner_quotes(text: str) -> bool:
    """Whether single marks stand within double ones, and before no ASCII character."""
    before, *pieces = text.split("“")
    outside = before + "".join([piece.partition("”")[2] for piece in pieces])
    following = "".join([piece[:1] or "\n" for mark in _SINGLE for piece in text.split(mark)[1:]])
    return "‘" not in outside and "’" not in outside and not _ASCII.search(following)
