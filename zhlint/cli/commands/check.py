"""`zhlint check`: check drafts and report by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files, formats
from zhlint.cli.options import config_options, convert_option, drafts_from, work_options
from zhlint.cli.output import Output, complain, tell_passed
from zhlint.cli.values import Choice
from zhlint.config.values import FAIL_ON
from zhlint.reports import FORMATS, Style, load_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.cli.drafts import Drafts
    from zhlint.report import Report


def _formats(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str | None]]:
    chosen = [(name, file or None) for name, _, file in (value.partition("=") for value in values)]
    for name, _ in chosen:
        if name not in FORMATS:
            raise click.BadParameter(f"没有“{name}”这种格式；可用：{'、'.join(FORMATS)}")
    if sum(file is None for _, file in chosen) > 1:
        raise click.BadParameter("只能有一种格式输出到屏幕，其余请写成 格式=文件")
    return chosen or [("text", None)]


@click.command(
    cls=ChineseCommand,
    short_help="检查文稿（可省略：zhlint 文稿.txt）",
    help="检查文稿，按行报告。文稿可以是文件、文件夹，或 -（标准输入）。",
)
@click.argument("paths", nargs=-1, metavar="文稿…", shell_complete=files)
@config_options
@convert_option
@work_options
@click.option(
    "--fail-on", type=Choice(FAIL_ON), metavar="级别", help="到哪一级算不通过：error | warning | hint | never"
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=_formats,
    shell_complete=formats,
    metavar="格式[=文件]",
    help=" | ".join(FORMATS) + "；可写多次",
)
@click.option("--open", "opened", is_flag=True, help="写成网页，用浏览器打开")
@click.option(
    "--compare",
    type=Path,
    shell_complete=files,
    metavar="上次.json",
    help="与上次的 json 报告相比，说明已改、未改、新增",
)
@click.option("--changed-from", metavar="版本", help="只报自 git 的这个版本以来改动过的文字，如 main、HEAD~1")
@click.option("--watch", "watched", is_flag=True, help="文稿一存盘就再查，按 Ctrl-C 结束")
@click.option("--hints", is_flag=True, help="也列出提示")
@click.option("--all", "everything", is_flag=True, help="超过 50 处也逐条列出")
@click.option(
    "--color",
    type=Choice(("auto", "always", "never")),
    default="auto",
    metavar="何时",
    help="auto | always | never",
)
def command(paths: tuple[str, ...], formats: list[tuple[str, str | None]], **options: Any) -> int:
    if not options["watched"]:
        return _check(paths, formats, options)
    from zhlint.cli.watch import watch

    return watch(paths, [file for _, file in formats if file], lambda: _check(paths, formats, options))


def _check(paths: tuple[str, ...], formats: list[tuple[str, str | None]], options: dict[str, Any]) -> int:
    drafts = drafts_from(paths, whole=True, **options)
    formats, page = _with_page(formats) if options["opened"] else (formats, None)
    style = _style(drafts, formats, options)
    outputs = [(load_format(name), Output(file)) for name, file in formats]
    drafts.leave_out(file for _, file in formats if file)
    reports = list(_since(drafts, options["changed_from"], _with_progress(drafts)))
    _demand_rules(drafts, reports)
    complain(reports)
    full = style._replace(hints=True, everything=True, color=False)
    for write, output in outputs:
        output.take(write, reports, style if output.file is None else full)
    if all(file for _, file in formats):
        _tell_written([file for _, file in formats if file], reports, style)
    tell_passed(drafts.passed, aside=("text", None) not in formats)
    if page:
        _open(page)
    return exit_code(reports, drafts, options["fail_on"])


def _tell_written(files: Iterable[str], reports: list[Report], style: Style) -> None:
    """Prints which files were written and a summary, where no report goes to the screen."""
    from zhlint.phrasing.controls import escape_controls
    from zhlint.reports.formats.text import summary

    click.echo(f"写好 {'、'.join(map(escape_controls, files))}。")
    for line in summary(reports, style):
        click.echo(line)


def _demand_rules(drafts: Drafts, reports: Iterable[Report]) -> None:
    """Raises ClickException where no rule looked at any draft.

    Silence would be taken for praise.
    """
    read = [report for report in reports if not report.errors]
    if read and not any(drafts.linter_for(report.path).has_rules for report in read):
        raise click.ClickException("一条规则也没有开，什么也没有查；请核对 select 和 ignore，开着的规则见 zhlint rules")


def _style(drafts: Drafts, formats: Iterable[tuple[str, str | None]], options: dict[str, Any]) -> Style:
    style = Style(options["hints"], options["everything"], _color(options["color"]))
    if options["compare"]:
        from zhlint.reports.comparison import read_last

        style = style._replace(last=read_last(options["compare"]))
    if drafts.paths and any(name == "html" for name, _ in formats):
        from zhlint.rate.profiles import load_profile

        config = drafts.config_for(drafts.paths[0])
        style = style._replace(profile=load_profile(config.profile, config.root))
    return style


def _with_page(formats: list[tuple[str, str | None]]) -> tuple[list[tuple[str, str | None]], Path]:
    """The formats with a page among them that goes to a file, and that file."""
    for name, file in formats:
        if name == "html" and file:
            return formats, Path(file)
    from tempfile import mkdtemp

    page = Path(mkdtemp(prefix="zhlint-")) / "zhlint.html"
    return [*(item for item in formats if item[0] != "html"), ("html", str(page))], page


def _open(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        click.echo(f"zhlint: 没有找到浏览器，请自行打开 {page}", err=True)


def exit_code(reports: list[Report], drafts: Drafts, fail_on: str | None) -> int:
    if any(report.errors for report in reports):
        return 2
    return int(any(
        FAIL_ON.index(finding.level) <= FAIL_ON.index(level) and level != "never"
        for report in reports
        for level in [fail_on or drafts.config_for(report.path).fail_on]
        for finding in report.findings
    ))  # fmt: skip


def _since(drafts: Drafts, revision: str | None, reports: Iterator[Report]) -> Iterator[Report]:
    """The reports, reduced to what has changed since a revision where one is named.

    Raises ClickException where git cannot tell.
    """
    if revision is None:
        yield from reports
        return
    from zhlint.acceptance.revision import Revision, RevisionError
    from zhlint.cli.search import STDIN

    changes = Revision(revision)
    for report in reports:
        try:
            yield (report if report.path == STDIN else changes.narrow(report, drafts.config_for(report.path).encoding))
        except RevisionError as error:
            raise click.ClickException(str(error)) from None


def _with_progress(drafts: Drafts) -> Iterator[Report]:
    if not sys.stderr.isatty():
        return drafts.reports()
    from zhlint.cli.progress import with_progress

    return with_progress(drafts)


def _color(when: str) -> bool:
    if when == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return when == "always"
