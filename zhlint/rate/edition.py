"""Where a draft stands in the paper, its date, page and column, told from its folders or its front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.toml import ConfigError, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEYS: Final = ("month", "date", "page", "column")
_DATE: Final = r"(?<!\d)\d{4}(?:[-.年_]\d{1,2}[-.月_]\d{1,2}日?|\d{4})(?!\d)"
_MONTH: Final = r"(?<!\d)\d{4}(?:[-.年_]\d{1,2}月?|\d{2})(?!\d)"
_PAGE: Final = r"第?[A-Za-z]{0,2}\d{1,3}版?|[^/]{1,4}版"
_SHAPES: Final = {"date": _DATE, "month": _MONTH, "page": _PAGE, "column": "[^/]+"}
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "日期", "出版日期"),
    "month": ("month", "月份"),
    "page": ("page", "版", "版面", "版次"),
    "column": ("column", "栏目", "专栏"),
}


class Edition(NamedTuple):
    """What is known of a draft's place; empty where it is not. `date` is 2026-05-12 and `month` 2026-05."""

    month: str = ""
    date: str = ""
    page: str = ""
    column: str = ""


def edition_reader(pattern: str | None = None) -> Callable[[str, Mapping[str, str]], Edition]:
    """A function from a draft's path and front matter to its place; the front matter goes before the folders.

    `pattern` describes the folders, as `{date}/{page}/{column}/`: {month}, {date}, {page} and {column} stand for what
    they say, * for anything inside one folder's name. Without it a folder that looks like a date or a month, then one
    that looks like a page, are taken as such, and the folder after the page as the column.
    Raises ConfigError for a pattern with an unknown name.
    """
    expression = _expression(pattern) if pattern else None

    def edition(path: str, fields: Mapping[str, str]) -> Edition:
        folders = path.replace("\\", "/").rpartition("/")[0] + "/"
        found = _by_pattern(expression, path.replace("\\", "/")) if expression else _by_shape(folders)
        for key, names in _FIELDS.items():
            given = next((fields[name] for name in names if fields.get(name)), None)
            if given:
                found[key] = given
        date = _evened(found.get("date", ""))
        return Edition(
            _evened(found.get("month", "") or date)[:7], date, found.get("page", ""), found.get("column", "")
        )

    return edition


def _by_pattern(expression: re.Pattern[str], path: str) -> dict[str, str]:
    match = expression.search(path)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def _by_shape(folders: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if parted := re.search(r"(?:^|/)(\d{4})/(\d{2})(?:/(\d{2}))?/", folders):
        found["date" if parted[3] else "month"] = "-".join(filter(None, parted.groups()))
        folders = folders[parted.end() :]
    for folder in filter(None, folders.split("/")):
        if re.fullmatch(_DATE, folder):
            found = {"date": folder}
        elif re.fullmatch(_MONTH, folder) and "date" not in found:
            found = {"month": folder}
        elif not folder.isdecimal() and re.fullmatch(_PAGE, folder) and "page" not in found:
            found["page"] = folder
        elif "page" in found and "column" not in found:
            found["column"] = folder
    return found


def _expression(pattern: str) -> re.Pattern[str]:
    pieces = []
    for name, literal in re.findall(r"\{(\w*)\}|([^{}]+|[{}])", pattern):
        if literal:
            pieces.append(re.escape(literal).replace(r"\*", "[^/]*"))
        elif name not in KEYS:
            raise ConfigError(
                f"--pattern 里没有“{{{name}}}”这个名称{nearest_hint(name, KEYS)}；可用：{'、'.join(f'{{{key}}}' for key in KEYS)}"
            )
        elif f"(?P<{name}>" in "".join(pieces):
            raise ConfigError(f"--pattern 里“{{{name}}}”写了两次")
        else:
            pieces.append(f"(?P<{name}>{_SHAPES[name]})")
    return re.compile("(?:^|/)" + "".join(pieces))


def _evened(date: str) -> str:
    """A date or a month with its parts joined by hyphens, or as it is where it is neither."""
    found = re.fullmatch(r"(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?\D?", date.strip())
    if not found:
        return date
    return "-".join(part if len(part) > 1 else f"0{part}" for part in found.groups() if part)
