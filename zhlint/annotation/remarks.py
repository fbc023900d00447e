"""The text of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVEL_TITLES
from zhlint.phrasing.passages import passage_text
from zhlint.phrasing.quoting import quote
from zhlint.word.story import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.finding import Finding, SourcePassage
    from zhlint.word.text import WordLine

#: No quotation in a comment has more characters.
_LONGEST: Final = 40


def remark_text(finding: Finding, source: str, titles: Mapping[str, str], line: WordLine) -> str:
    """The text of the comment on a finding: level, rule, message, advice, code.

    `titles` are the short names of rules by code. A finding in a note says so, since its comment stands at the mark of the note.
    """
    where = f"{NOTES[line.note.kind]}中{quote(flat(finding.text))}：" if line.note else ""
    message = finding.message if finding.message[-1:] in {"。", "？", "！"} else f"{finding.message}。"
    title = titles.get(finding.code, finding.name)
    sides = "".join(map(_sides, finding.passages))
    return (
        f"【{LEVEL_TITLES[finding.level]}·{title}】{where}{message}{_advice(finding, source)}{sides}（{finding.code}）"
    )


def _sides(passage: SourcePassage) -> str:
    """A passage of the draft, and the one of its source."""
    here, there = (passage_text(passage.pieces, side) for side in (0, 1))
    return f"本稿：{here}；来源：{there}。"


def _advice(finding: Finding, source: str) -> str:
    """The fix of a finding in words, unless the message gives it.

    It is one for the span with its edits, or one for each edit where they lie far apart.
    """
    if not finding.fix or not finding.fix.edits or "建议改为" in finding.message:
        return ""
    edits = finding.fix.edits
    start = min(finding.place.start, edits[0].place.start)
    end = max(finding.place.end, edits[-1].place.end)
    if end - start > _LONGEST:
        return "".join(_advise(source[place.start : place.end], new, finding.message) for place, new in edits[:2])
    stretches, at = [], start
    for place, new in edits:
        stretches += [source[at : place.start], new]
        at = place.end
    return _advise(source[start:end], "".join([*stretches, source[at:end]]), finding.message, whole=True)


def _advise(old: str, new: str, message: str, *, whole: bool = False) -> str:
    """The advice to write `new` for `old`; empty where the message gives it."""
    if len(new) > _LONGEST or "\n" in old + new or _says(message, new):
        return ""
    if not new:
        return f"建议删去{quote(flat(old))}。" if old else ""
    if whole:
        return f"建议改为{quote(flat(new))}。"
    return f"{quote(flat(old))}建议改为{quote(flat(new))}。" if old else f"建议补{quote(flat(new))}。"


def _says(message: str, new: str) -> bool:
    """Whether a message already tells to write this, or to take something out."""
    if not new:
        return "删" in message
    return any(f"{left}{flat(new)}{right}" in message for left, right in ("“”", "「」", "『』"))


def flat(text: str) -> str:
    """Makes a text one line, shortened, as it stands in a comment."""
    line = " ".join(text.split()) or text
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}……{line[-_LONGEST // 4 :]}"
