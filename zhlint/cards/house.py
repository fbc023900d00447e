"""Reads the tables of a house (names.txt, terms.csv, people.csv) and checks every cell."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from zhlint.storage.toml import ConfigError, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

HOUSE_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "terms.csv": ("错", "对", "说明"),
    "people.csv": ("姓名", "职务", "单位", "自", "至", "次序"),
}
_SEPARATORS: Final = {"\t": "制表符", ";": "分号", "；": "全角分号", "，": "全角逗号", "、": "顿号"}

#: A row of a table with the number of its line.
_Row = tuple[int, tuple[str, ...]]


def house_names(file: Path) -> list[str]:
    """The lines of a names.txt, what follows # a remark.

    Raises ConfigError where its encoding is neither UTF-8 nor GB18030.
    """
    return _text(file).split("\n")


def house_table(file: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of `HOUSE_TABLES`, all with every column, an absent one empty.

    Lines that begin with # before the header are remarks. Raises ConfigError, with file and line, where the header, the separator
    or a cell is wrong.
    """
    header = HOUSE_TABLES[file.name]
    return tuple(_READERS[file.name](file, list(_rows(file, header))))


def _text(file: Path) -> str:
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise ConfigError(f"{file}: 既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8")


def _rows(file: Path, header: Sequence[str]) -> Iterator[_Row]:
    import csv

    reader = csv.reader(_text(file).split("\n"))
    try:
        lines = list(reader)
    except csv.Error:
        raise ConfigError(f"{file}:{reader.line_num}: 有一格太长，或引号没有写完") from None
    remarks = sum(1 for _ in takewhile(lambda line: line[:1] and line[0].startswith("#"), lines))
    names = [name.strip() for name in lines[remarks]] if lines[remarks:] else []
    _check_header(file, names, header)
    places = [names.index(name) if name in names else None for name in header]
    for number, line in enumerate(lines[remarks + 1 :], remarks + 2):
        if len(line) > len(names):
            raise ConfigError(f"{file}:{number}: 多出一列，表头只有 {len(names)} 列")
        if any(cell.strip() for cell in line):
            if not line[0].strip():
                raise ConfigError(f"{file}:{number}: “{header[0]}”一栏是空的")
            yield (
                number,
                tuple(line[at].strip() if at is not None and at < len(line) else "" for at in places),
            )


def _check_header(file: Path, names: Sequence[str], header: Sequence[str]) -> None:
    unknown = [name for name in names if name not in header]
    wanted = f"表头应为：{','.join(header)}"
    for separator, name in _SEPARATORS.items():
        if unknown and header[0] in [part.strip() for part in unknown[0].split(separator)]:
            raise ConfigError(f"{file}:1: 各列之间用的是{name}，应为半角逗号；{wanted}")
    if unknown:
        raise ConfigError(f"{file}:1: 没有“{unknown[0]}”这一列{nearest_hint(unknown[0], header)}；{wanted}")
    if names[:1] != [header[0]]:
        raise ConfigError(f"{file}:1: 首列应为“{header[0]}”；{wanted}")
    if twice := [name for name in header if names.count(name) > 1]:
        raise ConfigError(f"{file}:1: “{twice[0]}”列重复；{wanted}")


def _read_terms(file: Path, rows: Sequence[_Row]) -> Iterator[tuple[str, ...]]:
    """The terms, each once.

    Two corrections of one term, and a term that is its own correction, are errors.
    """
    by_term: dict[str, tuple[int, str]] = {}
    for number, row in rows:
        wrong, use, *_ = row
        if wrong == use:
            raise ConfigError(f"{file}:{number}: “错”和“对”相同，都是“{wrong}”")
        before, other_use = by_term.setdefault(wrong, (number, use))
        if other_use != use:
            raise ConfigError(
                f"{file}:{number}: “{wrong}”的“对”与第 {before} 行不同：“{use}”，第 {before} 行是“{other_use}”"
            )
        if before == number:
            yield row


def _read_people(file: Path, rows: Sequence[_Row]) -> Iterator[tuple[str, ...]]:
    """The people, their days written with hyphens as rules read them.

    2023/5/1, as spreadsheets write it, becomes 2023-5-1.
    """
    for number, (name, post, unit, since, until, rank) in rows:
        first, begun = _day(file, number, "自", since)
        last, ended = _day(file, number, "至", until)
        if last[: len(first)] < first[: len(last)]:
            raise ConfigError(f"{file}:{number}: “至”（{ended}）早于“自”（{begun}）")
        if rank and not re.fullmatch(r"[0-9]{1,6}", rank):
            raise ConfigError(f"{file}:{number}: “次序”应为数字，如 1，现为“{rank}”")
        yield name, post, unit, begun, ended, rank


def _day(file: Path, number: int, column: str, cell: str) -> tuple[tuple[int, ...], str]:
    """The numbers and the text of a cell with a day, month or year.

    An empty cell has no numbers.
    """
    text = cell.replace("/", "-")
    numbers = tuple(int(part) for part in text.split("-")) if _is_date(text) else ()
    try:
        if numbers:
            date(*(*numbers, 1, 1)[:3])
    except ValueError:
        numbers = ()
    if text and not numbers:
        raise ConfigError(f"{file}:{number}: “{column}”应写成 2023-05-01、2023-05 或 2023，现为“{cell}”")
    return numbers, text


def _is_date(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}", text) is not None


_READERS: Final[Mapping[str, Callable[[Path, Sequence[_Row]], Iterator[tuple[str, ...]]]]] = {
    "terms.csv": _read_terms,
    "people.csv": _read_people,
}
