"""The tasks on a document: which rules are run, and on what of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.script import script
from zhlint.engine.screen import screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.check import Hit
    from zhlint.document import Document
    from zhlint.rule import Rule

    #: A rule, its hits in what it is run on, and the offset at which that begins in the whole document.
    Task = tuple[Rule, Iterable[Hit], int]

#: Characters up to which a document is run as a whole; a longer one is cut into slices.
LONG: Final = 20_000


def tasks(document: Document, rules: tuple[Rule, ...]) -> Iterator[Task]:
    """Yields the tasks on a document that is run as a whole."""
    for rule in candidates(rules, document):
        yield from _tasks_of(rule, document)


def candidates(rules: tuple[Rule, ...], document: Document) -> Iterator[Rule]:
    """The rules that may have a finding in a document.

    The check of any other rule is not even loaded.
    """
    roles = {block.role for block in document.blocks}
    for rule in screen(rules).candidates(document):
        if rule.roles is None or not rule.roles.isdisjoint(roles):
            yield rule


def hits_of(rule: Rule, document: Document) -> Iterator[Hit]:
    """The hits of a rule, looked for when they are asked for."""
    yield from rule.check.run(document)


def _tasks_of(rule: Rule, document: Document) -> Iterator[Task]:
    """The tasks of a rule: the document, or single blocks.

    A rule that looks at headlines and their like alone is run on each of these.
    """
    roles = rule.roles
    if roles is None or "paragraph" in roles or rule.check.reach != "paragraph":
        yield rule, hits_of(rule, document), 0
        return
    for block in document.of_role(*roles):
        if rule.triggers and not any(map(document[block].__contains__, rule.triggers)):
            continue
        part = document.excerpt(block.start, block.end, (block,))
        part.memo[script] = document.analyse(script)
        yield rule, hits_of(rule, part), block.start
