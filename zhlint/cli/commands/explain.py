"""`zhlint explain`: one rule as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import rules
from zhlint.cli.options import config_options, drafts_from
from zhlint.storage.toml import nearest_hint

if TYPE_CHECKING:
    from zhlint.rule import Rule


@click.command(
    cls=ChineseCommand,
    short_help="说明一条规则：为什么、依据、例子、怎么关",
    help="说明一条规则：为什么、依据、会报和不报的例子、怎么关。规则写代码、名称或一族（如 PUN）。",
)
@click.argument("rule", metavar="规则", shell_complete=rules)
@config_options
def command(rule: str, **options: Any) -> int:
    from zhlint.cards.stored import with_prose
    from zhlint.engine.ruleset import rule_set
    from zhlint.manual.explanation import page

    known = rule_set(drafts_from((".",), **options).config_for("draft.txt")).available
    click.echo("\n".join(map(page, with_prose(_find(rule, known)))), nl=False)
    return 0


def _find(name: str, known: tuple[Rule, ...]) -> list[Rule]:
    matches = [rule for rule in known if name.upper() in {rule.code, rule.family} or name in {rule.name, rule.title}]
    if matches:
        return sorted(matches, key=lambda rule: rule.code)
    legal = [word for rule in known for word in (rule.code, rule.family, rule.name, rule.title)]
    raise click.UsageError(f"没有“{name}”这条规则{nearest_hint(name, legal)}；全部规则见 zhlint rules")
