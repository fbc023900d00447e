"""`zhlint test`: run the examples of the cards, the shipped ones or a pack's."""

from __future__ import annotations

import re
from pathlib import Path

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import folders
from zhlint.storage.toml import ConfigError


@click.command(
    cls=ChineseCommand,
    short_help="跑规则卡里的例子（自己的规则包也行）",
    help="跑规则卡里的例子：bad 必须报、good 必须不报；每个排除条件和每个数都要有例子证明。不写规则包，就跑自带的规则。",
)
@click.argument("pack", required=False, metavar="[规则包]", shell_complete=folders)
def command(pack: str | None) -> int:
    from zhlint.cards.packs import installed_pack, load_pack, shipped_rules
    from zhlint.manual.examples import failures, unproved

    if pack is None:
        rules = shipped_rules(prose=True)
    elif Path(pack).is_file():
        raise click.UsageError(f"{pack} 是文件；test 要的是规则包，即放规则卡的文件夹，如 {Path(pack).parent}")
    elif Path(pack).is_dir() or re.match(r"[./\\~]|[A-Za-z]:", pack):
        rules = load_pack(Path(pack), prose=True).rules
    else:
        rules = load_pack(installed_pack(pack), prose=True).rules
    bare = [rule.code for rule in rules if not rule.examples]
    if bare:
        raise ConfigError(f"没有例子的规则：{'、'.join(bare)}；每条规则至少要有一个 bad 和一个 good")
    failed = [failure for rule in rules for failure in failures(rule)]
    for rule, example, reason in failed:
        click.echo(f"{rule.code} {rule.name}: {reason}\n    {example.text}")
    idle = [(rule, change) for rule in rules for change in unproved(rule)] if not failed else []
    for rule, change in idle:
        click.echo(f"{rule.code} {rule.name}: {change}，例子仍都成立，请加一个会因此不符的例子")
    count = sum(len(rule.examples) for rule in rules)
    lacking = f"，{len(idle)} 处没有例子证明" if idle else ""
    click.echo(f"{len(rules)} 条规则，{count} 个例子，{len(failed)} 个不符{lacking}。")
    return 1 if failed or idle else 0
