"""Words that are free to be made: puns of slogans, degrees of an adjective (倔得很)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.lexicon.likeness import sound_alike, sound_near
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.document import Document

#: A name or a slogan in quotation marks, as far as the place, and from there.
_OPENED: Final = expression(r"“[^“”‘’。；：！？\r\n]{0,12}\Z")
_CLOSED: Final = expression('[^“”‘’。；：！？\r\n]{0,12}[”"]')
#: What a verb that needs an object cannot end in, but an adjective of degree can: 倔得很呐。
_DEGREE: Final = expression("(?:很|慌|要命|要死|不行|不得了)?[呐啊呢吧嘛哩哟了]?(?:[，。；！？…”’、]|\\Z)")
_NEEDS_OBJECT: Final = frozenset({"觉得", "显得", "值得", "使得"})


def is_free_form(document: Document, start: int, end: int, meant: str) -> bool:
    """Whether what stands at `start:end` was made on purpose, not for `meant`."""
    return _is_pun(document, start, end, meant) or (meant in _NEEDS_OBJECT and bool(_DEGREE.match(document.text, end)))


def _is_pun(document: Document, start: int, end: int, meant: str) -> bool:
    """Whether a quoted name or slogan plays with a sound.

    The character that sounds like the usual one is one of which the draft speaks elsewhere: 草莓 and “莓好生活”.
    """
    text = document.text
    if not (_OPENED.search(text, max(0, start - 13), start) and _CLOSED.match(text, end)):
        return False
    played = [
        written
        for written, usual in zip(text[start:end], meant, strict=False)
        if written != usual and (sound_alike(written, usual) or sound_near(written, usual))
    ]
    return any(text.count(written) > text[start:end].count(written) for written in played)
