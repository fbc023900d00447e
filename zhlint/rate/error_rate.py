"""The estimated error rate of drafts: weighed findings per checked characters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import east_asian_width

from zhlint.document import serves
from zhlint.finding import Finding, in_order, source_place
from zhlint.phrasing.quoting import fill_message
from zhlint.rate.slips import slips
from zhlint.rule import RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from zhlint.document import Document
    from zhlint.rate.profile import ErrorClass, Profile
    from zhlint.rate.slips import Error, RatedReport

CAVEAT: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值未计入。"
CAVEAT_ALL: Final = "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值已按假定计入。"
_PER: Final = 10_000
#: Roles that do not appear in the paper.
_UNPRINTED: Final = frozenset({"frontmatter", "code"})


class Row(NamedTuple):
    """One class of errors in an estimate.

    `found` is the number of findings above hints, `weight` their weight with doubling and without repeats, `sum` that
    weight under the cap of the class, or 0 where the weight is unverified and not counted (`is_counted`).
    """

    error_class: ErrorClass
    found: int
    weight: float
    sum: float
    is_counted: bool


@dataclass(frozen=True)
class Estimate:
    """An estimated error rate.

    `chars` is the denominator, `sum` the weight of the errors counted, `rate` errors per 10,000 characters.
    """

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
        """The number of errors left out, because their weight is unverified."""
        return sum(row.found for row in self.rows if not row.is_counted)

    @property
    def figure(self) -> float | None:
        """The rate; None for too few characters, and where no error found counts."""
        is_empty = not self.sum and self.uncounted > 0
        return None if is_empty or self.chars < self.profile.fewest_chars else self.rate

    def in_words(self) -> str:
        """The rate as a Chinese sentence for editors, without a full stop."""
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
    """A number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def estimate(
    reports: Iterable[RatedReport],
    profile: Profile,
    *,
    chars_per_line: int | None = None,
    unverified: bool = False,
) -> Estimate:
    """The rate of a draft, or of the drafts of one issue of the paper.

    The caps of the profile hold for all reports together. The denominator is the number of characters other than white
    space or, with `chars_per_line`, of the page lines that the drafts fill. With `unverified`, unverified weights count.
    """
    read = [report for report in reports if report.document]
    if chars_per_line is None:
        chars = sum(report.chars for report in read)
    else:
        chars = sum(page_chars(report.document, chars_per_line) for report in read if report.document)
    errors: dict[str, list[Error]] = {error_class.key: [] for error_class in profile.classes}
    for report in read:
        for slip in slips(report, profile):
            errors[slip.error_class.key].append(slip.error)
    rows = (
        _row(error_class, errors[error_class.key], profile.repeat, error_class.is_verified or unverified)
        for error_class in profile.classes
    )
    return Estimate(profile, chars, tuple(rows))


def total(estimates: Sequence[Estimate]) -> Estimate:
    """The estimates of at least one issue of the paper, added up.

    The caps of the profile hold for each issue by itself.
    """
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


def with_rate_finding(report: RatedReport, profile: Callable[[], Profile]) -> tuple[Finding, ...]:
    """The findings of a report and, above the pass mark, that of the rate rule.

    `profile` loads the profile; it is called only where the report's rules include one of kind RATE.
    """
    rule = next((rule for rule in report.rules if rule.kind == RATE), None)
    document = report.document
    if rule is None or document is None or not serves(document.kind, rule.needs) or not document.blocks:
        return tuple(report.findings)
    result = estimate([report], profile())
    if result.is_passed or result.chars < rule.options.get("fewest-chars", result.profile.fewest_chars):
        return tuple(report.findings)
    opening = document.to_source(document.blocks[0].start, document.blocks[0].end)
    slots = {
        "rate": f"{result.rate:.1f}",
        "sum": f"{result.sum:g}",
        "chars": str(result.chars),
        "profile": result.profile.title,
        "mark": f"{result.profile.pass_mark:g}",
    }
    verdict = Finding(
        rule.code, rule.name, rule.level, fill_message(rule.message, slots), document.source[opening.start : opening.end],
        source_place(document, opening), document.path,
    )  # fmt: skip
    return in_order([*report.findings, verdict])


def page_chars(document: Document, chars_per_line: int) -> int:
    """The characters that the page lines of a draft could hold.

    Every block is rounded up to full lines; paragraphs are indented by two characters. A half-width character counts half.
    """
    lines = 0
    for block in document.blocks:
        if block.role in _UNPRINTED:
            continue
        cells = sum(2 if east_asian_width(char) in "WFA" else 1 for char in document[block].strip())
        indent = 4 if block.role in {"paragraph", "list", "quotation"} else 0
        lines += -(-(cells + indent) // (2 * chars_per_line))
    return lines * chars_per_line


def _row(error_class: ErrorClass, errors: list[Error], repeat: int | None, is_counted: bool) -> Row:
    weight, times = 0.0, Counter[tuple[str, str]]()
    for error in sorted(errors, key=lambda error: -error.weight):
        times[error.key] += 1
        if repeat is None or times[error.key] <= repeat:
            weight += error.weight
    weight = round(weight, 4)
    capped = weight if error_class.most is None else min(weight, error_class.most)
    return Row(error_class, len(errors), weight, capped if is_counted else 0.0, is_counted)
