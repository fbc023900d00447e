"""The report of `zhlint quotes`, as text and as one JSON object."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.finding import source_place
from zhlint.phrasing.controls import escape_controls
from zhlint.phrasing.passages import passage_text
from zhlint.reports.formats.json import as_object as as_report
from zhlint.reports.output import as_json as json_text
from zhlint.reports.paths import source_path
from zhlint.reports.places import lines_and_columns
from zhlint.sources import DIFFERS, MISSING, SAME
from zhlint.sources.comparison import difference_text
from zhlint.sources.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document, Stretch
    from zhlint.finding import SourcePassage
    from zhlint.report import Report
    from zhlint.sources.comparison import Verdict

OUTCOMES: Final = {SAME: "逐字一致", DIFFERS: "有出入", MISSING: "来源中找不到"}
_KINDS: Final = {"quotation": "引文", "title": "文件名", "report": "转述"}
#: The shortest of each kind, in characters.
_SHORTEST: Final = {"quotation": 12, "title": 8, "report": 12}
_OPENING: Final = 16
#: The keys of a passage.
_SOURCE: Final = ("path", "line", "column", "end_line", "end_column", "text")


class Quote(NamedTuple):
    """A quotation, title or report of a draft with its verdict."""

    path: str
    document: Document
    verdict: Verdict

    @property
    def differs(self) -> bool:
        """Whether it is an error of the draft; a report is condensed by custom."""
        return self.verdict.outcome == DIFFERS and self.verdict.words.kind != "report"

    @property
    def text(self) -> str:
        """The words without white space."""
        return "".join("".join(self.document[part].split()) for part in self.verdict.words.parts)

    def place(self, stretch: Stretch) -> dict[str, int]:
        """Lines and columns of a stretch of the draft."""
        return lines_and_columns(source_place(self.document, self.document.to_source(stretch.start, stretch.end)))


def quotes_of(report: Report, document: Document) -> list[Quote]:
    """All quotations and titles of a draft, and the reports that differ."""
    found = chain.from_iterable(verdicts(document, kind, shortest) for kind, shortest in _SHORTEST.items())
    ordered = sorted(found, key=lambda verdict: (verdict.words.start, verdict.words.kind))
    return [Quote(report.path, document, verdict) for verdict in ordered]


def as_text(reports: Sequence[Report], quotes: Sequence[Sequence[Quote]]) -> Iterator[str]:
    """The lines for a reader, and a summary."""
    every = [*chain.from_iterable(quotes)]
    for quote in every:
        yield from map(escape_controls, _lines(quote))
    counts = [f"{title} {number} 处" for outcome, title in OUTCOMES.items()
              if (number := sum(quote.verdict.outcome == outcome for quote in every))]  # fmt: skip
    unread = sum(bool(report.errors) for report in reports)
    failed = f"；{unread} 个文稿没有查成" if unread else ""
    yield f"比对 {len(reports) - unread} 个文稿：{'，'.join(counts) or '没有十二字以上的引文，也没有文件名'}{failed}。"


def as_json(reports: Sequence[Report], quotes: Sequence[Sequence[Quote]]) -> bytes:
    """One JSON object in UTF-8, described in `docs/quotes.md`."""
    whole, every = as_report(reports), [*chain.from_iterable(quotes)]
    text = json_text(
        {
            "zhlint": whole["zhlint"],
            "files": whole["files"],
            "quotes": [_object(quote) for quote in every],
            "summary": {
                "files": len(reports),
                "failed": sum(bool(report.errors) for report in reports),
                "quotes": len(every),
                **{outcome: sum(quote.verdict.outcome == outcome for quote in every) for outcome in OUTCOMES},
            },
        },
        indent=1,
    )
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _lines(quote: Quote) -> Iterator[str]:
    verdict, passage = quote.verdict, quote.verdict.passage
    place = quote.place(verdict.words)
    opening = quote.text[:_OPENING].rstrip("，。、；：")
    head = f"{quote.path}:{place['line']}:{place['column']}: {OUTCOMES[verdict.outcome]} {_KINDS[verdict.words.kind]}“{opening}”"
    if not passage:
        yield head
        return
    where = f"{_file(quote, passage)}:{passage.line}:{passage.column}"
    yield f"{head} {where}" + (
        "：" + "、".join(map(difference_text, verdict.differences)) if verdict.differences else ""
    )
    if verdict.outcome == DIFFERS:
        yield f"    稿：{passage_text(passage.pieces, 0)}"
        yield f"    源：{passage_text(passage.pieces, 1)}"


def _file(quote: Quote, passage: SourcePassage) -> str:
    return source_path(quote.document, passage.path)


def _object(quote: Quote) -> dict[str, Any]:
    verdict, passage = quote.verdict, quote.verdict.passage
    return {
        "path": quote.path,
        **quote.place(verdict.words),
        "kind": verdict.words.kind,
        "outcome": verdict.outcome,
        "text": quote.text,
        "source": passage and dict(zip(_SOURCE, (_file(quote, passage), *passage[1:]), strict=False)),
        "differences": [
            {"kind": one.kind, "text": one.here, "source": one.there, **quote.place(one.span)}
            for one in verdict.differences
        ],
    }
