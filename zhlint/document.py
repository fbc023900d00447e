"""The document: a draft as text, blocks, sections and credits.

Knows nothing of files, rules or reports. Unless a docstring says otherwise, an offset is a code point
of `Document.text`, and an end is exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from zhlint.desk import NO_DESK
from zhlint.record import Record, record
from zhlint.source_text import LINES, SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Protocol

    from zhlint.desk import Desk
    from zhlint.source_text import LineNames

    class Stretch(Protocol):
        """Anything that has a place in the text."""

        @property
        def start(self) -> int: ...
        @property
        def end(self) -> int: ...


T = TypeVar("T")

ROLES: Final = frozenset({
    "headline", "deck", "byline", "dateline", "speaker", "subhead", "paragraph", "question", "attribution",
    "quotation", "verse", "list", "caption", "credit", "note", "contact", "table", "code", "frontmatter", "aside",
})  # fmt: skip
#: The kinds of text, the least like a draft first: mojibake, fewer hanzi than Latin letters, a sentence or two, a draft.
TEXT_KINDS: Final = ("garbled", "foreign", "short", "draft")
#: What a rule may need of a text, each as much as the kind of the same place has.
NEEDS: Final = ("nothing", "characters", "sentence", "draft")


def serves(kind: str, needs: str) -> bool:
    """Whether a text of this kind has what a rule needs."""
    return NEEDS.index(needs) <= TEXT_KINDS.index(kind)


class Span(NamedTuple):
    """A stretch of text, end exclusive."""

    start: int
    end: int


class TextSpan(NamedTuple):
    """A span with its text: a name, a post, a place."""

    text: str
    start: int
    end: int


class Block(NamedTuple):
    """A stretch of text with one role.

    Blocks are ordered, disjoint and cover every non-blank character.
    """

    role: str
    start: int
    end: int


class Speaker(NamedTuple):
    """A speaker.

    `place` is the longest name of a division that heads the post, where there is one.
    `start` and `end` are the whole speaker line or attribution.
    """

    name: TextSpan
    post: TextSpan | None
    place: TextSpan | None
    start: int
    end: int


class Section(NamedTuple):
    """The blocks of one speaker's words, in reading order.

    The first are a speaker line, where there is one, and a subhead.
    """

    speaker: Speaker | None
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        return self.blocks[0].start

    @property
    def end(self) -> int:
        return self.blocks[-1].end


class Credit(NamedTuple):
    """One role word of a by-line, dateline or tail credit and its names.

    `where` is the role of the block it stands in: byline, dateline, credit, caption, note or frontmatter. `role` is the
    role as written (`本报记者`, `通讯员`, `摄`, `责编`), empty where names stand without one.
    `start` and `end` cover role and names.
    """

    where: str
    role: str
    names: tuple[TextSpan, ...]
    start: int
    end: int


class Dateline(NamedTuple):
    """The form of an agency dateline or 本报讯 opening.

    What is absent is None; `verb` is 电, 专电 or 讯.
    """

    agency: TextSpan
    place: TextSpan | None
    date: TextSpan | None
    verb: TextSpan | None
    start: int
    end: int


class Run(NamedTuple):
    """A stretch in which logical and source text agree, up to the next run."""

    start: int
    source: int


@record
class Document(Record, SourceText):
    """A draft that was read: immutable; analyses of it are kept in `memo`.

    `text` is the logical text: the characters of `source`, unchanged and in order, without the line breaks and
    indents inside a hard-wrapped paragraph and without the scaffolding of the format. `runs` carries offsets
    back to the source. `masked` are stretches that are no prose (code, links, HTML), `delicate` those, in order, in
    which no fix is safe: the title in a front matter, the marks beside a bare address, which other programs read. `kind` is one of `TEXT_KINDS`.
    """

    text: str
    source: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    credits: tuple[Credit, ...] = ()
    datelines: tuple[Dateline, ...] = ()
    path: str | None = None
    runs: tuple[Run, ...] = (Run(0, 0),)
    masked: tuple[Span, ...] = ()
    delicate: tuple[Span, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    desk: Desk = NO_DESK
    kind: str = "draft"
    line_names: LineNames = LINES
    #: Where pictures stand that nobody reads, as offsets of the source.
    pictures: tuple[int, ...] = ()
    memo: dict[Callable[[Document], Any], Any] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether the text is long and Chinese enough to be a press draft."""
        return self.kind == "draft"

    def analyse(self, analysis: Callable[[Document], T]) -> T:
        """The result of `analysis` on this document, computed once."""
        memo = self.memo
        if analysis not in memo:
            memo[analysis] = analysis(self)
        result: T = memo[analysis]
        return result

    def to_source(self, start: int, end: int) -> Span:
        """The source offsets of a span of logical text; an empty span stays empty."""
        first = self._source_offset(start)
        return Span(first, self._source_offset(end - 1) + 1 if end > start else first)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this character, or none (blank space between blocks)."""
        index = bisect_right(self._block_starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def blocks_in(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that share a character with `start:end`, in order."""
        first = max(0, bisect_right(self._block_starts, start) - 1)
        blocks = self.blocks[first : bisect_left(self._block_starts, end)]
        return tuple(block for block in blocks if block.end > start)

    def section_at(self, offset: int) -> Section | None:
        """The section that holds this character, or none."""
        index = bisect_right(self._section_starts, offset) - 1
        if index >= 0 and offset < self.sections[index].end:
            return self.sections[index]
        return None

    def of_role(self, *roles: str) -> tuple[Block, ...]:
        """The blocks with one of these roles, in order."""
        return tuple(block for block in self.blocks if block.role in roles)

    def excerpt(self, start: int, end: int, blocks: tuple[Block, ...]) -> Document:
        """A document of some of the blocks, with the text `start:end` that holds them.

        Its offsets count from `start`.
        """
        return Document(
            text=self.text[start:end],
            source=self.text[start:end],
            blocks=tuple(Block(block.role, block.start - start, block.end - start) for block in blocks),
            path=self.path,
            masked=tuple(
                Span(max(span.start, start) - start, min(span.end, end) - start) for span in self._masked_in(start, end)
            ),
            metadata=self.metadata,
            desk=self.desk,
            kind=self.kind,
            line_names=self.line_names,
        )

    def _masked_in(self, start: int, end: int) -> Iterator[Span]:
        first = bisect_right(self.masked, start, key=lambda span: span.end)
        return takewhile(lambda span: span.start < end, islice(self.masked, first, None))

    def __getitem__(self, stretch: Stretch) -> str:
        """The logical text of anything with `start` and `end`: a block, speaker, section or credit."""
        return self.text[stretch.start : stretch.end]

    def _source_offset(self, offset: int) -> int:
        run = self.runs[bisect_right(self.runs, offset, key=lambda run: run.start) - 1]
        return run.source + offset - run.start

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]
