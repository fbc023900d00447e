"""The date, page and column of a draft, from its folders or front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.storage.toml import ConfigError, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The names of a pattern, and the fields of an edition.
KEYS: Final = ("month", "date", "page", "column")
_DATE: Final = r"(?<!\d)\d{4}(?:[-.年_]\d{1,2}[-.月_]\d{1,2}日?|\d{4})(?!\d)"
_MONTH: Final = r"(?<!\d)\d{4}(?:[-.年_]\d{1,2}月?|\d{2})(?!\d)"
_PAGE: Final = r"第?[A-Za-z]{0,2}\d{1,3}版?|[^/]{1,4}版"
_SHAPES: Final = {"date": _DATE, "month": _MONTH, "page": _PAGE, "column": "[^/]+"}
#: The fields of a front matter for each key.
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "日期", "出版日期"),
    "month": ("month", "月份"),
    "page": ("page", "版", "版面", "版次"),
    "column": ("column", "栏目", "专栏"),
}


class Edition(NamedTuple):
    """The issue, page and column of a draft; unknown ones are empty.

    `date` has the form 2026-05-12, `month` 2026-05.
    """

    month: str = ""
    date: str = ""
    page: str = ""
    column: str = ""


def edition_reader(pattern: str | None = None) -> Callable[[str, Mapping[str, str]], Edition]:
    """A function from a draft's path and front matter to its edition.

    Front matter goes before folders. `pattern` describes the folders, as `{date}/{page}/{column}/`, with {month}, {date},
    {page} and {column}, and * for any text inside one folder's name. Without it, a folder that looks like a date, a month or
    a page is one, and the folder behind the page is the column. Raises ConfigError for a pattern with an unknown name.
    """
    expression = _expression(pattern) if pattern else None

    def edition(path: str, fields: Mapping[str, str]) -> Edition:
        folders = path.replace("\\", "/").rpartition("/")[0] + "/"
        values = _by_pattern(expression, path.replace("\\", "/")) if expression else _by_shape(folders)
        for key, names in _FIELDS.items():
            value = next((fields[name] for name in names if fields.get(name)), None)
            if value:
                values[key] = value
        date = _to_iso(values.get("date", ""))
        return Edition(
            _to_iso(values.get("month", "") or date)[:7], date, values.get("page", ""), values.get("column", "")
        )

    return edition


def _by_pattern(expression: re.Pattern[str], path: str) -> dict[str, str]:
    match = expression.search(path)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def _by_shape(folders: str) -> dict[str, str]:
    values: dict[str, str] = {}
    if match := re.search(r"(?:^|/)(\d{4})/(\d{2})(?:/(\d{2}))?/", folders):
        values["date" if match[3] else "month"] = "-".join(filter(None, match.groups()))
        folders = folders[match.end() :]
    for folder in filter(None, folders.split("/")):
        if re.fullmatch(_DATE, folder):
            values = {"date": folder}
        elif re.fullmatch(_MONTH, folder) and "date" not in values:
            values = {"month": folder}
        elif not folder.isdecimal() and re.fullmatch(_PAGE, folder) and "page" not in values:
            values["page"] = folder
        elif "page" in values and "column" not in values:
            values["column"] = folder
    return values


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


def _to_iso(date: str) -> str:
    """A date or month in ISO form; any other text as it is."""
    match = re.fullmatch(r"(\d{4})\D?(\d{1,2})(?:\D?(\d{1,2}))?\D?", date.strip())
    if not match:
        return date
    return "-".join(number.zfill(2) for number in match.groups() if number)
