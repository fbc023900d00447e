"""Posts of the home division that do not name it: 区长, 区委书记."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.document import Document

#: What may stand before the kind of a division in such a post.
_RANK: Final = "(?:中共|我|本|代|代理|原|时任|副|常务副)?"
#: What makes the kind of a division the beginning of a body or post, not of 区域 or 市场.
_BODY: Final = "(?:长|委|人大|人民|政府|政协|纪委|监委|总工会|团委|妇联|法院|检察院|[^，。；、\\s]{1,8}[局办院会部])"
_POST: Final = {
    kind: expression(rf"{_RANK}{kind}{_BODY}") for kind in "省市区县旗州盟"
}  # fmt: skip


def own_post(document: Document, post: str) -> bool:
    """Whether a post without a division's name belongs to the home division."""
    home = document.desk.home
    pattern = _POST.get(home[-1:])
    return pattern is not None and pattern.match(post) is not None


def bare_unit(home: str, unit: str) -> str:
    """The name of a unit without that of the home division.

    区总工会 for 顺义区总工会; empty for a unit of another division.
    """
    return (
        unit[len(home) - 1 :]
        if home and unit.startswith(home[:-1]) and unit[len(home) - 1 : len(home)] == home[-1]
        else ""
    )
