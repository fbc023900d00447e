"""The form of a line: what its words alone say."""

from __future__ import annotations

from functools import cached_property

from zhlint.reading.grammar.byline import is_credit_line
from zhlint.reading.grammar.dateline import opens_with_dateline
from zhlint.reading.grammar.forms import is_sentence, is_title
from zhlint.reading.grammar.speaker import is_speaker


class LineForm:
    """A line of a draft with its words, its role, and the blank lines before.

    The role is empty until it is known. What the words say is found out when it is first asked, and once.
    """

    def __init__(self, words: str, gap: int, role: str) -> None:
        self.words = words
        self.gap = gap
        self.role = role
        #: Whether the format makes a heading of it.
        self.is_heading = role == "subhead"

    @property
    def is_title(self) -> bool:
        """Whether it could be a title: no stop at its end, no full stop inside."""
        return is_title(self.words)

    @property
    def is_sentence(self) -> bool:
        """Whether it is running text."""
        return is_sentence(self.words)

    @cached_property
    def is_speaker(self) -> bool:
        """Whether it is a name with a post."""
        return is_speaker(self.words)

    @cached_property
    def is_credit_line(self) -> bool:
        """Whether it is a credit line by its role words or its mark."""
        return is_credit_line(self.words)

    @cached_property
    def may_be_names(self) -> bool:
        """Whether it is a credit line, or could be one of names alone."""
        return is_credit_line(self.words, bare_names=True)

    @cached_property
    def opens_with_dateline(self) -> bool:
        return opens_with_dateline(self.words)
