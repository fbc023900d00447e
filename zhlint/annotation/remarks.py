"""A finding in the words of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVEL_TITLES
from zhlint.phrasing.quoting import quote
from zhlint.word.story import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.finding import Finding
    from zhlint.word.text import WordLine

_LONGEST: Final = 40


def remark(finding: Finding, source: str, titles: Mapping[str, str], line: WordLine) -> str:
    """The text of a comment: level, rule, message, what to write instead, code. `titles` are the short names of rules by code.

    A finding in a note says so, since its comment stands at the mark of the note.
    """
    where = f"{NOTES[line.note.kind]}中{quote(flat(finding.text))}：" if line.note else ""
    told = finding.message if finding.message[-1:] in {"。", "？", "！"} else f"{finding.message}。"
    title = titles.get(finding.code, finding.name)
    return f"【{LEVEL_TITLES[finding.level]}·{title}】{where}{told}{_advice(finding, source)}（{finding.code}）"


def _advice(finding: Finding, source: str) -> str:
    """What the finding's fix comes to, as far as the message does not say it.

    The span and its edits are told as one, or the edits one by one where they lie far apart.
    """
    if not finding.fix or not finding.fix.edits or "建议改为" in finding.message:
        return ""
    edits = finding.fix.edits
    start = min(finding.place.start, edits[0].place.start)
    end = max(finding.place.end, edits[-1].place.end)
    if end - start > _LONGEST:
        return "".join(_one(source[place.start : place.end], new, finding.message) for place, new in edits[:2])
    texts, at = [], start
    for place, new in edits:
        texts += [source[at : place.start], new]
        at = place.end
    return _one(source[start:end], "".join([*texts, source[at:end]]), finding.message, whole=True)


def _one(old: str, new: str, message: str, *, whole: bool = False) -> str:
    if len(new) > _LONGEST or "\n" in old + new or _is_said(new, message):
        return ""
    if not new:
        return f"建议删去{quote(flat(old))}。" if old else ""
    if whole:
        return f"建议改为{quote(flat(new))}。"
    return f"{quote(flat(old))}建议改为{quote(flat(new))}。" if old else f"建议补{quote(flat(new))}。"


def _is_said(new: str, message: str) -> bool:
    """Whether a message already tells to write this, or to take out what is replaced by nothing."""
    if not new:
        return "删" in message
    return any(f"{left}{flat(new)}{right}" in message for left, right in ("“”", "「」", "『』"))


def flat(text: str) -> str:
    """A text as it stands in a comment: on one line, shortened."""
    line = " ".join(text.split()) or text
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}……{line[-_LONGEST // 4 :]}"
