"""A Code Quality report for GitLab merge requests."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from zhlint.reports.fingerprints import fingerprints
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.output import as_json, write_utf8
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.finding import Finding, Problem
    from zhlint.report import Report
    from zhlint.reports import Style

_SEVERITIES: Final = {"error": "major", "warning": "minor", "hint": "info"}


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes one array of all findings.

    GitLab tells new findings from old ones by the fingerprint.
    """
    entries = [
        _entry(report.path, finding, fingerprint)
        for report in reports
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    entries += map(_limit, with_limits(reports))
    entries += [_failure(report.path, problem) for report in reports for problem in report.errors]
    write_utf8(stream, as_json(entries, indent=1) + "\n")


def _limit(report: Report) -> dict[str, Any]:
    """The entry for rules that were left out of a draft."""
    path = posix_path(report.path)
    return {
        "type": "issue",
        "description": limit_note(report),
        "check_name": "zhlint",
        "categories": ["Style"],
        "fingerprint": sha256(f"{path}\0{report.kind}".encode("utf-8", "surrogateescape")).hexdigest()[:32],
        "severity": "info",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _failure(path: str, problem: Problem) -> dict[str, Any]:
    """The entry of what could not be checked."""
    return {
        "type": "issue",
        "description": f"没有查成：{problem.message}",
        "check_name": problem.code or "zhlint",
        "categories": ["Style"],
        "fingerprint": sha256(
            f"{posix_path(path)}\0{problem.code}\0{problem.message}".encode("utf-8", "surrogatepass")
        ).hexdigest(),
        "severity": "critical",
        "location": {"path": posix_path(path), "lines": {"begin": problem.line or 1}},
    }


def _entry(path: str, finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "description": finding.message,
        "check_name": f"{finding.code} {finding.name}",
        "categories": ["Style"],
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {
            "path": posix_path(path),
            "lines": {"begin": finding.line, "end": finding.place.end_line},
        },
    }
