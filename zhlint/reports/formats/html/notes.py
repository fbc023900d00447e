"""Findings as numbered notes in the margin, each with advice and room for a decision."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.acceptance.keys import key_of
from zhlint.finding import LEVEL_TITLES
from zhlint.phrasing.passages import passage_text
from zhlint.reports.corrections import correction
from zhlint.reports.fingerprints import fingerprints
from zhlint.reports.paths import posix_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from zhlint.finding import Finding, SourcePassage
    from zhlint.report import Report
    from zhlint.reports.comparison import Comparison

_LONGEST: Final = 40
DECISIONS: Final = ("改", "不改", "误报")


class Note(NamedTuple):
    """A finding with its number and title on the page.

    A decision on it is kept under its fingerprint.
    """

    number: int
    title: str
    fingerprint: str
    finding: Finding
    report: Report
    is_new: bool = False

    @property
    def start(self) -> int:
        return self.finding.place.start

    @property
    def end(self) -> int:
        return self.finding.place.end

    @property
    def data(self) -> dict[str, str | int]:
        """The data with which the page's script keeps and exports a decision."""
        document = self.report.document
        key = key_of(document, self.finding)._asdict() if document else {}
        return {"number": self.number, "id": self.fingerprint, "path": posix_path(self.report.path), **key}


def notes_of(report: Report, first: int, titles: Mapping[str, str], compared: Comparison | None) -> Iterator[Note]:
    """The notes of a draft in order, numbered from `first`."""
    pairs = zip(report.findings, fingerprints(report), strict=True)
    for number, (finding, fingerprint) in enumerate(pairs, first):
        title = titles.get(finding.code, finding.name)
        is_new = compared is not None and compared.is_new(report.path, finding)
        yield Note(number, title, fingerprint, finding, report, is_new)


def card(note: Note, anchor: Callable[[int], str]) -> str:
    """A note as HTML.

    `anchor` gives the id of the row where a source offset stands.
    """
    finding = note.finding
    number, level = note.number, finding.level
    fresh = '<em class="fresh">新增</em>' if note.is_new else ""
    others = "".join(
        f'<li><a href="#{anchor(place.start)}">{note.report.line_names.name_of(place.line)}</a> {text(told)}</li>'
        for place, told in finding.related
    )
    related = f'<ul class="related">{others}</ul>' if others else ""
    related += "".join(map(_sides, finding.passages))
    choices = "".join(
        f'<label><input type="radio" name="decision-{number}" value="{choice}"> {choice}</label>'
        for choice in DECISIONS
    )
    return (
        f'<article class="note {level}" id="f{number}" tabindex="-1" data-number="{number}"'
        f' data-level="{level}" data-family="{escape(finding.code[:3])}" data-code="{escape(finding.code)}">'
        f"<details{'' if level == 'hint' else ' open'}>"
        f'<summary><a class="number" href="#m{number}">{number}</a> <b>{text(note.title)}</b>'
        f' <span class="level">{LEVEL_TITLES[level]}</span>{fresh}'
        f' <a class="code" href="#{escape(finding.code)}">{escape(finding.code)}</a></summary>'
        f'<p class="message">{text(finding.message)}</p>'
        f"{_advice(note)}"
        f"{related}"
        f'<form class="decide" autocomplete="off">{choices}'
        f'<input class="reason" type="text" placeholder="原因" aria-label="第{number}条的原因" hidden>'
        f'<button type="button" class="alike" hidden></button></form>'
        f"</details></article>"
    )


def _sides(passage: SourcePassage) -> str:
    """The passages of draft and source side by side, as HTML."""
    here = passage_text(passage.pieces, 0, "<del>{}</del>".format, text)
    there = passage_text(passage.pieces, 1, "<ins>{}</ins>".format, text)
    where = f"{text(passage.path)} 第{passage.line}行"
    return (
        f'<table class="sides"><tr><th>本稿</th><th>{where}</th></tr><tr><td>{here}</td><td>{there}</td></tr></table>'
    )


def text(raw: str) -> str:
    """Any text as HTML that shows it and does nothing else."""
    return escape(re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", raw))


def shorten(raw: str) -> str:
    """A text on one line, its middle left out where it is long."""
    flat = re.sub(r"\s*[\r\n]+\s*", "", raw)
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST // 2]}……{flat[-_LONGEST // 4 :]}"


def _advice(note: Note) -> str:
    document, fix = note.report.document, note.finding.fix
    change = correction(document, note.finding) if document else None
    if change is None or fix is None:
        return ""
    old = f"<del>{text(shorten(change.before))}</del>" if change.before else ""
    new = f"<ins>{text(shorten(change.after))}</ins>" if change.after else "删去"
    sure = "可照改" if fix.safety == "safe" else "核后再改"
    return f'<p class="advice">{old}<span class="arrow"> → </span>{new} <small>{sure}</small></p>'
