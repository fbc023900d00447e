"""Analyses of a very long draft, let go once no later rule asks for them.

Which rule is the last to ask for an analysis is seen on a part of the draft. Where one is asked for again after all, it is made again: only
time depends on the guess.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from zhlint.document import Document
    from zhlint.rule import Rule

    Analysis = Callable[[Document], Any]


#: Characters of the part, the beginning of the draft.
_SAMPLE: Final = 20_000


def release_after_use(rules: tuple[Rule, ...], document: Document) -> Iterator[Rule]:
    """Yields the rules for a document, letting an analysis go after its last rule."""
    unneeded = _last_uses(rules, _beginning(document, _SAMPLE))
    for rule in rules:
        yield rule
        for analysis in unneeded.get(rule, ()):
            document.memo.pop(analysis, None)


def _beginning(document: Document, size: int) -> Document:
    """The first characters of a document; its last block may be cut."""
    blocks = (block._replace(end=min(block.end, size)) for block in document.blocks_in(0, size))
    return document.excerpt(0, size, tuple(blocks))


def _last_uses(rules: tuple[Rule, ...], sample: Document) -> Mapping[Rule, list[Analysis]]:
    """The analyses that each rule is the last to ask for."""
    memo = _Notes(sample.memo)
    sample = replace(sample, memo=memo)
    last: dict[Any, Rule] = {}
    for rule in rules:
        memo.asked.clear()
        # A rule that fails here fails on the draft as well, where that is told.
        with suppress(Exception):
            for _ in rule.check.run(sample):
                pass
        last.update(dict.fromkeys(memo.asked, rule))
    uses: dict[Rule, list[Analysis]] = defaultdict(list)
    for analysis, rule in last.items():
        uses[rule].append(analysis)
    return uses


class _Notes(dict[Any, Any]):
    """A memo that notes what is asked for."""

    def __init__(self, given: Mapping[Any, Any]) -> None:
        super().__init__(given)
        self.asked: set[Any] = set()

    def __contains__(self, analysis: object) -> bool:
        self.asked.add(analysis)
        return super().__contains__(analysis)
