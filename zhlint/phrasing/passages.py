"""Passages of a draft and of its source, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Equal characters that are shown on either side of a difference.
_AROUND: Final = 12


def passage_text(
    pieces: Sequence[tuple[str, str, bool]],
    side: int,
    mark: Callable[[str], str] = "【{}】".format,
    show: Callable[[str], str] = str,
) -> str:
    """The passage of draft (0) or source (1), its differences marked, long equal pieces cut.

    A piece is its text in both, and whether they differ. `show` makes each piece what the medium needs, such as HTML.
    """
    shown = []
    for number, (here, there, differs) in enumerate(pieces):
        text = "".join((there if side else here).split())
        if differs:
            text = mark(show(text)) if text else ""
        elif len(text) > 2 * _AROUND:
            head = text[:_AROUND] if number else ""
            tail = text[-_AROUND:] if number + 1 < len(pieces) else ""
            text = show(f"{head}……{tail}")
        else:
            text = show(text)
        shown.append(text)
    return "".join(shown)


def both_passages(pieces: Sequence[tuple[str, str, bool]]) -> str:
    """Both passages, one a line, that of the draft first (Chinese)."""
    return f"稿：{passage_text(pieces, 0)}\n源：{passage_text(pieces, 1)}"
