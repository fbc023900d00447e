"""The page of a rule, for the terminal and for the documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhlint.finding import LEVEL_TITLES
from zhlint.manual.examples import apply_fixes, findings_in, split_marks
from zhlint.phrasing.controls import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.rule import Example, Rule

_FIXES: Final = {"safe": "有稳妥的改法，可照改", "ask": "给出改法，须人核定", "no": "只指出，不自动改"}
_SCRIPTS: Final = {"simplified": "简体", "traditional": "繁体"}


def page(rule: Rule) -> str:
    """The page of a rule in Markdown.

    The rule must have been loaded with its prose.
    """
    return escape_controls(re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(rule))).strip("\n"), lines=True) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.title}"
    yield ""
    yield f"`{rule.name}` · {LEVEL_TITLES[rule.level]}（{rule.level}） · {_FIXES[rule.fix]} · {_switched(rule)}"
    yield ""
    yield rule.why.strip()
    bad = [example for example in rule.examples if "⟦" in example.text]
    good = [example for example in rule.examples if "⟦" not in example.text]
    if bad:
        yield from ("", "## 会报")
        for example in bad:
            yield from _example(rule, example)
    if good:
        yield from ("", "## 不报", "")
        for example in good:
            yield from _quoted(example.text)
    yield from ("", "## 依据", "", f"{rule.source}。" if rule.source else "编校惯例。")
    if rule.measured:
        yield from ("", "## 实测", "", rule.measured)
    yield from (
        "",
        "## 怎么关",
        "",
        "在 zhlint.toml 里写：",
        "",
        "```toml",
        f'ignore = ["{rule.code}"]',
        "```",
    )
    if rule.presets[:1] not in {("core",), ("desk",)}:
        yield from ("", "这条默认不开。要开：", "", "```toml", f'extend-select = ["{rule.code}"]', "```")


def _switched(rule: Rule) -> str:
    scripts = "" if len(rule.scripts) == len(_SCRIPTS) else f" · 只查{_SCRIPTS[rule.scripts[0]]}稿"
    whole = " · 要看全篇，短文不查" if rule.needs == "draft" else ""
    return ("默认开" if "desk" in rule.presets else "默认不开") + scripts + whole


def _example(rule: Rule, example: Example) -> Iterator[str]:
    text, _ = split_marks(example.text)
    findings = findings_in(rule, example, text)
    yield ""
    yield from _quoted(example.text.replace("⟦", "【").replace("⟧", "】"))
    if findings:
        yield f"{LEVEL_TITLES[rule.level]}：{findings[0].message}"
    if example.fixed is not None:
        yield from ("", "改为：", "")
        yield from _quoted(example.fixed)
    elif any(finding.fix for finding in findings):
        yield from ("", "改法：", "")
        yield from _quoted(apply_fixes(text, findings))


def _quoted(text: str) -> Iterator[str]:
    lines = text.strip("\n").split("\n")
    for number, line in enumerate(lines, 1):
        yield f"> {line}".rstrip() + ("  " if number < len(lines) and line.strip() else "")
    yield ""
