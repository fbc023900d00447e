"""A Code Quality report for GitLab merge requests."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from zhlint.reports.fingerprints import fingerprints
from zhlint.reports.limits import limit, limited
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import slashed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.finding import Finding
    from zhlint.linter import Report
    from zhlint.reports import Style

_SEVERITIES: Final = {"error": "major", "warning": "minor", "hint": "info"}


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Write one array of all findings; GitLab tells new ones from old ones by the fingerprint."""
    entries = [
        _entry(report.path, finding, fingerprint)
        for report in reports
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    entries += map(_limit, limited(reports))
    write_utf8(stream, json.dumps(entries, ensure_ascii=False, indent=1) + "\n")


def _limit(report: Report) -> dict[str, Any]:
    """What was not looked at, as an entry of its own."""
    path = slashed(report.path)
    return {
        "type": "issue",
        "description": limit(report),
        "check_name": "zhlint",
        "categories": ["Style"],
        "fingerprint": sha256(f"{path}\0{report.kind}".encode("utf-8", "surrogateescape")).hexdigest()[:32],
        "severity": "info",
        "location": {"path": path, "lines": {"begin": 1}},
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
            "path": slashed(path),
            "lines": {"begin": finding.line, "end": finding.place.end_line},
        },
    }
