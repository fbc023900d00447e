"""Fixes that leave the structure of a text as it is; others are not made."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Span
from zhlint.fixing.edits import apply_edits, apply_round, edits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhlint.finding import Finding, Place
    from zhlint.fixing.edits import Round
    from zhlint.reading.markdown.skeleton import Bone

    #: A function from a text to its structure, as each of several readers sees it.
    Shape = Callable[[str], tuple[tuple[Bone, ...], ...]]

#: The most characters that are read to find out which fixes change one block.
_MOST: Final = 500_000


class GuardedRound(NamedTuple):
    """A round of fixes, and the findings whose fixes would have changed the structure."""

    round: Round
    breaking: tuple[Finding, ...] = ()


def guard_round(text: str, findings: Sequence[Finding], shape: Shape | None, *, unsafe: bool = False) -> GuardedRound:
    """Makes a round of fixes, without those that change the structure of the text.

    `shape` gives the structure; with None, every fix is made.
    """
    done = apply_round(text, findings, unsafe=unsafe)
    if shape is None or done.text == text:
        return GuardedRound(done)
    before = shape(text)
    breaking = {*_breaking_alone(text, done, before, shape)}
    while True:
        done = apply_round(text, [one for one in findings if one not in breaking], unsafe=unsafe)
        frames = list(_frames(before, shape(done.text))) if done.text != text else []
        if not frames:
            return GuardedRound(done, tuple(one for one in findings if one in breaking))
        breaking.update(_breaking(text, done, frames, shape))


def withhold_breaking(
    text: str, findings: Sequence[Finding], shape: Shape
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings with the fixes removed that would change the structure.

    Also returns, unchanged, the findings that lost their fix.
    """
    cached_shape = lru_cache(maxsize=4)(shape)
    breaking = {*guard_round(text, findings, cached_shape).breaking}
    others = [finding for finding in findings if finding not in breaking]
    breaking.update(guard_round(text, others, cached_shape, unsafe=True).breaking)
    safe = tuple(replace(one, fix=None) if one in breaking else one for one in findings)
    return safe, tuple(one for one in findings if one in breaking)


def _breaking_alone(text: str, done: Round, before: Any, shape: Shape) -> Iterator[Finding]:
    """The findings whose fixes change their own block, each block read by itself."""
    blocks = [Span(bone.start, bone.end) for bone in max(before, key=len) if bone.end - bone.start < len(text)]
    inside: dict[Span, list[Finding]] = {}
    for finding in done.applied:
        frame = _frame(blocks, edits_of(finding)[0].place.start, edits_of(finding)[-1].place.end, len(text))
        inside.setdefault(frame, []).append(finding)
    for frame, some in inside.items():
        yield from _harmful(some, _Block(text, frame, shape))


def _frame(blocks: Sequence[Span], start: int, end: int, length: int) -> Span:
    """The span of the blocks that `start:end` meets.

    The next block belongs to it where `end` lies behind the last.
    """
    first = max(0, bisect_right(blocks, start, key=itemgetter(0)) - 1)
    last = max(first, bisect_right(blocks, end, key=itemgetter(0)) - 1)
    if last < len(blocks) and blocks[last].end < end:
        last += 1
    some = blocks[first : last + 1]
    return Span(min(some[0].start, start), max(some[-1].end, end)) if some else Span(0, length)


def _breaking(text: str, done: Round, frames: Iterable[Span], shape: Shape) -> Iterable[Finding]:
    """The findings whose fixes change the structure in these spans.

    At least one; all applied ones where the culprit is unknown.
    """
    breaking: set[Finding] = set()
    for frame in frames:
        inside = [one for one in done.applied if any(_meets(edit.place, frame) for edit in edits_of(one))]
        breaking.update(_harmful(inside, _Block(text, frame, shape)))
    # Text elsewhere may decide what a block is, as the address of a link does.
    return breaking or _harmful(done.applied, _Block(text, Span(0, len(text)), shape)) or done.applied


def _harmful(findings: Sequence[Finding], block: _Block) -> list[Finding]:
    """The findings whose fixes change a block, alone or beside the others.

    More than these where the block is worn out.
    """
    good: list[Finding] = []
    left = [list(findings)]
    harmful: list[Finding] = []
    while left:
        some = left.pop()
        if block.is_worn_out:
            harmful += some
        elif block.survives([*good, *some]):
            good += some
        elif len(some) == 1:
            harmful += some
        else:
            half = len(some) // 2
            left += [some[half:], some[:half]]
    return harmful


class _Block:
    """A block of the text, read by itself."""

    def __init__(self, text: str, frame: Span, shape: Shape) -> None:
        self._frame = frame
        self._words = text[frame.start : frame.end]
        self._shape = shape
        self._form = _forms(shape(self._words))
        self._looks = 0

    @property
    def is_worn_out(self) -> bool:
        """Whether the block has been read so often that more would be too slow."""
        return self._looks * len(self._words) > _MOST

    def survives(self, findings: Iterable[Finding]) -> bool:
        """Whether the block has the same structure after these fixes."""
        self._looks += 1
        edits = sorted(chain.from_iterable(map(edits_of, findings)))
        inside = (edit for edit in edits if _meets(edit.place, self._frame))
        return _forms(self._shape(apply_edits(self._words, inside, self._frame.start))) == self._form


def _frames(before: Any, after: Any) -> Iterator[Span]:
    """The spans of the old text whose structure has changed."""
    for old, new in zip(before, after, strict=True):
        if _forms([old]) == _forms([new]):
            continue
        if len(old) == len(new):
            yield from (Span(one.start, one.end) for one, other in zip(old, new, strict=True) if one.form != other.form)
            continue
        first = _common_length(old, new)
        last = len(old) - _common_length(old[first:][::-1], new[first:][::-1])
        some = old[first:last] or old[max(0, first - 1) : first + 1]
        yield Span(some[0].start, some[-1].end) if some else Span(0, 0)


def _common_length(one: Sequence[Bone], other: Sequence[Bone]) -> int:
    """The number of blocks at the beginning that are alike."""
    alike = zip(one, other, strict=False)
    return next(
        (count for count, (left, right) in enumerate(alike) if left.form != right.form), min(len(one), len(other))
    )


def _forms(views: Iterable[Iterable[Bone]]) -> list[list[Any]]:
    return [[bone.form for bone in view] for view in views]


def _meets(place: Place, frame: Span) -> bool:
    return frame.start <= place.start and place.end <= frame.end
