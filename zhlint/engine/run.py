"""Runs rules over one document and chooses the hits that become findings."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.analysis.marks.lost import is_lost
from zhlint.analysis.marks.masks import masks
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.script import script
from zhlint.analysis.slices import slices
from zhlint.analysis.speakers.named import is_in_name
from zhlint.engine.findings import to_finding
from zhlint.engine.release import releasing
from zhlint.engine.screen import screen
from zhlint.finding import Finding, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.check import Fix, Hit
    from zhlint.document import Document
    from zhlint.engine.kept import KeptHits
    from zhlint.rule import Rule

    #: A rule, its hits in what it is run on, and the offset at which that begins in the whole document.
    Task = tuple[Rule, Iterable[Hit], int]

#: Characters up to which a document is run as a whole; a longer one is cut into slices.
LONG: Final = 20_000
#: Characters from which analyses are let go before all rules have run.
_HUGE: Final = 300_000
#: A hit within so many others of its rule is no finding until these are mended: the texts of all would be as long as the
#: square of the draft.
_DEEP: Final = 16


def run(
    document: Document, rules: Iterable[Rule], kept: KeptHits | None = None
) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings of rules by position and code, and the problems of those that failed.

    `kept` are the hits of earlier checks by the same linter.
    Raises nothing: a rule that fails does not silence the others.
    """
    findings: dict[tuple[str, int, int], Finding] = {}
    problems: dict[Rule, Problem] = {}
    rules = tuple(rules)
    for rule, hits, offset in _tasks(document, rules, kept):
        if rule in problems:
            continue
        reached, around = offset, list[int]()
        try:
            for found in hits:
                hit = _moved(found, offset) if offset else found
                reached = hit.end
                while around and around[-1] < hit.end:
                    around.pop()
                if len(around) < _DEEP and _stands(rule, hit, document):
                    around.append(hit.end)
                    finding = to_finding(rule, hit, document)
                    findings.setdefault((finding.code, *finding.place[:2]), finding)
        except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others, nor itself
            problems[rule] = _failure(rule, error, reached, document)
    return in_order(_without_yielding(tuple(findings.values()), rules)), tuple(problems.values())


def _without_yielding(findings: tuple[Finding, ...], rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """The findings less those whose place another rule reports to which theirs yields."""
    found = {finding.code for finding in findings}
    yielded = {
        rule.code: _Covered(
            other for other in findings if other.code != rule.code and other.code.startswith(rule.yields)
        )
        for rule in rules
        if rule.yields and rule.code in found
    }
    for finding in findings:
        covered = yielded.get(finding.code)
        if not covered or not covered.overlaps(finding):
            yield finding


class _Covered:
    """The places of findings, asked whether another overlaps one of them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        places = sorted(finding.place[:2] for finding in findings)
        self._starts = [start for start, _ in places]
        #: The furthest end up to each start.
        self._ends = list(accumulate((end for _, end in places), max))

    def overlaps(self, finding: Finding) -> bool:
        before = bisect_left(self._starts, finding.place.end)
        return before > 0 and self._ends[before - 1] > finding.place.start


def _tasks(document: Document, rules: tuple[Rule, ...], kept: KeptHits | None) -> Iterator[Task]:
    """The tasks on a document, each a rule and its hits.

    Rules whose hits depend on a paragraph alone are run on slices of a long document.
    In a whole long document every trigger stands somewhere: each slice is screened by itself.
    """
    if len(document.text) <= LONG:
        for rule in _candidates(rules, document):
            yield from _tasks_of(rule, document)
        return
    near, far = (_by_reach(rules, far=far) for far in (False, True))
    if near:
        yield from _near_tasks(document, near, kept)
    candidates = tuple(_candidates(far, document))
    several = candidates if len(document.text) <= _HUGE else releasing(candidates, document)
    yield from ((rule, _hits(rule, document), 0) for rule in several)


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
    lazily = ((rule, _hits(rule, part)) for rule in _candidates(rules, part))
    if kept is None:
        return lazily
    try:
        known = tuple((rule, tuple(hits)) for rule, hits in lazily)
    except Exception:  # noqa: BLE001 - the rule is run again, and what went wrong is then told
        return ((rule, _hits(rule, part)) for rule in _candidates(rules, part))
    kept.keep(rules, part, known)
    return known


def _hits(rule: Rule, document: Document) -> Iterator[Hit]:
    """The hits of a rule, looked for when they are asked for."""
    yield from rule.check.run(document)


def _candidates(rules: tuple[Rule, ...], document: Document) -> Iterator[Rule]:
    """The rules that may have a finding in a document.

    The check of any other rule is not even loaded.
    """
    roles = {block.role for block in document.blocks}
    for rule in screen(rules).candidates(document):
        if rule.roles is None or not rule.roles.isdisjoint(roles):
            yield rule


def _tasks_of(rule: Rule, document: Document) -> Iterator[Task]:
    """The tasks of a rule: the document, or single blocks.

    A rule that looks at headlines and their like alone is run on each of these.
    """
    roles = rule.roles
    if roles is None or "paragraph" in roles or rule.check.reach != "paragraph":
        yield rule, _hits(rule, document), 0
        return
    for block in document.of_role(*roles):
        if rule.triggers and not any(map(document[block].__contains__, rule.triggers)):
            continue
        part = document.excerpt(block.start, block.end, (block,))
        part.memo[script] = document.analyse(script)
        yield rule, _hits(rule, part), block.start


@lru_cache(maxsize=32)
def _by_reach(rules: tuple[Rule, ...], *, far: bool) -> tuple[Rule, ...]:
    """The rules whose hits depend on more than a paragraph (`far`), or the others."""
    return tuple(rule for rule in rules if (rule.check.reach != "paragraph") == far)


def _moved(hit: Hit, by: int) -> Hit:
    """A hit in a slice as a hit in the whole document."""
    fix = hit.fix and hit.fix._replace(
        edits=tuple(edit._replace(start=edit.start + by, end=edit.end + by) for edit in hit.fix.edits)
    )
    related = tuple(place._replace(start=place.start + by, end=place.end + by) for place in hit.related)
    return hit._replace(start=hit.start + by, end=hit.end + by, fix=fix, related=related)


def _stands(rule: Rule, hit: Hit, document: Document) -> bool:
    """Whether a hit becomes a finding."""
    start, end = hit.start, hit.end
    if rule.roles is not None:
        block = document.block_at(start)
        if block is None or block.role not in rule.roles or end > block.end:
            return False
    if document.analyse(masks).cover(start, end) or (not rule.check.sees_lost and is_lost(document, start, end)):
        return False
    if rule.persons == "skip" and is_in_name(document, start, end):
        return False
    if rule.quoted == "skip" and is_quoted(document, start, end):
        return False
    return rule.unless_ordinary is None or not hit.fix or not _is_ordinary(hit.fix, rule.unless_ordinary, document)


def _is_ordinary(fix: Fix, least: float, document: Document) -> bool:
    """Whether a fix makes the text likelier by less than `least`."""
    from zhlint.analysis.words.ordinary import is_ordinary

    return is_ordinary(document, fix.edits, least)


def _failure(rule: Rule, error: Exception, reached: int, document: Document) -> Problem:
    """The problem of a rule that failed after the hit that ends at `reached`."""
    line = document.position(document.to_source(reached, reached).start).line
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"规则 {rule.code} {rule.name} 在偏移 {reached} 之后出错（{reason}），这条规则没有查完"
    return Problem(message, rule.code, line)
