"""A pattern: an expression with what must and must not stand around it, and what to put in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, OptionError, options
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

# Letters that are not Latin, Greek, Cyrillic, full-width or a kind of figure: Han, and now and then kana. Said by exclusion, since the
# compiler walks through every character of a range.
_HAN: Final = r"[^\W\x00-\u052f\u2150-\u24ff\uff10-\uff5a]"
CLASSES: Final = {
    "digit": "0-9０-９",
    "latin": "A-Za-zＡ-Ｚａ-ｚ",
    "numeral": "〇零一二两三四五六七八九十百千万亿",
    "space": " \u3000\t",
    # Characters that transliterated names are made of; a word of them alone is most likely a name.
    "foreign": "阿埃艾爱安奥巴拜班贝本比彼宾波勃伯博布采查茨达戴丹当道得德登迪蒂丁顿多恩尔法凡费菲芬弗佛夫福盖甘冈戈哥格根古瓜圭哈"
    "海汉赫亨胡华怀惠霍基吉加贾杰金卡凯坎康考柯科克肯库夸拉莱兰劳勒雷里丽利莉列林琳留隆卢鲁路露伦罗洛马玛迈麦曼梅门蒙米密缅明摩莫墨"
    "姆穆娜纳奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮珀普齐奇乔切琼丘让热仁日荣茹瑞若撒萨塞赛瑟森沙莎尚什施史士舒丝司斯苏索塔泰坦汤唐特滕"
    "愛奧貝賓達當爾費蓋華懷賈傑凱萊蘭勞裡麗劉盧魯羅馬邁麥門蘇塔納內寧農諾歐潘龐齊喬熱賽紗絲湯圖萬韋維衛溫烏錫謝許亞葉約澤"
    "提廷图托瓦万旺威韦维卫魏温沃乌武西希锡席夏香肖谢辛欣休许雅亚扬耶叶伊因英雨约泽曾扎詹珍朱卓兹宗佐",
}  # fmt: skip
_BRACKETED: Final = expression(r"\[(?P<not>\^?)(?P<body>(?:\\.|[^\]\\])*)\]")
_NAME: Final = expression(r"\{(" + "|".join(CLASSES) + r")\}")
_LOOK_BACK: Final = 24
_LINE: Final = 1_000
_KEYS: Final = frozenset(
    {"find", "before", "after", "not-before", "not-after", "not-line", "replace", "at", "safety", "script"}
)
_EDGES: Final = ("", "start", "end")


class Form(NamedTuple):
    """One pattern of a rule, compiled."""

    find: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_line: re.Pattern[str] | None
    replace: str | Mapping[str, str] | None
    at: str
    safety: str | None
    script: str


@options
class Pattern(Check):
    r"""Every place where `find` matches in the right surroundings.

    `before` and `after` must stand right before and right after the match, `not-before` and `not-after` must not; all are regular
    expressions in which `{han}`, `{digit}`, `{latin}`, `{numeral}`, `{space}` and `{foreign}` are character classes (alone, or
    within brackets). `before` and `not-before` see the last 24 characters. `not-line` must match nowhere in the line of the match, of which some 1,000 characters on either side are seen. `replace` is a template (`\1`, `\g<name>`) or a table
    that maps the whole match or, where it is not in the table, its characters one by one; a template whose group took no part gives
    a hit without a fix. `at` asks that the match open (`start`) or close (`end`) its block. `safety` is `ask` where a
    fix is less sure than its rule. `forms` lists several patterns with these same keys under one rule, each for one `script`
    where it names one; where two match at overlapping places the first listed one is taken. With `least` above 1 the rule
    speaks only where a document has that many matches. Named groups are slots of the message.
    """

    guards: ClassVar[tuple[str, ...]] = ("before", "after", "not-before", "not-after", "not-line", "at", "script")
    slots: ClassVar[tuple[str, ...]] = ()

    find: str = ""
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    not_line: str = ""
    replace: str | Mapping[str, str] | None = None
    at: str = ""
    safety: str = ""
    forms: tuple[Mapping[str, str | Mapping[str, str]], ...] = field(default=())
    least: int = 1

    def __post_init__(self) -> None:
        if bool(self.find) == bool(self.forms):
            raise OptionError("find", "find 与 forms 必须且只能给出一个")
        for form in self.forms or (self._own,):
            _check(form)

    @property
    def reach(self) -> str:
        return "document" if self.least > 1 else "paragraph"

    def prepare(self) -> None:
        for form, written in zip(self.compiled, self.forms or (self._own,), strict=True):
            if _matches_nothing(form, written):
                raise OptionError(
                    "find" if self.find else "forms", "find 不能匹配空文字，请去掉空的一支，或把 ?、* 改为 +"
                )
            for group in _groups(form.replace) if isinstance(form.replace, str) else ():
                if group not in {*range(form.find.groups + 1), *form.find.groupindex}:
                    raise OptionError("replace", f"replace 中的 {group} 不是 find 里的组")

    @property
    def group_slots(self) -> frozenset[str]:
        return frozenset.intersection(*(frozenset(form.find.groupindex) for form in self.compiled))

    def run(self, document: Document) -> Iterator[Hit]:
        forms = [form for form in self.compiled if form.script in {"", document.analyse(script)}]
        found = [list(_matches(form, document)) for form in forms]
        hits = found[0] if len(found) == 1 else list(_first_listed(found))
        if len(hits) >= self.least:
            yield from hits

    @property
    def _own(self) -> Mapping[str, str | Mapping[str, str]]:
        own = {
            "find": self.find, "before": self.before, "after": self.after, "not-before": self.not_before,
            "not-after": self.not_after, "not-line": self.not_line, "replace": self.replace, "at": self.at, "safety": self.safety,
        }  # fmt: skip
        return {key: value for key, value in own.items() if value is not None}

    @cached_property
    def compiled(self) -> tuple[Form, ...]:
        """The patterns of this rule, in their order."""
        return tuple(_compile(form) for form in self.forms or (self._own,))


def _first_listed(found: list[list[Hit]]) -> Iterator[Hit]:
    taken: set[int] = set()
    for hits in found:
        for hit in hits:
            if taken.isdisjoint(range(hit.start, hit.end)):
                yield hit
        taken.update(*(range(hit.start, hit.end) for hit in hits))


def _matches(form: Form, document: Document) -> Iterator[Hit]:
    if form.at:
        yield from (
            _hit(form, match) for match in _at_edges(form, document) if _stands(form, document.text, match.start())
        )
        return
    text, at = document.text, 0
    while at <= len(text) and (match := form.find.search(text, at)):
        start, end = match.span()
        if start < end and _stands(form, text, start):
            yield _hit(form, match)
            at = max(end, start + 1)
        else:
            at = start + 1


def _at_edges(form: Form, document: Document) -> Iterator[re.Match[str]]:
    for start, end in (block[1:] for block in document.blocks):
        if form.at == "start":
            found = form.find.match(document.text, start, end)
        else:
            tail = form.find.finditer(document.text, max(start, end - _LOOK_BACK), end)
            found = next((match for match in tail if match.end() == end), None)
        if found and found[0]:
            yield found


def _stands(form: Form, text: str, start: int) -> bool:
    since = max(0, start - _LOOK_BACK)
    if form.before and not form.before.search(text, since, start):
        return False
    if form.not_before and form.not_before.search(text, since, start):
        return False
    return not (form.not_line and form.not_line.search("".join(line_beside(text, start, start, _LINE))))


def _check(form: Mapping[str, str | Mapping[str, str]]) -> None:
    for key in form:
        if key not in _KEYS:
            raise OptionError("forms", f"forms 中的键不合法：{key}")
    if not form.get("find"):
        raise OptionError("forms", "forms 中缺 find")
    if form.get("at", "") not in _EDGES:
        raise OptionError("at", f"at 只能是 start 或 end，现为 {form['at']}")
    if form.get("script", "") not in {"", "simplified", "traditional"}:
        raise OptionError("script", f"script 只能是 simplified 或 traditional，现为 {form['script']}")
    if form.get("safety", "") not in {"", "ask"}:
        raise OptionError("safety", f"safety 只能是 ask，现为 {form['safety']}")


def _compile(form: Mapping[str, str | Mapping[str, str]]) -> Form:
    find = f"(?:{form['find']})"
    find += f"(?={form['after']})" if form.get("after") else ""
    find += f"(?!{form['not-after']})" if form.get("not-after") else ""
    before, not_before = form.get("before"), form.get("not-before")
    return Form(
        _expression("find", find),
        _expression("before", f"(?:{before})\\Z") if before else None,
        _expression("not-before", f"(?:{not_before})\\Z") if not_before else None,
        _expression("not-line", str(form["not-line"])) if form.get("not-line") else None,
        form.get("replace"),
        str(form.get("at", "")),
        "ask" if form.get("safety") else None,
        str(form.get("script", "")),
    )


def _expression(option: str, source: str) -> re.Pattern[str]:
    try:
        return compile_expression(_expanded(source))
    except re.error as error:
        raise OptionError(option, f"正则表达式有误：{expression_reason(error)}") from None


def _matches_nothing(form: Form, written: Mapping[str, str | Mapping[str, str]]) -> bool:
    """Whether the expression `find` matches an empty text, whatever must stand after it."""
    find = _expression("find", str(written["find"])) if written.get("after") else form.find
    return find.fullmatch("") is not None


def _expanded(source: str) -> str:
    """An expression with its classes spelt out, in brackets and outside them."""

    def spelt(found: re.Match[str]) -> str:
        return _NAME.sub(lambda name: CLASSES[name[1]], found[0])

    bracketed = _BRACKETED.sub(spelt, source)
    bare = _NAME.sub(lambda name: f"[{CLASSES[name[1]]}]", bracketed)
    return _BRACKETED.sub(_with_han, bare).replace("{han}", _HAN)


def _with_han(found: re.Match[str]) -> str:
    if "{han}" not in found["body"]:
        return found[0]
    others = found["body"].replace("{han}", "")
    if found["not"]:
        return f"(?:(?!{_HAN})[^{others}])" if others else f"(?:(?!{_HAN})[\\s\\S])"
    return f"(?:{_HAN}|[{others}])" if others else _HAN


def _hit(form: Form, match: re.Match[str]) -> Hit:
    return Hit(match.start(), match.end(), match.groupdict(""), _fix(match, form))


def _fix(match: re.Match[str], form: Form) -> Fix | None:
    replace = form.replace
    if replace is None:
        return None
    if isinstance(replace, Mapping):
        new = replace[match[0]] if match[0] in replace else "".join(replace.get(char, char) for char in match[0])
    elif "\\" not in replace:
        new = replace
    elif any(match[group] is None for group in _groups(replace)):
        return None
    else:
        new = match.expand(replace)
    return Fix((Edit(match.start(), match.end(), new),), form.safety)


def _groups(template: str) -> Iterator[str | int]:
    for found in re.finditer(r"\\(?:(\d+)|g<(\w+)>)", template):
        name = found[1] or found[2]
        yield int(name) if name.isdigit() else name
