"""The margins of a piece: the page around it, salutations, signatures."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import SALUTATION, is_recipient
from zhlint.reading.roles.pages import find_page
from zhlint.reading.roles.signatures import find_signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: A salutation stands in so many lines at the head.
_HEAD: Final = 5
#: The close of a letter.
_REGARDS: Final = expression(r"(?:此致|敬礼|此致\s*敬礼|敬上|敬启|谨启)[!。]?")


def find_margins(lines: Sequence[LineForm]) -> None:
    """Gives what is no headline and no text of the piece its role."""
    find_page(lines)
    piece = [line for line in lines if line.role != "aside"]
    addressed = [line for line in islice(piece, _HEAD) if not line.role and is_recipient(line.words)]
    greeted = any(SALUTATION.fullmatch(line.words) for line in addressed)
    for line in (*addressed, *(line for line in lines if not line.role and _REGARDS.fullmatch(fold(line.words)))):
        line.role = "paragraph"
    find_signature(piece, greeted=greeted)
