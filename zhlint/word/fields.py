"""The fields of a Word file while a part is walked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.word.story import Field

if TYPE_CHECKING:
    from zhlint.word.markup import Tag
    from zhlint.word.story import TextRun

#: Fields nest no deeper.
_DEEPEST: Final = 100


class Fields:
    """The open fields: simple ones, which are elements, and those between marks."""

    def __init__(self) -> None:
        self._simple: list[Field] = []
        self._marked: list[Field] = []
        self._ending: list[Field] = []

    @property
    def outermost(self) -> Field | None:
        """The field around the present run, None without one."""
        return next(iter([*self._simple, *self._marked]), None)

    @property
    def is_in_code(self) -> bool:
        """Whether text at this point is the code of a field."""
        return not all(field.has_result for field in self._marked)

    def open_simple(self, tag: Tag, paragraph: int) -> None:
        """Opens a simple field, whose content is its result."""
        self._simple.append(Field(tag.start, paragraph, tag.attributes.get("instr", ""), has_result=True))

    def close_simple(self, end: int) -> None:
        self._simple.pop().end = end

    def on_mark(self, kind: str, run: TextRun | None, paragraph: int | None) -> None:
        """Takes a mark: begin, separate or end; `run` and `paragraph` are those it stands in."""
        if kind == "begin" and run and paragraph is not None and len(self._marked) < _DEEPEST:
            self._marked.append(Field(run.start, paragraph))
        elif kind == "separate" and self._marked:
            self._marked[-1].has_result = True
        elif kind == "end" and self._marked:
            self._ending.append(self._marked.pop())

    def add_code(self, words: str) -> None:
        if self._marked:
            self._marked[-1].code += words

    def on_run_end(self, end: int, paragraph: int | None) -> None:
        """Ends the fields with an end mark in the run.

        A field that began in another paragraph gets no end.
        """
        for field in self._ending:
            field.end = end if paragraph == field.paragraph else 0
        self._ending = []

    def on_page_paragraph_end(self) -> None:
        """Makes the rest of open fields text, since a code ends with its paragraph."""
        for field in self._marked:
            field.has_result = True
