"""Speaker lines made whole: post and name on one line, and nothing else on it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import is_sentence, is_title
from zhlint.reading.grammar.names import is_name
from zhlint.reading.grammar.speaker import ends_in_post, is_speaker

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from zhlint.reading.layout import Layout, Line

#: Fewer characters after a speaker and a colon are no words of his.
_FEWEST_WORDS: Final = 9
#: A speaker and the colon after him stand in so many characters.
_LONGEST: Final = 61
_SPEAKER_AND_WORDS: Final = expression(r"([^：:。！？]{6,60})[：:]\s*(\S.{3,})")


def speaker_lines(layout: Layout) -> list[Line]:
    """Puts each speaker on a line of his own, with post and name.

    Returns all lines of the draft.
    """
    lines = layout.lines
    words = [layout.text[line.start : line.end] for line in lines]
    cuts = [_cut(line) for line in words]
    titled = _lead_titles(cuts, words)
    whole: list[Line] = []
    at = 0
    while at < len(lines):
        line, cut = lines[at], cuts[at]
        if at + 2 < len(lines) and _are_post_and_name(words[at], words[at + 1]):
            whole.append(line._replace(end=lines[at + 1].end))
            at += 1
        elif cut and _is_speech(cut[2], titled) and is_speaker(cut[1]):
            whole += (
                line._replace(end=line.start + cut.end(1) + 1),
                line._replace(start=line.start + cut.start(2), gap=0),
            )
        else:
            whole.append(line)
        at += 1
    return whole


def _cut(words: str) -> re.Match[str] | None:
    """A line cut at its first colon: perhaps a speaker, and what follows him."""
    opening = words[:_LONGEST]
    return _SPEAKER_AND_WORDS.match(words) if "：" in opening or ":" in opening else None


def _is_speech(rest: str, titled: bool) -> bool:
    """Whether the rest of a speaker line is the speech, or (with `titled`) its title."""
    return (len(rest) >= _FEWEST_WORDS and is_sentence(rest)) or (titled and is_title(rest))


def _lead_titles(cuts: Sequence[re.Match[str] | None], words: Sequence[str]) -> bool:
    """Whether speakers lead the titles of their speeches: twice or more, each over running text."""
    over_text = [cut for cut, below in zip(cuts, words[1:], strict=False) if cut and is_title(cut[2]) and "。" in below]
    speakers = (cut for cut in over_text if is_speaker(cut[1]))
    return len(list(islice(speakers, 2))) == 2


def _are_post_and_name(words: str, following: str) -> bool:
    """Whether two lines are the post and the name of one speaker, in either order."""
    if len(words) <= 4 or "·" in words:
        return len(following) > 4 and is_name(words) and ends_in_post(following)
    return len(following) <= 12 and is_name(following) and ends_in_post(words)
