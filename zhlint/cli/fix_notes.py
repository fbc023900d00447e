"""Messages (Chinese) about changes to a draft that were not made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhlint.acceptance.decisions import ChangeOrder
    from zhlint.finding import Finding
    from zhlint.fixing.fixer import Fixed

#: Places of a draft that are listed at most.
_LISTED: Final = 10


def unmade_fixes(fixed: Fixed) -> Iterator[str]:
    """Fixes that were not made, and why."""
    if fixed.breaking:
        yield f"{len(fixed.breaking)} 处没有改，改了会变动 Markdown 的版式：{_places(fixed.breaking)}"
    if fixed.circular:
        codes = "、".join(sorted({finding.code for finding in fixed.circular}))
        lines = sorted({finding.line for finding in fixed.circular})
        yield f"{len(lines)} 行没有改，{codes} 的改法互相抵消：{_some_of([f'第{line}行' for line in lines])}"


def unmade_decisions(order: ChangeOrder | None, advice: str = "请自行改") -> Iterator[str]:
    """Decisions that could not be carried out, and why.

    `advice` is for those without a fix.
    """
    if order is None:
        return
    if order.unfixable:
        yield f"{len(order.unfixable)} 处定为“改”而没有现成的改法，{advice}：{_places(order.unfixable)}"
    if order.ambiguous:
        yield f"{len(order.ambiguous)} 处没有改，同样的句子不止一处，定得不一样：{_places(order.ambiguous)}"
    if order.missing:
        yield f"{order.missing} 处已不在文稿里，可能改过了"


def _places(findings: Iterable[Finding]) -> str:
    ordered = sorted(findings, key=lambda finding: finding.place)
    return _some_of([f"第{one.line}行第{one.column}列（{one.code}）" for one in ordered])


def _some_of(names: Sequence[str]) -> str:
    return "、".join(names[:_LISTED]) + (f"等 {len(names)} 处" if len(names) > _LISTED else "")
