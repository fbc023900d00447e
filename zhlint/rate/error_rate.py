"""The estimated error rate of drafts by a profile: what was found, weighed, over the characters that were checked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from unicodedata import east_asian_width

from zhlint.document import serves
from zhlint.finding import Finding, in_order, source_place
from zhlint.phrasing.quoting import fill_message
from zhlint.rule import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhlint.document import Document, Span
    from zhlint.finding import Place
    from zhlint.rate.profiles import ErrorClass, Profile
    from zhlint.rule import Rule

CAVEAT: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值未计入。"
CAVEAT_ALL: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值已按假定计入。"
_PER: Final = 10_000
#: Findings of one slip are alike in length, up to this ratio.
_ALIKE: Final = 3
#: No more findings than so many begin between two of the same slip.
_NEAR: Final = 4
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

    @property
    def uncounted(self) -> int:
        """How many errors do not count, because their weight was not verified."""
        return sum(row.found for row in self.rows if not row.is_counted)

    @property
    def figure(self) -> float | None:
        """The rate where it means something: None for too few characters, and where all that was found does not count."""
        is_empty = not self.sum and self.uncounted > 0
        return None if is_empty or self.chars < self.profile.fewest_chars else self.rate

    def in_words(self) -> str:
        """The rate as an editor may read it, in Chinese, without a stop."""
        apart = f"另有 {self.uncounted} 处分值未核实，未计入" if self.uncounted else ""
        if self.chars < self.profile.fewest_chars:
            found = sum(row.found for row in self.rows)
            return f"不足 {self.profile.fewest_chars} 字，不估算差错率；差错 {found} 处"
        if self.figure is None:
            return f"差错率无法估算：{self.uncounted} 处差错的分值都未核实，没有计入"
        verdict = "高于" if not self.is_passed else "已计入的未超过" if apart else "未超过"
        return (
            f"差错率{'至少' if apart else '约'}万分之{format_number(self.figure)}{f'（{apart}）' if apart else ''}，"
            f"{verdict}合格线万分之{format_number(self.profile.pass_mark)}"
        )


def format_number(value: float) -> str:
    """A number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class _Error(NamedTuple):
    what: tuple[str, str]
    weight: float


class _Slip(NamedTuple):
    """An error where it stands, and the class it falls into."""

    place: Place
    error_class: ErrorClass
    error: _Error

    def is_of(self, other: _Slip) -> bool:
        """Whether two rules have seen the same slip: what they found overlaps, and neither is much longer than the other."""
        one, two = ((slip.place.start, max(slip.place.end, slip.place.start + 1)) for slip in (self, other))
        shared = min(one[1], two[1]) - max(one[0], two[0])
        return shared > 0 and max(one[1] - one[0], two[1] - two[0]) <= _ALIKE * shared


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
        for slip in _distinct(_slips(report, profile)):
            errors[slip.error_class.key].append(slip.error)
    rows = (
        _row(found, errors[found.key], profile.repeat, found.is_verified or unverified) for found in profile.classes
    )
    return Estimate(profile, chars, tuple(rows))


def total(estimates: Sequence[Estimate]) -> Estimate:
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


def with_rate_finding(report: Checked, profile: Callable[[], Profile]) -> tuple[Finding, ...]:
    """The findings of a draft and, where a rule asks for it and the rate is above the pass mark, what that rule says."""
    rule = next((rule for rule in report.rules if rule.kind == RATE), None)
    document = report.document
    if rule is None or document is None or not serves(document.kind, rule.needs) or not document.blocks:
        return tuple(report.findings)
    found = estimate([report], profile())
    if found.is_passed or found.chars < rule.options.get("fewest-chars", found.profile.fewest_chars):
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
        rule.code, rule.name, rule.level, fill_message(rule.message, slots), document.source[opening.start : opening.end],
        source_place(document, opening), document.path,
    )  # fmt: skip
    return in_order([*report.findings, said])


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


def _distinct(slips: Iterable[_Slip]) -> list[_Slip]:
    """Each slip once, as the rule sees it by which it weighs most."""
    kept: list[_Slip] = []
    for slip in sorted(slips, key=lambda slip: (-slip.error.weight, slip.place.start)):
        at = bisect_left(kept, slip.place.start, key=lambda other: other.place.start)
        if not any(slip.is_of(other) for other in kept[max(0, at - _NEAR) : at + _NEAR]):
            kept.insert(at, slip)
    return kept


def _slips(report: Checked, profile: Profile) -> Iterator[_Slip]:
    errata = {rule.code: rule.errata for rule in report.rules}
    doubled = _source_spans(report.document, profile.doubled) if report.document else []
    for finding in report.findings:
        found = profile.class_of(finding.code, finding.name, errata.get(finding.code, "none"))
        if found is None or finding.level == "hint":
            continue
        factor = 2 if _lies_in(doubled, finding.place.start) else 1
        yield _Slip(
            finding.place, found, _Error((finding.code, finding.text), found.weigh(error_size(finding)) * factor)
        )


def error_size(finding: Finding) -> int:
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
