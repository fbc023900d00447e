"""Records of an archive and their columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The names of columns that are tried in turn where none is named.
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "content", "body", "正文", "内容"),
    "id": ("id", "article_id", "url", "编号"),
    "date": ("date", "pub_date", "publish_date", "published", "日期", "出版日期", "时间"),
    "place": ("place", "page", "section", "column", "版面", "版次", "版", "栏目"),
}
#: Year, month and day, divided by a mark each, or in two digits each without one.
_DIVIDED: Final = re.compile(r"\s*(\d{4})\D(1[0-2]|0?[1-9])(?!\d)(?:\D(3[01]|[12]\d|0?[1-9])(?!\d))?")
_CLOSE: Final = re.compile(r"\s*(\d{4})(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])?(?!\d)")
#: The most columns of a record that are named where the text is missing.
_NAMED: Final = 8


class Record(NamedTuple):
    """An article of an archive.

    `source` is its file, `number` its place there, from 1. `text` is decoded text, or the bytes of a draft called `path`.
    `problem` (Chinese) says why there is none; it is empty otherwise.
    """

    source: str
    number: int
    text: str | bytes = ""
    id: str = ""
    date: str = ""
    place: str = ""
    path: str = ""
    problem: str = ""


class Columns(NamedTuple):
    """The columns that hold text, identifier, date and place.

    Empty ones are looked for by their usual names.
    """

    text: str = ""
    id: str = ""
    date: str = ""
    place: str = ""

    def record(self, values: object, source: str, number: int) -> Record:
        """The record in the values of a row of data.

        A value of a wrong type makes a record with a problem.
        """
        if not hasattr(values, "get"):
            return Record(source, number, problem="不是一个对象，没有各列的值")
        named = {name: _found(values, getattr(self, name), USUAL[name]) for name in self._fields}
        record = Record(
            source,
            number,
            "",
            _plain(named["id"]) or f"{source}:{number}",
            iso_date(named["date"]),
            _plain(named["place"]),
        )
        text = named["text"]
        if not isinstance(text, str):
            return record._replace(problem=self._missing(values, text))
        return record._replace(text=text, problem=_problem(text))

    def names(self) -> list[str]:
        """All columns that may be asked for."""
        return [
            name for own, field in zip(self, self._fields, strict=True) for name in ([own] if own else USUAL[field])
        ]

    def _missing(self, values: Any, text: object) -> str:
        wanted = f"“{self.text}”" if self.text else "、".join(f"“{name}”" for name in USUAL["text"])
        if text is not None:
            return f"正文不是文字，是 {type(text).__name__}"
        others = "、".join(str(name)[:40] for name in list(values)[:_NAMED])
        return f"没有正文：没有列 {wanted}，或它是空值；有的列是 {others or '（无）'}，可用 --text 指明"


def iso_date(value: Any) -> str:
    """A date as text, in ISO form where it begins with year and month."""
    text = _plain(value)
    match = _DIVIDED.match(text) or _CLOSE.match(text)
    return "-".join(number.zfill(2) for number in match.groups() if number) if match else text


def month_of(date: str) -> str:
    """The month of a date in ISO form; empty for others."""
    return date[:7] if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", date) else ""


def _found(values: Any, name: str, usual: Iterable[str]) -> Any:
    if name:
        return values.get(name)
    return next((values[one] for one in usual if values.get(one) is not None), None)


def _plain(value: Any) -> str:
    return "" if value is None else "".join(str(value).encode("utf-8", "replace").decode().split("\n"))[:500]


def _problem(text: str) -> str:
    if not text.strip():
        return "正文是空的"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "正文里有半个代理字符，编码坏了"
    return ""
