"""Signatures: a person, a reader or a body on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.types import salutation
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import BODY, DESK_WORK
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from zhlint.document import Block, Document

#: So many blocks at the head may be only a name, which signs.
_NEAR: Final = 6
#: So many blocks at the end, and at the head, may be a signature of another form.
_CLOSE: Final = 3
#: A line with nothing but its mark or brackets around a body.
_AROUND: Final = "【】[]〔〕（）() \u3000■□◎●"
#: Who wrote a letter, with his name: 读者 周小棠.
_READER: Final = expression(
    r"(?:本报|一名|热心|忠实|\S{2,8}?的?)?(?:读者|网友|市民|村民|居民|来信人|投稿人|学生|家长)[：: 　]\s*(?P<name>\S{2,4}(?: \S)?)"
)
#: The body or the people that sign a letter, alone on their line.
_SENDER: Final = expression(
    rf"^{HAN}{{2,20}}(?:局|院|会|校|学|部|处|科|室|办|委|政府|公司|中心|集团|协会|医院|社|团|厂|站|馆|职工|村民|学生)$"
)
#: The day under a signature, or beside it.
_DAY: Final = expression(
    r"(?:[\d〇○零一二三四五六七八九十]{2,4}[年/.-])?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[月/.-](?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?)?$"
)


def is_signed(document: Document) -> bool:
    """Whether somebody signs the words, or one speaker line heads them all."""
    end = document.blocks[-_CLOSE:]
    return (
        len(document.of_role("speaker")) == 1
        or (salutation(document) is not None and _SENDER.search(_last_line(document)) is not None)
        or any(_is_name(document, block) for block in (*document.blocks[1:_NEAR], document.blocks[-1]))
        or any(_is_attribution(document, block) or _is_reader(document, block) for block in end)
        or _is_signed_by_body(document)
    )


def _last_line(document: Document) -> str:
    """The last line but for the date under a signature."""
    lines = [document[block] for block in document.blocks[-_CLOSE:]]
    return next((line for line in reversed(lines) if not _DAY.fullmatch(line)), "")


def _is_name(document: Document, block: Block) -> bool:
    """Whether a line is only a name."""
    return block.role in {"subhead", "paragraph"} and is_surnamed(document[block])


def _is_attribution(document: Document, block: Block) -> bool:
    """Whether a line names who speaks, and not behind a dash, as a quotation does."""
    words = document[block]
    return block.role == "attribution" and words[0] not in "—─" and not DESK_WORK.search(words)


def _is_reader(document: Document, block: Block) -> bool:
    """Whether a line names who wrote a letter."""
    match = _READER.fullmatch(document[block]) if block.role == "paragraph" else None
    return match is not None and is_surnamed(match["name"])


def _is_signed_by_body(document: Document) -> bool:
    """Whether one body stands alone under the headline, or at the end over a day."""
    bodies = [at for at, block in enumerate(document.blocks) if at and _is_body(document, block)]
    if len(bodies) != 1:
        return False
    below = document.blocks[bodies[0] + 1 :]
    if bodies[0] < _CLOSE:
        return bool(below)
    return len(below) <= 1 and all(_DAY.fullmatch(document[block].strip()) for block in below)


def _is_body(document: Document, block: Block) -> bool:
    """Whether a short line is the name of a body and nothing else."""
    if block.role not in {"headline", "deck", "subhead", "paragraph", "credit", "note", "list"}:
        return False
    words = _DAY.sub("", document[block]) if block == document.blocks[-1] else document[block]
    return BODY.fullmatch(words.strip(_AROUND)) is not None
