"""Leaves out accepted findings, and reports comments and entries that accept none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.baseline import is_dead
from zhlint.acceptance.ignores import comments
from zhlint.acceptance.keys import key_of
from zhlint.document import Span, serves
from zhlint.finding import Finding, FindingFix, Problem, Replacement, in_order, source_place
from zhlint.phrasing.quoting import fill_message
from zhlint.rule import UNUSED
from zhlint.storage.toml import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
    reach = _Reach(noted, codes)
    left, removed, live = _sort(document, outcome.findings, reach, accepted)
    ran = {rule.code for rule in rules if serves(document.kind, rule.needs)}
    ran -= {problem.code for problem in outcome.problems}
    unused = [
        *_unused_comments(document, noted, reach, codes, ran),
        *_unused_entries(accepted, live, ran, set(codes.values())),
    ]
    reported = [
        _unused_finding(document, rule, one)
        for rule in rules
        if rule.kind == UNUSED and serves(document.kind, rule.needs)
        for one in unused
    ]
    return Outcome(in_order([*left, *reported]), (*outcome.problems, *wrong), tuple(removed))


def _sort(
    document: Document, findings: Iterable[Finding], reach: _Reach, accepted: Iterable[Entry]
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


class _Unused(NamedTuple):
    """A comment, one of its names, or an entry that covers no finding.

    `removed` is the span of the source to delete, None for an entry.
    """

    where: str
    code: str
    snippet: str
    span: Span
    removed: Span | None = None


class _Reach:
    """The spans that comments hold for, by rule, and which of them were used."""

    def __init__(self, comments: Iterable[Comment], codes: Mapping[str, str]) -> None:
        self._used: set[tuple[str, bool, Span]] = set()
        places: dict[tuple[str, bool], set[Span]] = defaultdict(set)
        for comment in comments:
            for name in comment.names:
                places[codes.get(name.text, ""), comment.is_alone].add(comment.reach)
        self._places = {key: sorted(spans) for key, spans in places.items()}

    def covers(self, finding: Finding) -> bool:
        """Whether a comment covers a finding: on its line, or begun in its block."""
        start, end = finding.place[:2]
        lines = self._between(finding.code, start, max(start, end - 1), alone=False)
        blocks = [span for span in self._between(finding.code, start, start, alone=True) if start < span.end]
        self._used.update((finding.code, False, span) for span in lines)
        self._used.update((finding.code, True, span) for span in blocks)
        return bool(lines or blocks)

    def is_used(self, comment: Comment, code: str) -> bool:
        """Whether a comment has covered a finding of this rule."""
        return (code, comment.is_alone, comment.reach) in self._used

    def _between(self, code: str, first: int, last: int, *, alone: bool) -> list[Span]:
        """The spans of a rule that meet `first`…`last`.

        Both their starts and their ends are in ascending order.
        """
        places = self._places.get((code, alone), [])
        return places[bisect_left(places, first, key=itemgetter(1)) : bisect_right(places, last, key=itemgetter(0))]


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


def _unused_comments(
    document: Document,
    noted: Sequence[Comment],
    reach: _Reach,
    codes: Mapping[str, str],
    ran: set[str],
) -> Iterator[_Unused]:
    for comment in noted:
        unused = [
            name
            for name in comment.names
            if codes.get(name.text) in ran and not reach.is_used(comment, codes[name.text])
        ]
        if len(unused) == len(comment.names):
            listed = "、".join(name.text for name in unused)
            yield _Unused("注释", listed, "", Span(comment.start, comment.end), _whole(document, comment))
            continue
        for name in unused:
            number = comment.names.index(name)
            is_last = number + 1 == len(comment.names)
            removed = (
                Span(comment.names[number - 1].end, name.end)
                if is_last
                else Span(name.start, comment.names[number + 1].start)
            )
            yield _Unused("注释", name.text, "", Span(name.start, name.end), removed)


def _whole(document: Document, comment: Comment) -> Span:
    """The span to delete with a comment: blanks before it, or whole lines."""
    source = document.source
    first, last = document.position(comment.start).line, document.position(comment.end).line
    if not comment.is_alone:
        line = document.line(first)
        head = source[line.start : comment.start]
        bare = head.rstrip() if last == first and not source[comment.end : line.end].strip() else head
        return Span(comment.start - len(head) + len(bare), comment.end)
    lines = document.position(len(source)).line
    blank_before = first == 1 or not source[slice(*document.line(first - 1))].strip()
    if blank_before and last < lines and not source[slice(*document.line(last + 1))].strip():
        last += 1
    return Span(document.line(first).start, document.line(last + 1).start if last < lines else len(source))


def _unused_entries(
    accepted: Iterable[Entry], live: Collection[Key], ran: Collection[str], known: Collection[str]
) -> Iterator[_Unused]:
    """Yields the entries of the baseline that cover nothing any more."""
    for entry in accepted:
        if is_dead(entry, live, ran, known):
            yield _Unused("基线", entry.key.code, entry.key.snippet, Span(0, 0))


def _unused_finding(document: Document, rule: Rule, unused: _Unused) -> Finding:
    remedy = "请删去" if unused.removed else "请用 zhlint baseline prune 清理"
    what = f"{unused.code} {unused.snippet}".rstrip()
    place = source_place(document, unused.span)
    fix = None
    if unused.removed and rule.fix != "no":
        fix = FindingFix(rule.fix, (Replacement(source_place(document, unused.removed), ""),))
    message = fill_message(rule.message, {"where": unused.where, "what": what, "remedy": remedy})
    return Finding(
        rule.code,
        rule.name,
        rule.level,
        message,
        document.source[place.start : place.end],
        place,
        document.path,
        fix,
    )
