"""Decisions that an editor took on the HTML page, and their findings."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.acceptance.baseline import Entry, relative_path
from zhlint.acceptance.json_items import read_items
from zhlint.acceptance.keys import Key, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.finding import Finding
    from zhlint.report import Report

#: The decision to change the text.
CHANGE: Final = "改"
#: The decisions to leave the text as it is.
_ACCEPTED: Final = ("不改", "误报")
_DECISIONS: Final = (CHANGE, *_ACCEPTED)


class Decision(NamedTuple):
    """A decision on the findings with one key; `path` is the draft's on the page."""

    path: str
    key: Key
    decision: str
    reason: str


class ChangeOrder(NamedTuple):
    """The findings of a draft that an editor wants changed.

    `fixable` have a fix, which counts as safe, since a person has seen it; `unfixable` have none. `ambiguous` stand in
    sentences that occur several times, not all with the same decision. `missing` is the number of decisions without a
    finding.
    """

    fixable: tuple[Finding, ...]
    unfixable: tuple[Finding, ...]
    ambiguous: tuple[Finding, ...]
    missing: int


class Decisions(NamedTuple):
    """The content of a file that the page has exported."""

    file: Path
    items: tuple[Decision, ...]

    def paths(self) -> tuple[str, ...]:
        """The drafts with something to change, each once.

        A relative path is seen from the current folder or, where there is no such draft, from the file's folder.
        """
        paths = dict.fromkeys(item.path for item in self.items if item.decision == CHANGE)
        return tuple(self._resolve(path) for path in paths)

    def change_order(self, report: Report, others: Sequence[str] = ()) -> ChangeOrder:
        """The findings of a report to change; `others` are the paths of all drafts."""
        own = self._of(report.path, others)
        wanted = Counter(item.key for item in own if item.decision == CHANGE)
        refused = {item.key for item in own if item.decision != CHANGE}
        document = report.document
        keyed = [(key_of(document, finding), finding) for finding in report.findings] if document else []
        present = Counter(key for key, _ in keyed)
        matches = [(key, finding) for key, finding in keyed if key in wanted]
        clear = [finding for key, finding in matches if key not in refused and wanted[key] >= present[key]]
        ambiguous = [finding for key, finding in matches if key in refused or wanted[key] < present[key]]
        fixable = [replace(finding, fix=finding.fix._replace(safety="safe")) for finding in clear if finding.fix]
        unfixable = [finding for finding in clear if not finding.fix]
        return ChangeOrder((*fixable,), (*unfixable,), (*ambiguous,), sum((wanted - present).values()))

    def accepted_entries(self, file: Path) -> tuple[Entry, ...]:
        """The decisions to leave text as it is, as entries of the baseline `file`."""
        return tuple(
            Entry(relative_path(item.path, file), item.key, item.reason or item.decision)
            for item in self.items
            if item.decision in _ACCEPTED
        )

    def _resolve(self, path: str) -> str:
        beside = self.file.parent / path
        return str(beside) if not Path(path).exists() and beside.exists() else path

    def _of(self, path: str, others: Sequence[str]) -> list[Decision]:
        """The decisions on a draft, by its path, else by its unique name."""
        whole = Path(path).resolve()
        own = [item for item in self.items if Path(self._resolve(item.path)).resolve() == whole]
        if own:
            return own
        namesakes = {item.path for item in self.items if PurePosixPath(item.path).name == whole.name}
        is_unique = len(namesakes) == 1 and sum(Path(other).name == whole.name for other in others) <= 1
        return [item for item in self.items if is_unique and item.path in namesakes]


def read_decisions(file: Path) -> Decisions:
    """The decisions in a file that the page has exported.

    Raises ConfigError naming file and line where it is missing or broken.
    """
    items = []
    for item, error_of in read_items(
        file, str(file), missing="；处理单由报告页的“导出处理单”按钮存下，多在下载文件夹里"
    ):
        decision = item.get("decision")
        if decision not in _DECISIONS:
            raise error_of(f"decision 应为 {'、'.join(_DECISIONS)} 之一，现为“{decision}”")
        for name in ("path", "code", "snippet", "sentence"):
            if not isinstance(item.get(name), str):
                raise error_of(f"缺 {name}" if name not in item else f"{name} 应为字符串")
        if not item["path"] or "\0" in item["path"]:
            raise error_of("path 应为文稿的路径")
        reason = item.get("reason")
        key = Key(item["code"], item["snippet"], item["sentence"])
        items.append(Decision(item["path"], key, decision, reason if isinstance(reason, str) else ""))
    return Decisions(file, tuple(items))
