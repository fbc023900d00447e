"""Turns hits into findings: fills the message and lays the fix into the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from zhlint.analysis.marks.masks import masks
from zhlint.finding import Finding, FindingFix, Place, RelatedPlace, Replacement, source_place
from zhlint.lexicon.strings import common_ends
from zhlint.phrasing.quoting import fill_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.check import Edit, Fix, Hit
    from zhlint.document import Document, Span
    from zhlint.rule import Rule


def to_finding(rule: Rule, hit: Hit, document: Document) -> Finding:
    """The finding that a hit of a rule becomes."""
    place = _place(document, hit.start, hit.end)
    fix = _fix(rule, hit.fix, document)
    slots = {
        "found": document.source[place.start : place.end],
        "fix": _text_after_fix(document, hit, hit.fix) if hit.fix else "",
        "there": _name_of_place(document, hit.related[0].start) if hit.related else "",
        **hit.slots,
    }
    message = fill_message(rule.message, slots)
    related = tuple(RelatedPlace(_place(document, start, end), note) for start, end, note in hit.related)
    text = document.source[place.start : place.end]
    return Finding(rule.code, rule.name, rule.level, message, text, place, document.path, fix, related, hit.elsewhere)


def _place(document: Document, start: int, end: int) -> Place:
    return source_place(document, document.to_source(start, end))


def _text_after_fix(document: Document, hit: Hit, fix: Fix) -> str:
    """The text of a hit after its fix."""
    strings, offset = [], min(hit.start, fix.edits[0].start)
    for start, end, new in fix.edits:
        strings += [document.text[offset:start], new]
        offset = end
    return "".join([*strings, document.text[offset : max(hit.end, offset)]])


def _name_of_place(document: Document, offset: int) -> str:
    """The name of the line of an offset, with the speaker whose words stand there."""
    line = document.position(document.to_source(offset, offset).start).line
    section = document.section_at(offset)
    if section is None or section.speaker is None:
        return document.line_names.name_of(line)
    speaker = section.speaker
    return (
        f"{document.line_names.name_of(line)}（{speaker.place.text + ' ' if speaker.place else ''}{speaker.name.text}）"
    )


def _fix(rule: Rule, fix: Fix | None, document: Document) -> FindingFix | None:
    """The fix in the source; None where an edit reaches over mark-up or a mask."""
    if fix is None or rule.fix == "no":
        return None
    text, joints, masked = document.text, document.analyse(_joints), document.analyse(masks)
    minimal = [_with_anchor(small, edit, joints, text) for edit in fix.edits for small in _minimal_edits(edit, text)]
    edits = [small for edit in minimal for small in _split_at_breaks(edit, joints)]
    if not edits or any(_is_across(edit, joints) or masked.cut_by(edit.start, edit.end) for edit in edits):
        return None
    is_delicate = any(_meets(document.delicate, edit) for edit in edits)
    safety = "ask" if is_delicate or "ask" in {rule.fix, fix.safety} else "safe"
    return FindingFix(safety, tuple(Replacement(_place(document, start, end), new) for start, end, new in edits))


def _meets(spans: Sequence[Span], edit: Edit) -> bool:
    """Whether an edit or insertion meets one of some spans, which are in order."""
    first = bisect_right(spans, edit.start, key=lambda span: span.end)
    return first < len(spans) and spans[first].start < max(edit.end, edit.start + 1)


def _is_across(edit: Edit, joints: list[int]) -> bool:
    """Whether an edit reaches over a joint."""
    return bisect_right(joints, edit.start) != bisect_right(joints, max(edit.start, edit.end - 1))


def _joints(document: Document) -> list[int]:
    """The analysis: the offsets at which the logical text leaves something of the source out."""
    return [run.start for run in document.runs[1:]]


def _minimal_edits(edit: Edit, text: str) -> Iterator[Edit]:
    """The edit cut to the characters that differ.

    Where old and new are of one length, each stretch that differs is an edit.
    """
    start, end, new = edit
    old = text[start:end]
    if len(old) == len(new):
        for first, last in _differences(old, new):
            yield edit._replace(start=start + first, end=start + last, replacement=new[first:last])
        return
    head, tail = common_ends(old, new)
    yield edit._replace(start=start + head, end=end - tail, replacement=new[head : len(new) - tail])


def _differences(old: str, new: str) -> Iterator[tuple[int, int]]:
    """The start and end of each stretch in which two equally long texts differ."""
    first = None
    for offset, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after and first is not None:
            yield first, offset
            first = None
        elif before != after and first is None:
            first = offset
    if first is not None:
        yield first, len(old)


def _with_anchor(small: Edit, edit: Edit, joints: list[int], text: str) -> Edit:
    """An insertion at a joint, with the character before it that the edit keeps.

    So it stays on that side of the mark-up.
    """
    before = small.start - 1
    if (
        small.end > small.start
        or before < edit.start
        or bisect_right(joints, before) == bisect_right(joints, before + 1)
    ):
        return small
    return small._replace(start=before, replacement=text[before] + small.replacement)


def _split_at_breaks(edit: Edit, joints: list[int]) -> Iterator[Edit]:
    """An edit that keeps its length, split at the line breaks inside a paragraph.

    So the breaks survive.
    """
    start, end, new = edit
    inside = joints[bisect_right(joints, start) : bisect_left(joints, end)]
    if not inside or len(new) != end - start:
        yield edit
        return
    for first, last in zip([start, *inside], [*inside, end], strict=True):
        yield edit._replace(start=first, end=last, replacement=new[first - start : last - start])
