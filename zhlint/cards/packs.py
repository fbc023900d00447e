"""Loads cards as rules: the shipped ones, and those of packs.

A pack is a folder of cards and tables that a configuration names.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhlint.cards.card_store import card_files, parsed_rules, stored_rules
from zhlint.storage.tables import rules_folder
from zhlint.storage.toml import ConfigError, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.rule import Rule


class Pack(NamedTuple):
    """The contents of a pack.

    `names` are never flagged inside; `tables` are those of the house, as rows without their header.
    `unread` are files that look like tables and are not read, `models` tables of n-grams that the house counted.
    """

    rules: tuple[Rule, ...]
    names: tuple[str, ...] = ()
    tables: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    unread: tuple[str, ...] = ()
    models: tuple[Path, ...] = ()


def shipped_rules(*, prose: bool = False) -> tuple[Rule, ...]:
    """The rules that come with zhlint, by code.

    With `prose`, also their why, source, measure and examples, which are read from the cards.
    """
    return _rules(rules_folder(), prose=prose)


def load_pack(folder: Path, *, prose: bool = False) -> Pack:
    """Loads a pack from its folder.

    Raises ConfigError where a card or table is wrong, or where there is none at all.
    """
    from zhlint.cards.house import HOUSE_TABLES, house_names, house_table
    from zhlint.cards.pack_files import refuse_misnamed_tables, unread_tables

    if not folder.is_dir():
        raise ConfigError(f"规则包不存在：{folder}，请核对路径")
    rules = _rules(folder, prose=prose)
    refuse_misnamed_tables(folder)
    tables = {name: house_table(folder / name) for name in HOUSE_TABLES if (folder / name).is_file()}
    names = house_names(folder / "names.txt") if (folder / "names.txt").is_file() else []
    models = tuple(sorted(file for file in folder.glob("*.ngrams") if not file.name.startswith(".")))
    if not rules and not tables and not names and not models:
        others = "、".join(unread_tables(folder))
        there = f"；里面的 {others} 不是这些名称，不认" if others else ""
        raise ConfigError(
            f"{folder}: 规则包里没有规则卡（*.toml）或表（names.txt、terms.csv、people.csv、*.ngrams）{there}"
        )
    people = [row[0] for row in tables.get("people.csv", ())]
    listed = dict.fromkeys(name.partition("#")[0].strip() for name in [*names, *people])
    unique = tuple(filter(None, listed))
    return Pack(rules, unique, tables, unread_tables(folder), models)


def installed_pack(name: str) -> Path:
    """The folder of an installed pack, by its entry point in the group `zhlint.packs`.

    Raises ConfigError where there is none.
    """
    from importlib.metadata import entry_points

    entries = entry_points(group="zhlint.packs")
    for entry in entries:
        if entry.name == name:
            pack = entry.load()
            return Path(pack) if isinstance(pack, (str, Path)) else Path(pack.__file__).parent
    hint = nearest_hint(name, [entry.name for entry in entries])
    raise ConfigError(f"没有名为“{name}”的已安装规则包{hint}；如果是文件夹，请写成 ./{name}")


def card_error(rule: Rule, message: str) -> ConfigError:
    """An error at the card of a rule, wherever in its pack that stands."""
    for file in card_files(rule.folder):
        cards = TomlFile(file)
        if cards.data.get(rule.code, {}).get("name") == rule.name:
            return cards.error((rule.code,), message)
    return ConfigError(f"{rule.folder}: {message}")


def _rules(folder: Path, *, prose: bool) -> tuple[Rule, ...]:
    """The rules of a pack, with prose or without."""
    return parsed_rules(folder) if prose else stored_rules(folder)
