"""Reads cards, TOML tables that become rules once every key is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from zhlint.cards.keys import CONDITIONS, EXAMPLE, LISTS, LONGEST_TITLE, NUMBERS, REQUIRED, TEXTS, WORDS
from zhlint.cards.message import slots_in
from zhlint.cards.options import check_keys, check_options, message_fault
from zhlint.checks import kinds
from zhlint.document import ROLES
from zhlint.rule import Example, Rule, literals_of
from zhlint.storage.toml import TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path


def rules_in(file: Path, folder: Path, codes: Collection[str] | None = None) -> Iterable[Rule]:
    """The rules of a file of cards in a pack; with `codes` those alone.

    Raises ConfigError, with file and line, where a card is wrong.
    """
    # Parsing a file takes a thousand times as long as looking for a code in it.
    if codes is not None and not any(code.encode() in content for content in [file.read_bytes()] for code in codes):
        return
    cards = TomlFile(file)
    for code, card in cards.data.items():
        if codes is None or code in codes:
            yield _rule(cards, code, card, folder)


def _rule(cards: TomlFile, code: str, card: Any, folder: Path) -> Rule:
    _check_frame(cards, code, card)
    _check_common(cards, code, card)
    common = {key: card[key] for key in TEXTS if key in card}
    common |= {key: tuple(card[key]) for key in LISTS if key in card}
    common |= {key.replace("-", "_"): float(card[key]) for key in NUMBERS if key in card}
    if "roles" in common:
        common["roles"] = frozenset(common["roles"])
    options = {
        key: value for key, value in card.items() if key not in {*TEXTS, *LISTS, *NUMBERS, "unproved", "examples"}
    }
    check_options(cards, (code,), card["kind"], options, folder)
    unproved = _unproved(cards, code, card, {*options, *NUMBERS})
    if wrong := message_fault(card["message"], card["kind"], options, folder):
        raise cards.error((code, "message"), f"{code} 的 message 中{wrong}")
    return Rule(
        code=code,
        folder=folder,
        options=options,
        unproved=unproved,
        examples=tuple(_examples(cards, code, card)),
        literals=literals_of(card["kind"], options, folder),
        **common,
    )


def _check_frame(cards: TomlFile, code: str, card: Any) -> None:
    """Refuses a card without a code, a known kind or a required key."""
    if not isinstance(card, dict) or not re.fullmatch("[A-Z]{3}[0-9]{3}", code):
        raise cards.error((code,), f"“{code}”不是规则代码，应为三个大写字母加三位数字，如 PUN001")
    if "kind" in card and card["kind"] not in kinds():
        raise cards.error((code, "kind"), f"没有“{card['kind']}”这种检查{nearest_hint(str(card['kind']), kinds())}")
    if "kind" in card:
        check_keys(cards, (code,), card["kind"], card)
    for key in REQUIRED:
        if key not in card:
            raise cards.error((code,), f"{code} 缺 {key}")


def _unproved(cards: TomlFile, code: str, card: Mapping[str, Any], legal: Collection[str]) -> dict[str, str]:
    """The options that no example proves, each with the reason."""
    unproved = card.get("unproved", {})
    if not isinstance(unproved, dict) or not all(
        key in legal and isinstance(why, str) and why for key, why in unproved.items()
    ):
        raise cards.error((code, "unproved"), f"{code} 的 unproved 应为一张表：键是这张卡的选项，值是没有例子的原因")
    return unproved


def _check_common(cards: TomlFile, code: str, card: Mapping[str, Any]) -> None:
    for key, value in card.items():
        if key in TEXTS and not isinstance(value, str):
            raise cards.error((code, key), f"{code} 的 {key} 应为字符串")
        if key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            raise cards.error((code, key), f"{code} 的 {key} 应为字符串列表")
        if key in NUMBERS and type(value) not in {int, float}:
            raise cards.error((code, key), f"{code} 的 {key} 应为数")
        for word in value if key in LISTS else [value]:
            if key in WORDS and word not in WORDS[key]:
                raise cards.error(
                    (code, key),
                    f"{code} 的 {key} 不能是“{word}”{nearest_hint(word, WORDS[key])}；可用：{'、'.join(WORDS[key])}",
                )
    if len(card["title"]) > LONGEST_TITLE:
        raise cards.error((code, "title"), f"{code} 的 title 最多 {LONGEST_TITLE} 个字")
    if slots_in(card["message"]) is None:
        raise cards.error((code, "message"), f"{code} 的 message 花括号不成对")


def _examples(cards: TomlFile, code: str, card: Mapping[str, Any]) -> Iterable[Example]:
    examples = card.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(example, dict) for example in examples):
        raise cards.error((code, "examples"), f"{code} 的例子应写成 [[{code}.examples]]")
    for number, example in enumerate(examples):
        place = (code, "examples", number)
        if not isinstance(example.get("with", {}), dict):
            raise cards.error((*place, "with"), f"{code} 的例子 with 应为一张表")
        for key in ("bad", "good", "draft", "as"):
            if not isinstance(example.get(key, ""), str):
                raise cards.error((*place, key), f"{code} 的例子 {key} 应为字符串")
        unknown = [key for key in example if key not in EXAMPLE]
        unknown += [key for key in example.get("with", {}) if key not in CONDITIONS]
        if unknown:
            raise cards.error(
                (*place, *(["with"] if unknown[0] not in example else []), unknown[0]),
                f"{code} 的例子没有“{unknown[0]}”这个键{nearest_hint(unknown[0], [*EXAMPLE, *CONDITIONS])}",
            )
        if not {"bad", "good", "draft"} & set(example) or ("draft" in example and {"bad", "good"} & set(example)):
            raise cards.error(place, f"{code} 的例子须有 bad、good，或只有 draft")
        text = example.get("draft", example.get("bad", example.get("good")))
        role = None if "draft" in example else example.get("as", "paragraph")
        if role not in {None, *ROLES}:
            raise cards.error(
                (*place, "as"), f"{code} 的例子 as 不能是“{role}”{nearest_hint(str(role), sorted(ROLES))}"
            )
        if "safe" in example and "bad" not in example:
            raise cards.error((*place, "safe"), f"{code} 的例子有 safe，须有 bad")
        fixed = example.get("good") if "bad" in example else None
        yield Example(text, fixed, role, example.get("with", {}), example.get("safe"))
