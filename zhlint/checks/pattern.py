"""A pattern: an expression with what must and must not stand around it, and what to put in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from zhlint.check import Check, Edit, Fix, Hit, OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zhlint.document import Document

CLASSES = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇",
    "digit": "0-9０-９",
    "latin": "A-Za-zＡ-Ｚａ-ｚ",
    "numeral": "〇零一二两三四五六七八九十百千万亿",
    "space": " \u3000\t",
}
_PLACEHOLDER = re.compile(r"\{(" + "|".join(CLASSES) + r")\}")
_LOOK_BACK = 24


class _Form(NamedTuple):
    find: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    replace: str | Mapping[str, str] | None


@dataclass(frozen=True, kw_only=True)
class Pattern(Check):
    r"""Every place where `find` matches in the right surroundings.

    `before` and `after` must stand right before and right after the match, `not-before` and `not-after` must not; all are regular
    expressions in which `{han}`, `{digit}`, `{latin}`, `{numeral}` and `{space}` are character classes (alone, or within
    brackets). `before` and `not-before` see the last 24 characters. `replace` is a template (`\\1`, `\\g<name>`) or a table
    that maps single characters; a template whose group took no part gives a hit without a fix. `at` asks that
    the match open (`start`) or close (`end`) its block. `forms` lists several patterns with these same keys under one rule.
    With `least` above 1 the rule speaks only where a document has that many matches. Named groups are slots of the message.
    """

    reach: ClassVar[str] = "paragraph"

    find: str = ""
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    replace: str | Mapping[str, str] | None = None
    at: str = ""
    forms: tuple[Mapping[str, str | Mapping[str, str]], ...] = field(default=())
    least: int = 1

    def __post_init__(self) -> None:
        if bool(self.find) == bool(self.forms):
            raise OptionError("find", "find 与 forms 必须且只能给出一个")
        if self.at not in {"", "start", "end"}:
            raise OptionError("at", f"at 只能是 start 或 end，现为 {self.at}")

    def run(self, document: Document) -> Iterator[Hit]:
        hits = [hit for form in self._compiled for hit in self._matches(form, document)]
        if len(hits) >= self.least:
            yield from hits

    def _matches(self, form: _Form, document: Document) -> Iterator[Hit]:
        text, at = document.text, 0
        while match := form.find.search(text, at):
            start, end = match.span()
            if self._stands(form, document, start, end):
                yield Hit(start, end, match.groupdict(""), _fix(match, form.replace))
                at = max(end, start + 1)
            else:
                at = start + 1

    def _stands(self, form: _Form, document: Document, start: int, end: int) -> bool:
        text, since = document.text, max(0, start - _LOOK_BACK)
        if form.before and not form.before.search(text, since, start):
            return False
        if form.not_before and form.not_before.search(text, since, start):
            return False
        if not self.at:
            return True
        block = document.block_at(start)
        return block is not None and (block.start == start if self.at == "start" else block.end == end)

    @cached_property
    def _compiled(self) -> tuple[_Form, ...]:
        own = {"find": self.find, "before": self.before, "after": self.after,
               "not-before": self.not_before, "not-after": self.not_after, "replace": self.replace}  # fmt: skip
        return tuple(_compile(form) for form in self.forms or (own,))


def _compile(form: Mapping[str, str | Mapping[str, str] | None]) -> _Form:
    unknown = sorted(set(form) - {"find", "before", "after", "not-before", "not-after", "replace"})
    if unknown or not form.get("find"):
        raise OptionError("forms", f"forms 中的键不合法：{unknown[0]}" if unknown else "forms 中缺 find")
    find = f"(?:{form['find']})"
    find += f"(?={form['after']})" if form.get("after") else ""
    find += f"(?!{form['not-after']})" if form.get("not-after") else ""
    before, not_before = form.get("before"), form.get("not-before")
    return _Form(
        _expression("find", find),
        _expression("before", f"(?:{before})\\Z") if before else None,
        _expression("not-before", f"(?:{not_before})\\Z") if not_before else None,
        form.get("replace"),
    )


def _expression(option: str, source: str) -> re.Pattern[str]:
    try:
        return re.compile(_PLACEHOLDER.sub(lambda found: _class(found, source), source))
    except re.error as error:
        raise OptionError(option, f"正则表达式有误：{error}") from None


def _class(found: re.Match[str], source: str) -> str:
    opened = re.sub(r"\\.", "", source[: found.start()])
    inside = opened.rfind("[") > opened.rfind("]")
    body = CLASSES[found[1]]
    return body if inside else f"[{body}]"


def _fix(match: re.Match[str], replace: str | Mapping[str, str] | None) -> Fix | None:
    if replace is None:
        return None
    if not isinstance(replace, str):
        new = "".join(replace.get(char, char) for char in match[0])
    elif any(match[group] is None for group in _groups(replace)):
        return None
    else:
        new = match.expand(replace)
    return Fix((Edit(match.start(), match.end(), new),))


def _groups(template: str) -> Iterator[str | int]:
    for found in re.finditer(r"\\(?:(\d+)|g<(\w+)>)", template):
        name = found[1] or found[2]
        yield int(name) if name.isdigit() else name
