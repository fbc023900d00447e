"""`zhlint rate`: the estimated error rate of drafts, with its make-up."""

from __future__ import annotations

import sys
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, convert_option, drafts_from, work_options
from zhlint.cli.output import complain, tell_passed
from zhlint.cli.values import Choice, Decimal, Whole
from zhlint.rate.edition import KEYS, edition_reader
from zhlint.rate.error_rate import Estimate, estimate, total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.cli.drafts import Drafts
    from zhlint.rate.edition import Edition
    from zhlint.rate.profile import Profile
    from zhlint.report import Report
    from zhlint.reports.rates import Group

#: The kinds of text that are printed as articles.
_COUNTED: Final = frozenset({"short", "draft"})
#: So many drafts that are not counted are named.
_SHOWN: Final = 5


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
    from zhlint.reports.output import write_utf8
    from zhlint.reports.rates import as_json, as_text

    drafts = drafts_from(paths, whole=True, **options)
    weights = _profile(profile, drafts)
    edition_of = edition_reader(pattern)
    reports = list(drafts.reports())
    complain(reports)
    read = [
        (edition_of(report.path, report.document.metadata), report)
        for report in reports
        if report.document and report.kind in _COUNTED
    ]

    def rate(some: Sequence[tuple[Edition, Report]]) -> Estimate:
        return _rate(some, weights, chars_per_line, unverified)

    total = rate(read)
    groups = list(_groups(read, by, rate)) if by else []
    if form == "json":
        files = [(report.path, rate([(edition, report)])) for edition, report in read]
        write_utf8(sys.stdout, as_json(reports, total, groups, by, files))
    else:
        for line in as_text(total, groups, by, len(read)) if read else ("没有可以计错的文稿。",):
            click.echo(line)
        _tell_uncounted(reports)
    tell_passed(drafts.passed, aside=form != "text")
    return 2 if any(report.errors for report in reports) else _exit_code(total, most)


def _tell_uncounted(reports: Sequence[Report]) -> None:
    if others := [report.path for report in reports if report.is_read and report.kind not in _COUNTED]:
        more = f"等 {len(others)} 个" if len(others) > _SHOWN else ""
        click.echo(f"不像文稿，未计入：{'、'.join(others[:_SHOWN])}{more}。")


def _exit_code(total: Estimate, most: float | None) -> int:
    """1 where the rate is higher than --max. Raises ClickException where there is none."""
    if most is None or not (total.sum or total.uncounted):
        return 0
    if total.figure is None:
        raise click.ClickException(f"没有差错率可以与 --max 相比：{total.in_words()}")
    return int(total.figure > most)


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
) -> Iterator[Group]:
    """The drafts with their estimates, grouped by these keys of their editions."""
    from zhlint.reports.rates import Group

    editions: dict[tuple[str, ...], list[tuple[Edition, Report]]] = {}
    for edition, report in read:
        editions.setdefault(tuple(getattr(edition, key) for key in by), []).append((edition, report))
    for values, some in sorted(editions.items()):
        yield Group(values, len(some), rate(some))
