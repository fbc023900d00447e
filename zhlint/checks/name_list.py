"""Names in a by-line that cannot be right by their form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.article.credit_lines import credit_lines
from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.credit_words import ORG_END
from zhlint.reading.grammar.names import bare, is_name, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.analysis.article.credit_lines import CreditLine
    from zhlint.document import Document, TextSpan

_FAULTS: Final = ("twice", "short", "joined", "padded")
#: So far back, in characters, other work between two names is looked for.
_NEAR: Final = 200
#: Two names run together have at least so many characters.
_TWO: Final = 5
_OTHER_WORK: Final = frozenset("文图摄攝影视視频頻编編采剪校绘譯译")
#: The rest of a name that is spread over the space, and what the person did.
_GOES_ON: Final = expression(rf"[ \u3000]+{HAN}(?:整理|报道|编译|综合|供稿|供图|[摄攝])")

#: Words of pages and of other fields, which no name holds.
_NO_NAME: Final = expression(
    "的|编辑|编輯|校对|来[ \u3000]?源|查看|公告|审核|单位|平台|[一二三]审|记者|通讯员|小区|大厦|词条|沿线|[美夜雪]景|风光|风景|景色|景观|景区|一角|掠影|译$"
)

#: A day before and a writer after a name, which then is a place: 2024年3月8日 甘肃张掖  作者：.
_DAY: Final = expression(r"[0-9]{1,2}[月./-][0-9]{1,2}日?[^\S\r\n]+\Z")
_LONGEST_DAY: Final = 8
_WRITER: Final = expression(r"[^\S\r\n]+(?:作者|记者|通讯员|撰稿|摄影|[文图])[^\S\r\n]*[:：/／]")


@options
class NameList(Check):
    """Finds names in credit lines that are doubtful by their form alone.

    `reasons` selects the faults; each value fills the slot `reason` of the message: `twice` (a writer named again), `short`
    (one character), `joined` (two names without the separator that the rest of the line has), `padded` (a space inside one
    name of two characters and not inside another). Stays silent on names with a dot, names of foreign sound and lists without
    any separator.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    reasons: Mapping[str, str]

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.reasons) - set(_FAULTS)):
            raise OptionError("reasons", f"没有“{unknown[0]}”，可用：{'、'.join(_FAULTS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        looks = {"twice": _twice, "short": _short, "joined": _joined_names, "padded": _padded_names}
        for line in document.analyse(credit_lines):
            if _is_one_name(line):
                continue
            for fault, reason in self.reasons.items():
                for start, end, *others in looks[fault](line, document):
                    if _NO_NAME.search(document.text, start, end) or _is_place(document.text, start, end):
                        continue
                    related = tuple(Related(other.start, other.end) for other in others)
                    yield Hit(start, end, {"reason": reason}, related=related)


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether a day stands before a name and the field of a writer behind it."""
    return _DAY.search(text, max(0, start - _LONGEST_DAY), start) is not None and _WRITER.match(text, end) is not None


def _is_one_name(line: CreditLine) -> bool:
    """Whether a line holds one name at most, of a length that leaves no doubt."""
    names = [name for credit in line.credits for name in credit.names]
    return len(names) < 2 and all(1 < len(name.text) < _TWO for name in names)


_Doubt = tuple[int, int] | tuple[int, int, "TextSpan"]


def _twice(line: CreditLine, document: Document) -> Iterator[_Doubt]:
    """Writers named again, unless other work stands between: 文/某某 图/某某."""
    first_places: dict[str, TextSpan] = {}
    for name in line.writers():
        first = first_places.setdefault(bare(name.text), name)
        if first is not name and not _OTHER_WORK.intersection(_text_around(document, first, name)):
            yield name.start, name.end, first


def _text_around(document: Document, first: TextSpan, name: TextSpan) -> str:
    """The text between two names and right after the second."""
    return document.text[max(first.end, name.start - _NEAR) : name.end + 2]


def _short(line: CreditLine, document: Document) -> Iterator[_Doubt]:
    """Names of one character, but not those with a space inside (方 圆整理)."""
    for name in line.writers():
        if len(name.text) == 1 and not _GOES_ON.match(document.text, name.end):
            yield name.start, name.end


def _joined_names(line: CreditLine, _: Document) -> Iterator[_Doubt]:
    """Names run together, in a line that separates others.

    The reader cut them apart, or they have five characters or more that can be cut.
    """
    pairs = [pair for credit in line.credits for pair in zip(credit.names, credit.names[1:], strict=False)]
    if all(left.end == right.start for left, right in pairs):
        return
    start = end = -1
    for left, right in pairs:
        if left.end != right.start:
            continue
        if left.start >= end:
            if end > 0:
                yield start, end
            start = left.start
        end = right.end
    if end > 0:
        yield start, end
    yield from ((name.start, name.end) for name in line.names() if _is_two(name.text))


def _is_two(text: str) -> bool:
    name = bare(text)
    if not _TWO <= len(name) <= 8 or "·" in name or is_name(name) or ORG_END.search(name):
        return False
    return any(is_surnamed(name[:cut]) and is_surnamed(name[cut:]) for cut in (2, 3, 4))


def _padded_names(line: CreditLine, _: Document) -> Iterator[_Doubt]:
    pairs = [name for name in line.names() if len(bare(name.text)) == 2]
    spaced = [name for name in pairs if len(name.text) > 2]
    tight = [name for name in pairs if len(name.text) == 2]
    if spaced and tight:
        odd, other = (spaced[0], tight[0]) if len(spaced) <= len(tight) else (tight[0], spaced[0])
        yield odd.start, odd.end, other
