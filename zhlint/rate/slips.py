"""The errors of a draft, each counted once, however many rules have found it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document, Span
    from zhlint.finding import Finding, Place
    from zhlint.rate.profile import ErrorClass, Profile
    from zhlint.rule import Rule

#: The largest ratio in length between two findings of the same slip.
_ALIKE: Final = 3
#: The most findings that begin between two of the same slip.
_NEAR: Final = 4


class RatedReport(Protocol):
    """A report, as far as it is needed here; `chars` leaves out white space."""

    @property
    def chars(self) -> int: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def rules(self) -> Sequence[Rule]: ...


class Error(NamedTuple):
    """An error with its weight; `key` is rule and text, the same for repeats."""

    key: tuple[str, str]
    weight: float


class Slip(NamedTuple):
    """An error with its place and its class."""

    place: Place
    error_class: ErrorClass
    error: Error

    def is_same(self, other: Slip) -> bool:
        """Whether two findings are of the same slip: they overlap and are alike in length."""
        one, two = ((slip.place.start, max(slip.place.end, slip.place.start + 1)) for slip in (self, other))
        shared = min(one[1], two[1]) - max(one[0], two[0])
        return shared > 0 and max(one[1] - one[0], two[1] - two[0]) <= _ALIKE * shared


def slips(report: RatedReport, profile: Profile) -> list[Slip]:
    """The slips of a draft, each once, as the finding that weighs most.

    Hints and findings without a class in the profile are left out.
    """
    distinct: list[Slip] = []
    for slip in sorted(_all_slips(report, profile), key=lambda slip: (-slip.error.weight, slip.place.start)):
        number = bisect_left(distinct, slip.place.start, key=lambda other: other.place.start)
        if not any(slip.is_same(other) for other in distinct[max(0, number - _NEAR) : number + _NEAR]):
            distinct.insert(number, slip)
    return distinct


def _all_slips(report: RatedReport, profile: Profile) -> Iterator[Slip]:
    errata = {rule.code: rule.errata for rule in report.rules}
    doubled = _source_spans(report.document, profile.doubled) if report.document else []
    for finding in report.findings:
        error_class = profile.class_of(finding.code, finding.name, errata.get(finding.code, "none"))
        if error_class is None or finding.level == "hint":
            continue
        factor = 2 if _lies_in(doubled, finding.place.start) else 1
        weight = error_class.weigh(error_size(finding)) * factor
        yield Slip(finding.place, error_class, Error((finding.code, finding.text), weight))


def error_size(finding: Finding) -> int:
    """The number of characters an error touches, at least one.

    Those that its fix changes count or, without a fix, those of its text without white space.
    """
    if finding.fix is None:
        return max(1, len("".join(finding.text.split())))
    sizes = (max(place.end - place.start, len(text)) for place, text in finding.fix.edits)
    return max(1, sum(sizes))


def _source_spans(document: Document, roles: frozenset[str]) -> list[Span]:
    return [document.to_source(block.start, block.end) for block in document.of_role(*roles)]


def _lies_in(spans: list[Span], offset: int) -> bool:
    number = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return number >= 0 and offset < spans[number].end
