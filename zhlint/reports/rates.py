"""The report of `zhlint rate`, as text and as one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.rate.error_rate import CAVEAT, CAVEAT_ALL, Estimate, format_number
from zhlint.reports.columns import columns
from zhlint.reports.formats.json import as_object as as_report
from zhlint.reports.output import as_json as json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.report import Report

_TITLES: Final = {"month": "月份", "date": "日期", "page": "版次", "column": "栏目"}
_UNKNOWN: Final = "（未注明）"


class Group(NamedTuple):
    """The drafts of one month, page or column with their estimate.

    `values` are the names of the month, page or column.
    """

    values: tuple[str, ...]
    files: int
    estimate: Estimate


def as_text(total: Estimate, groups: Sequence[Group], by: Sequence[str], drafts: int) -> Iterator[str]:
    """The lines for a reader; `drafts` is how many were counted."""
    yield f"{total.in_words()}（{total.profile.title}）。"
    yield f"计错 {format_number(total.sum)}，{drafts} 个文稿，{total.chars} 字。"
    yield ""
    yield from columns(["类别", "处", "分值", "计入", ""], [
        [row.error_class.title, str(row.found), format_number(row.weight), format_number(row.sum), _remark(row.is_counted, row.weight > row.sum)]
        for row in total.rows
    ])  # fmt: skip
    if groups:
        yield ""
        yield from columns([*(_TITLES[key] for key in by), "文稿", "字数", "计错", "差错率"], [
            [
                *(value or _UNKNOWN for value in group.values), str(group.files), str(group.estimate.chars),
                format_number(group.estimate.sum), _figure(group.estimate),
            ]
            for group in groups
        ])  # fmt: skip
    yield ""
    yield _caveat(total)


def _remark(is_counted: bool, is_capped: bool) -> str:
    if not is_counted:
        return "分值未核实，未计入"
    return "已到上限" if is_capped else ""


def _caveat(total: Estimate) -> str:
    return CAVEAT_ALL if all(row.is_counted for row in total.rows) else CAVEAT


def _figure(estimate: Estimate) -> str:
    return "—" if estimate.figure is None else f"{'≥' if estimate.uncounted else ''}{format_number(estimate.figure)}"


def as_json(
    reports: Sequence[Report],
    total: Estimate,
    groups: Sequence[Group],
    by: Sequence[str],
    drafts: Sequence[tuple[str, Estimate]],
) -> str:
    """The estimates as one JSON object; `drafts` are the paths with their own estimates."""
    profile, report = total.profile, as_report(reports)
    estimates = {
        "profile": {
            "name": profile.name, "title": profile.title, "pass_mark": profile.pass_mark, "source": profile.source,
        },
        "caveat": _caveat(total),
        "total": _figures(total) | {
            "classes": [
                {
                    "class": row.error_class.key, "title": row.error_class.title, "found": row.found,
                    "weight": row.weight, "sum": row.sum, "counted": row.is_counted,
                    "status": "verified" if row.error_class.is_verified else "unverified",
                }
                for row in total.rows
            ]
        },
        "groups": [
            dict(zip(by, group.values, strict=True)) | {"files": group.files} | _figures(group.estimate)
            for group in groups
        ],
        "drafts": [{"path": path} | _figures(one) for path, one in drafts],
    }  # fmt: skip
    whole = {"zhlint": report["zhlint"], "files": report["files"], **estimates, "summary": report["summary"]}
    return json_text(whole, indent=1) + "\n"


def _figures(estimate: Estimate) -> dict[str, Any]:
    return {"chars": estimate.chars, "sum": estimate.sum, "rate": estimate.figure, "uncounted": estimate.uncounted}
