"""Checks options and messages, of cards and configurations, against their kinds."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from zhlint.cards.keys import LISTS, NUMBERS, TEXTS, options_of
from zhlint.cards.message import legal_slots, slots_in
from zhlint.check import OptionError
from zhlint.checks import check_class
from zhlint.patterns.expressions import refuse_runaways
from zhlint.rule import build_check
from zhlint.storage.tables import numbered_rows, read_table, rules_folder
from zhlint.storage.toml import PythonSource, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_options(
    toml: TomlFile | PythonSource, keys: tuple[str, ...], kind: str, options: Mapping[str, Any], folder: Path
) -> None:
    """Raises ConfigError unless these options are legal for a kind.

    `keys` lead to their table in `toml`.
    """
    check_keys(toml, keys, kind, options)
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
        with nullcontext() if is_ours else refuse_runaways():
            build_check(kind, options, folder).prepare()
    except OptionError as error:
        raise toml.error((*keys, error.option), f"{keys[-1]} 的 {error.option}：{error}") from None
    except (re.error, OverflowError, RecursionError, ValueError, TypeError, LookupError):
        named = "、".join(options)
        raise toml.error(keys, f"{keys[-1]} 的选项（{named}）有一个写得不对，或者数太大") from None


def check_keys(toml: TomlFile | PythonSource, keys: tuple[str, ...], kind: str, table: Mapping[str, Any]) -> None:
    """Raises ConfigError unless every key of a card or a table of options is known.

    `keys` lead to it in `toml`; those of a card are its code alone.
    """
    legal = [*options_of(kind)]
    if len(keys) == 1:
        legal += [*TEXTS, *LISTS, *NUMBERS, "unproved", "examples"]
    for key in table:
        if key not in legal:
            raise toml.error((*keys, key), f"{keys[-1]} 没有“{key}”这个键{nearest_hint(key, legal)}")


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


def _blank_cell(table: Path, columns: tuple[int, ...]) -> str:
    """The first blank cell in these columns of a table (Chinese); empty where none is."""
    try:
        header = read_table(table).partition("\n")[0].split("\t")
        number, column = next(
            (number, column)
            for number, row in numbered_rows(table)
            for column in columns
            if not "".join(row[column : column + 1]).strip()
        )
    except (StopIteration, UnicodeDecodeError):  # a table that cannot be read fails when it is read
        return ""
    return f"{table}:{number}: “{header[column] if column < len(header) else column + 1}”一栏是空的"


def _has_type(value: Any, hint: Any) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin in {Union, UnionType}:
        return any(_has_type(value, hint) for hint in inner)
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
        return "或".join(_type_name(inner) for inner in get_args(hint) if inner is not type(None))
    return names.get(get_origin(hint) or hint, "别的类型")
