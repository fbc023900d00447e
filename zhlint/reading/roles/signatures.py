"""Signatures: the bodies, persons and days under a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import BODY
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import ends_in_sentence, is_sentence
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: So many lines may sign a piece.
_MOST_SIGNERS: Final = 3
#: No line that signs has more characters.
_LONGEST: Final = 24
#: Before a signature within a piece stand as many lines.
_FEWEST_ABOVE: Final = 3
#: The day of a signature, with the place where it was written.
SIGNED_DAY: Final = expression(
    r"(?:\d{4}|[〇○Ｏ零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?"
    rf"\s*(?:(?:[写草]?于|在){HAN}{{1,10}}|修订|制定)?|[^。\d]{{0,3}}{HAN}{{2,4}}\s*(?:写[于在]|作于)\s*\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
)
_POST_AND_NAME: Final = expression(rf"{HAN}{{2,12}}[:\s]\s*(?P<name>{HAN}\s?{HAN}{{1,3}})")


def find_signature(lines: Sequence[LineForm], *, greeted: bool) -> None:
    """Makes credits of the lines at the end that sign: bodies, persons, the day.

    They sign with a day under them, where a salutation opens the piece, or alone under the last sentence. A lone day signs, too.
    """
    for at in range(_FEWEST_ABOVE, len(lines) - 1):
        _find_inner_signature(lines, at)
    end = len(lines)
    dated = end > 1 and not lines[-1].role and SIGNED_DAY.fullmatch(fold(lines[-1].words)) is not None
    start = end - dated
    while start > 1 and end - dated - start < _MOST_SIGNERS and _signs(lines[start - 1], freely=dated and greeted):
        start -= 1
    under_words = start == end - dated and start >= _FEWEST_ABOVE and _ends(lines[start - 2].words)
    if dated and under_words and _signs(lines[start - 1], freely=True):
        start -= 1
    if dated or greeted or (0 < start == end - 1 and ends_in_sentence(lines[start - 1].words)):
        for line in lines[start:end]:
            line.role = "credit"


def _find_inner_signature(lines: Sequence[LineForm], day: int) -> None:
    """Makes credits of a day before the end and of who signs above it."""
    signer, above = lines[day - 1], lines[day - 2]
    if (
        lines[day].role
        or signer.role
        or "日" not in lines[day].words[-8:]
        or not SIGNED_DAY.fullmatch(fold(lines[day].words))
    ):
        return
    if is_sentence(above.words) and may_sign(signer):
        signer.role = lines[day].role = "credit"


def _ends(words: str) -> bool:
    """Whether a signature may stand under a line: a sentence or a field."""
    return ends_in_sentence(words) or "：" in words or ":" in words


def _signs(line: LineForm, *, freely: bool) -> bool:
    """Whether a line without role may sign; `freely`, in any words without a stop."""
    if line.role:
        return False
    return may_sign(line) or (freely and len(line.words) <= _LONGEST and not is_sentence(line.words))


def may_sign(line: LineForm) -> bool:
    """Whether a line is a body, a person, or a post and its holder."""
    words = line.words
    if is_sentence(words) or len(words) > _LONGEST:
        return False
    if is_name(words) or all(map(BODY.fullmatch, words.split("、"))):
        return True
    holder = _POST_AND_NAME.fullmatch(fold(words))
    return holder is not None and is_name(holder["name"])
