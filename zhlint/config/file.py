"""Reading a configuration file: every error names file, line, key and the nearest legal name."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from zhlint.config.model import Config
from zhlint.config.values import LISTS, TABLES, WORDS, LanguageModel, division, parse_date, parse_size
from zhlint.desk import Lexicon
from zhlint.finding import LEVELS
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import is_encoding, unknown_encoding
from zhlint.storage.globs import glob_fault
from zhlint.storage.toml import ConfigError, TomlFile, display_path, nearest_hint
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_STRINGS: Final = ("profile", "encoding", "max-size", "date", "baseline", "home", "requires")
KEYS: Final = (*WORDS, *_STRINGS, *LISTS, *TABLES)
LEXICON: Final = ("names", "places", "terms", "stock")


def read_config(file: Path) -> Config:
    """The configuration in a `zhlint.toml` or `pyproject.toml`.

    Raises ConfigError naming file, line, key and the nearest legal name.
    """
    toml = TomlFile(file, display_path(file))
    data, keys = _own_table(toml, file)
    for key, value in data.items():
        _check_key(toml, (*keys, key), key, value)
    _check_requires(toml, keys, data)
    values: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in data.items() if key not in {*TABLES, "max-size", "date", "requires"}
    }  # fmt: skip
    if "max-size" in data:
        values["max_size"] = parse_size(data["max-size"], lambda text: toml.error((*keys, "max-size"), text))
    _check_words(toml, keys, data)
    if "date" in data:
        values["date"] = parse_date(data["date"], lambda text: toml.error((*keys, "date"), text))
    tables = {name: data.get(name, {}) for name in TABLES}
    _check_tables(toml, keys, tables)
    _check_globs(toml, keys, data)
    return Config(
        root=file.parent.resolve(), origin=toml, **values,
        level=tables["level"], options=tables["options"],
        per_file_ignores={glob: tuple(names) for glob, names in tables["per-file-ignores"].items()},
        lexicon=_lexicon(tables["lexicon"]), model=LanguageModel(tuple(tables["model"].get("tables", ()))),
    )  # fmt: skip


def _own_table(toml: TomlFile, file: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The table of zhlint in a file, and the keys that lead to it."""
    if file.name != "pyproject.toml":
        return toml.data, ()
    data, keys = toml.data.get("tool", {}).get("zhlint", {}), ("tool", "zhlint")
    if not isinstance(data, dict):
        raise toml.error(keys, "zhlint 应为一张表，写成 [tool.zhlint]")
    return data, keys


def _lexicon(table: Mapping[str, Any]) -> Lexicon:
    names, terms, stock = (tuple(table.get(key, ())) for key in ("names", "terms", "stock"))
    return Lexicon(names, terms, stock, table.get("places", {}))


def _check_words(toml: TomlFile, keys: tuple[str, ...], data: Mapping[str, Any]) -> None:
    """Refuses a word that is no division, encoding, baseline or profile."""
    if "home" in data:
        division(data["home"], lambda text: toml.error((*keys, "home"), text))
    if "encoding" in data and not is_encoding(data["encoding"]):
        raise toml.error((*keys, "encoding"), unknown_encoding(data["encoding"]))
    if "baseline" in data:
        _check_baseline(toml, (*keys, "baseline"), data["baseline"])
    if "profile" in data:
        _check_profile(toml, (*keys, "profile"), data["profile"])


def _check_key(toml: TomlFile, keys: tuple[str, ...], key: str, value: Any) -> None:
    if key not in KEYS:
        raise toml.error(keys, f"没有“{key}”这个键{nearest_hint(key, KEYS)}")
    if key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise toml.error(keys, f'{key} 应为字符串列表，如 {key} = ["…"]')
    if key in TABLES and not isinstance(value, dict):
        raise toml.error(keys, f"{key} 应为一张表，写成 [{'.'.join(keys)}]")
    if key in {*WORDS, *_STRINGS} - {"date"} and not isinstance(value, str):
        raise toml.error(keys, f"{key} 应为字符串")
    if key in WORDS and value not in WORDS[key]:
        raise toml.error(keys, f"{key} 不能是“{value}”{nearest_hint(value, WORDS[key])}；可用：{'、'.join(WORDS[key])}")


def _check_baseline(toml: TomlFile, keys: tuple[str, ...], name: str) -> None:
    """Raises ConfigError where the path of a baseline is impossible; the file may be absent."""
    try:
        os.stat(toml.path.parent / name)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else "文件名里有不能用的字符"
        raise toml.error(keys, f"baseline 不能用（{reason}）") from None


def _check_profile(toml: TomlFile, keys: tuple[str, ...], name: str) -> None:
    from zhlint.rate.profiles import profile_file

    try:
        profile_file(name, toml.path.parent)
    except ConfigError as error:
        raise toml.error(keys, str(error)) from None


def _check_requires(toml: TomlFile, keys: tuple[str, ...], data: Mapping[str, Any]) -> None:
    for clause in filter(None, data.get("requires", "").split(",")):
        match = re.fullmatch(r"\s*(>=|<=|==|!=|>|<)\s*([0-9]{1,9}(?:\.[0-9]{1,9})*)\s*", clause)
        if not match:
            raise toml.error((*keys, "requires"), f"requires 应写成 >=0.1 这样的要求，现为“{clause.strip()}”")
        own, required = _version(__version__), _version(match[2])
        is_met = {
            ">=": own >= required,
            "<=": own <= required,
            "==": own == required,
            "!=": own != required,
            ">": own > required,
            "<": own < required,
        }
        if not is_met[match[1]]:
            raise toml.error(
                (*keys, "requires"), f"本配置要求 zhlint {clause.strip()}，现为 {__version__}，请升级或改配置"
            )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in [*text.split("."), "0", "0"][:3])


def _check_tables(toml: TomlFile, keys: tuple[str, ...], tables: Mapping[str, Mapping[str, Any]]) -> None:
    for name, level in tables["level"].items():
        if level not in LEVELS:
            raise toml.error(
                (*keys, "level", name),
                f"级别不能是“{level}”{nearest_hint(str(level), LEVELS)}；可用：{'、'.join(LEVELS)}",
            )
    for name, options in tables["options"].items():
        if not isinstance(options, dict):
            raise toml.error((*keys, "options", name), f"规则的选项应为一张表，写成 [options.{name}]")
    for glob, names in tables["per-file-ignores"].items():
        if not (isinstance(names, list) and all(isinstance(item, str) for item in names)):
            raise toml.error((*keys, "per-file-ignores", glob), 'per-file-ignores 的值应为规则列表，如 ["BYL001"]')
    for key, value in tables["lexicon"].items():
        where = (*keys, "lexicon", key)
        if key not in LEXICON:
            raise toml.error(where, f"lexicon 没有“{key}”这个键{nearest_hint(key, LEXICON)}")
        right = isinstance(value, dict if key == "places" else list)
        if not right or not all(
            isinstance(item, str) and item for item in (value.values() if key == "places" else value)
        ):
            raise toml.error(where, f"lexicon 的 {key} 应为{'别名 = 全称的表' if key == 'places' else '字符串列表'}")
    _check_places(toml, (*keys, "lexicon", "places"), tables["lexicon"].get("places", {}))
    for key, value in tables["model"].items():
        if key not in LanguageModel._fields:
            raise toml.error(
                (*keys, "model", key), f"model 没有“{key}”这个键{nearest_hint(key, LanguageModel._fields)}"
            )
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise toml.error((*keys, "model", key), f'model 的 {key} 应为文件的列表，如 {key} = ["house/house.ngrams"]')


def _check_globs(toml: TomlFile, keys: tuple[str, ...], data: Mapping[str, Any]) -> None:
    """Raises ConfigError where a glob can match no path."""
    for key in ("include", "exclude", "sources", "per-file-ignores"):
        for pattern in data.get(key, ()):
            if fault := glob_fault(pattern):
                raise toml.error(
                    (*keys, key, pattern) if key == "per-file-ignores" else (*keys, key), f"{key} 的{fault}"
                )


def _check_places(toml: TomlFile, keys: tuple[str, ...], places: Mapping[str, str]) -> None:
    """Raises ConfigError where an alias stands for no division of the gazetteer."""
    for alias, name in places.items():
        from zhlint.lexicon.gazetteer import gazetteer

        if not gazetteer().of_name(name):
            hint = nearest_hint(name, gazetteer().by_name)
            raise toml.error(
                (*keys, alias), f"lexicon 的 places 中没有“{name}”这个地方{hint}；应写行政区划或开发区的全称"
            )
