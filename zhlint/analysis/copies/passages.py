"""Copies in one draft: paragraphs, sentences and passages that stand twice, each reported once.

A copy is a whole paragraph, else a passage of 60 characters and more in another paragraph, else whole sentences in
one paragraph or the next, else a shorter passage, or one of less than 100 characters in the same paragraph. A paragraph or
sentence that may stand twice on purpose (a summary, a caption, an item of a list) is told as a passage. White
space and the width of characters do not count; set phrases, quoted slogans and lists of names do not help a copy to
reach its length. Text that is quoted at one place only (a speech and the news of it) is no copy, and a refrain is
none.
"""

from __future__ import annotations

from collections import Counter
from itertools import filterfalse, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.copies.echoes import lines_that_may_repeat
from zhlint.analysis.copies.own_length import han_count, own_length_of
from zhlint.analysis.copies.runs import Piece, Run, repeated_runs
from zhlint.analysis.copies.sentences import repeated_sentences
from zhlint.analysis.copies.stretches import PROSE, Stretch, lines, stretch_of
from zhlint.analysis.marks.quotes import is_quoted
from zhlint.document import Span
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.analysis.copies.own_length import OwnLength
    from zhlint.document import Block, Document

PARAGRAPH: Final = 20
SENTENCE: Final = 14
PASSAGE: Final = 60
PASSAGE_IN_PARAGRAPH: Final = 100
SHORT_PASSAGE: Final = 40
NEVER_FIRST: Final = "，,、。．；;：:！!？?”’）)】〕」』》〉…—·"
#: So many paragraphs at the head may sum up the piece, in the words of a paragraph so many below.
_OPENINGS: Final = 5
_FAR: Final = 4
#: How far below the whole of such a paragraph may stand again.
_BELOW: Final = 8
#: The part of such a paragraph that stands below, at least.
_MOST: Final = 0.6
#: What ends a paragraph; one at the head without it is a deck, which may stand twice.
_STOPS: Final = frozenset("。！？…!?.；;：:”’」』）)")
_BULLETS: Final = frozenset("●■◆▲★□◇•·")
#: A row of a table: words with wide gaps between.
_COLUMNS: Final = expression(r"[^\s][ \u3000]{2,}[^\s\u3000][^\r\n]{0,40}[^\s][ \u3000]{2,}[^\s\u3000]")
_LABEL: Final = expression("[\\[［【（(]?(?:内容|新闻)?(?:摘要|提要|导读|核心提示|原标题)[\\]］】）)：:]?")
#: What ends an item of a list.
_ITEM_ENDS: Final = frozenset("；;：:")
#: The number of an item: （8）, 8., 八、
_NUMBERED: Final = expression("[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、])")
#: Who took a picture, before or behind the words below it.
_CREDIT: Final = expression(
    "[（(/]?(?:(?:新华社|中新社|人民网|央视|本报)|[^，。：、；]{0,12}(?:[摄攝]|供[图圖]|[图圖]片?来源|[图圖]片來源|图源|制图|擷自))|[（(](?:[^，。）)]{1,8}社|[^，。）)]{0,12}图片?)[）)]"
)
#: Paragraphs are alike that share so much of the longer one at their ends.
_ALIKE: Final = 0.5
_NEVER_LAST: Final = "“‘（(【〔「『《〈"


class Copy(NamedTuple):
    """A later copy and the span of the first one.

    `unit` is paragraph, sentence, passage or short-passage. `length` counts characters without white space; `times`
    is how often it stands in a row, 1 where something stands between.
    """

    unit: str
    start: int
    end: int
    first: Span
    length: int
    times: int = 1


def passages(document: Document) -> tuple[Copy, ...]:
    """Returns every later copy in the body of a draft, in order."""
    blocks = document.of_role(*PROSE)
    joined = lines(document, blocks)
    candidates = lines_that_may_repeat(joined, SHORT_PASSAGE, PARAGRAPH, SENTENCE)
    if not candidates:
        return ()
    body = tuple(_body(document, blocks, joined.split("\n"), candidates))
    return tuple(sorted(_Search(document, body).copies(), key=lambda copy: (copy.start, copy.end)))


def _body(document: Document, blocks: Sequence[Block], texts: Sequence[str], candidates: set[int]) -> Iterator[Stretch]:
    """The candidate paragraphs, with an empty one between any two that were no neighbours."""
    apart = True
    for number, (block, text) in enumerate(zip(blocks, texts, strict=False)):
        if text and number in candidates:
            yield stretch_of(document, block, text)
            apart = False
        elif text and not apart:
            yield Stretch(block, "", None)
            apart = True


class _Search:
    """A search for copies; what one unit has claimed is closed to the next."""

    def __init__(self, document: Document, body: tuple[Stretch, ...]) -> None:
        self.document = document
        self.own_length = own_length_of(document)
        self.body = body
        self.order = {block.start: number for number, block in enumerate(document.of_role(*PROSE))}
        self.above = {block.start: before for before, block in pairwise(document.blocks)}
        self.opening = next((block.start for block in document.of_role(*PROSE) if _ends_sentence(document[block])), 0)
        blocks = (stretch.block for stretch in self.body if _COLUMNS.search(document[stretch.block]))
        rows = frozenset(block.start for block in blocks)
        self.whole = tuple(_repeated_paragraphs(self.body, self.own_length, rows))
        copies = {later for later, _ in self.whole}
        self.rest = [stretch for number, stretch in enumerate(self.body) if number not in copies]
        self.covered = [bytearray(len(stretch.text)) for stretch in self.rest]

    def copies(self) -> Iterator[Copy]:
        pairs = set(self.whole)
        laters = {first: later for later, first in self.whole}
        for later, first in self.whole:
            copy, before = self.body[later], self.body[first].block
            in_row = not pairs.isdisjoint({(later - 1, first - 1), (later + 1, first + 1)})
            if not in_row and (self._announces(before, copy.block) or _is_listed(laters, first)):
                continue
            span, length = copy.span(0, len(copy.text)), len(copy.text)
            is_pasted = in_row or (first + 1, first) in pairs
            unit = "passage" if self._may_stand_twice(first, later, is_pasted=is_pasted) else "paragraph"
            yield Copy(unit, *span, Span(before.start, before.end), length)
        texts = [stretch.text for stretch in self.rest]
        runs = sorted(filterfalse(_stutters, repeated_runs(texts, SHORT_PASSAGE)), key=_longest_first)
        apart = [run for run in runs if run.later.text != run.earlier.text]
        yield from self._passages("passage", apart, PASSAGE)
        yield from self._sentences(texts)
        yield from self._passages("passage", runs, PASSAGE_IN_PARAGRAPH)
        yield from self._passages("short-passage", runs, SHORT_PASSAGE)

    def _sentences(self, texts: list[str]) -> Iterator[Copy]:
        for run, times in repeated_sentences(texts, lambda sentence: self.own_length(sentence) >= SENTENCE):
            later = run.later
            is_free = not any(self.covered[later.text][later.start : later.end])
            if is_free and not self._is_citation(run) and not self._is_labelled(run):
                yield self._copy("passage" if self._is_doubtful(run, times) else "sentence", run, times)

    def _passages(self, unit: str, runs: Iterable[Run], shortest: int) -> Iterator[Copy]:
        for run in runs:
            piece = self._trim(self._longest_free(run))
            text, start, end = piece.later
            if end - start < shortest or self.own_length(self.rest[text].text[start:end]) < shortest:
                continue
            if not self._is_citation(piece) and not self._sums_up(piece):
                yield self._copy(unit, piece)

    def _announces(self, opening: Block, later: Block) -> bool:
        """Whether a paragraph is a deck.

        It stands above the dateline, or at the head and far above the other.
        """
        if any(opening.start < dateline.start <= later.start for dateline in self.document.datelines[:1]):
            return True
        spoken = self.document.section_at(opening.start)
        if self.order[opening.start] >= _OPENINGS or (spoken and spoken.speaker):
            return False
        return self.order[later.start] - self.order[opening.start] >= _BELOW

    def _may_stand_twice(self, first: int, later: int, *, is_pasted: bool) -> bool:
        """Whether a paragraph may stand twice on purpose.

        It is a caption, an item, a question or the summary at the head, or its places stand below alike paragraphs.
        """
        block, text = self.body[first].block, self.body[first].text
        if text[-1] not in _STOPS or text[-1] in _ITEM_ENDS:
            return True
        if is_pasted:
            return False
        if self._is_opening(block) or text[-1] in "？?" or text[0] in _BULLETS:
            return True
        return _are_alike(*(self._text_above(self.body[number].block) for number in (first, later)))

    def _is_opening(self, block: Block) -> bool:
        """Whether nothing but headings stands above a paragraph that is nobody's words."""
        spoken = self.document.section_at(block.start)
        return block.start <= self.opening and not (spoken and spoken.speaker)

    def _text_above(self, block: Block) -> str:
        """The text of the block before; empty where there is none."""
        above = self.above.get(block.start)
        return self.document[above].strip() if above else ""

    def _is_doubtful(self, run: Run, times: int) -> bool:
        """Whether sentences may stand twice on purpose.

        They are of captions, of numbered items or of the summary at the head, or a quotation.
        """
        earlier, later = (self.rest[place.text] for place in (run.earlier, run.later))
        words, after = later.text[run.later.start : run.later.end], later.text[run.later.end :]
        if _CREDIT.match(after[:30]) or _CREDIT.match(words[:30]):
            return True
        if times > 1:
            return False
        if any(stretch.text[-1] not in _STOPS for stretch in (earlier, later)) or (
            words[0] in "“「" and words[-1] in "”」"
        ):
            return True
        if earlier is later:
            return False
        if all(_NUMBERED.match(stretch.text) for stretch in (earlier, later)):
            return True
        is_whole = run.earlier.end - run.earlier.start >= _MOST * len(earlier.text)
        return is_whole and run.later.start == 0 and self._is_opening(earlier.block)

    def _is_labelled(self, run: Run) -> bool:
        """Whether one of two paragraphs is labelled as a summary or headline."""
        block = self.rest[run.earlier.text].block
        above = self.document.text[: block.start].rstrip().rsplit("\n", 1)[-1].strip()
        is_label = _LABEL.fullmatch(above) or any(
            _LABEL.match(self.rest[place.text].text) for place in (run.earlier, run.later)
        )
        return run.later.text != run.earlier.text and bool(is_label)

    def _sums_up(self, run: Run) -> bool:
        """Whether the first piece sums up.

        It stands above a dateline, has a bullet, or is most of a paragraph at the head, far above the other.
        """
        opening, later = (self.rest[place.text] for place in (run.earlier, run.later))
        above, below = opening.block.start, later.block.start
        if above == below:
            return False
        if any(above < dateline.start <= below for dateline in self.document.datelines):
            return True
        spoken = self.document.section_at(above)
        if self.order[above] >= _OPENINGS or (spoken and spoken.speaker):
            return False
        if opening.text[0] in _BULLETS:
            return True
        is_whole = run.earlier.end - run.earlier.start >= _MOST * len(opening.text)
        return is_whole and self.order[below] - self.order[above] >= _FAR

    def _is_citation(self, run: Run) -> bool:
        """Whether one place quotes the other, the words of two different speakers excepted."""
        later, earlier = map(self._is_quoted, run)
        if later == earlier:
            return False
        sections = [self.document.section_at(self.rest[place.text].block.start) for place in run]
        speakers = {section.speaker.name.text for section in sections if section and section.speaker}
        return len(speakers) < 2

    def _is_quoted(self, place: Piece) -> bool:
        """Whether a piece lies in a verbatim quotation, even one of several paragraphs."""
        stretch = self.rest[place.text]
        goes_on = stretch.text[0] == "“" and stretch.text.count("“") > stretch.text.count("”")
        return goes_on or is_quoted(self.document, *stretch.span(place.start, place.end))

    def _copy(self, unit: str, run: Run, times: int = 1) -> Copy:
        later, earlier = run.later, run.earlier
        self.covered[later.text][later.start : later.end] = b"\1" * (later.end - later.start)
        span = self.rest[later.text].span(later.start, later.end)
        first = self.rest[earlier.text].span(earlier.start, earlier.end)
        return Copy(unit, *span, first, later.end - later.start, times)

    def _longest_free(self, run: Run) -> Run:
        """The longest part of a run that no other copy holds."""
        mask, later = self.covered[run.later.text], run.later
        best, at = (later.start, later.start), later.start
        while at < later.end:
            end = mask.find(1, at, later.end)
            end = later.end if end < 0 else end
            best = max(best, (at, end), key=lambda piece: piece[1] - piece[0])
            at = mask.find(0, end, later.end)
            at = later.end if at < 0 else at
        return _cut(run, *best)

    def _trim(self, run: Run) -> Run:
        """The run without leading marks that close and trailing marks that open."""
        start, end = run.later.start, run.later.end
        text = self.rest[run.later.text].text
        while start < end and text[start] in NEVER_FIRST:
            start += 1
        while end > start and text[end - 1] in _NEVER_LAST:
            end -= 1
        return _cut(run, start, end)


def _is_listed(laters: dict[int, int], first: int) -> bool:
    """Whether a paragraph is of a list of headings.

    It stands beside another at its first place, and apart from it below.
    """
    beside = (number for number in (first - 1, first + 1) if number in laters)
    return any(abs(laters[number] - laters[first]) > 1 for number in beside)


def _ends_sentence(paragraph: str) -> bool:
    return paragraph.rstrip().rstrip("”’」』）)")[-1:] in set("。！？…!?.")


def _are_alike(one: str, other: str) -> bool:
    """Whether two different paragraphs share half of the longer one at their ends."""
    shortest = min(len(one), len(other))
    begin = next((number for number in range(shortest) if one[number] != other[number]), shortest)
    rest = shortest - begin
    end = next((number for number in range(rest) if one[-1 - number] != other[-1 - number]), rest)
    return one != other and shortest > 0 and begin + end >= _ALIKE * max(len(one), len(other))


def _longest_first(run: Run) -> tuple[int, Piece]:
    return run.later.start - run.later.end, run.later


def _stutters(run: Run) -> bool:
    """Whether a run equals itself a few characters before: 哈哈哈哈 and the like."""
    return run.later.text == run.earlier.text and run.later.start - run.earlier.start < SENTENCE


def _cut(run: Run, start: int, end: int) -> Run:
    """The run with its later piece cut to `start:end`, and the earlier piece cut alike."""
    shift = run.earlier.start - run.later.start
    last = end + shift
    if run.earlier.text == run.later.text:
        last = min(last, start)
    return Run(Piece(run.later.text, start, end), Piece(run.earlier.text, start + shift, last))


def _repeated_paragraphs(
    body: tuple[Stretch, ...], own_length: OwnLength, rows: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of equal paragraphs: the later one, then the first.

    `rows` are the starts of paragraphs that are rows of a table.
    """
    refrains = _refrains(body)
    first: dict[str, int] = {}
    for number, stretch in enumerate(body):
        text = stretch.text
        if stretch.block.start in rows or (number < _OPENINGS and text and text[-1] not in _STOPS):
            text = ""
        before = first.setdefault(text, number)
        if before == number or not text or text in refrains or stretch.block.role != body[before].block.role:
            continue
        if own_length(text) >= PARAGRAPH and han_count(text) >= PARAGRAPH:
            yield number, before


def _refrains(body: tuple[Stretch, ...]) -> set[str]:
    """Paragraphs that come back at least twice alone: a refrain, a vote, a caption.

    They never stand side by side; long ones are never followed by a long one that comes back too.
    """
    often = Counter(stretch.text for stretch in body)
    again = {text for text, times in often.items() if times > 2}
    beside = {one.text for one, other in pairwise(body) if one.text == other.text}
    in_row = {one.text for one, other in pairwise(body) if len(other.text) >= PASSAGE and often[other.text] > 1}
    return again - beside - {text for text in in_row if len(text) >= PASSAGE}
