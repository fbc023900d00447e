"""Characters that look regular but are not: compatibility forms, radicals, private and Japanese ones."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final
from unicodedata import normalize

from zhlint.analysis.bigrams import alphabet
from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.patterns.expressions import compile_expression
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

    from zhlint.document import Document

#: CJK radicals, Kangxi radicals, private use, compatibility ideographs.
_UNUSUAL: Final = r"\u2e80-\u2fdf\ue000-\uf8ff\uf900-\ufaff\U0002f800-\U0002fa1f"
_OTHERS: Final = compile_expression(f"[{_UNUSUAL}]")


#: So far before a glyph, in characters, the mark of a title or quotation is looked for.
_FAR: Final = 30
_TITLED: Final = compile_expression("[《『「][^》』」\r\n]*\\Z|[ぁ-ゖァ-ヺ][^。\r\n]{0,12}\\Z")


def _is_japanese(text: str, at: int) -> bool:
    """Whether a glyph stands in a title or behind kana, as it does in Japanese."""
    return _TITLED.search(text, max(0, at - _FAR), at) is not None


@options
class IrregularGlyph(Check):
    """Finds characters that only look regular, or that other machines cannot show.

    `table` has the columns character and regular, for simplified drafts. Compatibility forms and radicals are replaced by the character that Unicode
    gives for them; a private character has no fix. Slots: `advice`; `code`, the code point.
    """

    reach: ClassVar[str] = "paragraph"

    filled: ClassVar[tuple[int, ...]] = (0, 1)
    slots: ClassVar[tuple[str, ...]] = ("advice", "code")

    table: Path

    def run(self, document: Document) -> Iterator[Hit]:
        expression = self._expression if document.analyse(script) == "simplified" else _OTHERS
        if not expression.search(document.analyse(alphabet)):
            return
        for match in expression.finditer(document.text):
            glyph = match[0]
            if glyph in self._regular and _is_japanese(document.text, match.start()):
                continue
            regular = self._regular.get(glyph, normalize("NFKC", glyph))
            has_regular = regular != glyph and len(regular) == 1
            advice = f"应为“{regular}”" if has_regular else "别的电脑上可能显示不出，请核"
            yield Hit(
                *match.span(),
                {"advice": advice, "code": f"U+{ord(glyph):04X}"},
                Fix((Edit(*match.span(), regular),)) if has_regular else None,
            )

    @cached_property
    def _regular(self) -> dict[str, str]:
        return {row[0]: row[1] for row in rows(self.table)}

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return compile_expression(f"[{_UNUSUAL}{''.join(self._regular)}]")
