"""The estimated error rate of drafts by a profile: what was found, weighed, over the characters that were checked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from unicodedata import east_asian_width

from zhlint.document import serves
from zhlint.finding import Finding, source_place
from zhlint.quoting import filled
from zhlint.records import NamedTuple
from zhlint.rule import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhlint.document import Document, Span
    from zhlint.profiles import ErrorClass, Profile
    from zhlint.rule import Rule

CAVEAT: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值未计入。"
CAVEAT_ALL: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值已按假定计入。"
_PER: Final = 10_000
_UNPRINTED: Final = frozenset({"frontmatter", "code"})


class Checked(Protocol):
    """What became of a draft: its findings, the rules that were run, and its characters without white space."""

    @property
    def chars(self) -> int: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def rules(self) -> Sequence[Rule]: ...


class Row(NamedTuple):
    """One class of errors: how many were found, what they weigh after doubling and repeats, and what of it counts.

    `found` is all findings that are no hints, `weight` their sum, `sum` that sum under the cap of the class; 0 where an
    unverified weight is not counted (`is_counted`).
    """

    error_class: ErrorClass
    found: int
    weight: float
    sum: float
    is_counted: bool


@dataclass(frozen=True)
class Estimate:
    """An estimate and its make-up. `chars` is the denominator, `sum` the errors counted, `rate` errors per 10,000."""

    profile: Profile
    chars: int
    rows: tuple[Row, ...]

    @property
    def sum(self) -> float:
        return round(sum(row.sum for row in self.rows), 4)

    @property
    def rate(self) -> float:
        return round(self.sum * _PER / self.chars, 4) if self.chars else 0.0

    @property
    def is_passed(self) -> bool:
        return self.rate <= self.profile.pass_mark


class _Error(NamedTuple):
    what: tuple[str, str]
    weight: float


def estimate(
    reports: Iterable[Checked],
    profile: Profile,
    *,
    chars_per_line: int | None = None,
    unverified: bool = False,
) -> Estimate:
    """The rate of one draft, or of the drafts of one issue of the paper, over which the caps of the profile hold.

    The denominator is the characters that are not white space or, with `chars_per_line`, the page lines that the drafts
    fill. Unverified weights count where `unverified` says so.
    """
    read = [report for report in reports if report.document]
    if chars_per_line is None:
        chars = sum(report.chars for report in read)
    else:
        chars = sum(page_chars(report.document, chars_per_line) for report in read if report.document)
    errors: dict[str, list[_Error]] = {found.key: [] for found in profile.classes}
    for report in read:
        for found, error in _errors(report, profile):
            errors[found.key].append(error)
    rows = (
        _row(found, errors[found.key], profile.repeat, found.is_verified or unverified)
        for found in profile.classes
    )
    return Estimate(profile, chars, tuple(rows))


def summed(estimates: Sequence[Estimate]) -> Estimate:
    """Several issues of the paper as one: characters and sums added, the caps held in each. There is at least one."""
    rows = (
        Row(
            same[0].error_class,
            sum(row.found for row in same),
            sum(row.weight for row in same),
            sum(row.sum for row in same),
            same[0].is_counted,
        )
        for same in zip(*(one.rows for one in estimates), strict=True)
    )
    return Estimate(estimates[0].profile, sum(one.chars for one in estimates), tuple(rows))


def with_verdict(report: Checked, profile: Callable[[], Profile]) -> tuple[Finding, ...]:
    """The findings of a draft and, where a rule asks for it and the rate is above the pass mark, what that rule says."""
    rule = next((rule for rule in report.rules if rule.kind == RATE), None)
    document = report.document
    if rule is None or document is None or not serves(document.kind, rule.needs) or not document.blocks:
        return tuple(report.findings)
    found = estimate([report], profile())
    if found.is_passed:
        return tuple(report.findings)
    opening = document.to_source(document.blocks[0].start, document.blocks[0].end)
    slots = {
        "rate": f"{found.rate:.1f}",
        "sum": f"{found.sum:g}",
        "chars": str(found.chars),
        "profile": found.profile.title,
        "mark": f"{found.profile.pass_mark:g}",
    }
    said = Finding(
        rule.code, rule.name, rule.level, filled(rule.message, slots), document.source[opening.start : opening.end],
        source_place(document, opening), document.path,
    )  # fmt: skip
    return tuple(sorted([*report.findings, said], key=lambda f: (f.place.start, f.code, f.place.end)))


def page_chars(document: Document, chars_per_line: int) -> int:
    """The characters of the page lines a draft fills: every block rounded up to full lines, a paragraph indented by two.

    Half-width characters count half.
    """
    lines = 0
    for block in document.blocks:
        if block.role in _UNPRINTED:
            continue
        cells = sum(2 if east_asian_width(char) in "WFA" else 1 for char in document[block].strip())
        indent = 4 if block.role in {"paragraph", "list", "quotation"} else 0
        lines += -(-(cells + indent) // (2 * chars_per_line))
    return lines * chars_per_line


def _errors(report: Checked, profile: Profile) -> Iterator[tuple[ErrorClass, _Error]]:
    errata = {rule.code: rule.errata for rule in report.rules}
    doubled = _source_spans(report.document, profile.doubled) if report.document else []
    for finding in report.findings:
        found = profile.class_of(finding.code, finding.name, errata.get(finding.code, "none"))
        if found is None or finding.level == "hint":
            continue
        factor = 2 if _lies_in(doubled, finding.place.start) else 1
        yield found, _Error((finding.code, finding.text), found.weigh(touched(finding)) * factor)


def touched(finding: Finding) -> int:
    """How many characters an error touches: those its fix changes, else those of its text; at least one."""
    if finding.fix is None:
        return max(1, len("".join(finding.text.split())))
    sizes = (max(place.end - place.start, len(text)) for place, text in finding.fix.edits)
    return max(1, sum(sizes))


def _row(found: ErrorClass, errors: list[_Error], repeat: int | None, is_counted: bool) -> Row:
    weight, times = 0.0, Counter[tuple[str, str]]()
    for error in sorted(errors, key=lambda error: -error.weight):
        times[error.what] += 1
        if repeat is None or times[error.what] <= repeat:
            weight += error.weight
    weight = round(weight, 4)
    capped = weight if found.most is None else min(weight, found.most)
    return Row(found, len(errors), weight, capped if is_counted else 0.0, is_counted)


def _source_spans(document: Document, roles: frozenset[str]) -> list[Span]:
    return [document.to_source(block.start, block.end) for block in document.of_role(*roles)]


def _lies_in(spans: list[Span], offset: int) -> bool:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end
