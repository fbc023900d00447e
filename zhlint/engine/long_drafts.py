"""The tasks on a long document, which is cut into slices."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.analysis.slices import slices
from zhlint.engine.release import release_after_use
from zhlint.engine.tasks import LONG, candidates, hits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.check import Hit
    from zhlint.document import Document
    from zhlint.engine.kept_hits import KeptHits
    from zhlint.engine.tasks import Task
    from zhlint.rule import Rule

#: Characters from which analyses are let go before all rules have run.
_HUGE: Final = 300_000


def tasks_in_slices(document: Document, rules: tuple[Rule, ...], kept: KeptHits | None) -> Iterator[Task]:
    """Yields the tasks on a long document.

    Rules whose hits depend on a paragraph alone are run on its slices.
    In a whole long document every trigger stands somewhere: each slice is screened by itself.
    """
    near, far = (_by_reach(rules, far=far) for far in (False, True))
    if near:
        yield from _near_tasks(document, near, kept)
    wanted = tuple(candidates(far, document))
    several = wanted if len(document.text) <= _HUGE else release_after_use(wanted, document)
    yield from ((rule, hits_of(rule, document), 0) for rule in several)


def _near_tasks(document: Document, near: tuple[Rule, ...], kept: KeptHits | None) -> Iterator[Task]:
    """The tasks of rules on the slices of a long document.

    The pairs of the slices become those of the document.
    """
    pairs_of_slices: set[int] = set()
    for start, part in slices(document):
        yield from ((rule, hits, start) for rule, hits in _hits_in(part, near, kept))
        pairs_of_slices.update(part.analyse(pairs), pairs_in(document.text[max(0, start - 1) : start + 1]))
    # Not a frozen copy: in a long draft the two would take more memory than its text.
    document.memo.setdefault(pairs, pairs_of_slices)


def _hits_in(part: Document, rules: tuple[Rule, ...], kept: KeptHits | None) -> Iterable[tuple[Rule, Iterable[Hit]]]:
    """The hits of rules in a slice, kept ones where there are any.

    Those in a slice that is long, since its line is, are not kept.
    """
    kept = kept if len(part.text) <= LONG else None
    known = kept.of(rules, part) if kept else None
    if known is not None:
        return known
    lazily = ((rule, hits_of(rule, part)) for rule in candidates(rules, part))
    if kept is None:
        return lazily
    try:
        known = tuple((rule, tuple(hits)) for rule, hits in lazily)
    except Exception:  # noqa: BLE001 - the rule is run again, and what went wrong is then told
        return ((rule, hits_of(rule, part)) for rule in candidates(rules, part))
    kept.keep(rules, part, known)
    return known


@lru_cache(maxsize=32)
def _by_reach(rules: tuple[Rule, ...], *, far: bool) -> tuple[Rule, ...]:
    """The rules whose hits depend on more than a paragraph (`far`), or the others."""
    return tuple(rule for rule in rules if (rule.check.reach != "paragraph") == far)
