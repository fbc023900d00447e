"""Loads cards as rules: the shipped ones, and those of packs.

A pack is a folder of cards and tables that a configuration names.
"""

from __future__ import annotations

import os
from binascii import crc32
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.rule import Rule
from zhlint.storage.cache import load_value, map_sealed, store_value
from zhlint.storage.tables import rules_folder, shipped_folder
from zhlint.storage.toml import CONFIG_FILES, ConfigError, TomlFile, nearest_hint
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PACKAGE: Final = Path(__file__).parents[1]
#: The folders with the code that decides what literals a check has.
_CHECKS: Final = (_PACKAGE, *map(_PACKAGE.joinpath, ("checks", "analysis", "analysis/words", "lexicon", "patterns")))
#: The fields of a rule that are read from its card only when they are asked for.
_PROSE: Final = ("why", "source", "measured", "unproved", "examples")


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
    return _load_cards(rules_folder(), prose=prose)


def with_prose(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The same rules with why, source, measure and examples, their cards read again."""
    rules = tuple(rules)
    folders = sorted({rule.folder for rule in rules})
    cards = {rule.code: rule for folder in folders for rule in _load_cards(folder, prose=True)}
    return tuple(replace(cards[rule.code], level=rule.level, options=rule.options) for rule in rules)


def load_pack(folder: Path, *, prose: bool = False) -> Pack:
    """Loads a pack from its folder.

    Raises ConfigError where a card or table is wrong, or where there is none at all.
    """
    from zhlint.cards.house import HOUSE_TABLES, house_names, house_table
    from zhlint.cards.pack_files import refuse_misnamed_tables, unread_tables

    if not folder.is_dir():
        raise ConfigError(f"规则包不存在：{folder}，请核对路径")
    rules = _load_cards(folder, prose=prose)
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


def card_files(folder: Path) -> list[Path]:
    """The files of cards in a pack, without a configuration that lies there."""
    return sorted(file for file in folder.glob("*.toml") if file.name not in CONFIG_FILES)


def card_error(rule: Rule, message: str) -> ConfigError:
    """An error at the card of a rule, wherever in its pack that stands."""
    for file in card_files(rule.folder):
        cards = TomlFile(file)
        if cards.data.get(rule.code, {}).get("name") == rule.name:
            return cards.error((rule.code,), message)
    return ConfigError(f"{rule.folder}: {message}")


def _load_cards(folder: Path, *, prose: bool) -> tuple[Rule, ...]:
    """The rules of a pack, with prose or without.

    Those that come with zhlint are loaded from the user's cache folder, or from the wheel, while nothing has changed.
    """
    # The cards of a house are few, and their literals depend on tables wherever these lie.
    if prose or folder != rules_folder():
        return _read_cards(folder)
    name = f"cards-4-{_state_mark(folder)}"
    cards = load_value(name)
    if cards is None:
        shipped = _shipped_cards(folder)
        cards = [_to_plain(rule) for rule in _read_cards(folder)] if shipped is None else shipped
        store_value(name, cards)
    return tuple(_from_plain(card, folder) for card in cards)


def packed_cards() -> tuple[str, bytes]:
    """The cards as the wheel ships them: the name of the file, and its content."""
    from json import dumps

    cards = [_to_plain(rule) for rule in _read_cards(rules_folder())]
    return f"cards-4-{_content_mark(rules_folder())}", dumps(cards, ensure_ascii=False, separators=(",", ":")).encode()


def _shipped_cards(folder: Path) -> list[dict[str, Any]] | None:
    """The cards that the wheel ships, None where they are others than those in `folder`."""
    if not shipped_folder().is_dir():
        return None
    from json import loads

    name = f"cards-4-{_content_mark(folder)}"
    shipped = map_sealed(shipped_folder() / name, name)
    return loads(shipped[0]) if shipped else None


def _state_mark(folder: Path) -> str:
    """A mark of the files that cards and literals depend on: names, sizes, times."""
    whole = b"\0".join([__version__.encode(), str(folder).encode(), *_file_states(folder, folder / "tables", *_CHECKS)])
    return _mark(whole)


def _content_mark(folder: Path) -> str:
    """A mark of the same files' content, equal in all environments."""
    folders = (folder, folder / "tables", *_CHECKS)
    files = [file for kind in ("*.toml", "*.tsv", "*.py") for place in folders for file in sorted(place.glob(kind))]
    return _mark(b"\0".join([__version__.encode(), *(file.name.encode() + file.read_bytes() for file in files)]))


def _mark(content: bytes) -> str:
    return f"{len(content):x}-{crc32(content):08x}{crc32(content[::-1]):08x}"


def _read_cards(folder: Path) -> tuple[Rule, ...]:
    from zhlint.cards.card import rules_in

    return tuple(rule for file in card_files(folder) for rule in rules_in(file, folder))


def _file_states(*folders: Path) -> list[bytes]:
    """The name, size and time of each file, with which rules and literals may change."""
    names = []
    for folder in folders:
        try:
            with os.scandir(folder) as files:
                states = sorted((file.name, file.stat()) for file in files if file.is_file())
        except OSError:
            continue
        names += [f"{name}-{state.st_size}-{state.st_mtime_ns}".encode() for name, state in states]
    return names


def _to_plain(rule: Rule) -> dict[str, Any]:
    bare = {key: value for key, value in asdict(rule).items() if key not in _PROSE and key != "folder"}
    return bare | {"roles": sorted(rule.roles) if rule.roles is not None else None}


def _from_plain(card: dict[str, Any], folder: Path) -> Rule:
    for key in ("presets", "scripts", "triggers", "yields", "literals"):
        card[key] = tuple(card[key]) if card[key] is not None else None
    card["roles"] = frozenset(card["roles"]) if card["roles"] is not None else None
    return Rule(folder=folder, **card)
