"""Decisions that an editor took on the page, and the findings of a draft that they are about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.acceptance.baseline import Entry, Key, key_of, read_items, relative_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.finding import Finding
    from zhlint.report import Report

CHANGE: Final = "改"
_ACCEPTED: Final = ("不改", "误报")
_DECISIONS: Final = (CHANGE, *_ACCEPTED)


class Decision(NamedTuple):
    """What is to become of the findings with this key in a draft; `path` is what the page called the draft."""

    path: str
    key: Key
    decision: str
    reason: str


class ChangeOrder(NamedTuple):
    """The findings of a draft that are to be changed, by what can be done about them.

    The fixes of `fixable` count as safe, since a person has looked at them. `unfixable` have no fix. `ambiguous` stand in
    sentences that occur several times, not all with the same decision. `missing` counts decisions on what is not found any more.
    """

    fixable: tuple[Finding, ...]
    unfixable: tuple[Finding, ...]
    ambiguous: tuple[Finding, ...]
    missing: int


class Decisions(NamedTuple):
    """What stands in a file that the page has exported."""

    file: Path
    items: tuple[Decision, ...]

    def paths(self) -> tuple[str, ...]:
        """Returns the drafts in which something is to be changed, each once.

        A relative path is one of the current folder, or, where there is no such draft, of the folder of the file.
        """
        named = dict.fromkeys(item.path for item in self.items if item.decision == CHANGE)
        return tuple(self._found(path) for path in named)

    def change_order(self, report: Report, others: Sequence[str] = ()) -> ChangeOrder:
        """Returns the findings of a report that are to be changed; `others` are the paths of all drafts at hand."""
        own = self._of(report.path, others)
        wanted = Counter(item.key for item in own if item.decision == CHANGE)
        refused = {item.key for item in own if item.decision != CHANGE}
        document = report.document
        keyed = [(key_of(document, finding), finding) for finding in report.findings] if document else []
        there = Counter(key for key, _ in keyed)
        asked = [(key, finding) for key, finding in keyed if key in wanted]
        clear = [finding for key, finding in asked if key not in refused and wanted[key] >= there[key]]
        unclear = [finding for key, finding in asked if key in refused or wanted[key] < there[key]]
        mended = [replace(one, fix=one.fix._replace(safety="safe")) for one in clear if one.fix]
        bare = [one for one in clear if not one.fix]
        return ChangeOrder((*mended,), (*bare,), (*unclear,), sum((wanted - there).values()))

    def accepted_entries(self, beside: Path) -> tuple[Entry, ...]:
        """Returns what stays as it is, as entries of the baseline `beside`."""
        return tuple(
            Entry(relative_path(item.path, beside), item.key, item.reason or item.decision)
            for item in self.items
            if item.decision in _ACCEPTED
        )

    def _found(self, path: str) -> str:
        beside = self.file.parent / path
        return str(beside) if not Path(path).exists() and beside.exists() else path

    def _of(self, path: str, others: Sequence[str]) -> list[Decision]:
        """The decisions on a draft: by its path, or by its name where only one draft is called so on either side."""
        whole = Path(path).resolve()
        own = [item for item in self.items if Path(self._found(item.path)).resolve() == whole]
        if own:
            return own
        namesakes = {item.path for item in self.items if PurePosixPath(item.path).name == whole.name}
        alone = len(namesakes) == 1 and sum(Path(other).name == whole.name for other in others) <= 1
        return [item for item in self.items if alone and item.path in namesakes]


def read_decisions(file: Path) -> Decisions:
    """The decisions in a file. Raises ConfigError naming file and line where it is missing or broken."""
    items = []
    for item, said in read_items(file, str(file), missing="；处理单由报告页的“导出处理单”按钮存下，多在下载文件夹里"):
        decision = item.get("decision")
        if decision not in _DECISIONS:
            raise said(f"decision 应为 {'、'.join(_DECISIONS)} 之一，现为“{decision}”")
        for name in ("path", "code", "snippet", "sentence"):
            if not isinstance(item.get(name), str):
                raise said(f"缺 {name}" if name not in item else f"{name} 应为字符串")
        if not item["path"] or "\0" in item["path"]:
            raise said("path 应为文稿的路径")
        reason = item.get("reason")
        key = Key(item["code"], item["snippet"], item["sentence"])
        items.append(Decision(item["path"], key, decision, reason if isinstance(reason, str) else ""))
    return Decisions(file, tuple(items))
