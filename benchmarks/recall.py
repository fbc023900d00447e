"""Plants each rule's fault in clean text and counts how many the rule reports.

    python benchmarks/recall.py CORPUS... [--table TABLE] [--each 60] [--seed 1] [--select PUN,DUP]
    python benchmarks/recall.py --pairs ERRORS.tsv [--half odd] [--preset desk] [--extend WRD011]

CORPUS is a JSONL file with a `text` in every line, or a folder of such files. A planted error counts as found when the
rule reports something that touches it and reported nothing there before. ERRORS.tsv has a wrong and a right sentence
in every line, each read as part of a draft however short it is; an error counts as found when a finding touches a character that differs, and every finding in an
unchanged or a right sentence is a false hit. Rules that ask the language model are measured with TABLE, the shipped one without it; a table that
counted the corpus is refused.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import held_out
from figure_plants import ROSTER
from planting import codes, plant
from precision import in_folder

from zhlint import Linter
from zhlint.cards.packs import shipped_rules
from zhlint.config.model import Config
from zhlint.engine.run import run
from zhlint.model.table_file import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planting import Planted

#: A day on which the formulations in the tables are in force; each has its time.
DATED = dt.date(2025, 5, 1)


def main() -> None:
    arguments = _arguments()
    if arguments.pairs:
        for file in arguments.pairs:
            print(measure_pairs(file, arguments))
        return
    texts = [text for path in arguments.corpus for text in _texts(path)]
    if not texts:
        sys.exit("no corpus was named")
    held_out.take(arguments.table, [text for path in arguments.corpus for text in in_folder(str(path))])
    print("| rule | planted | found | recall |\n|---|---:|---:|---:|")
    for code in sorted({rule.code for rule in shipped_rules()} - codes().keys()):
        if not arguments.select or code.startswith(arguments.select):
            print(f"| {code} | none | | |")
    for code, mark in sorted(codes().items()):
        if arguments.select and not code.startswith(arguments.select):
            continue
        linter = Linter(_config(code))
        planted = list(plant(linter, code, texts, arguments.each, random.Random(f"{arguments.seed} {code}")))
        found = sum(_is_found(linter, error) for error in planted)
        rate = f"{found / len(planted):.1%}" if planted else "–"
        print(f"| {code}{mark} | {len(planted)} | {found} | {rate} |", flush=True)
        if arguments.missed:
            for error in planted:
                if not _is_found(linter, error):
                    print(f"    {error.text[max(0, error.start - 20) : error.start]}⟦{error.text[error.start : error.end]}⟧"
                          f"{error.text[error.end : error.end + 20]}".replace("\n", "⏎"))  # fmt: skip


def _config(code: str) -> Config:
    """The configuration for a rule alone, with the day and the people that it needs."""
    people = {code: {"people": [list(row) for row in ROSTER]}} if code in {"NAM008", "NAM009"} else {}
    return Config(select=(code,), date=DATED if code.startswith(("FRM", "FCT007")) else None, options=people)


def measure_pairs(file: Path, arguments: argparse.Namespace) -> str:
    """A Markdown row for a file of pairs.

    It holds errors in the file, errors found, false hits, characters, and hits per 10,000 characters.
    """
    linter = Linter(Config(preset=arguments.preset, extend_select=arguments.extend, ignore=("BYL", "STR")))
    lines = file.read_text(encoding="utf-8").split("\n")[1:]
    pairs = [line.split("\t")[:2] for line in lines if "\t" in line]
    middle = len(pairs) // 2
    halves = {"first": pairs[:middle], "second": pairs[middle:], "even": pairs[::2], "odd": pairs[1::2], "all": pairs}
    half = halves[arguments.half]
    errors = found = false = chars = 0
    for wrong, right in half:
        chars += len(right)
        before = _loud(linter, right, arguments)
        false += len(before)
        if wrong == right:
            continue
        spans = [
            (a, max(b, a + 1))
            for tag, a, b, _, _ in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes()
            if tag != "equal"
        ]
        errors += len(spans)
        hits = _loud(linter, wrong, arguments)
        found += sum(any(start < b and a < end for start, end in hits) for a, b in spans)
    rate = false * 10_000 / chars if chars else 0
    return f"| {file.stem} ({arguments.half}) | {errors} | {found} | {found / max(1, errors):.1%} | {false} | {chars:,} | {rate:.2f} |"


def _loud(linter: Linter, text: str, arguments: argparse.Namespace) -> list[tuple[int, int]]:
    findings, problems = run(replace(linter.parse(text), kind="draft"), linter.rules.selected)
    if problems:
        sys.exit(problems[0].message)
    return [
        (f.place.start, f.place.end)
        for f in findings
        if (f.level != "hint" or f.code in arguments.extend) and f.code[:3] not in {"PUN", "CHR", "NUM"}
    ]


def _is_found(linter: Linter, error: Planted) -> bool:
    """Whether a finding touches the error, or is new in its line.

    New is a finding that the clean line did not have.
    """
    since = error.text.rfind("\n", 0, error.start) + 1
    until = error.text.find("\n", error.end)
    found = [f.place for f in linter.lint_text(error.text).findings]
    if any(place.start < error.end and error.start <= place.end for place in found):
        return True
    return error.alone and any(since <= place.start <= (until if until >= 0 else len(error.text)) for place in found)


def _texts(path: Path) -> Iterator[str]:
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                if 300 <= len(text) <= 6000:
                    yield text


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--pairs", nargs="+", type=Path, metavar="TSV")
    parser.add_argument("--half", default="all", choices=PARTS)
    parser.add_argument("--table", type=Path, metavar="TABLE")
    parser.add_argument("--preset", default="desk", choices=["core", "desk", "full"])
    parser.add_argument("--extend", type=lambda text: tuple(text.split(",")), default=())
    parser.add_argument("--each", type=int, default=60, help="errors planted for each rule")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--select", type=lambda text: tuple(text.split(",")))
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    return parser.parse_args()


if __name__ == "__main__":
    main()
