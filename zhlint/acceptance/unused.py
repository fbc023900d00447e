"""Comments and entries of a baseline that cover no finding, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.baseline import is_dead
from zhlint.document import Span
from zhlint.finding import Finding, FindingFix, Replacement, source_place
from zhlint.phrasing.quoting import fill_message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from zhlint.acceptance.baseline import Entry
    from zhlint.acceptance.ignores import Comment
    from zhlint.acceptance.keys import Key
    from zhlint.acceptance.reach import Reach
    from zhlint.document import Document, TextSpan
    from zhlint.rule import Rule


class Unused(NamedTuple):
    """A comment, one of its names, or an entry that covers no finding.

    `removed` is the span of the source to delete, None for an entry.
    """

    where: str
    code: str
    snippet: str
    span: Span
    removed: Span | None = None


def unused_comments(
    document: Document, noted: Iterable[Comment], reach: Reach, codes: Mapping[str, str], ran: Collection[str]
) -> Iterator[Unused]:
    """Yields the comments, and the names in comments, that cover nothing.

    `codes` has the code of each name of a rule; a rule that is not in `ran` may have something to cover.
    """
    for comment in noted:
        unused = [
            name
            for name in comment.names
            if codes.get(name.text) in ran and not reach.is_used(comment, codes[name.text])
        ]
        if len(unused) == len(comment.names):
            names = "、".join(name.text for name in unused)
            yield Unused("注释", names, "", Span(comment.start, comment.end), _whole(document, comment))
        else:
            for name in unused:
                yield Unused("注释", name.text, "", Span(name.start, name.end), _with_blank(comment, name))


def _with_blank(comment: Comment, name: TextSpan) -> Span:
    """The span to delete with one name of several, the blank beside it included."""
    number = comment.names.index(name)
    if number + 1 == len(comment.names):
        return Span(comment.names[number - 1].end, name.end)
    return Span(name.start, comment.names[number + 1].start)


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


def unused_entries(
    accepted: Iterable[Entry], live: Collection[Key], ran: Collection[str], known: Collection[str]
) -> Iterator[Unused]:
    """Yields the entries of the baseline that cover nothing any more."""
    for entry in accepted:
        if is_dead(entry, live, ran, known):
            yield Unused("基线", entry.key.code, entry.key.snippet, Span(0, 0))


def unused_finding(document: Document, rule: Rule, unused: Unused) -> Finding:
    """The finding of the rule for them; its fix takes a comment away."""
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
