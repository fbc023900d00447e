"""Run rules over one document: which of them concern it, which of their hits stand, what a hit becomes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhlint.analysis.bigrams import pairs, pairs_in
from zhlint.analysis.marks.lost import is_lost
from zhlint.analysis.marks.masks import masks
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.script import script
from zhlint.engine.screen import screen
from zhlint.finding import (
    Finding,
    FindingFix,
    Place,
    Problem,
    RelatedPlace,
    Replacement,
    in_order,
    source_place,
)
from zhlint.lexicon.strings import common_ends
from zhlint.phrasing.quoting import fill_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.check import Edit, Fix, Hit
    from zhlint.document import Document
    from zhlint.rule import Rule

    #: Findings by position and code, and the rules that failed.
    Found = tuple[tuple[Finding, ...], tuple[Problem, ...]]

#: A document longer than this is run in parts of about so many characters: as long as a draft mostly is.
LONG: Final = 20_000
PART: Final = 4_000
#: A hit that lies within so many others of its rule waits until these are mended, or their texts would be as long as the square of the draft.
DEEP: Final = 16


def run(document: Document, rules: Iterable[Rule]) -> Found:
    """The findings of these rules, sorted by position and code, and the rules that failed. Raises nothing."""
    findings: dict[tuple[str, int, int], Finding] = {}
    problems: dict[Rule, Problem] = {}
    for rule, part, offset in _tasks(document, tuple(rules)):
        if rule in problems:
            continue
        reached, around = offset, list[int]()
        try:
            for hit in rule.check.run(part):
                reached = hit.end + offset
                while around and around[-1] < hit.end:
                    around.pop()
                if len(around) < DEEP and _stands(rule, hit.start + offset, reached, document):
                    around.append(hit.end)
                    finding = _finding(rule, _moved(hit, offset) if offset else hit, document)
                    findings.setdefault((finding.code, *finding.place[:2]), finding)
        except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others, nor itself
            problems[rule] = _failure(rule, error, reached, document)
    return in_order(findings.values()), tuple(problems.values())


def _tasks(document: Document, rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, Document, int]]:
    """What to run on what: a rule, a document, and where that begins in the whole one.

    In a long document every trigger stands somewhere; so what a paragraph alone decides is asked of parts of it, each with its own.
    """
    if len(document.text) <= LONG:
        for rule in screen(rules).candidates(document):
            if rule.roles is None:
                yield rule, document, 0
            else:
                yield from _where(rule, rule.roles, document)
        return
    near, far = (_reaching(rules, far=far) for far in (False, True))
    gathered: set[int] = set()
    for start, part in parts(document) if near else ():
        roles = {block.role for block in part.blocks}
        candidates = (
            rule for rule in screen(near).candidates(part) if not rule.roles or not rule.roles.isdisjoint(roles)
        )
        yield from ((rule, part, start) for rule in candidates)
        gathered.update(part.analyse(pairs), pairs_in(document.text[max(0, start - 1) : start + 1]))
    if near:
        document.memo.setdefault(pairs, frozenset(gathered))
    yield from ((rule, document, 0) for rule in screen(far).candidates(document))


def _where(rule: Rule, roles: frozenset[str], document: Document) -> Iterator[tuple[Rule, Document, int]]:
    """Where to run a rule for some roles: on the whole document, or on a few blocks alone where it looks at headlines and their like."""
    if "paragraph" in roles or rule.check.reach != "paragraph":
        yield rule, document, 0
        return
    for block in document.of_role(*roles):
        if rule.triggers and not any(map(document[block].__contains__, rule.triggers)):
            continue
        part = document.part(block.start, block.end, (block,))
        part.memo[script] = document.analyse(script)
        yield rule, part, block.start


@lru_cache(maxsize=32)
def _reaching(rules: tuple[Rule, ...], *, far: bool) -> tuple[Rule, ...]:
    """Those of the rules whose hits depend on more than a paragraph, or those whose hits do not."""
    return tuple(rule for rule in rules if (rule.check.reach != "paragraph") == far)


def parts(document: Document, size: int = PART) -> Iterator[tuple[int, Document]]:
    """A document cut between lines into parts of whole blocks, of about `size` characters each, with their places."""
    first, start, blocks = 0, 0, document.blocks
    for at, block in enumerate(blocks, start=1):
        following = blocks[at].start if at < len(blocks) else len(document.text)
        if at < len(blocks) and (block.end - start < size or not _is_broken(document.text, block.end, following)):
            continue
        end = block.end if at < len(blocks) else len(document.text)
        part = document.part(start, end, blocks[first:at])
        part.memo[script] = document.analyse(script)
        yield start, part
        first, start = at, end


def _is_broken(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end] or "\r" in text[start:end]


def _moved(hit: Hit, by: int) -> Hit:
    """A hit in a part as a hit in the whole."""
    fix = hit.fix and hit.fix._replace(
        edits=tuple(edit._replace(start=edit.start + by, end=edit.end + by) for edit in hit.fix.edits)
    )
    related = tuple(place._replace(start=place.start + by, end=place.end + by) for place in hit.related)
    return hit._replace(start=hit.start + by, end=hit.end + by, fix=fix, related=related)


def _stands(rule: Rule, start: int, end: int, document: Document) -> bool:
    """Whether a hit at `start:end` becomes a finding."""
    if rule.roles is not None:
        block = document.block_at(start)
        if block is None or block.role not in rule.roles or end > block.end:
            return False
    if document.analyse(masks).cover(start, end) or (not rule.check.sees_lost and is_lost(document, start, end)):
        return False
    return rule.quoted == "check" or not is_quoted(document, start, end)


def _failure(rule: Rule, error: Exception, reached: int, document: Document) -> Problem:
    line = document.position(document.to_source(reached, reached).start).line
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(
        f"规则 {rule.code} {rule.name} 在偏移 {reached} 之后出错（{reason}），这条规则没有查完",
        rule.code,
        line,
    )


def _finding(rule: Rule, hit: Hit, document: Document) -> Finding:
    place = _place(document, hit.start, hit.end)
    fix = _fix(rule, hit.fix, document)
    slots = {
        "found": document.source[place.start : place.end],
        "fix": _fixed(document, hit, hit.fix) if hit.fix else "",
        "there": _there(document, hit.related[0].start) if hit.related else "",
        **hit.slots,
    }
    message = fill_message(rule.message, slots)
    related = tuple(RelatedPlace(_place(document, start, end), note) for start, end, note in hit.related)
    text = document.source[place.start : place.end]
    return Finding(rule.code, rule.name, rule.level, message, text, place, document.path, fix, related)


def _place(document: Document, start: int, end: int) -> Place:
    return source_place(document, document.to_source(start, end))


def _fixed(document: Document, hit: Hit, fix: Fix) -> str:
    pieces, at = [], min(hit.start, fix.edits[0].start)
    for start, end, new in fix.edits:
        pieces += [document.text[at:start], new]
        at = end
    return "".join([*pieces, document.text[at : max(hit.end, at)]])


def _there(document: Document, offset: int) -> str:
    line = document.position(document.to_source(offset, offset).start).line
    section = document.section_at(offset)
    if section is None or section.speaker is None:
        return document.line_names.called(line)
    speaker = section.speaker
    return (
        f"{document.line_names.called(line)}（{speaker.place.text + ' ' if speaker.place else ''}{speaker.name.text}）"
    )


def _fix(rule: Rule, fix: Fix | None, document: Document) -> FindingFix | None:
    if fix is None or rule.fix == "no":
        return None
    joints = document.analyse(_joints)
    cut = [_held(piece, edit, joints, document.text) for edit in fix.edits for piece in _minimal(edit, document.text)]
    pieces = [piece for edit in cut for piece in _unbroken(edit, joints)]
    masked = document.analyse(masks)
    torn = any(
        bisect_right(joints, start) != bisect_right(joints, max(start, end - 1)) or masked.cut_by(start, end)
        for start, end, _ in pieces
    )
    if torn or not pieces:
        return None
    delicate = any(one.start <= start and end <= one.end for start, end, _ in pieces for one in document.delicate)
    safety = "ask" if delicate or "ask" in {rule.fix, fix.safety} else "safe"
    return FindingFix(safety, tuple(Replacement(_place(document, start, end), new) for start, end, new in pieces))


def _joints(document: Document) -> list[int]:
    """Where the logical text leaves something of the source out."""
    return [run.start for run in document.runs[1:]]


def _minimal(edit: Edit, text: str) -> Iterator[Edit]:
    """The edit cut to the characters that differ: several edits where old and new are of one length."""
    start, end, new = edit
    old = text[start:end]
    if len(old) == len(new):
        changed = [at for at in range(len(old)) if old[at] != new[at]]
        runs: list[list[int]] = []
        for at in changed:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        for run_ in runs:
            yield edit._replace(
                start=start + run_[0], end=start + run_[-1] + 1, replacement=new[run_[0] : run_[-1] + 1]
            )
        return
    head, tail = common_ends(old, new)
    yield edit._replace(start=start + head, end=end - tail, replacement=new[head : len(new) - tail])


def _held(piece: Edit, edit: Edit, joints: list[int], text: str) -> Edit:
    """An insertion at a joint, with the character before it that the edit keeps: it stays on that side of the mark-up."""
    at = piece.start - 1
    if piece.end > piece.start or at < edit.start or bisect_right(joints, at) == bisect_right(joints, at + 1):
        return piece
    return piece._replace(start=at, replacement=text[at] + piece.replacement)


def _unbroken(edit: Edit, joints: list[int]) -> Iterator[Edit]:
    """An edit over a line break inside a paragraph, parted at the break where it keeps its length, so that the break survives."""
    start, end, new = edit
    inside = joints[bisect_right(joints, start) : bisect_left(joints, end)]
    if not inside or len(new) != end - start:
        yield edit
        return
    for first, last in zip([start, *inside], [*inside, end], strict=True):
        yield edit._replace(start=first, end=last, replacement=new[first - start : last - start])
