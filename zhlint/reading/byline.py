"""The grammar of by-lines, datelines and credits: role words and the names they lead."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from zhlint.document import Credit, Dateline, Part
from zhlint.reading.names import HANZI

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "□■◎●◆▲○"


def parse_credits(text: str, start: int, where: str) -> tuple[Credit, ...]:
    """The credits of a by-line, or of what stands between the brackets of a dateline or tail credit; empty if it is none."""
    return tuple(_groups(text, start, where))


def _groups(text: str, start: int, where: str) -> Iterator[Credit]:
    if not _whole().fullmatch(text):
        return
    for found in _group().finditer(text):
        names = tuple(
            Part(name[0], start + name.start(), start + name.end())
            for name in _name().finditer(text, found.start("names"), found.end("names"))
        )
        yield Credit(where, found["role"], names, start + found.start(), start + found.end())


def parse_dateline(text: str, start: int) -> tuple[Dateline, tuple[Credit, ...]] | None:
    """The dateline that opens a paragraph and its credits, or None."""
    found = _dateline().match(text)
    if not found:
        return None
    parts = {key: Part(found[key], start + found.start(key), start + found.end(key)) for key in found.groupdict() if found[key]}
    names = parts.get("names")
    credits = parse_credits(names.text, names.start, "dateline") if names else ()
    line = Dateline(
        parts["agency"], parts.get("place"), parts.get("date"), parts.get("verb"), start, start + len(found[0].rstrip())
    )
    return line, credits


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?:[{MARKS}]\s*)?(?:{_ROLE}[：:\s]*{_NAMES}[\s、，]*)+")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(rf"(?P<role>{_ROLE})[：:\s]*(?P<names>{_NAMES})")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_NAME)


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        rf"据?(?P<agency>新华社|新华网|中新社|中新网|人民网|中国网|央视网|本报)(?P<place>{HANZI}{{2,10}}?)?"
        r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)?(?P<verb>(?:新媒体|体育)?专电|电|讯|消息)"
        r"(?:\s*[（(](?P<names>[^）)]{2,60})[）)])?[：:]?\s*"
    )


_ROLE = rf"(?:{HANZI}{{0,12}}?记者|通讯员|实习生|责任编辑|责编|编辑|校对|摄影)"
_NAME = rf"(?!{_ROLE}){HANZI}{{2,4}}(?:·{HANZI}+)?"
_NAMES = rf"{_NAME}(?:[\s、，]+{_NAME})*"
