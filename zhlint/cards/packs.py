"""Loads cards as rules: the shipped ones, and those of packs.

A pack is a folder of cards and tables that a configuration names.
"""

from __future__ import annotations

import os
import re
from binascii import crc32
from contextlib import nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Union, get_args, get_origin

from zhlint.cards.house import HOUSE_TABLES, house_names, house_table
from zhlint.cards.keys import CONDITIONS, EXAMPLE, LISTS, LONGEST_TITLE, REQUIRED, TEXTS, WORDS, options_of
from zhlint.cards.message import legal_slots, slots_in
from zhlint.cards.pack_files import refuse_misnamed_tables, unread_tables
from zhlint.check import OptionError
from zhlint.checks import check_class, kinds
from zhlint.document import ROLES
from zhlint.patterns.expressions import watched
from zhlint.rule import Example, Rule, build_check, literals_of
from zhlint.storage.cache import load_value, store_value
from zhlint.storage.tables import numbered_rows, read_table, rules_folder
from zhlint.storage.toml import CONFIG_FILES, ConfigError, PythonSource, TomlFile, nearest_hint
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PACKAGE: Final = Path(__file__).parents[1]
_CHECKS: Final = (_PACKAGE, *map(_PACKAGE.joinpath, ("checks", "analysis", "analysis/words", "lexicon", "patterns")))
_PROSE: Final = ("why", "source", "measured", "unproved", "examples")


class Pack(NamedTuple):
    """The contents of a pack.

    `names` are never flagged inside; `tables` are those of the house, as rows without their header.
    `unread` are files that look like tables and are not read.
    """

    rules: tuple[Rule, ...]
    names: tuple[str, ...] = ()
    tables: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    unread: tuple[str, ...] = ()


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
    if not folder.is_dir():
        raise ConfigError(f"规则包不存在：{folder}，请核对路径")
    rules = _load_cards(folder, prose=prose)
    refuse_misnamed_tables(folder)
    tables = {name: house_table(folder / name) for name in HOUSE_TABLES if (folder / name).is_file()}
    names = house_names(folder / "names.txt") if (folder / "names.txt").is_file() else []
    if not rules and not tables and not names:
        others = "、".join(unread_tables(folder))
        there = f"；里面的 {others} 不是这些名称，不认" if others else ""
        raise ConfigError(f"{folder}: 规则包里没有规则卡（*.toml）或表（names.txt、terms.csv、people.csv）{there}")
    people = [row[0] for row in tables.get("people.csv", ())]
    listed = dict.fromkeys(name.strip() for name in [*names, *people])
    unique = tuple(name for name in listed if name and not name.startswith("#"))
    return Pack(rules, unique, tables, unread_tables(folder))


def installed_pack(name: str) -> Path:
    """The folder of an installed pack, by its entry point in the group `zhlint.packs`.

    Raises ConfigError where there is none.
    """
    from importlib.metadata import entry_points

    found = entry_points(group="zhlint.packs")
    for entry in found:
        if entry.name == name:
            pack = entry.load()
            return Path(pack) if isinstance(pack, (str, Path)) else Path(pack.__file__).parent
    hint = nearest_hint(name, [entry.name for entry in found])
    raise ConfigError(f"没有名为“{name}”的已安装规则包{hint}；如果是文件夹，请写成 ./{name}")


def card_files(folder: Path) -> list[Path]:
    """The files of cards in a pack, without a configuration that lies there."""
    return sorted(file for file in folder.glob("*.toml") if file.name not in CONFIG_FILES)


def _load_cards(folder: Path, *, prose: bool) -> tuple[Rule, ...]:
    files = card_files(folder)
    # The cards of a house are few, and what they say of themselves depends on tables wherever these lie.
    if prose or folder != rules_folder():
        return tuple(rule for file in files for rule in _rules_of(file, folder))
    whole = b"\0".join([__version__.encode(), str(folder).encode(), *_file_states(folder, folder / "tables", *_CHECKS)])
    name = f"cards-3-{len(whole):x}-{crc32(whole):08x}{crc32(whole[::-1]):08x}.marshal"
    if (cards := load_value(name)) is not None:
        return tuple(_from_plain(card, folder) for card in cards)
    rules = tuple(rule for file in files for rule in _rules_of(file, folder))
    store_value(name, [_to_plain(rule) for rule in rules])
    return rules


def _file_states(*folders: Path) -> list[bytes]:
    """The name, size and time of each file, with which rules and literals may change."""
    marks = []
    for folder in folders:
        try:
            with os.scandir(folder) as files:
                states = sorted((file.name, file.stat()) for file in files if file.is_file())
        except OSError:
            continue
        marks += [f"{name}-{state.st_size}-{state.st_mtime_ns}".encode() for name, state in states]
    return marks


def card_error(rule: Rule, message: str) -> ConfigError:
    """An error at the card of a rule, wherever in its pack that stands."""
    for file in card_files(rule.folder):
        cards = TomlFile(file)
        if cards.data.get(rule.code, {}).get("name") == rule.name:
            return cards.error((rule.code,), message)
    return ConfigError(f"{rule.folder}: {message}")


def _to_plain(rule: Rule) -> dict[str, Any]:
    bare = {key: value for key, value in asdict(rule).items() if key not in _PROSE and key != "folder"}
    return bare | {"roles": sorted(rule.roles) if rule.roles is not None else None}


def _from_plain(card: dict[str, Any], folder: Path) -> Rule:
    for key in ("presets", "scripts", "triggers"):
        card[key] = tuple(card[key])
    card["roles"] = frozenset(card["roles"]) if card["roles"] is not None else None
    return Rule(folder=folder, **card)


def _rules_of(file: Path, folder: Path) -> Iterable[Rule]:
    cards = TomlFile(file)
    for code, card in cards.data.items():
        yield _rule(cards, code, card, folder)


def _rule(cards: TomlFile, code: str, card: Any, folder: Path) -> Rule:
    if not isinstance(card, dict) or not re.fullmatch("[A-Z]{3}[0-9]{3}", code):
        raise cards.error((code,), f"“{code}”不是规则代码，应为三个大写字母加三位数字，如 PUN001")
    if "kind" in card and card["kind"] not in kinds():
        raise cards.error((code, "kind"), f"没有“{card['kind']}”这种检查{nearest_hint(str(card['kind']), kinds())}")
    if "kind" in card:
        _check_keys(cards, (code,), card["kind"], card)
    for key in REQUIRED:
        if key not in card:
            raise cards.error((code,), f"{code} 缺 {key}")
    _check_common(cards, code, card)
    common = {key: card[key] for key in TEXTS if key in card}
    common |= {key: tuple(card[key]) for key in LISTS if key in card}
    if "roles" in common:
        common["roles"] = frozenset(common["roles"])
    options = {key: value for key, value in card.items() if key not in {*TEXTS, *LISTS, "unproved", "examples"}}
    check_options(cards, (code,), card["kind"], options, folder)
    unproved = card.get("unproved", {})
    if not isinstance(unproved, dict) or not all(
        key in options and isinstance(why, str) and why for key, why in unproved.items()
    ):
        raise cards.error((code, "unproved"), f"{code} 的 unproved 应为一张表：键是这张卡的选项，值是没有例子的原因")
    if wrong := message_fault(card["message"], card["kind"], options, folder):
        raise cards.error((code, "message"), f"{code} 的 message 中{wrong}")
    return Rule(
        code=code,
        folder=folder,
        options=options,
        unproved=unproved,
        examples=tuple(_examples(cards, code, card)),
        literals=literals_of(card["kind"], options, folder),
        **common,
    )


def _check_common(cards: TomlFile, code: str, card: Mapping[str, Any]) -> None:
    for key, value in card.items():
        if key in TEXTS and not isinstance(value, str):
            raise cards.error((code, key), f"{code} 的 {key} 应为字符串")
        if key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise cards.error((code, key), f"{code} 的 {key} 应为字符串列表")
        for word in value if key in LISTS else [value]:
            if key in WORDS and word not in WORDS[key]:
                raise cards.error(
                    (code, key),
                    f"{code} 的 {key} 不能是“{word}”{nearest_hint(word, WORDS[key])}；可用：{'、'.join(WORDS[key])}",
                )
    if len(card["title"]) > LONGEST_TITLE:
        raise cards.error((code, "title"), f"{code} 的 title 最多 {LONGEST_TITLE} 个字")
    if slots_in(card["message"]) is None:
        raise cards.error((code, "message"), f"{code} 的 message 花括号不成对")


def check_options(
    toml: TomlFile | PythonSource, keys: tuple[str, ...], kind: str, options: Mapping[str, Any], folder: Path
) -> None:
    """Raises ConfigError unless these options are legal for a kind.

    `keys` lead to their table in `toml`.
    """
    _check_keys(toml, keys, kind, options)
    legal = options_of(kind)
    for key, value in options.items():
        if not _has_type(value, legal[key].type):
            raise toml.error((*keys, key), f"{keys[-1]} 的 {key} 应为{_type_name(legal[key].type)}")
        if key == "table" and not (folder / "tables" / value).is_file():
            raise toml.error((*keys, key), f"{keys[-1]} 的表不存在：{folder / 'tables' / value}")
    missing = [key for key, option in legal.items() if option.is_required and key not in options]
    if missing:
        raise toml.error(keys, f"{keys[-1]} 缺 {missing[0]}")
    if "table" in options and (blank := _blank_cell(folder / "tables" / options["table"], check_class(kind).filled)):
        raise toml.error((*keys, "table"), f"{keys[-1]} 的 table：{blank}，请填上或删去这一行")
    is_ours = isinstance(toml, TomlFile) and toml.path.parent == rules_folder()
    try:
        with nullcontext() if is_ours else watched():
            build_check(kind, options, folder).prepare()
    except OptionError as error:
        raise toml.error((*keys, error.option), f"{keys[-1]} 的 {error.option}：{error}") from None
    except (re.error, OverflowError, RecursionError, ValueError, TypeError, LookupError):
        named = "、".join(options)
        raise toml.error(keys, f"{keys[-1]} 的选项（{named}）有一个写得不对，或者数太大") from None


def _blank_cell(table: Path, columns: tuple[int, ...]) -> str:
    """The first blank cell in these columns of a table (Chinese); empty where none is."""
    try:
        named = read_table(table).partition("\n")[0].split("\t")
        blank = next(
            (number, at)
            for number, row in numbered_rows(table)
            for at in columns
            if not "".join(row[at : at + 1]).strip()
        )
    except (StopIteration, UnicodeDecodeError):  # a table that cannot be read fails when it is read
        return ""
    number, at = blank
    return f"{table}:{number}: “{named[at] if at < len(named) else at + 1}”一栏是空的"


def message_fault(message: str, kind: str, options: Mapping[str, Any], folder: Path) -> str:
    """The reason (Chinese) why a check cannot fill a message, empty where it can.

    It follows the words “message 中”.
    """
    legal = legal_slots(build_check(kind, options, folder))
    if legal is None:
        return f"无从填写：{kind} 这种检查没有声明 slots"
    unknown = [slot for slot in slots_in(message) or () if slot not in legal]
    if not unknown:
        return ""
    return f"没有“{{{unknown[0]}}}”可填{nearest_hint(unknown[0], legal)}；可用：{'、'.join(legal)}"


def _check_keys(toml: TomlFile | PythonSource, keys: tuple[str, ...], kind: str, table: Mapping[str, Any]) -> None:
    """Raises ConfigError unless every key of a card or a table of options is known.

    `keys` lead to it in `toml`; those of a card are its code alone.
    """
    legal = [*options_of(kind)]
    if len(keys) == 1:
        legal += [*TEXTS, *LISTS, "unproved", "examples"]
    for key in table:
        if key not in legal:
            raise toml.error((*keys, key), f"{keys[-1]} 没有“{key}”这个键{nearest_hint(key, legal)}")


def _has_type(value: Any, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin in {Union, UnionType}:
        return any(_has_type(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, list) and all(_has_type(item, inner[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(_has_type(item, inner[1]) for item in value.values())
    if hint is Path:
        return isinstance(value, str)
    return isinstance(value, hint) and not (isinstance(value, bool) and hint is not bool)


def _type_name(hint: Any) -> str:
    names = {
        str: "字符串",
        Path: "表名",
        bool: " true 或 false",
        int: "整数",
        float: "数",
        tuple: "列表",
        dict: "表",
    }
    if get_origin(hint) in {Union, UnionType}:
        return "或".join(_type_name(one) for one in get_args(hint) if one is not type(None))
    return names.get(get_origin(hint) or hint, "别的类型")


def _examples(cards: TomlFile, code: str, card: Mapping[str, Any]) -> Iterable[Example]:
    examples = card.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(example, dict) for example in examples):
        raise cards.error((code, "examples"), f"{code} 的例子应写成 [[{code}.examples]]")
    for number, example in enumerate(examples):
        place = (code, "examples", number)
        if not isinstance(example.get("with", {}), dict):
            raise cards.error((*place, "with"), f"{code} 的例子 with 应为一张表")
        for key in ("bad", "good", "draft", "as"):
            if not isinstance(example.get(key, ""), str):
                raise cards.error((*place, key), f"{code} 的例子 {key} 应为字符串")
        unknown = [key for key in example if key not in EXAMPLE]
        unknown += [key for key in example.get("with", {}) if key not in CONDITIONS]
        if unknown:
            raise cards.error(
                (*place, *(["with"] if unknown[0] not in example else []), unknown[0]),
                f"{code} 的例子没有“{unknown[0]}”这个键{nearest_hint(unknown[0], [*EXAMPLE, *CONDITIONS])}",
            )
        if not {"bad", "good", "draft"} & set(example) or ("draft" in example and {"bad", "good"} & set(example)):
            raise cards.error(place, f"{code} 的例子须有 bad、good，或只有 draft")
        text = example.get("draft", example.get("bad", example.get("good")))
        role = None if "draft" in example else example.get("as", "paragraph")
        if role not in {None, *ROLES}:
            raise cards.error(
                (*place, "as"), f"{code} 的例子 as 不能是“{role}”{nearest_hint(str(role), sorted(ROLES))}"
            )
        if "safe" in example and "bad" not in example:
            raise cards.error((*place, "safe"), f"{code} 的例子有 safe，须有 bad")
        fixed = example.get("good") if "bad" in example else None
        yield Example(text, fixed, role, example.get("with", {}), example.get("safe"))
