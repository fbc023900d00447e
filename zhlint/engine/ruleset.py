"""The rules of a configuration: loads packs, checks names, selects, sets levels and options."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.cards.packs import Pack, card_error, installed_pack, load_pack, shipped_rules
from zhlint.desk import SourceSet
from zhlint.engine.selection import is_on, level_of, selector_names
from zhlint.storage.toml import ConfigError, PythonSource, display_path, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zhlint.acceptance.baseline import Baseline
    from zhlint.config.model import Config
    from zhlint.desk import Desk, HouseTable
    from zhlint.rule import Rule
    from zhlint.sources.building import SourceFile

#: The tables of a house, each with the option that takes its rows and the rules that have it.
_TABLE_OPTIONS: Final = {"terms.csv": ("entries", ("TRM006",)), "people.csv": ("people", ("NAM008", "NAM009"))}


class RuleSet(NamedTuple):
    """The rules of a configuration.

    `available` are all, those of packs among them; `selected` are those that are on, with their levels and options.
    `notes` say what of the configuration does nothing.
    """

    available: tuple[Rule, ...]
    selected: tuple[Rule, ...]
    desk: Desk
    notes: tuple[str, ...] = ()


def rule_set(config: Config) -> RuleSet:
    """Loads the packs, checks every name of the configuration, and selects. Raises ConfigError."""
    shipped = shipped_rules()
    folders = [_pack_folder(config, name) for name in config.packs]
    packs = [load_pack(folder) for folder in folders]
    available = [*shipped, *(rule for pack in packs for rule in pack.rules)]
    _check_unique(available)
    _check_names(config, available)
    selected = []
    for rule in available:
        if is_on(rule, config.preset, config.select, config.extend_select, config.ignore):
            options = _with_tables({**rule.options, **_options_for(config, rule)}, rule, packs, config)
            chosen, level = rule.with_options(options), level_of(rule, config.level)
            selected.append(chosen if level == chosen.level else replace(chosen, level=level))
    tables = (*_named_tables(config), *(_house_table(file) for pack in packs for file in pack.models))
    notes = tuple(_unread_notes(folders, packs)) if any(pack.unread for pack in packs) else ()
    sources, unread = _sources(config) if config.sources else (SourceSet(), ())
    desk = config.desk(packs)._replace(tables=tuple(dict.fromkeys(tables)), sources=sources)
    return RuleSet(tuple(available), tuple(selected), desk, (*notes, *unread))


def _sources(config: Config) -> tuple[SourceSet, tuple[str, ...]]:
    """The index of the sources, and notes on those that are not read. Raises ConfigError."""
    from zhlint.sources.selection import files_of_glob, source_set

    root = config.root or Path.cwd()
    files: dict[str, SourceFile] = {}
    for pattern in config.sources:
        matched = files_of_glob(root, pattern)
        if not matched:
            reason = f"sources 的“{pattern}”下没有可作来源的文件（txt、md、docx、jsonl、parquet），从 {root} 算起"
            raise _config_error(config, ("sources",), reason)
        files |= {file.path: file for file in matched}
    found, unread = source_set(root, [*files.values()], config.max_size)
    if not found.shards:
        raise _config_error(config, ("sources",), f"sources 里没有一个文件读得了：{unread[0][0]}（{unread[0][1]}）")
    return found, tuple(f"来源 {path} 没有比对：{reason}" for path, reason in unread)


def _unread_notes(folders: Iterable[Path], packs: Iterable[Pack]) -> Iterator[str]:
    """Yields a note on each pack with files that look like unread tables."""
    from zhlint.cards.pack_files import unread_tables_note

    for folder, pack in zip(folders, packs, strict=True):
        if pack.unread:
            yield unread_tables_note(folder, pack.unread)


def load_baseline(config: Config) -> Baseline | None:
    """Loads the baseline of a configuration; None where it names none.

    Raises ConfigError where the file is missing or broken.
    """
    file = config.baseline_file
    if file is None:
        return None
    if not file.is_file():
        raise _config_error(
            config, ("baseline",), f"没有“{config.baseline}”这个基线文件，请用 zhlint baseline write 建立"
        )
    from zhlint.acceptance.baseline import read_baseline

    return read_baseline(file, display_path(file))


def _with_tables(options: dict[str, Any], rule: Rule, packs: Iterable[Pack], config: Config) -> dict[str, Any]:
    """The options of a rule, with the rows of its table in the packs.

    Rows that the configuration gives to one rule of a table are all its rules'.
    """
    for table, (key, codes) in _TABLE_OPTIONS.items():
        if rule.code in codes:
            given = [row for code in codes if code != rule.code for row in config.options.get(code, {}).get(key, ())]
            rows = [*given, *(row for pack in packs for row in pack.tables.get(table, ()))]
            options |= {key: [*options.get(key, ()), *rows]} if rows else {}
    return options


def _pack_folder(config: Config, name: str) -> Path:
    if not re.match(r"[./\\~]|[A-Za-z]:", name):
        try:
            return installed_pack(name)
        except ConfigError as error:
            raise _config_error(config, ("packs",), str(error)) from None
    folder = ((config.root or Path.cwd()) / Path(name).expanduser()).resolve()
    if not folder.is_dir():
        beside = [f"./{other.name}" for other in folder.parent.glob("*/")]
        raise _config_error(config, ("packs",), f"没有“{name}”这个规则包{nearest_hint(name, beside)}")
    return folder


def _named_tables(config: Config) -> Iterator[HouseTable]:
    """Yields the tables of n-grams that the configuration names. Raises ConfigError."""
    for name in config.model.tables:
        try:
            yield _house_table((config.root or Path.cwd()) / Path(name).expanduser())
        except ConfigError as error:
            raise _config_error(config, ("model", "tables"), str(error)) from None


def _house_table(file: Path) -> HouseTable:
    """A table of n-grams that a house counted, read and found whole. Raises ConfigError."""
    from zhlint.desk import HouseTable
    from zhlint.model.table import TableError, load_table

    if not file.is_file():
        raise ConfigError(f"没有“{display_path(file)}”这张表，请核对路径，或用 zhlint learn 数出来")
    try:
        return HouseTable(str(file.resolve()), load_table(file, verify=True).checksum or 0)
    except TableError as error:
        raise ConfigError(str(error)) from None


def _check_unique(available: Iterable[Rule]) -> None:
    by_name: dict[str, Rule] = {}
    for rule in available:
        for name in (rule.code, rule.name):
            if name in by_name:
                raise card_error(rule, f"规则“{name}”已有（{by_name[name].folder}），请换一个代码和名称")
            by_name[name] = rule


def _check_names(config: Config, available: Iterable[Rule]) -> None:
    legal = selector_names(available)
    uses: dict[tuple[str, ...], Iterable[str]] = {
        ("select",): config.select or (), ("extend-select",): config.extend_select, ("ignore",): config.ignore,
        ("level",): config.level,
    }  # fmt: skip
    uses |= {("per-file-ignores", glob): names for glob, names in config.per_file_ignores.items()}
    for keys, names in uses.items():
        for name in names:
            if name not in legal:
                where = (*keys, name) if keys == ("level",) else keys
                raise _config_error(config, where, f"没有“{name}”这条规则或这一族{nearest_hint(name, legal)}")
    for name in config.options:
        if legal.get(name, "family") == "family":
            raise _config_error(
                config,
                ("options", name),
                f"没有“{name}”这条规则{nearest_hint(name, [n for n in legal if legal[n] != 'family'])}",
            )


def _options_for(config: Config, rule: Rule) -> Mapping[str, Any]:
    overrides = {**config.options.get(rule.name, {}), **config.options.get(rule.code, {})}
    if overrides:
        from zhlint.cards.options import check_options, message_fault

        source = config.origin or PythonSource()
        name = rule.code if rule.code in config.options else rule.name
        keys, options = _toml_keys(config, ("options", name)), {**rule.options, **overrides}
        check_options(source, keys, rule.kind, options, rule.folder)
        if wrong := message_fault(rule.message, rule.kind, options, rule.folder):
            raise source.error(keys, f"{name} 的 message 中{wrong}")
    return overrides


def _toml_keys(config: Config, keys: tuple[str, ...]) -> tuple[str, ...]:
    return ("tool", "zhlint", *keys) if config.origin and config.origin.path.name == "pyproject.toml" else keys


def _config_error(config: Config, keys: tuple[str, ...], message: str) -> ConfigError:
    if keys[0].replace("-", "_") in config.overridden:
        return ConfigError(f"--{keys[0]}: {message}")
    return (
        config.origin.error(_toml_keys(config, keys), message)
        if config.origin
        else ConfigError(f"{keys[0]}: {message}")
    )
