"""Cuts: markup put between two characters of a Word file.

Text runs are cut where need be, and each half keeps the formatting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.word.markup import Edit, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.word.story import Story, TextElement, TextRun

#: One character as it may stand in XML.
_CHARACTER: Final = re.compile(rb"&[^;]*;|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")


class _Cut(NamedTuple):
    """An offset in the XML, and the bytes that close and reopen the run there."""

    at: int
    close: bytes
    open: bytes


class Cuts:
    """The markup to be put into one story, collected and given as edits."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._cuts: dict[int, tuple[_Cut, list[bytes], list[bytes]]] = {}
        self._cut_elements: dict[int, TextElement] = {}
        self._bytes: dict[int, list[int]] = {}
        self._replacements: list[Edit] = []

    def put_before(self, element: TextElement, offset: int, markup: str) -> None:
        """Puts markup right before the character at `offset` of an element."""
        self._cut_at(element, offset, before=True)[2].append(markup.encode())

    def put_after(self, element: TextElement, offset: int, markup: str) -> None:
        """Puts markup right after the character before `offset` of an element.

        It stands before what begins there.
        """
        self._cut_at(element, offset, before=False)[1].append(markup.encode())

    def replace(self, element: TextElement, start: int, end: int, markup: str) -> None:
        """Puts markup, outside its run, in place of the characters `start:end` of an element."""
        run, new = element.run, markup.encode()
        leads = start > 0 or element.nth > 0
        trails = end < len(element.text) or element.nth < run.children - 1
        first, last = self.byte_of(element, start), self.byte_of(element, end)
        if leads and trails:
            close, reopen = self._closing(run), self._opening(run)
            self._replacements.append(Edit(first, last, 2, close + new + reopen))
        elif not (leads or trails):
            self._replacements.append(Edit(run.start, run.end, 2, new))
            return
        else:
            at = run.end if leads else run.start
            self._replacements += [Edit(at, at, 0 if leads else 3, new), Edit(first, last, 2, b"")]
        self._cut_elements[element.start] = element

    def put_around(self, run: TextRun, before: str, after: str) -> None:
        """Puts markup before and after a whole run."""
        for at, side, markup in ((run.start, 2, before), (run.end, 1, after)):
            cut = self._cuts.setdefault(at, (_Cut(at, b"", b""), [], []))
            (cut[1] if side == 1 else cut[2]).append(markup.encode())

    def edits(self) -> Iterator[Edit]:
        """The edits of the story's XML that put everything in."""
        yield from self._replacements
        for cut, ends, starts in self._cuts.values():
            yield Edit(cut.at, cut.at, 1, cut.close + b"".join([*ends, *starts]) + cut.open)
        for element in self._cut_elements.values():
            yield Edit(element.start, element.inner, 4, f'<{element.run.prefix}t xml:space="preserve">'.encode())

    def byte_of(self, element: TextElement, offset: int) -> int:
        """The byte at which the character at `offset` of a plain element begins."""
        if element.start not in self._bytes:
            characters = _CHARACTER.finditer(self.story.xml, element.inner, element.inner_end)
            self._bytes[element.start] = [*(character.start() for character in characters), element.inner_end]
        return self._bytes[element.start][offset]

    def _cut_at(self, element: TextElement, offset: int, *, before: bool) -> tuple[_Cut, list[bytes], list[bytes]]:
        """The cut at `offset`, with the markup that ends and that starts there."""
        bounds = element.run.bounds
        cut = _Cut(bounds[not before], b"", b"") if bounds else self._cut(element, offset)
        return self._cuts.setdefault(cut.at, (cut, [], []))

    def _cut(self, element: TextElement, offset: int) -> _Cut:
        run, at_start, at_end = element.run, offset == 0, offset == len(element.text)
        if at_start and element.nth == 0:
            return _Cut(run.start, b"", b"")
        if at_end and element.nth == run.children - 1:
            return _Cut(run.end, b"", b"")
        if at_start or at_end:
            return _Cut(element.start if at_start else element.end, f"</{run.prefix}r>".encode(), self._run(run))
        self._cut_elements[element.start] = element
        return _Cut(self.byte_of(element, offset), self._closing(run), self._opening(run))

    def _run(self, run: TextRun) -> bytes:
        """The opening of a run like this one."""
        return self.story.xml[run.start : run.tag_end] + self.properties(run)

    def properties(self, run: TextRun) -> bytes:
        """The properties of a run as they stand."""
        return self.story.xml[run.properties[0] : run.properties[1]]

    def _closing(self, run: TextRun) -> bytes:
        return f"</{run.prefix}t></{run.prefix}r>".encode()

    def _opening(self, run: TextRun) -> bytes:
        return self._run(run) + f'<{run.prefix}t xml:space="preserve">'.encode()


def is_plain(story: Story, element: TextElement) -> bool:
    """Whether the characters of an element and its bytes match one by one."""
    return element.plain and b"<" not in story.xml[element.inner : element.inner_end]


def plain_edit(element: TextElement) -> Edit:
    """The edit that makes an element plain."""
    return Edit(
        element.start,
        element.end,
        0,
        f'<{element.run.prefix}t xml:space="preserve">{escape(element.text)}</{element.run.prefix}t>'.encode(),
    )
