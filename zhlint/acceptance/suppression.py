"""Leaves out accepted findings, and reports comments and entries that accept none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.ignores import comments
from zhlint.acceptance.keys import key_of
from zhlint.acceptance.reach import Reach
from zhlint.acceptance.unused import unused_comments, unused_entries, unused_finding
from zhlint.document import serves
from zhlint.finding import Finding, Problem, in_order
from zhlint.rule import UNUSED
from zhlint.storage.toml import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from zhlint.acceptance.baseline import Entry
    from zhlint.acceptance.ignores import Comment
    from zhlint.acceptance.keys import Key
    from zhlint.document import Document
    from zhlint.rule import Rule


class Outcome(NamedTuple):
    """The findings left over, sorted by position and code, and the accepted ones."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    accepted: tuple[Finding, ...] = ()


def suppress(
    document: Document,
    outcome: Outcome,
    rules: Collection[Rule],
    known: Collection[Rule],
    accepted: Sequence[Entry] = (),
) -> Outcome:
    """The outcome without the findings that comments or baseline entries cover.

    `outcome` is the outcome of running `rules`, `known` all rules that a comment may name, `accepted` the draft's entries of
    the baseline. A wrong comment is a problem at its line. Where `rules` contain the rule for it, a comment or an entry that
    covers nothing becomes a finding, unless its rule failed or did not run.
    """
    noted = document.analyse(comments)
    if not noted and not accepted:
        return outcome
    codes = {name: rule.code for rule in known for name in (rule.code, rule.name)}
    wrong = tuple(problem for comment in noted if (problem := _problem(document, comment, codes)))
    reach = Reach(noted, codes)
    left, removed, live = _sort(document, outcome.findings, reach, accepted)
    ran = {rule.code for rule in rules if serves(document.kind, rule.needs)}
    ran -= {problem.code for problem in outcome.problems}
    unused = [
        *unused_comments(document, noted, reach, codes, ran),
        *unused_entries(accepted, live, ran, set(codes.values())),
    ]
    reported = [
        unused_finding(document, rule, one)
        for rule in rules
        if rule.kind == UNUSED and serves(document.kind, rule.needs)
        for one in unused
    ]
    return Outcome(in_order([*left, *reported]), (*outcome.problems, *wrong), tuple(removed))


def _sort(
    document: Document, findings: Iterable[Finding], reach: Reach, accepted: Iterable[Entry]
) -> tuple[list[Finding], list[Finding], set[Key]]:
    """The findings left over, those accepted, and the keys of entries that cover one."""
    entries = {entry.key for entry in accepted}
    codes = {key.code for key in entries}
    left: list[Finding] = []
    removed: list[Finding] = []
    live: set[Key] = set()
    for finding in findings:
        covered = reach.covers(finding)
        key = key_of(document, finding) if not covered and finding.code in codes else None
        if key in entries:
            live.add(key)
        (removed if covered or key in entries else left).append(finding)
    return left, removed, live


def _problem(document: Document, comment: Comment, codes: Mapping[str, str]) -> Problem | None:
    """The problem with a comment that is written wrongly, None where it is right."""
    line = document.position(comment.start).line
    if comment.verb != "ignore":
        return Problem(f"注释里的“zhlint: {comment.verb}”看不懂，应写成 <!-- zhlint: ignore 代码 原因 -->", line=line)
    if not comment.names:
        return Problem("注释没有写免查哪条规则，应写成 <!-- zhlint: ignore 代码 原因 -->", line=line)
    for name in comment.names:
        if name.text not in codes:
            return Problem(f"注释里没有“{name.text}”这条规则{nearest_hint(name.text, codes)}", line=line)
    return None
