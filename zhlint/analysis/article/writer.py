"""The writer of an article: whether a credit, a line or a signature names anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.analysis.article.signatures import is_signed
from zhlint.analysis.article.types import article_type
from zhlint.analysis.article.writer_lines import has_writer_line
from zhlint.reading.grammar.credit_words import DESK_WORK
from zhlint.reading.grammar.folding import fold
from zhlint.reading.roles.signatures import SIGNED_DAY

if TYPE_CHECKING:
    from zhlint.document import Credit, Document

_PICTURE_WORK: Final = ("摄", "摄影", "攝", "攝影", "图", "圖")


def names_writer(document: Document) -> bool:
    """Whether an article says who wrote it or sent it in, as a dateline does."""
    return bool(document.datelines) or _has_credit(document) or has_writer_line(document) or is_signed(document)


def _has_credit(document: Document) -> bool:
    """Whether a credit names more than who edited the article or took its pictures."""
    credits = _credits_of_words(document)
    if any(not DESK_WORK.search(credit.role) for credit in credits):
        return True
    read = {document.block_at(credit.start) for credit in credits}
    others = (document[block] for block in document.of_role("byline", "credit") if block not in read)
    return any(map(_may_name_writer, others))


def _credits_of_words(document: Document) -> list[Credit]:
    """The credits but those of pictures; where there are only pictures, all."""
    photos = document.analyse(article_type) == "photo"
    pictures = {name.start for credit in document.credits if _is_of_picture(credit) for name in credit.names}
    return [
        credit
        for credit in document.credits
        if credit.where != "caption" or photos or any(name.start not in pictures for name in credit.names)
    ]


def _is_of_picture(credit: Credit) -> bool:
    return credit.role.endswith(_PICTURE_WORK)


def _may_name_writer(words: str) -> bool:
    """Whether a credit is more than a day or a field of the desk.

    A field without a value is none.
    """
    folded = fold(words)
    return not (SIGNED_DAY.fullmatch(folded) or folded.endswith(":") or DESK_WORK.match(words))
