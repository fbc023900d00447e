"""Lists of names under one role with two kinds of separator."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, options
from zhlint.document import Span
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Credit, Document, TextSpan

_MARKS: Final = "、，,;；"
_KINDS: Final = {"、": "顿号", "，": "逗号", ",": "逗号", "；": "分号", ";": "分号", "": "空格"}

#: Words that begin another field of a form, or mark off what is no name.
_FIELD: Final = expression("[：:]|校对|编辑|审核|[一二三]审|来源|返回搜狐|单位|平台")


@options
class SeparatorMix(Check):
    """Finds lists of three names or more with two kinds of separator.

    The more frequent way is kept; of two as frequent, a space in by-lines and 、 elsewhere. The hit runs from the first name
    to the last. Slots: `kinds`, the separators in use (顿号和空格); `wanted`, the one to keep.
    """

    slots: ClassVar[tuple[str, ...]] = ("kinds", "wanted")

    def run(self, document: Document) -> Iterator[Hit]:
        for credit in (_without_places(document, credit) for credit in document.credits):
            if len(credit.names) > 2 and not _runs_on(document, credit) and (hit := _mixture(document, credit)):
                yield hit


def _without_places(document: Document, credit: Credit) -> Credit:
    """The credit without the places behind its names: 记者 甲 乙 云州、江城报道."""
    names = list(credit.names)
    if names and document.text.startswith("报道", names[-1].end):
        while names and not is_name(names[-1].text):
            names.pop()
    return credit._replace(names=tuple(names))


def _runs_on(document: Document, credit: Credit) -> bool:
    """Whether other fields of a form stand among the names: 编辑：甲、乙 报送单位：石桥网."""
    return _FIELD.search(document.text, credit.names[0].start, credit.names[-1].end) is not None


def _mixture(document: Document, credit: Credit) -> Hit | None:
    gaps = list(_gaps(document, credit.names))
    kinds = Counter(_kind(document, gap) for gap in gaps)
    if len(kinds) < 2:
        return None
    usual = ("、", "") if credit.where == "byline" else ("", "、")
    wanted = max(kinds, key=lambda kind: (kinds[kind], usual.index(kind) if kind in usual else -1))
    separator = Counter(document[gap] for gap in gaps if _kind(document, gap) == wanted).most_common(1)[0][0]
    edits = tuple(Edit(*gap, separator) for gap in gaps if _kind(document, gap) != wanted)
    named = [_KINDS[kind] for kind in dict.fromkeys(_kind(document, gap) for gap in gaps)]
    slots = {"kinds": "和".join(dict.fromkeys(named)), "wanted": _KINDS[wanted]}
    return Hit(credit.names[0].start, credit.names[-1].end, slots, Fix(edits))


def _gaps(document: Document, names: Sequence[TextSpan]) -> Iterator[Span]:
    """The text between neighbours, where it is nothing but a separator."""
    for left, right in pairwise(names):
        between = document.text[left.end : right.start]
        if between and not between.strip(_MARKS + " \u3000\t\xa0"):
            yield Span(left.end, right.start)


def _kind(document: Document, gap: Span) -> str:
    return document[gap].strip()[:1]
