"""`zhlint rate`: the estimated error rate of drafts, with its make-up."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, convert_option, drafts_from, work_options
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice, Decimal, Whole
from zhlint.rate.edition import KEYS, edition_reader
from zhlint.rate.error_rate import CAVEAT, CAVEAT_ALL, Estimate, estimate, format_number, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.cli.drafts import Drafts
    from zhlint.rate.edition import Edition
    from zhlint.rate.profiles import Profile
    from zhlint.report import Report

_TITLES = {"month": "月份", "date": "日期", "page": "版次", "column": "栏目"}
_UNKNOWN = "（未注明）"
#: The kinds of text that are printed as articles.
_COUNTED = frozenset({"short", "draft"})


class _Group(NamedTuple):
    """The drafts of one month, page, column, or what was asked for, and their estimate."""

    values: tuple[str, ...]
    files: int
    estimate: Estimate


def _keys(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in (value or "").split(",") if key.strip())
    for key in keys:
        Choice(KEYS).convert(key, _param, _ctx)
    return keys


def _finite(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    if value is not None and not isfinite(value):
        raise click.BadParameter("应为不小于 0 的数，如 3")
    return value


@click.command(
    cls=ChineseCommand,
    short_help="估算差错率，列出每类几处、各计多少",
    help="估算差错率：按计错办法加权，除以字数，列出每类几处、各计多少。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@click.option("--profile", metavar="名称或文件", help="计错办法：newspaper | periodical | book，或本单位的 .toml 文件")
@click.option("--chars-per-line", type=Whole(1), metavar="字数", help="按版面计字：每行字数，每段凑成整行")
@click.option("--by", "by", callback=_keys, metavar="项,…", help="分组：month | date | page | column，可写几项")
@click.option("--pattern", metavar="式样", help="文件夹怎么排，如 {date}/{page}/{column}/；默认自动辨认")
@click.option("--unverified", is_flag=True, help="分值没有核实的类别也计入")
@click.option("--max", "most", type=Decimal(0), callback=_finite, metavar="数", help="差错率高于万分之几就返回 1")
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
@config_options
@convert_option
@work_options
def command(
    paths: tuple[str, ...], profile: str | None, chars_per_line: int | None, by: tuple[str, ...],
    pattern: str | None, unverified: bool, most: float | None, form: str, **options: Any,
) -> int:  # fmt: skip
    drafts = drafts_from(paths, whole=True, **options)
    counted = _profile(profile, drafts)
    place = edition_reader(pattern)
    reports = list(drafts.reports())
    complain(reports)
    read = [
        (place(report.path, report.document.metadata), report)
        for report in reports
        if report.document and report.kind in _COUNTED
    ]

    def rate(some: Sequence[tuple[Edition, Report]]) -> Estimate:
        return _rate(some, counted, chars_per_line, unverified)

    total = rate(read)
    groups = list(_groups(read, by, rate)) if by else []
    if form == "json":
        files = [(report.path, rate([(edition, report)])) for edition, report in read]
        _print_json(reports, as_object(total, groups, by, files))
    else:
        for line in _lines(total, groups, by, len(read)):
            click.echo(line)
        if others := [report.path for report in reports if report.is_read and report.kind not in _COUNTED]:
            click.echo(
                f"不像文稿，未计入：{'、'.join(others[:5])}{f'等 {len(others)} 个' if len(others) > 5 else ''}。"
            )
    tell_passed(drafts.passed, aside=form != "text")
    if any(report.errors for report in reports):
        return 2
    if most is None or not (total.sum or total.uncounted):
        return 0
    if total.figure is None:
        raise click.ClickException(f"没有差错率可以与 --max 相比：{total.in_words()}")
    return int(total.figure > most)


def as_object(
    total: Estimate, groups: Sequence[_Group], by: Sequence[str], files: Sequence[tuple[str, Estimate]]
) -> dict[str, Any]:
    """The estimates as plain data; see `docs/json.md`."""
    profile = total.profile
    return {
        "profile": {
            "name": profile.name, "title": profile.title, "pass_mark": profile.pass_mark, "source": profile.source,
        },
        "caveat": _caveat(total),
        "total": _as_object(total) | {
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
            dict(zip(by, group.values, strict=True)) | {"files": group.files} | _as_object(group.estimate)
            for group in groups
        ],
        "drafts": [{"path": path} | _as_object(one) for path, one in files],
    }  # fmt: skip


def _as_object(one: Estimate) -> dict[str, Any]:
    return {"chars": one.chars, "sum": one.sum, "rate": one.figure, "uncounted": one.uncounted}


def _profile(name: str | None, drafts: Drafts) -> Profile:
    """The profile asked for, else that of the first draft's configuration. Raises ConfigError."""
    from zhlint.rate.profiles import load_profile

    if name is not None:
        return load_profile(name, Path.cwd())
    config = drafts.config_for(drafts.paths[0])
    return load_profile(config.profile, config.root)


def _rate(
    read: Sequence[tuple[Edition, Report]], profile: Profile, chars_per_line: int | None, unverified: bool
) -> Estimate:
    """The estimate of some drafts.

    Those of one date are one issue of the paper, for which the caps hold.
    """
    issues: dict[str, list[Report]] = {}
    for edition, report in read:
        issues.setdefault(edition.date or edition.month, []).append(report)
    return total(
        [
            estimate(issue, profile, chars_per_line=chars_per_line, unverified=unverified)
            for issue in issues.values() or [[]]
        ]
    )


def _groups(
    read: Sequence[tuple[Edition, Report]], by: Sequence[str], rate: Callable[..., Estimate]
) -> Iterator[_Group]:
    found: dict[tuple[str, ...], list[tuple[Edition, Report]]] = {}
    for edition, report in read:
        found.setdefault(tuple(getattr(edition, key) for key in by), []).append((edition, report))
    for values, some in sorted(found.items()):
        yield _Group(values, len(some), rate(some))


def _lines(total: Estimate, groups: Sequence[_Group], by: Sequence[str], files: int) -> Iterator[str]:
    yield f"{total.in_words()}（{total.profile.title}）。"
    yield f"计错 {format_number(total.sum)}，{files} 个文稿，{total.chars} 字。"
    yield ""
    yield from _table(["类别", "处", "分值", "计入", ""], [
        [row.error_class.title, str(row.found), format_number(row.weight), format_number(row.sum), _remark(row.is_counted, row.weight > row.sum)]
        for row in total.rows
    ])  # fmt: skip
    if groups:
        yield ""
        yield from _table([*(_TITLES[key] for key in by), "文稿", "字数", "计错", "差错率"], [
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


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines with columns as wide as their widest cell, columns of numbers flush right."""
    table = [header, *rows]
    widths = [max(map(_cells, column)) for column in zip(*table, strict=True)]
    right = [all(cell.replace(".", "").isdecimal() for cell in column) for column in zip(*rows, strict=True)]
    for row in table:
        cells = [
            " " * (width - _cells(cell)) + cell if flush else cell + " " * (width - _cells(cell))
            for cell, width, flush in zip(row, widths, right or [False] * len(row), strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _cells(text: str) -> int:
    return len(text) + Counter(east_asian_width(char) in "WF" for char in text)[True]


def _figure(one: Estimate) -> str:
    return "—" if one.figure is None else f"{'≥' if one.uncounted else ''}{format_number(one.figure)}"


def _print_json(reports: Sequence[Report], found: dict[str, Any]) -> None:
    import sys

    from zhlint.reports.formats.json import as_object as as_report
    from zhlint.reports.output import as_json, write_utf8

    whole = as_report(reports)
    text = as_json({"zhlint": whole["zhlint"], "files": whole["files"], **found, "summary": whole["summary"]}, indent=1)
    write_utf8(sys.stdout, f"{text}\n")
