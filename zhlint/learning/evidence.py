"""The evidence of articles: prose, people with posts, clauses."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.introductions import introductions
from zhlint.learning.work import merged_lines
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Block, Document
    from zhlint.learning.work import StoredBatch

#: Blocks that are no prose.
_NO_PROSE: Final = frozenset({"code", "frontmatter", "table"})
#: A clause has so many characters at least and at most; marks of quotation and enumeration may stand in it.
SHORTEST_CLAUSE: Final = 8
_LONGEST_CLAUSE: Final = 32
_CLAUSE_FORM: Final = expression(rf"(?:{HAN}|[“”、](?!$))+")
#: Before a clause that begins in the middle of another, and at its own beginning.
_CUT: Final = frozenset("0123456789０１２３４５６７８９%％）)》.．-")
_JOINING: Final = frozenset(["", *"和与及的等并"])
_LONGEST_POST: Final = 20
#: A unit right before a post, as far as no word before it can be part of the name.
_LONGEST_UNIT: Final = 10
_UNIT: Final = expression(
    rf"(?:(?![的了在到向由和与对是据日月年]){HAN}){{1,8}}[省市区县镇乡村街道局院校馆厂司部委办会社所站]\Z"
)
#: The words for work in a by-line that are posts of the house.
_POSTS: Final = expression("(?:记者|编辑|通讯员|评论员|摄影|主编|校对)$")
#: Lines of evidence begin with one of these, and end with the number of articles.
_CLAUSE: Final = "c"
_PERSON: Final = "p"
_TAB: Final = "\t"
#: Of people and clauses those are remembered that so many articles have.
_REMEMBERED: Final = 2


def prose(document: Document) -> str:
    """The text of an article that is counted, a line for each block."""
    return "\n".join(_text(document, block) for block in document.blocks if block.role not in _NO_PROSE)


def lines_of(document: Document) -> frozenset[str]:
    """The lines of evidence of an article: its clauses, and its people with their posts."""
    people = (_TAB.join((_PERSON, name, post)) for name, post in _people(document))
    clauses = (_TAB.join((_CLAUSE, clause)) for clause in _clauses(document))
    return frozenset((*people, *clauses))


def _text(document: Document, block: Block) -> str:
    """The text of a block, without what is masked there."""
    text = document[block]
    for span in reversed(document.masked):
        if block.start <= span.start and span.end <= block.end:
            text = text[: span.start - block.start] + "\n" + text[span.end - block.start :]
    return text


def _people(document: Document) -> Iterator[tuple[str, str]]:
    """Yields the people of an article by name and post."""
    for introduced in document.analyse(introductions).values():
        for one in introduced:
            if one.speaker.post is not None:
                unit = _UNIT.search(
                    document.text, max(0, one.speaker.post.start - _LONGEST_UNIT), one.speaker.post.start
                )
                post = (unit[0] if unit and not one.speaker.place else "") + one.speaker.post.text
                yield from _person(one.speaker.name.text, post)
    for section in document.sections:
        if section.speaker and section.speaker.post:
            yield from _person(section.speaker.name.text, section.speaker.post.text)
    for credit in document.credits:
        if _POSTS.search(credit.role):
            for name in credit.names:
                yield from _person(name.text, credit.role)


def _person(name: str, post: str) -> Iterator[tuple[str, str]]:
    name, post = bare(name), bare(post)
    if is_name(name) and 0 < len(post) <= _LONGEST_POST:
        yield name, post


def _clauses(document: Document) -> Iterator[str]:
    """Yields the clauses of an article that may be set phrases."""
    for block in document.blocks:
        if block.role not in _NO_PROSE:
            for match in _CLAUSE_FORM.finditer(document.text, block.start, block.end):
                clause = match[0].strip("“”、")
                if document.text[max(0, match.start() - 1) : match.start()] in _CUT or clause[:1] in _JOINING:
                    continue
                if SHORTEST_CLAUSE <= len(clause) <= _LONGEST_CLAUSE and clause.count("“") == clause.count("”"):
                    yield clause


def evidence_of(batches: Iterable[StoredBatch]) -> tuple[list[tuple[str, str, int]], dict[str, int]]:
    """The people of the batches by name, with posts and articles, and the clauses."""
    persons: list[tuple[str, str, int]] = []
    clauses: dict[str, int] = {}
    for (kind, subject), same in groupby(merged_lines(batches), lambda one: one[0].split(_TAB)[:2]):
        lines = list(same)
        articles = sum(count for _, count in lines)
        if articles < _REMEMBERED:
            continue
        if kind == _CLAUSE:
            clauses[subject] = articles
        elif kind == _PERSON:
            persons += ((subject, line.split(_TAB)[2], count) for line, count in lines)
    return persons, clauses
