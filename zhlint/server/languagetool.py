"""Answers in the form of LanguageTool's HTTP protocol, version 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zhlint.finding import LEVEL_TITLES
from zhlint.fixing.edits import apply_edits, edits_of
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from zhlint.finding import Finding
    from zhlint.report import Report
    from zhlint.server.submission import Submission
    from zhlint.workbench.utf16 import Utf16

_LANGUAGE: Final = {"name": "Chinese (China)", "code": "zh-CN"}
LANGUAGES: Final = ({"name": _LANGUAGE["name"], "code": "zh", "longCode": "zh-CN"},)
#: The category and the type of issue of each level: clients colour by them.
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "error": ("TYPOS", "misspelling"), "warning": ("GRAMMAR", "grammar"), "hint": ("STYLE", "style"),
}  # fmt: skip
#: Characters shown on either side of a place.
_AROUND: Final = 20


def answer(report: Report, sent: Submission, fields: Mapping[str, str]) -> dict[str, Any]:
    """The answer to a request, with a match for each finding.

    Offsets and lengths are units of UTF-16. The client may name rules by their codes that it does or does not want.
    """
    units = sent.units()
    unwanted, wanted = _codes(fields, "disabledRules"), _codes(fields, "enabledRules")
    only = wanted if fields.get("enabledOnly") == "true" else None
    findings = [one for one in report.findings if one.code not in unwanted and (only is None or one.code in only)]
    return {
        "software": {
            "name": "zhlint", "version": __version__, "buildDate": "", "apiVersion": 1, "premium": False, "status": "",
        },
        "warnings": {"incompleteResults": bool(report.errors)},
        "language": {**_LANGUAGE, "detectedLanguage": {**_LANGUAGE, "confidence": 1.0}},
        "matches": [_match(finding, sent, units) for finding in findings],
    }  # fmt: skip


def _match(finding: Finding, sent: Submission, units: Utf16) -> dict[str, Any]:
    start, end, replacements = _change(finding, sent)
    first, last = sent.span(start, end)
    category, issue = _KINDS[finding.level]
    context = max(0, start - _AROUND)
    return {
        "message": finding.message,
        "shortMessage": f"{LEVEL_TITLES[finding.level]} {finding.code}",
        "replacements": [{"value": text} for text in replacements],
        "offset": units.units(first),
        "length": units.units(last) - units.units(first),
        "context": {
            "text": sent.text[context : end + _AROUND].replace("\n", " "),
            "offset": _width(sent.text[context:start]),
            "length": _width(sent.text[start:end]),
        },
        "sentence": sent.text[start:end],
        "type": {"typeName": "Other"},
        "rule": {
            "id": finding.code,
            "description": finding.name,
            "issueType": issue,
            "category": {"id": category, "name": LEVEL_TITLES[finding.level]},
        },
    }


def _change(finding: Finding, sent: Submission) -> tuple[int, int, tuple[str, ...]]:
    """The span that is marked, and the text that may stand there instead.

    A change that reaches beyond the place of the finding widens the span; one across markup is not offered.
    """
    start, end = finding.place.start, finding.place.end
    if not finding.fix:
        return start, end, ()
    edits = edits_of(finding)
    low = min(start, *(edit.place.start for edit in edits))
    high = max(end, *(edit.place.end for edit in edits))
    first, last = sent.span(low, high)
    if sent.source[first:last] != sent.text[low:high]:
        return start, end, ()
    return low, high, (apply_edits(sent.text[low:high], edits, low),)


def _codes(fields: Mapping[str, str], name: str) -> Collection[str]:
    return frozenset(_listed(fields.get(name, "")))


def _listed(text: str) -> Iterator[str]:
    yield from (name for part in text.split(",") if (name := part.strip()))


def _width(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
