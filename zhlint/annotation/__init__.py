"""Annotation: findings as comments and tracked changes in a copy of a Word file."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from zhlint.annotation.answers import Answers
from zhlint.annotation.changes import Change, Stamp, changes_of, track
from zhlint.annotation.comments import Remark, add_remarks, free_number
from zhlint.annotation.cuts import Cuts, is_plain, plain_edit
from zhlint.annotation.proof import prove_copy, prove_source, with_changes
from zhlint.annotation.remarks import remark_text
from zhlint.annotation.spots import spot_of
from zhlint.annotation.threads import AUTHOR, take_out_unanswered
from zhlint.word import WordFileError
from zhlint.word.markup import apply_edits
from zhlint.word.text import open_word, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from zhlint.finding import Finding, Place
    from zhlint.word.package import Package
    from zhlint.word.story import TextElement
    from zhlint.word.text import WordText

__all__ = ["Annotated", "annotate"]


class Annotated(NamedTuple):
    """The copy of a Word file, and the number of comments and changes in it.

    `settled` were resolved or declined by an editor, `open` stand in a comment that an editor has answered otherwise: neither is put again.
    """

    content: bytes
    comments: int
    changes: int
    settled: tuple[Finding, ...]
    open: int


def annotate(
    content: bytes,
    findings: Sequence[Finding],
    titles: Mapping[str, str],
    *,
    date: str,
    limit: int,
    track_changes: bool = False,
) -> Annotated:
    """Puts the findings of a Word file into a copy of it.

    `findings` are those of the file as it stands, `titles` the short names of their rules by code; `date` goes with every comment
    and change (2024-05-01T09:00:00Z); `limit` is the most bytes of one part. The copy is read again before it is returned.
    Raises WordFileError.
    """
    package = open_word(content, limit)
    threads = take_out_unanswered(package)
    words = _read_plain(package, findings)
    answers = Answers(words, threads)
    answered = {finding: thread for finding in findings if (thread := answers.thread_of(finding))}
    left = [finding for finding in findings if finding not in answered]
    changes = changes_of(left, words) if track_changes else {}
    tracked = sorted(change for each in changes.values() for change in each)
    remarks = [
        Remark(remark_text(finding, words.source, titles, words.line_at(finding.place.start)), spot)
        for finding in left
        if finding not in changes and (spot := spot_of(words, *_around(tracked, *finding.place[:2])))
    ]
    _put(package, words, tracked, remarks, Stamp(AUTHOR, date))
    copy = package.to_bytes()
    prove_copy(copy, package.replacements, with_changes(words.source, tracked), [new.text for new in remarks], limit)
    return Annotated(
        copy,
        len(remarks),
        len(changes),
        tuple(finding for finding, thread in answered.items() if thread.settled),
        sum(not thread.settled for thread in answered.values()),
    )


def _put(package: Package, words: WordText, changes: Iterable[Change], remarks: Sequence[Remark], stamp: Stamp) -> None:
    """Puts changes and remarks into the parts of the file."""
    cuts = {part: Cuts(story) for part, story in words.stories.items()}
    number = free_number(story.xml for story in words.stories.values())
    for change in changes:
        number = track(change, words, cuts, number, stamp)
    add_remarks(package, words.stories[words.main], cuts[words.main], remarks, stamp)
    for part, story_cuts in cuts.items():
        if edits := list(story_cuts.edits()):
            package.replacements[part] = apply_edits(words.stories[part].xml, edits)


def _read_plain(package: Package, findings: Iterable[Finding]) -> WordText:
    """The text of the file, the words at edges of findings made plain.

    Plain words can be cut at any character.
    """
    words = read_text(package)
    prove_source(words, findings)
    if any(not story.prefix for story in words.stories.values()):
        raise WordFileError("文件的 XML 写法少见（没有命名空间前缀），请用 Word 或 WPS 打开后另存为 .docx")
    spans = [place[:2] for finding in findings for place in _places(finding)]
    rough: dict[str, dict[int, TextElement]] = {}
    for occurrence in (words.occurrence_at(at) for start, end in spans for at in (start, end - 1)):
        if (
            occurrence
            and occurrence.element.inner < occurrence.element.inner_end
            and not is_plain(occurrence.story, occurrence.element)
        ):
            rough.setdefault(occurrence.story.part, {})[occurrence.element.start] = occurrence.element
    for part, elements in rough.items():
        package.replacements[part] = apply_edits(words.stories[part].xml, map(plain_edit, elements.values()))
    plain = read_text(package) if rough else words
    if plain.source != words.source:
        raise WordFileError("文件的 XML 写法少见（文字套着文字），请用 Word 或 WPS 打开后另存为 .docx")
    return plain


def _places(finding: Finding) -> list[Place]:
    return [finding.place, *(edit.place for edit in finding.fix.edits)] if finding.fix else [finding.place]


def _around(tracked: Sequence[Change], start: int, end: int) -> tuple[int, int]:
    """The span, with its ends moved out of words that a tracked change replaces."""
    before, last = (bisect_left(tracked, at, key=lambda change: change.start) - 1 for at in (start, end))
    if before >= 0 and start < tracked[before].end:
        start = tracked[before].start
    return start, max(end, tracked[last].end) if last >= 0 else end
