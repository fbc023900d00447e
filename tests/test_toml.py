"""The line of a key in a TOML file, however the key is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from zhlint.storage.toml import TomlFile

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (
    '[X]\nmessage = "x"\n\n[[X.examples]]\nbad = "1"\n\n[[X.examples]]\nbad = "2"\n[X.examples.with]\ntype = "news"\n'
)
LINES = [
    ('note = """\n[level]\nPUN001 = "x"\n"""\n[level]\nPUN001 = "bad"', ("level", "PUN001"), 6),
    ("note = '''\n[level]\n'''\n[level]\nPUN = 1", ("level",), 4),
    ('note = """one \\""" [level]\n"two""""\n[level]', ("level",), 3),
    ('[level] # not [lexicon]\n# PUN = 1\nPUN = "x" # [lexicon]\n[lexicon]', ("lexicon",), 4),
    ('[level]\nPUN = "x"', ("level", "PUN"), 2),
    ('level.PUN = "x"\nlevel.BYL = "y"', ("level", "BYL"), 2),
    ('preset = "desk"\nlevel = { PUN = "x" }', ("level", "PUN"), 2),
    ('[per-file-ignores]\n"old/[ab].txt" = []\n"a=b" = []', ("per-file-ignores", "old/[ab].txt"), 2),
    ('["a b".c]\nd = 1', ("a b", "c", "d"), 2),
    ("[classes.typo]\nbands = [\n  [1, 1.0],\n  [5, 2.0]\n]\nweight = 1", ("classes", "typo", "weight"), 6),
    ('select = [\n  "PUN", # [level\n]\r\n[level]\r\nPUN = 1', ("level", "PUN"), 5),
    (EXAMPLES, ("X", "examples"), 4),
    (EXAMPLES, ("X", "examples", 0, "bad"), 5),
    (EXAMPLES, ("X", "examples", 1), 7),
    (EXAMPLES, ("X", "examples", 1, "bad"), 8),
    (EXAMPLES, ("X", "examples", 1, "with", "type"), 10),
    (EXAMPLES, ("X", "kind"), 1),
    ("x = 1", ("y",), 1),
]


@pytest.mark.parametrize(("text", "keys", "line"), LINES)
def test_a_key_is_found_at_its_line(tmp_path: Path, text: str, keys: tuple[str | int, ...], line: int) -> None:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8", newline="")
    assert TomlFile(file).line(keys) == line
