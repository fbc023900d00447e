"""The pages of rules as files that an editor can open."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from zhlint.cards.card_store import with_prose
from zhlint.manual.explanation import page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zhlint.rule import Rule


class RulePages:
    """The pages of rules, each a file in a folder."""

    def __init__(self, rules: tuple[Rule, ...], folder: Path) -> None:
        self._rules = rules
        self._folder = folder
        self._texts: dict[str, str] = {}

    def text(self, code: str) -> str | None:
        """The page of a rule in Markdown, None where there is no such rule."""
        if code not in self._texts and code in self._by_code:
            self._texts[code] = page(self._by_code[code])
        return self._texts.get(code)

    def uri(self, code: str) -> str:
        """The address of a rule's page, which `write` puts there."""
        return self._file(code).as_uri()

    def write(self, codes: Iterable[str]) -> None:
        """Writes missing pages of rules; one that cannot be written is left out."""
        for code in codes:
            file = self._file(code)
            with suppress(OSError):
                if not file.exists():
                    file.write_text(self.text(code) or "", encoding="utf-8")

    def _file(self, code: str) -> Path:
        return self._folder / f"{code}.md"

    @cached_property
    def _by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in with_prose(self._rules)}
