"""`zhlint explain`: one rule as a page."""

from __future__ import annotations

from typing import Any

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import rules
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.rule_names import nearest_rule_hint, rules_named


@click.command(
    cls=ChineseCommand,
    short_help="说明一条规则：为什么、依据、例子、怎么关",
    help="说明一条规则：为什么、依据、会报和不报的例子、怎么关。规则写代码、名称或一族（如 PUN）。",
)
@click.argument("rule", required=False, metavar="规则", shell_complete=rules)
@config_options
def command(rule: str | None, **options: Any) -> int:
    from zhlint.cards.card_store import with_prose
    from zhlint.engine.ruleset import rule_set
    from zhlint.manual.explanation import page

    if not rule:
        raise click.UsageError("请写出要说明的规则，如 zhlint explain PUN001；全部规则见 zhlint rules")
    known = rule_set(drafts_from((".",), **options).config_for("draft.txt")).available
    named = rules_named(rule, known)
    if not named:
        raise click.UsageError(f"没有“{rule}”这条规则{nearest_rule_hint(rule, known)}；全部规则见 zhlint rules")
    click.echo("\n".join(map(page, with_prose(named))), nl=False)
    return 0
