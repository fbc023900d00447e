"""`zhlint test`: runs the examples of cards and reports what the cards lack."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import folders
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.rule import Rule


@click.command(
    cls=ChineseCommand,
    short_help="跑规则卡里的例子（自己的规则包也行）",
    help="跑规则卡里的例子：bad 必须报、good 必须不报；每个排除条件和每个数都要有例子证明；规则卡里还缺什么也说。"
    "不写规则包，就跑自带的规则。",
)
@click.argument("pack", required=False, metavar="[规则包]", shell_complete=folders)
def command(pack: str | None) -> int:
    from zhlint.manual.completeness import stale_documents
    from zhlint.manual.examples import failures

    rules = _rules(None if pack is None else _folder(pack))
    failed = [failure for rule in rules for failure in failures(rule)]
    for rule, example, reason in failed:
        click.echo(f"{rule.code} {rule.name}: {reason}\n    {example.text}")
    unproved = list(_unproved(rules)) if not failed else []
    lacking = list(_lacking(rules, is_shipped=pack is None)) if not failed else []
    stale = list(stale_documents(rules)) if pack is None and not failed else []
    for line in (*unproved, *lacking):
        click.echo(line)
    for file in stale:
        click.echo(f"{display_path(file)} 不是照现在的规则卡写的，请运行 make docs")
    counts = [
        f"{len(failed)} 个不符",
        f"{len(unproved)} 处没有例子证明" if unproved else "",
        f"规则卡里缺 {len(lacking)} 处" if lacking else "",
        f"{len(stale)} 个文件不是新的" if stale else "",
    ]
    examples = sum(len(rule.examples) for rule in rules)
    click.echo(f"{len(rules)} 条规则，{examples} 个例子，{'，'.join(filter(None, counts))}。")
    return int(bool(failed or unproved or lacking or stale))


def _folder(pack: str) -> Path:
    """The folder of a pack, from its path or its name.

    Raises UsageError for a file, ConfigError for an unknown name.
    """
    from zhlint.cards.packs import installed_pack

    if Path(pack).is_file():
        raise click.UsageError(f"{pack} 是文件；test 要的是规则包，即放规则卡的文件夹，如 {Path(pack).parent}")
    is_path = Path(pack).is_dir() or re.match(r"[./\\~]|[A-Za-z]:", pack)
    return Path(pack) if is_path else installed_pack(pack)


def _rules(folder: Path | None) -> Sequence[Rule]:
    """The rules of a pack, or those that ship.

    Raises ConfigError for a wrong card or one without examples.
    """
    from zhlint.cards.packs import load_pack, shipped_rules
    from zhlint.config.model import Config
    from zhlint.engine.ruleset import rule_set

    rules = shipped_rules(prose=True) if folder is None else load_pack(folder, prose=True).rules
    rule_set(Config(packs=(str(folder.absolute()),) if folder else ()))  # no code or name stands twice
    bare = [rule.code for rule in rules if not rule.examples]
    if bare:
        raise ConfigError(f"没有例子的规则：{'、'.join(bare)}；每条规则至少要有一个 bad 和一个 good")
    return rules


def _unproved(rules: Sequence[Rule]) -> Iterator[str]:
    from zhlint.manual.examples import unproved

    for rule in rules:
        for change in unproved(rule):
            yield f"{rule.code} {rule.name}: {change}，例子仍都成立，请加一个会因此不符的例子"


def _lacking(rules: Sequence[Rule], *, is_shipped: bool) -> Iterator[str]:
    from zhlint.manual.completeness import omissions

    for rule in rules:
        for omission in omissions(rule, is_shipped=is_shipped):
            yield f"{rule.code} {rule.name}: {omission}"
