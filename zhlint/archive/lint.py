"""The one function of every engine: records in, rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.archive.records import Columns, Record, iso_date
from zhlint.config.search import to_config
from zhlint.linter import Linter
from zhlint.phrasing.reasons import size_reason
from zhlint.rate.edition import edition_reader
from zhlint.rate.error_rate import estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from zhlint.config.model import Config
    from zhlint.document import Document
    from zhlint.finding import Finding
    from zhlint.report import Report

#: The names of the tables.
FINDINGS: Final = "findings"
ARTICLES: Final = "articles"
ERRORS: Final = "errors"
#: Characters before and behind a finding that are shown with it.
_AROUND: Final = 24
#: The linters of this process, by what they were made of.
_linters: Final[dict[str, Linter]] = {}


class Row(NamedTuple):
    """A row of one of the tables `findings`, `articles`, `errors`; `values` by column."""

    table: str
    values: dict[str, Any]


def lint_records(
    records: Iterable[Mapping[str, Any]],
    config: Config | Mapping[str, Any] | str | Path | None = None,
    *,
    text: str = "",
    id: str = "",  # noqa: A002 - the name of the column, as of the option
    date: str = "",
    place: str = "",
    source: str = "",
) -> Iterator[Row]:
    """Yields the rows of records.

    Each has one row in `articles`, or one in `errors`, and one for every finding.

    `records` are mappings of columns to values; `text`, `id`, `date` and `place` name columns, which are else looked for by
    their usual names; `source` says where the records come from. A linter is made once in a process. A bad record raises
    nothing. Raises ConfigError for a wrong configuration.
    """
    linter, columns = linter_of(config), Columns(text, id, date, place)
    for number, values in enumerate(records, 1):
        record = columns.record(values, source, number)
        yield from rows_of(linter, record, report_on(linter, record))


def linter_of(config: Config | Mapping[str, Any] | str | Path | None) -> Linter:
    """The linter of a configuration, made once in this process."""
    whole = to_config(config)
    key = repr(whole)
    if key not in _linters:
        _linters[key] = Linter(whole)
    return _linters[key]


def rows_of(linter: Linter, record: Record, report: Report | None) -> Iterator[Row]:
    """Yields the rows of one record; `report` is None where it has a problem."""
    if report is None:
        yield _error(record, record.problem)
        return
    for problem in report.errors:
        yield _error(record, problem.message)
    if report.document is None:
        return
    record = with_place(record, report.document)
    yield Row(ARTICLES, _article(linter, record, report))
    source = report.document.source
    for finding in report.findings:
        yield Row(FINDINGS, _finding(record, report, finding, source))


def report_on(linter: Linter, record: Record) -> Report | None:
    """The report on a record, None where it has a problem."""
    if record.problem:
        return None
    if isinstance(record.text, bytes):
        return linter.lint_bytes(record.text, path=record.path)
    size = len(record.text) if record.text.isascii() else len(record.text.encode())
    if size > linter.config.max_size:
        from zhlint.reading.encoding import UnreadableError
        from zhlint.report import unread_report

        return unread_report("", UnreadableError(size_reason("正文", size, linter.config.max_size)))
    return linter.lint_text(record.text)


def with_place(record: Record, document: Document) -> Record:
    """The record; a draft's with date and page of its front matter or folders."""
    if not record.path:
        return record
    edition = edition_reader()(record.source, document.metadata)
    place = " ".join(filter(None, (edition.page, edition.column)))
    return record._replace(date=iso_date(edition.date or edition.month), place=place)


def _key(record: Record) -> dict[str, Any]:
    return {
        "source": record.source, "record": record.number, "id": record.id, "date": record.date, "place": record.place
    }  # fmt: skip


def _error(record: Record, message: str) -> Row:
    return Row(ERRORS, {**_key(record), "message": message})


def _article(linter: Linter, record: Record, report: Report) -> dict[str, Any]:
    levels = [finding.level for finding in report.findings]
    counts = {level: levels.count(level) for level in ("error", "warning", "hint")}
    weight = estimate([report], linter.profile).sum if counts["error"] + counts["warning"] else 0.0
    return {**_key(record), "chars": report.chars, "kind": report.kind, **counts, "weight": weight}


def _finding(record: Record, report: Report, finding: Finding, source: str) -> dict[str, Any]:
    place, fix = finding.place, finding.fix
    return {
        **_key(record),
        "code": finding.code, "name": finding.name, "level": finding.level, "message": finding.message,
        "text": finding.text, "start": place.start, "end": place.end,
        "line": place.line, "column": place.column, "end_line": place.end_line, "end_column": place.end_column,
        "where": report.where(place),
        "before": source[max(0, place.start - _AROUND) : place.start],
        "after": source[place.end : place.end + _AROUND],
        "fix": fix.safety if fix else None,
        "edits": [
            {"start": edit.place.start, "end": edit.place.end, "text": edit.text} for edit in (fix.edits if fix else ())
        ],
    }  # fmt: skip
