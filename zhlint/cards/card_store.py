"""Cards that were parsed before.

They are stored in the user's cache folder, and the shipped ones lie in the wheel. Parsing and checking a card takes a hundred times as long as loading it. What is stored is used while nothing has changed that
it depends on: the cards, the tables they name, and the code that reads them.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.rule import Rule
from zhlint.storage.cache import load_value, map_sealed, store_value
from zhlint.storage.tables import rules_folder, shipped_folder
from zhlint.storage.toml import CONFIG_FILES
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_PACKAGE: Final = Path(__file__).parents[1]
#: The folders with the code that decides what cards are legal and what literals a check has.
_CODE: Final = ("cards", "checks", "analysis", "analysis/words", "lexicon", "patterns")
#: The fields of a rule that are read from its card only when they are asked for.
_PROSE: Final = ("why", "source", "measured", "unproved", "examples")


class _Stored(NamedTuple):
    """Cards as plain data.

    `tables` are the tables that they name, each with a mark of its content. `cards` are without prose; `reasons` are why and
    source of each, by code.
    """

    tables: Sequence[tuple[str, int]]
    cards: Sequence[dict[str, Any]]
    reasons: dict[str, tuple[str, str]]


def stored_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a pack without their prose. Raises ConfigError where a card is wrong."""
    name = _name("cards", folder)
    stored = load_value(name)
    if stored is None or not _are_current(stored[0]):
        stored = _store(folder)[:2]
    return tuple(_from_plain(card, folder) for card in stored[1])


def with_reasons(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The same rules with why and source. Raises ConfigError where a card is wrong."""
    rules = tuple(rules)
    reasons = {folder: _reasons(folder) for folder in {rule.folder for rule in rules}}
    return tuple(
        replace(rule, why=why, source=source)
        for rule in rules
        for why, source in [reasons[rule.folder].get(rule.code, ("", ""))]
    )


def with_prose(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The same rules with all their prose, their cards read again. Raises as `with_reasons` does."""
    rules = tuple(rules)
    codes = {rule.code for rule in rules}
    folders = sorted({rule.folder for rule in rules})
    cards = {rule.code: rule for folder in folders for rule in parsed_rules(folder, codes)}
    return tuple(replace(cards[rule.code], level=rule.level, options=rule.options) for rule in rules)


def card_files(folder: Path) -> list[Path]:
    """The files of cards in a pack, without a configuration that lies there."""
    return sorted(file for file in folder.glob("*.toml") if file.name not in CONFIG_FILES)


def parsed_rules(folder: Path, codes: Collection[str] | None = None) -> tuple[Rule, ...]:
    """The rules of a pack with their prose.

    With `codes` those alone are read. Raises ConfigError where a card is wrong.
    """
    from zhlint.cards.card import rules_in

    return tuple(rule for file in card_files(folder) for rule in rules_in(file, folder, codes))


def packed_cards() -> tuple[str, bytes]:
    """The cards as the wheel ships them: the name of the file, and its content."""
    from json import dumps

    whole = dumps(_to_stored(parsed_rules(rules_folder())), ensure_ascii=False, separators=(",", ":"))
    return _shipped_name(), whole.encode()


def _reasons(folder: Path) -> dict[str, tuple[str, str]]:
    reasons: dict[str, tuple[str, str]] | None = load_value(_name("reasons", folder))
    return _store(folder).reasons if reasons is None else reasons


def _store(folder: Path) -> _Stored:
    """Stores the cards of a pack, from the wheel or parsed."""
    stored = (_shipped() if folder == rules_folder() else None) or _to_stored(parsed_rules(folder))
    # An option may be a day, which is no plain value.
    with suppress(ValueError):
        store_value(_name("cards", folder), tuple(stored[:2]))
        store_value(_name("reasons", folder), stored.reasons)
    return stored


def _shipped() -> _Stored | None:
    """The cards that the wheel ships; None where cards or code are others."""
    if not shipped_folder().is_dir():
        return None
    from json import loads

    name = _shipped_name()
    shipped = map_sealed(shipped_folder() / name, name)
    return _Stored(*loads(shipped[0])) if shipped else None


def _to_stored(rules: Sequence[Rule]) -> _Stored:
    # The tables that are shipped are known by their states.
    tables = {
        rule.folder / "tables" / rule.options["table"]
        for rule in rules
        if "table" in rule.options and rule.folder != rules_folder()
    }
    marks = [(str(table), _table_mark(table)) for table in sorted(tables)]
    return _Stored(marks, [_to_plain(rule) for rule in rules], {rule.code: (rule.why, rule.source) for rule in rules})


def _are_current(tables: Iterable[tuple[str, int]]) -> bool:
    return all(_table_mark(Path(table)) == mark for table, mark in tables)


def _table_mark(table: Path) -> int:
    """A mark of the content of a table; -1 where it cannot be read."""
    try:
        return crc32(table.read_bytes())
    except OSError:
        return -1


def _name(part: str, folder: Path) -> str:
    """The name in the cache of a part of a pack's cards.

    It changes with all that they depend on.
    """
    own = [] if folder == rules_folder() else [_path_bytes(folder), *_contents(card_files(folder))]
    states = _states(rules_folder(), rules_folder() / "tables", *map(_PACKAGE.joinpath, _CODE))
    version = f"{__version__}-{sys.implementation.cache_tag}-{rules_folder()}"
    return f"{part}-5-{_mark([version.encode(), *states, *own])}"


def _shipped_name() -> str:
    """The name of the cards in the wheel.

    It changes with the content of all that they depend on.
    """
    cards, tables = card_files(rules_folder()), sorted((rules_folder() / "tables").glob("*.tsv"))
    code = [file for part in _CODE for file in sorted((_PACKAGE / part).glob("*.py"))]
    return f"cards-5-{_mark([__version__.encode(), *_contents([*cards, *tables, *code])])}"


def _contents(files: Iterable[Path]) -> Iterable[bytes]:
    for file in files:
        yield _path_bytes(file.name)
        yield file.read_bytes()


def _states(*folders: Path) -> Iterable[bytes]:
    """The name, size and time of each file."""
    for folder in folders:
        try:
            with os.scandir(folder) as files:
                states = sorted((file.name, file.stat()) for file in files if file.is_file())
        except OSError:
            continue
        for name, state in states:
            yield f"{name}-{state.st_size}-{state.st_mtime_ns}".encode()


def _path_bytes(part: str | Path) -> bytes:
    return str(part).encode("utf-8", "surrogateescape")


def _mark(parts: Iterable[bytes]) -> str:
    whole = b"\0".join(parts)
    return f"{len(whole):x}-{crc32(whole):08x}{crc32(whole[::-1]):08x}"


def _to_plain(rule: Rule) -> dict[str, Any]:
    bare = {key: value for key, value in asdict(rule).items() if key not in _PROSE and key != "folder"}
    return bare | {"roles": sorted(rule.roles) if rule.roles is not None else None}


def _from_plain(card: dict[str, Any], folder: Path) -> Rule:
    for key in ("presets", "scripts", "triggers", "yields", "literals"):
        card[key] = tuple(card[key]) if card[key] is not None else None
    card["roles"] = frozenset(card["roles"]) if card["roles"] is not None else None
    return Rule(folder=folder, **card)
