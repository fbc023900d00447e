"""Demands on a card beyond its examples: its texts, and the pages made from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhlint.cards.card_store import card_files
from zhlint.cards.message import slots_in
from zhlint.manual.examples import findings_in, split_marks
from zhlint.manual.explanation import page
from zhlint.manual.schemas import schema_files
from zhlint.rule import PRESETS
from zhlint.storage.tables import rules_folder
from zhlint.storage.toml import TomlFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from zhlint.rule import Rule

#: The texts that a card of zhlint itself must have, and what each says.
_TEXTS: Final = {
    "why": "为什么要改，写给年轻编辑看",
    "source": "依据哪份规定、哪一条",
    "since": "从哪一版起有，如 0.1",
    "measured": "在多少字的干净文稿里报了几处、几处报得对",
}
#: Characters of a message, its slots left out.
_LONGEST: Final = 60
_IMPOLITE: Final = re.compile("您|！|抄|第{")


def omissions(rule: Rule, *, is_shipped: bool) -> Iterator[str]:
    """The demands that a card does not meet, each with what to do (Chinese).

    The rule has been loaded with its prose, and its examples hold. With `is_shipped` it is asked for all that the cards of
    zhlint itself must have, otherwise for what a house needs.
    """
    if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name):
        yield f"name “{rule.name}”应为小写英文，词间用连字符，如 double-percent"
    yield from _examples(rule, is_shipped=is_shipped)
    yield from _message(rule)
    yield from _triggers(rule)
    if is_shipped:
        yield from _texts(rule)
        yield from _presets(rule)


def stale_documents(rules: Iterable[Rule]) -> Iterator[Path]:
    """The pages and schemas under docs that are not up to date.

    `rules` are the shipped rules with their prose. There is nothing to say outside a checkout of zhlint.
    """
    docs = rules_folder().with_name("docs")
    if (docs / "rules").is_dir():
        yield from _stale(docs / "rules", _pages(rules), "*.md")
        yield from _stale(docs / "schemas", schema_files(), "*.json")


def _pages(rules: Iterable[Rule]) -> dict[str, str]:
    """The pages of the shipped rules, one for each file of cards, called like it."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    families = {file.stem: next(iter(TomlFile(file).data), "")[:3] for file in card_files(rules_folder())}
    return {
        f"{name}.md": "\n".join(page(rule) for rule in ordered if rule.family == family)
        for name, family in families.items()
    }


def _stale(folder: Path, texts: Mapping[str, str], pattern: str) -> Iterator[Path]:
    """The files of a folder that are missing, differ from their text, or are superfluous."""
    for name, text in texts.items():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            yield file
    yield from sorted(set(folder.glob(pattern)) - {folder / name for name in texts})


def _examples(rule: Rule, *, is_shipped: bool) -> Iterator[str]:
    silent = [example for example in rule.examples if "⟦" not in example.text]
    mended = [example for example in rule.examples if example.fixed is not None]
    if not any("⟦" in example.text for example in rule.examples):
        yield "没有会报的例子：加一个 bad，要报的文字放在 ⟦ 和 ⟧ 之间"
    if not silent and is_shipped:
        yield "没有只写 good 的例子：加一个相近而不该报的"
    elif not silent and not mended:
        yield "没有不报的例子：加一个 good"


def _message(rule: Rule) -> Iterator[str]:
    bare = re.sub(r"{\w+}", "", rule.message)
    if len(bare) > _LONGEST:
        yield f"message 不算花括号有 {len(bare)} 个字，最多 {_LONGEST} 个"
    if wrong := _IMPOLITE.search(rule.message):
        yield f"message 里不用“{wrong[0]}”"
    if not re.search("[\u4e00-\u9fff]", bare):
        yield "message 应为中文"
    for example in rule.examples:
        findings = findings_in(rule, example, split_marks(example.text)[0])
        if any(re.search("[{}]|“”应为“”", finding.message) for finding in findings):
            yield f"message 在例子“{example.text}”里没有填好"
        if "fix" in (slots_in(rule.message) or ()) and not all(finding.fix for finding in findings):
            yield f"message 里有 {{fix}}，而例子“{example.text}”没有改法：写明改法，或换一句话"


def _triggers(rule: Rule) -> Iterator[str]:
    if len(set(rule.triggers)) < len(rule.triggers):
        yield "triggers 里有重复的词"


def _texts(rule: Rule) -> Iterator[str]:
    for key, meaning in _TEXTS.items():
        if not getattr(rule, key).strip():
            yield f"缺 {key}：{meaning}"
    if len(rule.title) < 2:
        yield f"title “{rule.title}”太短，应为两到六个字"
    if rule.unproved:
        yield "自带的规则不用 unproved：给每个数两边各举一个例子"


def _presets(rule: Rule) -> Iterator[str]:
    if rule.presets not in {PRESETS[number:] for number in range(len(PRESETS))}:
        yield f"presets 应为 {'、'.join(PRESETS)} 里从某一个起的全部"
    if "core" in rule.presets and rule.level != "error":
        yield "presets 里有 core 的，level 应为 error"
