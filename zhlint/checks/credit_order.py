"""Credits in the wrong order, or without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.article.credit_lines import credit_lines
from zhlint.check import Check, Hit, OptionError, Related, options
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from zhlint.analysis.article.credit_lines import CreditLine
    from zhlint.document import Credit, Document

_FAULTS: Final = ("order", "empty")

_ANY_REPORTER: Final = expression("(?<!特约)[记記]者$")
_HOUSE_REPORTER: Final = expression("^本[报報社刊网網台站].*[记記]者$")
_CORRESPONDENT: Final = expression("^(?:特约)?(?:通讯员|通訊員)$")
_PERSONAL: Final = expression("(?:[记記]者|通讯员|通訊員|实习生|實習生|责编|责任编辑|校对|摄影|作者)$")

#: The name on the next line, of a by-line broken in two.
_BELOW: Final = expression(
    rf"[ \u3000*_]*(?:\r\n|[\r\n])[ \u3000■●◆□*_\r\n]*"
    rf"(?:[文图][/／]{HAN}{{2,4}}|(?:{HAN}{{2,4}}[ \u3000])*{HAN}{{2,4}}[ \u3000]*(?:[)）（(：:摄/／]|编辑|责编|校对|摄影|通讯员|实习生)|{HAN}{{2,12}}[ \u3000]*(?:[\r\n]|\Z))"
)
_COMMAS: Final = frozenset("，,")
#: A role in so many blocks at the head is a by-line.
_HEAD: Final = 3
#: What joins a work to who did it.
_JOINT: Final = expression("[ \u3000]?[文图圖]?[/／：:|｜丨][ \u3000]?")
#: A longer role has a paper's name in it, in characters.
_LONGEST_ROLE: Final = 5
#: What follows a role that stands for a name: 通讯员供图.
_UNNAMED: Final = ("供图", "供圖", "供稿", "提供")


@options
class CreditOrder(Check):
    """Finds correspondents named before the reporters, and roles that no name follows.

    `reasons` selects the faults: `order`, `empty`; each value fills the slot `reason` of the message. Order applies in top
    by-lines, and elsewhere only where the reporter is the house's own (本报记者): many papers open an item with
    本报讯（通讯员 某某 记者 某某）. Stays silent on collective signatures (本报评论员, 编辑部), and where names precede their roles.
    """

    slots: ClassVar[tuple[str, ...]] = ("reason",)

    reasons: Mapping[str, str]

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.reasons) - set(_FAULTS)):
            raise OptionError("reasons", f"没有“{unknown[0]}”，可用：{'、'.join(_FAULTS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        looks = {"order": _order_faults, "empty": _empty}
        for line in document.analyse(credit_lines):
            if len(line.credits) < 2 and line.credits[0].names:
                continue
            for fault, reason in self.reasons.items():
                for credit, other in looks[fault](line):
                    if fault == "empty" and (_is_named_later(document.text, credit, line) or _asks(document, credit)):
                        continue
                    related = (Related(other.start, other.end),) if other else ()
                    yield Hit(credit.start, credit.end, {"reason": reason}, related=related)


def _is_named_later(text: str, credit: Credit, line: CreditLine) -> bool:
    """Whether a name follows below or behind a post, or none is meant.

    A work may stand before the post of the same person: 摄影：某报记者某某.
    """
    if text.startswith(_UNNAMED, credit.end) or _BELOW.match(text, credit.end):
        return True
    # 作者丨周小棠，江城新闻记者: the post of who is named before it.
    if text[credit.start - 1 : credit.start] in _COMMAS and any(
        other.names for other in line.credits if other.end < credit.start
    ):
        return True
    after = next((other for other in line.credits if other.start >= credit.end), None)
    return bool(after and after.names and _JOINT.fullmatch(text, credit.end, after.start))


def _asks(document: Document, credit: Credit) -> bool:
    """Whether a role with a colon, alone on its line, puts the question below: 记者：."""
    block = document.block_at(credit.start)
    heads = "".join(document[head] for head in document.of_role("headline", "deck"))
    if not block or ("记者" not in heads and block in document.blocks[:_HEAD]):
        return False
    return document[block].rstrip("：: ") == credit.role != document[block]


def _order_faults(line: CreditLine) -> Iterator[tuple[Credit, Credit | None]]:
    """The first correspondent before the last reporter, with that reporter."""
    reporters = [credit for credit in line.credits if _reporter(line.where).search(bare(credit.role)) and credit.names]
    for credit in line.credits:
        if (
            reporters
            and credit.names
            and _CORRESPONDENT.search(bare(credit.role))
            and credit.end <= reporters[-1].start
        ):
            yield credit, reporters[-1]
            return


def _empty(line: CreditLine) -> Iterator[tuple[Credit, Credit | None]]:
    """Personal roles without names; none where names precede their roles (某某 记者)."""
    if not line.credits[0].role:
        return
    following = [*line.credits[1:], None]
    for credit, after in zip(line.credits, following, strict=True):
        if credit.names or not _PERSONAL.search(bare(credit.role)):
            continue
        if bare(credit.role) == "新华社记者" and len(line.credits) == 1:
            continue
        if after and after.start == credit.end and len(bare(after.role)) > _LONGEST_ROLE:
            continue  # the name is run into the next paper: 记者方小满石桥晚报记者…
        if not (after and after.names and bare(credit.role).endswith("作者")):
            yield credit, None


def _reporter(where: str) -> re.Pattern[str]:
    return _ANY_REPORTER if where == "byline" else _HOUSE_REPORTER
