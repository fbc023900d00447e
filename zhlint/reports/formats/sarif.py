"""SARIF 2.1.0 for code scanning: rules with reasons, results with fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zhlint.cards.card_store import with_reasons
from zhlint.phrasing.passages import both_passages
from zhlint.reports.fingerprints import fingerprints
from zhlint.reports.limits import limit_note, with_limits
from zhlint.reports.output import as_json, write_utf8
from zhlint.reports.paths import source_path, uri
from zhlint.reports.places import lines_and_columns
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO

    from zhlint.finding import Finding, FindingFix, Place
    from zhlint.report import Report
    from zhlint.reports import Style
    from zhlint.rule import Rule

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "hint": "note"}
_REGION: Final = ("startLine", "startColumn", "endLine", "endColumn")
_ENCODINGS: Final = {"utf-8-bom": "utf-8"}


def write(reports: Sequence[Report], stream: IO[str], _style: Style) -> None:
    """Writes one run; columns are code points, URIs relative to the current folder."""
    write_utf8(stream, as_json(_log(reports), indent=1) + "\n")


def _log(reports: Sequence[Report]) -> dict[str, Any]:
    by_code = {rule.code: rule for report in reports for rule in report.rules}
    rules = with_reasons(by_code[code] for code in sorted(by_code))
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "zhlint",
                "fullName": "zhlint-press",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN",
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(reports)],
        "artifacts": [_artifact(report) for report in reports],
        "results": [result for report in reports for result in _results(report, numbers)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": "\n".join(filter(None, [rule.why or rule.title, rule.source and f"依据：{rule.source}"]))},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.family]},
    }


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    problems = [(report, problem) for report in reports for problem in report.errors]
    notes = [_notification(report, "error", problem.message) for report, problem in problems]
    notes += [_notification(report, "note", limit_note(report)) for report in with_limits(reports)]
    return {"executionSuccessful": not problems, "toolExecutionNotifications": notes}


def _notification(report: Report, level: str, message: str) -> dict[str, Any]:
    where = {"physicalLocation": {"artifactLocation": {"uri": uri(report.path)}}}
    return {"level": level, "message": {"text": message}, "locations": [where]}


def _artifact(report: Report) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": uri(report.path)}}
    if report.encoding:
        artifact["encoding"] = _ENCODINGS.get(report.encoding, report.encoding)
    return artifact


def _results(report: Report, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True):
        result: dict[str, Any] = {
            "ruleId": finding.code,
            **({"ruleIndex": numbers[finding.code]} if finding.code in numbers else {}),
            "level": _LEVELS[finding.level],
            "message": {"text": finding.message},
            "locations": [_location(report.path, finding.place, finding.text)],
            "partialFingerprints": {"zhlint/v1": fingerprint},
        }
        if finding.related or finding.passages:
            result["relatedLocations"] = [*_related(report, finding)]
        if finding.fix:
            result["fixes"] = [_fix(report.path, finding.fix)]
        yield result


def _related(report: Report, finding: Finding) -> Iterator[dict[str, Any]]:
    """Yields other places of the draft, then passages of sources in their own files."""
    for number, (place, note) in enumerate(finding.related, 1):
        yield {"id": number, **_location(report.path, place), **({"message": {"text": note}} if note else {})}
    for number, passage in enumerate(finding.passages, len(finding.related) + 1):
        region = dict(zip(_REGION, passage[1:5], strict=True)) | {"snippet": {"text": passage.text}}
        artifact = {"uri": uri(source_path(report.document, passage.path))}
        yield {
            "id": number,
            "physicalLocation": {"artifactLocation": artifact, "region": region},
            "message": {"text": both_passages(passage.pieces)},
        }


def _location(path: str, place: Place, text: str | None = None) -> dict[str, Any]:
    region = _region(place) | ({"snippet": {"text": text}} if text else {})
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": region}}


def _region(place: Place) -> dict[str, Any]:
    return dict(zip(_REGION, lines_and_columns(place).values(), strict=True))


def _fix(path: str, fix: FindingFix) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(place), "insertedContent": {"text": text}} for place, text in fix.edits]
    described = "可以照改" if fix.safety == "safe" else "请核后再改"
    return {
        "description": {"text": described},
        "artifactChanges": [{"artifactLocation": {"uri": uri(path)}, "replacements": replacements}],
    }
