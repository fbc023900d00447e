"""`zhlint rules`: the rules, and which of them are on."""

from __future__ import annotations

from typing import Any

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, demand_paths, drafts_from
from zhlint.cli.values import Choice
from zhlint.engine.selection import level_of
from zhlint.finding import LEVEL_TITLES


@click.command(
    cls=ChineseCommand,
    short_help="列出规则，以及哪些开着",
    help="列出规则。行首 * 是现在开着的；后面是级别、能否改、所在预设。",
)
@click.argument("paths", nargs=-1, metavar="[文稿…]", shell_complete=files)
@config_options
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
def command(paths: tuple[str, ...], form: str, **options: Any) -> int:
    demand_paths(paths)
    drafts = drafts_from(paths or (".",), **options)
    linter = drafts.linter_for(paths[0] if paths else "draft.txt")
    on = {rule.code for rule in linter.rules_for(paths[0] if paths else None)}
    known = sorted(linter.rules.available, key=lambda rule: rule.code)
    levels = {rule.code: level_of(rule, linter.config.level) for rule in known}
    if form == "json":
        from zhlint.reports.output import as_json

        rows = [
            {"code": rule.code, "name": rule.name, "title": rule.title, "level": levels[rule.code], "fix": rule.fix,
             "presets": list(rule.presets), "on": rule.code in on}
            for rule in known
        ]  # fmt: skip
        click.echo(as_json(rows, indent=1))
        return 0
    fixes = {"safe": "可照改", "ask": "改须核定", "no": "不自动改"}
    for rule in known:
        mark = "*" if rule.code in on else " "
        preset = next(iter(rule.presets), "另开")
        click.echo(
            f"{mark} {rule.code} {rule.title:　<6} {LEVEL_TITLES[levels[rule.code]]} {fixes[rule.fix]:　<4} {preset:5} {rule.name}"
        )
    click.echo(f"{len(known)} 条规则，开着 {len(on)} 条。说明见 zhlint explain 代码。")
    return 0
