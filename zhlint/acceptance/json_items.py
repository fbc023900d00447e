"""Items of a JSON file, each with the line that an error names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from zhlint.phrasing.reasons import json_reason, system_reason
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def read_items(
    file: Path, shown: str, section: str = "entries", *, missing: str = "；基线用 zhlint baseline write 建立"
) -> Iterator[tuple[dict[str, Any], Callable[[str], ConfigError]]]:
    """The items of a section of a JSON file, each with an error factory.

    A factory makes a ConfigError at the item's line from a message. `shown` is the path in errors, `missing` the advice (Chinese) where there is no file. Raises ConfigError.
    """
    text, data = _load(file, shown, missing)
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise ConfigError(f"{shown}:1: 应为一个 JSON 对象，其中 entries 是列表")
    if not isinstance(data.get(section, []), list):
        raise ConfigError(f"{shown}:1: {section} 应为列表")
    for number, item in enumerate(data.get(section, [])):
        error_of = _error_factory(shown, text, section, number)
        if not isinstance(item, dict):
            raise error_of("这一条应为 JSON 对象")
        yield item, error_of


def _load(file: Path, shown: str, missing: str) -> tuple[str, Any]:
    """The text of a JSON file, and its value. Raises ConfigError."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return text, json.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"{shown}: 没有这个文件{missing}") from None
    except OSError as error:
        raise ConfigError(f"{shown}: 无法读取（{system_reason(error)}）") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}: 不是 UTF-8 编码") from None
    except json.JSONDecodeError as error:
        raise ConfigError(f"{shown}:{error.lineno}: JSON 语法有误：{json_reason(error)}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{shown}: 无法读取（有一个数太长，或括号套得太深）") from None


def _error_factory(shown: str, text: str, section: str, number: int) -> Callable[[str], ConfigError]:
    return lambda message: ConfigError(f"{shown}:{_line_of(text, section, number)}: {message}")


def _line_of(text: str, section: str, number: int) -> int:
    """The line (from 1) on which an item of a section begins."""
    match = re.search(rf'"{section}"\s*:\s*\[', text)
    offset, decoder = _item_start(text, match.end() if match else 0), json.JSONDecoder()
    for _ in range(number):
        offset = _item_start(text, decoder.raw_decode(text, offset)[1])
    return text.count("\n", 0, offset) + 1


def _item_start(text: str, offset: int) -> int:
    """The offset behind blanks and commas."""
    return offset + len(text[offset:]) - len(text[offset:].lstrip(" \t\r\n,"))
