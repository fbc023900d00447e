"""The cost of a house's tables: 0, 100, 1,000 and 10,000 terms, people, names, and cards of a pack.

python benchmarks/house.py      (needs jieba, whose words the tables are made of)

*Start* is the processor time until a linter is ready in this process, its cards stored before; *a draft* is that of checking one
of 2 KB, read before, with all rules of the desk but the language model.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from drafts import draft
from figures import table

from zhlint.lexicon.dictionary import entries
from zhlint.linter import Linter

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (0, 100, 1_000, 10_000)
DRAFTS = 40
ROUNDS = 5
HEAD = ("table", "rows", "start, ms", "a draft, ms")
CARD = """
[H{family}{number:03}]
name = "house-{place}"
title = "本报用语"
kind = "pattern"
level = "warning"
presets = ["desk", "full"]
fix = "ask"
message = "“{{found}}”应为“{{fix}}”"
find = '{wrong}(?=[\\u4e00-\\u9fff])'
replace = "{right}"
"""


def main() -> None:
    words = [word for word, _ in entries() if 2 <= len(word) <= 4 and min(word) >= "\u4e00" and max(word) <= "\u9fff"]
    texts = [draft(2_000, seed) for seed in range(DRAFTS)]
    rows = []
    for name, write in {"terms.csv": _terms, "people.csv": _people, "names.txt": _names, "cards": _cards}.items():
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                chosen = random.Random(size).sample(words, 2 * size)
                start, each = _measure(Path(folder), chosen[:size], chosen[size:], write, texts)
            rows.append((name, f"{size:,}", f"{1000 * start:.1f}", f"{1000 * each:.2f}"))
            print(*rows[-1], file=sys.stderr)
    print(table(HEAD, rows, words=2))


def _measure(
    folder: Path,
    wrong: list[str],
    right: list[str],
    write: Callable[[Path, list[str], list[str]], None],
    texts: list[str],
) -> tuple[float, float]:
    """The seconds of a start and of a draft with one table."""
    (folder / "house").mkdir()
    packs = 'packs = ["./house"]\n' if wrong else ""
    (folder / "zhlint.toml").write_text(f'{packs}ignore = ["WRD021", "WRD023"]\n', encoding="utf-8")
    if wrong:
        write(folder / "house", wrong, right)
    linter = Linter(folder / "zhlint.toml")
    _seconds(lambda: [linter.lint_text(text) for text in texts])
    starts = [_seconds(lambda: Linter(folder / "zhlint.toml")) for _ in range(ROUNDS)]
    checks = [_seconds(lambda: [linter.lint_text(text) for text in texts]) for _ in range(ROUNDS)]
    return median(starts), median(checks) / len(texts)


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _terms(folder: Path, wrong: list[str], right: list[str]) -> None:
    rows = "".join(f"{old}{new[0]},{new}社,\n" for old, new in zip(wrong, right, strict=True))
    (folder / "terms.csv").write_text(f"错,对,说明\n{rows}", encoding="utf-8")


def _people(folder: Path, wrong: list[str], right: list[str]) -> None:
    surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
    names = dict.fromkeys(f"{surnames[at % 20]}{word[:2]}" for at, word in enumerate(wrong))
    rows = "".join(f"{name},镇长,{place}镇,2023-05,,\n" for name, place in zip(names, right, strict=False))
    (folder / "people.csv").write_text(f"姓名,职务,单位,自,至,次序\n{rows}", encoding="utf-8")


def _names(folder: Path, wrong: list[str], right: list[str]) -> None:
    (folder / "names.txt").write_text("".join(map("{}{}\n".format, wrong, right)), encoding="utf-8")


def _cards(folder: Path, wrong: list[str], right: list[str]) -> None:
    families = [one + other for one in "ABCDEFGHIJ" for other in "ABCDEFGHIJ"]
    cards = [
        CARD.format(family=families[at // 1000], number=at % 1000, place=at, wrong=old, right=new)
        for at, (old, new) in enumerate(zip(wrong, right, strict=True))
    ]
    (folder / "cards.toml").write_text("".join(cards), encoding="utf-8")


if __name__ == "__main__":
    main()
