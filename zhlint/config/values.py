"""The legal values of a configuration's keys."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.desk import Lexicon
from zhlint.finding import LEVELS
from zhlint.rule import PRESETS
from zhlint.storage.toml import ConfigError, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class LanguageModel(NamedTuple):
    """The language model of a house.

    `tables` are files that `zhlint learn` counted, relative to `root` or absolute.
    """

    tables: tuple[str, ...] = ()


#: The values of `fail-on`.
FAIL_ON: Final = (*LEVELS, "never")
SCRIPT_CHOICES: Final = ("simplified", "traditional", "auto")
ARTICLE_TYPES: Final = (
    "news", "feature", "commentary", "photo", "notice", "reprint",
    "brief", "letter", "speech", "essay", "interview", "roundup", "web", "auto",
)  # fmt: skip
#: The keys whose value is one of a few words, with these.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "preset": PRESETS, "fail-on": FAIL_ON, "script": SCRIPT_CHOICES, "type": ARTICLE_TYPES,
}  # fmt: skip
#: The keys whose value is a list of strings.
LISTS: Final = ("select", "extend-select", "ignore", "packs", "include", "exclude", "sources")
#: The keys whose value is a table.
TABLES: Final = ("level", "options", "per-file-ignores", "lexicon", "model")
#: Bytes of each unit of a size.
_SIZES: Final = {
    "": 1,
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
}


def legal_value(key: str, value: Any) -> Any:
    """The value of a key in the form of its field.

    Raises ConfigError where it is not legal.
    """
    name = key.replace("_", "-")
    if name in WORDS and value not in WORDS[name]:
        raise ConfigError(
            f"{key} 不能是“{value}”{nearest_hint(str(value), WORDS[name])}；可用：{'、'.join(WORDS[name])}"
        )
    if name in LISTS and not (key == "select" and value is None):
        return _strings(key, value)
    if name == "level" and (wrong := [level for level in _table(key, value).values() if level not in LEVELS]):
        raise ConfigError(f"级别不能是“{wrong[0]}”{nearest_hint(str(wrong[0]), LEVELS)}；可用：{'、'.join(LEVELS)}")
    if name == "options":
        return {rule: _table(f"options.{rule}", options) for rule, options in _table(key, value).items()}
    if name == "per-file-ignores":
        return {pattern: _strings(key, names) for pattern, names in _table(key, value).items()}
    if name == "lexicon":
        return value if isinstance(value, Lexicon) else _lexicon(_table(key, value))
    if name == "model":
        return value if isinstance(value, LanguageModel) else _language_model(_table(key, value))
    if name == "home":
        return division(value)
    if name == "encoding":
        return _encoding(value)
    if name == "root":
        return Path(value) if isinstance(value, str) else value
    if name == "max-size" and isinstance(value, str):
        return parse_size(value)
    return parse_date(value) if name == "date" and value is not None else value


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple | set | frozenset) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ConfigError(f'{key} 应为字符串列表，如 ["…"]')


def _table(key: str, value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict | MappingProxyType):
        return value
    raise ConfigError(f"{key} 应为一张表（字典）")


def _lexicon(table: Mapping[str, Any]) -> Lexicon:
    for key in table:
        if key not in Lexicon._fields:
            raise ConfigError(f"lexicon 没有“{key}”这个键{nearest_hint(key, Lexicon._fields)}")
    fields: dict[str, Any] = {
        key: _table("places", value) if key == "places" else _strings(key, value) for key, value in table.items()
    }
    return Lexicon(**fields)


def _language_model(table: Mapping[str, Any]) -> LanguageModel:
    for key in table:
        if key not in LanguageModel._fields:
            raise ConfigError(f"model 没有“{key}”这个键{nearest_hint(key, LanguageModel._fields)}")
    return LanguageModel(**{key: _strings(f"model.{key}", value) for key, value in table.items()})


def division(name: Any, error: Any = ConfigError) -> str:
    """The full name of a division, or an empty one.

    Raises the exception that `error` builds from a message.
    """
    if name == "":
        return ""
    from zhlint.lexicon.gazetteer import gazetteer

    if isinstance(name, str) and any(found.name == name for found in gazetteer().of_name(name)):
        return name
    raise error(f"home 中没有“{name}”这个地方；应写行政区划的全称，如 顺义区")


def _encoding(name: str) -> str:
    from zhlint.reading.encoding import is_encoding, unknown_encoding

    if not isinstance(name, str) or not is_encoding(name):
        raise ConfigError(unknown_encoding(str(name)))
    return name


def parse_size(text: str, error: Any = ConfigError) -> int:
    """The number of bytes in `64MiB`, `500 KB` or `1000`.

    Raises the exception that `error` builds from a message.
    """
    match = re.fullmatch(r"\s*([0-9]{1,15})\s*([KMG]i?B|B|)\s*", text)
    if not match:
        raise error(f"max-size 应写成 64MiB、500KB 这样的大小，现为“{text}”")
    return int(match[1]) * _SIZES[match[2]]


def parse_date(text: Any, error: Any = ConfigError) -> date:
    """The date in `2023-05-01`, or of a date or datetime.

    Raises the exception that `error` builds from a message.
    """
    from datetime import date

    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise error(f"date 应写成 2023-05-01 这样的日期，现为“{text}”") from None
