"""`zhlint rules`: the rules, and which of them are on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.rule_names import nearest_rule_hint, rules_named
from zhlint.cli.search import STDIN
from zhlint.cli.values import Choice
from zhlint.engine.selection import level_of
from zhlint.finding import LEVEL_TITLES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from zhlint.config.model import Config
    from zhlint.rule import Rule

_FIXES: Final = {"safe": "可照改", "ask": "改须核定", "no": "不自动改"}


@click.command(
    cls=ChineseCommand,
    short_help="列出规则，以及哪些开着",
    help="列出规则，或只列一族（zhlint rules PUN）。行首 * 是现在开着的（写了文稿，是对它开着的）；后面是级别、能否改、所在预设。",
)
@click.argument("words", nargs=-1, metavar="[规则、一族或文稿…]", shell_complete=files)
@config_options
@click.option("--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json")
def command(words: tuple[str, ...], form: str, **options: Any) -> int:
    paths = tuple(word for word in words if word == STDIN or os.path.exists(word))
    linter = drafts_from(paths or (".",), **options).linter_for(paths[0] if paths else "draft.txt")
    on = {rule.code for rule in linter.rules_for(paths[0] if paths else None)}
    rules = _asked_for([word for word in words if word not in paths], linter.rules.available)
    if form == "json":
        from zhlint.reports.output import as_json

        click.echo(as_json([_row(rule, on, linter.config) for rule in rules], indent=1))
        return 0
    for rule in rules:
        click.echo(_line(rule, on, linter.config))
    opened = sum(rule.code in on for rule in rules)
    click.echo(f"{len(rules)} 条规则，开着 {opened} 条。说明见 zhlint explain 代码。")
    return 0


def _asked_for(names: Sequence[str], known: Sequence[Rule]) -> list[Rule]:
    """The rules of some names, or all, in order of code. Raises UsageError."""
    asked = {rule.code: rule for name in names for rule in _named(name, known)}
    return sorted(asked.values() if names else known, key=lambda rule: rule.code)


def _named(name: str, known: Sequence[Rule]) -> list[Rule]:
    if rules := rules_named(name, known):
        return rules
    hint = nearest_rule_hint(name, known)
    raise click.UsageError(f"没有 {name} 这个文件，也没有这条规则、这一族{hint}；全部规则见 zhlint rules")


def _row(rule: Rule, on: Collection[str], config: Config) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "level": level_of(rule, config.level),
        "fix": rule.fix,
        "presets": list(rule.presets),
        "on": rule.code in on,
    }


def _line(rule: Rule, on: Collection[str], config: Config) -> str:
    mark = "*" if rule.code in on else " "
    preset = next(iter(rule.presets), "另开")
    level = LEVEL_TITLES[level_of(rule, config.level)]
    return f"{mark} {rule.code} {rule.title:　<6} {level} {_FIXES[rule.fix]:　<4} {preset:5} {rule.name}"
