"""JUnit XML: a draft is a suite, a finding a case that failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from zhlint.reports.limits import limit_note
from zhlint.reports.output import write_utf8
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.finding import Finding
    from zhlint.report import Report
    from zhlint.reports import Style

_ILLEGAL: Final = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes a suite for every draft.

    Hints, and the rules left out, are skipped cases. A draft without findings has one case that passed.
    """
    suites = Element("testsuites", {"name": "zhlint"})
    for report in reports:
        suites.append(_suite(report))
    indent(suites, " ")
    write_utf8(stream, f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, "unicode")}\n')


def _suite(report: Report) -> Element:
    path = _legal(posix_path(report.path))
    hints = sum(finding.level == "hint" for finding in report.findings)
    note = limit_note(report)
    suite = Element(
        "testsuite",
        {
            "name": path,
            "tests": str(len(report.findings) + len(report.errors) + bool(note) or 1),
            "failures": str(len(report.findings) - hints),
            "errors": str(len(report.errors)),
            "skipped": str(hints + bool(note)),
        },
    )
    for problem in report.errors:
        case = SubElement(suite, "testcase", {"classname": path, "name": problem.code or "文件"})
        SubElement(case, "error", {"type": problem.code or "file", "message": _legal(problem.message)})
    for finding in report.findings:
        suite.append(_case(path, finding))
    if note:
        case = SubElement(suite, "testcase", {"classname": path, "name": "未查全"})
        SubElement(case, "skipped", {"type": "limit", "message": note})
    if not len(suite):
        SubElement(suite, "testcase", {"classname": path, "name": "全文"})
    return suite


def _case(path: str, finding: Finding) -> Element:
    where = f"{path}:{finding.line}:{finding.column}"
    message = _legal(finding.message)
    case = Element(
        "testcase", {"classname": path, "name": f"{finding.code} {finding.name} {finding.line}:{finding.column}"}
    )
    if finding.level == "hint":
        SubElement(case, "skipped", {"type": finding.level, "message": message})
    else:
        failure = SubElement(case, "failure", {"type": finding.level, "message": message})
        failure.text = f"{where}: {finding.code} {finding.name} {finding.level} {message}"
    return case


def _legal(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return re.sub(_ILLEGAL, "\ufffd", text)
