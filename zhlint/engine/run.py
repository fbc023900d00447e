"""Runs rules over one document and chooses the hits that become findings."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from zhlint.analysis.marks.lost_characters import is_lost
from zhlint.analysis.marks.masks import masks
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.speakers.name_places import is_in_name
from zhlint.engine.findings import to_finding
from zhlint.engine.tasks import LONG, tasks
from zhlint.finding import Finding, Problem, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.check import Fix, Hit
    from zhlint.document import Document
    from zhlint.engine.kept_hits import KeptHits
    from zhlint.engine.tasks import Task
    from zhlint.rule import Rule

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
                hit = _shift(found, offset) if offset else found
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


def _tasks(document: Document, rules: tuple[Rule, ...], kept: KeptHits | None) -> Iterator[Task]:
    if len(document.text) <= LONG:
        return tasks(document, rules)
    from zhlint.engine.long_drafts import tasks_in_slices

    return tasks_in_slices(document, rules, kept)


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


def _shift(hit: Hit, by: int) -> Hit:
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
    if hit.fix and "{fix}" in rule.message and _changes_nothing(hit.fix, document):
        return False
    if rule.persons == "skip" and is_in_name(document, start, end):
        return False
    if rule.quoted == "skip" and is_quoted(document, start, end):
        return False
    return rule.unless_ordinary is None or not hit.fix or not _is_ordinary(hit.fix, rule.unless_ordinary, document)


def _changes_nothing(fix: Fix, document: Document) -> bool:
    """Whether a fix would leave the text as it is."""
    return all(document.text[start:end] == replacement for start, end, replacement in fix.edits)


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
