"""The drafts of a page, and everything that an editor does with them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from zhlint.acceptance.baseline import Baseline, Entry, change_baseline, relative_path
from zhlint.acceptance.keys import key_of
from zhlint.annotation.plain import annotate_draft
from zhlint.cards.card_store import with_prose
from zhlint.config.search import BASELINE
from zhlint.manual.explanation import page
from zhlint.reading.encoding import encode_like
from zhlint.reading.formats import WORD, recognise
from zhlint.reports import Style
from zhlint.reports.formats import csv, html
from zhlint.reports.limits import skipped_note
from zhlint.workbench.house import House
from zhlint.workbench.plain import plain_finding
from zhlint.workbench.utf16 import Utf16

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from zhlint.finding import Finding
    from zhlint.report import Report


class Workbench(House):
    """Drafts by name, under the files of a house.

    Offsets that come in and go out are units of UTF-16, ends exclusive.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._originals: dict[str, bytes] = {}

    def open(self, name: str, content: bytes) -> dict[str, Any]:
        """Takes in a draft, and returns its text. Raises UnreadableError."""
        reading = self.linter(name).read(content, path=self._path(name))
        self._originals[name] = content
        return {"text": reading.document.source, "encoding": reading.encoding, "editable": reading.encoding is not None}

    def check(self, name: str, text: str) -> dict[str, Any]:
        """The findings in a draft as it stands, and the rules left out."""
        report = self._report(name, text)
        document = report.document
        units = Utf16(document.source if document else text)
        return {
            "findings": [plain_finding(finding, report, units) for finding in report.findings],
            "accepted": report.suppressed,
            "chars": report.chars,
            "note": "；".join(filter(None, (skipped_note(report), self._sources_note()))),
            "errors": [problem.message for problem in report.errors],
        }

    def accept(self, name: str, text: str, code: str, start: int, end: int, reason: str) -> None:
        """Accepts a finding for a reason, here and wherever its sentence stands in this draft."""
        report, units = self._report(name, text), Utf16(text)
        place = (units.offset(start), units.offset(end))
        file = self._folder / BASELINE
        document = report.document
        entries = [
            Entry(relative_path(report.path, file), key_of(document, finding), reason)
            for finding in report.findings
            if document and (finding.code, *finding.place[:2]) == (code, *place)
        ]

        def with_entries(baseline: Baseline) -> Baseline:
            return baseline._replace(entries=(*baseline.entries, *entries))

        change_baseline(file, with_entries)
        self._forget_linter()

    def saved(self, name: str, text: str) -> bytes:
        """The bytes of a draft with a new text, in its own encoding. Raises UnreadableError."""
        content = self._originals.get(name)
        if content is None:
            return text.encode()
        encoding = self.linter(name).read(content, path=self._path(name)).encoding
        return encode_like(content, text, encoding or "utf-8")

    def annotated(self, name: str, text: str, changes: Collection[tuple[str, int, int]]) -> bytes:
        """A Word file with the findings as comments, some as tracked changes.

        These are `changes`, each a code, a start and an end. Raises WordFileError.
        """
        report, content = self._report(name, text), self._content(name, text)
        units = Utf16(report.document.source if report.document else text)
        wanted = {(code, units.offset(start), units.offset(end)) for code, start, end in changes}
        findings = tuple(_with_safety(one, (one.code, *one.place[:2]) in wanted) for one in report.findings)
        titles = {rule.code: rule.title for rule in self.linter(name).rules.available}
        date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        limit = self.linter(name).config.max_size
        whole = replace(report, findings=findings)
        return annotate_draft(content, whole, titles, date=date, limit=limit, track_changes=bool(wanted)).content

    def proof_page(self, drafts: dict[str, str]) -> str:
        """The page of a proof, of drafts by name."""
        return _written(html, [self._report(name, text) for name, text in drafts.items()])

    def register(self, drafts: dict[str, str]) -> str:
        """The register of faults for a spreadsheet, of drafts by name."""
        return _written(csv, [self._report(name, text) for name, text in drafts.items()])

    def rule_page(self, code: str) -> str:
        """The page of a rule in Markdown, empty where there is none."""
        return "".join(map(page, with_prose(rule for rule in self.linter().rules.available if rule.code == code)))

    def _report(self, name: str, text: str) -> Report:
        original = self._originals.get(name)
        if original is not None and recognise(original, name) is WORD:
            return self.linter(name).lint_bytes(original, path=self._path(name))
        return self.linter(name).lint_text(text, path=self._path(name))

    def _content(self, name: str, text: str) -> bytes:
        original = self._originals.get(name)
        return original if original is not None and recognise(original, name) is WORD else text.encode()


def _with_safety(finding: Finding, is_wanted: bool) -> Finding:
    fix = finding.fix
    return replace(finding, fix=fix._replace(safety="safe" if is_wanted else "ask")) if fix else finding


def _written(form: Any, reports: list[Report]) -> str:
    stream = io.StringIO()
    form.write(reports, stream, Style())
    return stream.getvalue()
