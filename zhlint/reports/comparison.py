"""Comparison with an earlier run: findings that are gone, still there, or new."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from zhlint.phrasing.reasons import system_reason
from zhlint.reports.paths import posix_path
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from zhlint.finding import Finding
    from zhlint.report import Report


class Mended(NamedTuple):
    """A finding of the earlier run that is gone.

    Its line is that of the earlier draft.
    """

    path: str
    line: int
    code: str
    level: str
    message: str


class Comparison(NamedTuple):
    """The findings of an earlier run and of this one, compared.

    `kept` is how many are still there; `new` holds path, offset and code of the new ones.
    """

    mended: tuple[Mended, ...]
    kept: int
    new: frozenset[tuple[str, int, str]]

    def is_new(self, path: str, finding: Finding) -> bool:
        """Whether a finding was not there the last time."""
        return (path, finding.place.start, finding.code) in self.new


def read_last(file: Path) -> list[dict[str, Any]]:
    """The findings of an earlier `--format json`.

    Raises ConfigError where the file is missing or something else.
    """
    try:
        data = json.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{file}: 没有这个文件；上一次检查时用 --format json={file} 写下") from None
    except OSError as error:
        raise ConfigError(f"{file}: 无法读取（{system_reason(error)}）") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{file}: 不是 zhlint 写的 JSON") from None
    findings = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(findings, list) or not all(_is_finding(item) for item in findings):
        raise ConfigError(f"{file}: 不是 zhlint --format json 写的报告")
    return findings


def compare(last: Iterable[dict[str, Any]], reports: Sequence[Report]) -> Comparison:
    """Match findings by path, rule and text, in order; lines may have moved.

    Drafts that are not checked now are left out.
    """
    checked = {posix_path(report.path) for report in reports if report.is_read}
    before: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for item in last:
        if posix_path(item["path"]) in checked:
            before[posix_path(item["path"]), item["code"], item["text"]].append(item)
    kept, new = 0, set()
    for report in reports:
        for finding in report.findings:
            same = before[posix_path(report.path), finding.code, finding.text]
            if same:
                same.pop(0)
                kept += 1
            else:
                new.add((report.path, finding.place.start, finding.code))
    gone = [item for left in before.values() for item in left]
    mended = sorted(
        Mended(posix_path(item["path"]), item["line"], item["code"], item["level"], item["message"]) for item in gone
    )
    return Comparison(tuple(mended), kept, frozenset(new))


def _is_finding(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and isinstance(item.get("line"), int)
        and all(isinstance(item.get(key), str) for key in ("path", "code", "text", "level", "message"))
    )
