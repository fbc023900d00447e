"""Options that commands share, and the drafts that they select."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhlint.cli.completion import files, rules
from zhlint.cli.values import Choice
from zhlint.config.values import ARTICLE_TYPES, SCRIPT_CHOICES, parse_date, parse_size
from zhlint.rule import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zhlint.cli.drafts import Drafts


def _size(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    return parse_size(value, click.BadParameter) if value else None


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
    return parse_date(value, click.BadParameter) if value else None


def _rules(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.replace(",", "").strip():
        raise click.BadParameter("后面要写出规则（族、代码或名称），如 PUN,BYL001")
    return value


def config_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that choose a configuration and replace its keys for one run."""
    for option in reversed([
        click.option("--config", type=Path, metavar="文件", shell_complete=files, help="用这份配置，不另找"),
        click.option("--no-config", is_flag=True, help="不用任何配置，也不用基线"),
        click.option("--preset", type=Choice(PRESETS), metavar="预设", help="core | desk | full"),
        click.option("--select", callback=_rules, metavar="规则,…", shell_complete=rules, help="只开这些规则（族、代码或名称）"),
        click.option("--extend-select", callback=_rules, metavar="规则,…", shell_complete=rules, help="再开这些规则"),
        click.option("--ignore", callback=_rules, metavar="规则,…", shell_complete=rules, help="关掉这些规则"),
        click.option("--encoding", metavar="编码", help="指明编码，如 gb18030、big5；默认自动"),
        click.option("--max-size", callback=_size, metavar="大小", help="文件大小上限，如 64MiB"),
        click.option("--script", type=Choice(SCRIPT_CHOICES), metavar="字体", help="simplified | traditional | auto"),
        click.option("--date", callback=_date, metavar="日期", help="出版日期，如 2023-05-01"),
        click.option("--type", type=Choice(ARTICLE_TYPES), metavar="体裁", help=" | ".join(ARTICLE_TYPES)),
        click.option("--baseline", metavar="文件", shell_complete=files, help="用这份基线，其中看过的问题不再报"),
        click.option("--no-baseline", is_flag=True, help="不用基线，记过的也报"),
        click.option("--stdin-filename", metavar="文件名", help="从标准输入读时，文稿叫什么"),
        click.option("--force-exclude", is_flag=True, help="点名的文件也按配置的 exclude 排除"),
    ]):  # fmt: skip
        command = option(command)
    return command


def _jobs(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    if value in {None, "auto"}:
        return None
    if not value.isascii() or not value.isdigit() or not int(value):
        raise click.BadParameter(f"应写成 1 以上的整数或 auto，现为“{value}”")
    return int(value)


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option that says how many processes work."""
    said = "同时用几个进程；默认 auto，文稿多或长才用"
    return click.option("--jobs", "-j", callback=_jobs, metavar="个数", help=said)(command)


def work_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options for processes and cache, for commands that check folders."""
    no_cache = click.option("--no-cache", is_flag=True, help="不用上次的结果，全部重新检查")
    return jobs_option(no_cache(command))


def convert_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option that has old formats read through LibreOffice."""
    said = "经 LibreOffice 转读 .doc、.wps、.rtf、.odt，原稿不动；要先装 LibreOffice"
    return click.option("--convert", is_flag=True, help=said)(command)


def drafts_from(paths: tuple[str, ...], *, whole: bool = False, **options: Any) -> Drafts:
    """The drafts that a command's words and options select.

    With `whole` those that cannot be read are among them.
    Raises UsageError where there is no path.
    """
    from zhlint.cli.choices import Choices
    from zhlint.cli.drafts import Drafts

    if not paths:
        raise click.UsageError("没有指定文稿，请写出文件或文件夹")
    if options["config"] and options["no_config"]:
        raise click.UsageError("--config 和 --no-config 不能一起写")
    if options.get("baseline") and options.get("no_baseline"):
        raise click.UsageError("--baseline 和 --no-baseline 不能一起写")
    keys = ("preset", "encoding", "max_size", "script", "date", "type")
    overrides: dict[str, Any] = {key: options[key] for key in keys if options.get(key) is not None}
    for key in ("select", "extend_select", "ignore"):
        if options.get(key) is not None:
            overrides[key] = tuple(name.strip() for name in options[key].split(",") if name.strip())
    if options.get("baseline") or options.get("no_baseline"):
        overrides["baseline"] = "" if options["no_baseline"] else str(Path(options["baseline"]).absolute())
    if options.get("fail_on"):
        overrides["fail_on"] = options["fail_on"]
    chosen = Choices(
        options["config"],
        options["no_config"],
        overrides,
        options["force_exclude"],
        options["stdin_filename"],
        options.get("convert", False),
    )
    return Drafts(paths, chosen, jobs=options.get("jobs", 1), use_cache=not options.get("no_cache", True), whole=whole)


def demand_paths(paths: Iterable[str]) -> None:
    """Raises UsageError for a draft that does not exist.

    For commands that do not read the drafts.
    """
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise click.UsageError(f"没有 {path} 这个文件，请核对路径")
