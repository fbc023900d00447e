"""The JSON schemas accept and refuse what zhlint does, as far as possible."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from conftest import CARD

from zhlint.manual.scaffold import CONFIG, card
from zhlint.manual.schemas import cards_schema, config_schema

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT = Path(__file__).parents[1]
CARDS = jsonschema.Draft7Validator(cards_schema())
CONFIGS = jsonschema.Draft7Validator(config_schema())
EXAMPLE = '[[HSE001.examples]]\nbad = "要⟦搞好⟧夜校。"\n'


def faults(validator: jsonschema.Draft7Validator, toml: str) -> list[str]:
    """The errors of a schema on a file."""
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(tomllib.loads(toml), default=str)))]


@pytest.mark.parametrize("validator", [CARDS, CONFIGS], ids=["cards", "configuration"])
def test_a_schema_is_one(validator: jsonschema.Draft7Validator) -> None:
    jsonschema.Draft7Validator.check_schema(validator.schema)


@pytest.mark.parametrize("file", sorted((ROOT / "rules").glob("*.toml")), ids=lambda file: file.stem)
def test_the_cards_that_ship_are_valid(file: Path) -> None:
    assert faults(CARDS, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [card("HSE001"), card("NUM099", is_shipped=True), CARD + EXAMPLE, ""])
def test_cards_to_start_from_are_valid(text: str) -> None:
    assert faults(CARDS, text) == []


@pytest.mark.parametrize(
    "line",
    [
        'levle = "error"', 'level = "grave"', 'kind = "patern"', "title = 1", 'title = "这个名称实在太长"', 'presets = ["all"]',
        'roles = ["paragrah"]', "least = true", 'least = "2"', 'find = ["搞好"]', "forms = 1", "margin = 2",
        'unproved = { least = "" }', 'examples = [{ bad = "a", draft = "b" }]', 'examples = [{ god = "a" }]',
        'examples = [{ good = "a", as = "headlin" }]', 'examples = [{ good = "a", with = { dat = "b" } }]',
        'examples = [{ good = "a", safe = "b" }]', "examples = [{}]",
    ],
)  # fmt: skip
def test_a_wrong_card_is_not_valid(newsroom: Newsroom, line: str) -> None:
    key = line.partition(" = ")[0]
    wrong = re.sub(rf"(?m)^{key} = .*\n", "", CARD) + line + "\n"
    newsroom.write("house/cards.toml", wrong)
    assert faults(CARDS, wrong) != []
    assert newsroom.zhlint("test", "./house").code == 2


@pytest.mark.parametrize("key", ["name", "title", "kind", "level", "fix", "message"])
def test_a_card_without_a_key_that_it_needs_is_not_valid(key: str) -> None:
    assert faults(CARDS, re.sub(rf"(?m)^{key} = .*\n", "", CARD)) == [f"'{key}' is a required property"]


@pytest.mark.parametrize(
    "text",
    [
        CONFIG,
        re.sub(r"(?m)^# (?=\S+ = |\[|\")", "", CONFIG),
        'select = ["PUN", "HSE001", "half-width-stop"]\ndate = 2023-05-01\nmax-size = "64 MiB"',
        "[options.HSE001]\nfind = 1",
    ],
)
def test_sample_configurations_are_valid(text: str) -> None:
    tomllib.loads(text)
    assert faults(CONFIGS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        'preset = "all"', 'presets = "core"', 'select = "PUN"', "ignore = [1]", 'fail-on = "eror"', "date = 2023", 'date = "5月"',
        'max-size = "big"', "packs = {}", 'level = { PUN001 = "grave" }', 'level = { HSE001 = "grave" }', 'options = "none"',
        'options = { PUN001 = { fnd = "a" } }', "options = { BYL001 = { required = 1 } }", "lexicon = { name = [] }",
        'lexicon = { names = [""] }', 'per-file-ignores = { a = "PUN" }',
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_not_valid(newsroom: Newsroom, text: str) -> None:
    newsroom.write("zhlint.toml", text)
    newsroom.write("a.txt")
    assert faults(CONFIGS, text) != []
    assert newsroom.zhlint("a.txt").code == 2


def test_an_editor_gets_both_from_the_command(newsroom: Newsroom) -> None:
    assert newsroom.zhlint("init", "--schema").code == 0
    written = [
        json.loads((newsroom.folder / name).read_bytes()) for name in ("cards.schema.json", "zhlint.schema.json")
    ]
    assert written == [cards_schema(), config_schema()]
