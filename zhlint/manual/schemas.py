"""JSON schemas of cards and of the configuration, for editors that complete TOML.

They are made from the options of the kinds and from the tables of legal words; nothing is written down a second time but
what a key means. What a schema cannot say (a table that is missing, an expression that is wrong) is left to `zhlint test`.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin

from zhlint.cards.keys import CONDITIONS, EXAMPLE, LISTS, LONGEST_TITLE, NUMBERS, REQUIRED, TEXTS, WORDS, options_of
from zhlint.cards.packs import shipped_rules
from zhlint.checks import kinds
from zhlint.config import file as config_file
from zhlint.config import values as config_values
from zhlint.document import ROLES
from zhlint.engine.selection import selector_names
from zhlint.finding import LEVELS
from zhlint.rule import SCRIPTS

if TYPE_CHECKING:
    Schema = dict[str, Any]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_CODE: Final = "^[A-Z]{3}[0-9]{3}$"
_TEXT: Final[Schema] = {"type": "string"}
_TEXT_LIST: Final[Schema] = {"type": "array", "items": _TEXT}
_MEANINGS: Final = {
    "name": "英文名：小写字母、数字，词间用连字符", "title": "最多六个字", "kind": "怎么查", "level": "级别", "fix": "能否照改",
    "message": "给编辑看的话，{found} 是报的文字，{fix} 是改成的文字", "errata": "计错时属哪一类", "needs": "至少要多少文字才查",
    "why": "为什么要改", "source": "依据", "since": "从哪一版起", "measured": "实测", "quoted": "引号里的查不查", "persons": "人名里的查不查", "fragment": "单独一段里查不查",
    "presets": "在哪些预设里开着", "roles": "只查这些块", "scripts": "只查这种字体的稿", "triggers": "一个也没有的稿不用查", "yields": "同一处这些规则已报的不再报",
    "unless-ordinary": "改后的写法在报刊文字里没有常见到这个倍数（自然对数）的不报",
    "unproved": "没有例子的数，和没有的原因", "examples": "例子：⟦ 和 ⟧ 之间的必须报",
    "bad": "会报的，要报的在 ⟦ 和 ⟧ 之间", "good": "改后的，或不报的", "safe": "只用可放心的改法改后的", "draft": "整篇文稿",
    "as": "当作什么块", "with": "在什么条件下",
    "preset": "core 只查差错；desk 加上存疑；full 全查", "fail-on": "到哪一级算不通过", "script": "字体", "type": "体裁",
    "profile": "计错办法", "encoding": "编码", "max-size": "文件大小上限，如 64MiB", "date": "出版日期，如 2023-05-01", "home": "本报所在地的全称，如 顺义区",
    "baseline": "看过而不改的问题记在哪个文件里", "requires": "要求的 zhlint 版本，如 >=0.1", "select": "只开这些规则",
    "extend-select": "再开这些规则", "ignore": "关掉这些规则", "packs": "规则包的文件夹或名称", "include": "文件夹里的哪些是文稿",
    "exclude": "不查的文件", "sources": "引文的来源：讲话、文件所在的文件，如 讲话/**", "options": "规则的选项", "per-file-ignores": "这些文稿不查这些规则", "lexicon": "本报的名称",
    "names": "人名，其中的字一律不报", "terms": "专名，其中的字一律不报", "stock": "固定提法，重复出现不算重复",
    "places": "地方的别名 = 全称", "model": "本报的语言模型", "tables": "zhlint learn 数出的表（*.ngrams）",
}  # fmt: skip


def schema_files() -> dict[str, str]:
    """The schemas as JSON, by the names of their files."""
    schemas = {"zhlint.schema.json": config_schema(), "cards.schema.json": cards_schema()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in schemas.items()}


def cards_schema() -> Schema:
    """The schema of a file of cards."""
    options = {kind: options_of(kind) for kind in kinds()}
    common = {key: _described(key, _common(key)) for key in (*TEXTS, *LISTS, *NUMBERS)}
    common["unproved"] = _described(
        "unproved", {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}
    )
    common["examples"] = _described("examples", {"type": "array", "items": _example()})
    # Every option stands among the properties, for editors that complete those alone; its type depends on the kind.
    known: Schema = {key: {} for kind in options.values() for key in kind if key not in common}
    card = {
        "type": "object",
        "properties": {**common, **known},
        "required": list(REQUIRED),
        "additionalProperties": False,
        "allOf": [_if_kind(kind, list(common)) for kind in options],
    }
    return {"$schema": _DRAFT, "title": "zhlint 的规则卡", "type": "object",
            "patternProperties": {_CODE: card}, "additionalProperties": False}  # fmt: skip


def config_schema() -> Schema:
    """The schema of `zhlint.toml`, with the codes, names and families of the rules that ship."""
    rules = shipped_rules()
    selectors = {"anyOf": [{"enum": sorted(selector_names(rules))}, _TEXT]}
    selections = {"type": "array", "items": selectors}
    level = {"enum": list(LEVELS)}
    special: dict[str, Schema] = {
        "date": {"anyOf": [{"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, {"type": "object"}]},
        "max-size": {"type": "string", "pattern": r"^\s*[0-9]{1,15}\s*([KMG]i?B|B|)\s*$"},
        **dict.fromkeys(("select", "extend-select", "ignore"), selections),
        "level": {"type": "object", "properties": dict.fromkeys(sorted(selector_names(rules)), level), "additionalProperties": level},
        "options": {
            "type": "object",
            "properties": {rule.code: {"$ref": f"#/definitions/{rule.kind}"} for rule in rules},
            "additionalProperties": {"type": "object"},
        },
        "per-file-ignores": {"type": "object", "additionalProperties": selections},
        "lexicon": _closed({key: {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}} if key == "places" else
                            {"type": "array", "items": {"type": "string", "minLength": 1}} for key in config_file.LEXICON}),
        "model": _closed({"tables": _described("tables", {"type": "array", "items": {"type": "string", "minLength": 1}})}),
    }  # fmt: skip
    keys = {key: _described(key, special.get(key) or _config_key(key)) for key in config_file.KEYS}
    definitions = {kind: _options(kind, are_required=False) for kind in sorted({rule.kind for rule in rules})}
    return {"$schema": _DRAFT, "title": "zhlint 的配置", **_closed(keys), "definitions": definitions}


def _config_key(key: str) -> Schema:
    if key in config_values.WORDS:
        return {"enum": list(config_values.WORDS[key])}
    return _TEXT_LIST if key in config_values.LISTS else _TEXT


def _common(key: str) -> Schema:
    """The schema of a key that every card may have."""
    if key in NUMBERS:
        return {"type": "number"}
    words = {"enum": [*WORDS[key]]} if key in WORDS else {"enum": list(kinds())} if key == "kind" else _TEXT
    if key in LISTS:
        return {"type": "array", "items": words}
    return {**_TEXT, "minLength": 1, "maxLength": LONGEST_TITLE} if key == "title" else words


def _if_kind(kind: str, common: list[str]) -> Schema:
    """The demand on the cards of a kind: its options, and no others."""
    options = _options(kind, are_required=True)
    names = {"enum": [*common, *(key for key in options["properties"] if key not in common)]}
    then = {**options, "propertyNames": names}
    del then["additionalProperties"]
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _options(kind: str, *, are_required: bool) -> Schema:
    options = options_of(kind)
    required = [key for key, option in options.items() if option.is_required and are_required]
    table = _closed({key: _of_type(option.type) for key, option in options.items()})
    return {**table, "required": required} if required else table


def _example() -> Schema:
    values: dict[str, Schema] = dict.fromkeys(EXAMPLE, _TEXT) | {"as": {"enum": sorted(ROLES)}, "with": _conditions()}
    return {
        **_closed({key: _described(key, value) for key, value in values.items()}),
        "anyOf": [
            {"required": ["draft"], "not": {"anyOf": [{"required": ["bad"]}, {"required": ["good"]}]}},
            {"required": ["bad"], "not": {"required": ["draft"]}},
            {"required": ["good"], "not": {"anyOf": [{"required": ["draft"]}, {"required": ["safe"]}]}},
        ],
    }


def _conditions() -> Schema:
    values: dict[str, Schema] = {
        "script": {"enum": list(SCRIPTS)}, "type": {"enum": list(config_values.ARTICLE_TYPES)}, "options": {"type": "object"},
        "markdown": {"type": "boolean"}, "beside": _TEXT_LIST, "sources": _TEXT_LIST,
    }  # fmt: skip
    return _closed({key: values.get(key, {}) for key in CONDITIONS})


def _of_type(hint: Any) -> Schema:
    """The schema of an option, by the type of its field."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return {"anyOf": [_of_type(one) for one in inner if one is not type(None)]}
    if origin is tuple:
        return {"type": "array", "items": _of_type(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(inner[1])}
    names = {str: "string", Path: "string", bool: "boolean", int: "integer", float: "number"}
    return {"type": names[hint]} if hint in names else {}


def _described(key: str, schema: Schema) -> Schema:
    return {"description": _MEANINGS[key], **schema} if key in _MEANINGS else schema


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}
