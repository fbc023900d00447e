"""Looks up every wrong form of the tables in text.

It prints how often a form stands there, how often its rule reports it, and where.
    python benchmarks/table_hits.py TEXT... [--half first|second|even|odd] [--select WRD001,WRD002] [--contexts 5] [--all]

TEXT is a JSONL file with a `text` in every line, a plain text file (also .xz) or a folder of such files. `first` and `second` are
halves of a file, `even` and `odd` are every other line, counted from 0. Rules without a table of forms (TRM001, WRD004) are
looked up by what they report. A form is listed when it stands anywhere; `--all` lists its unreported places too. Whether a hit
is a slip must be read. Before a place stands what its rule does there: `safe` (fixed unasked), `ask`, `told` (no fix) or nothing.
"""

from __future__ import annotations

import argparse
import json
import lzma
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.engine.run import run
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.finding import Finding
    from zhlint.rule import Rule

AROUND = 24
#: A form is judged inside so many characters of its line on either side.
WINDOW = 400
#: By kind, the column of a table that holds the wrong forms.
FORMS = {"substitution": 0, "set_numeral": 1}
DEFAULT = ("WRD", "TRM001", "FRM006", "FRM007", "FRM008", "STR005", "NUM013", "PUN015")


class Place(NamedTuple):
    """A form in a text, with its surroundings.

    `done` is what the rule does there, empty where it reports nothing.
    """

    form: str
    context: str
    done: str


def main() -> None:
    arguments = _arguments()
    lines = [
        line for path in arguments.text for file in _files(path) for line in _half(list(_lines(file)), arguments.half)
    ]
    text = "\n".join(lines)
    linter = Linter(Config(preset="full", select=arguments.select))
    print(f"{len(lines):,} lines, {sum(not character.isspace() for character in text):,} characters")
    for rule in linter.rules.selected:
        if rule.check.reach != "findings":
            _print(rule, list(_places(linter, rule, text)), arguments)


def _print(rule: Rule, places: list[Place], arguments: argparse.Namespace) -> None:
    reported = [place for place in places if place.done]
    safe = sum(place.done == "safe" for place in places)
    print(f"\n## {rule.code} {rule.name}: {len(reported)} reported, {safe} of them safe, of {len(places)} places")
    by_form: dict[str, list[Place]] = {}
    for place in reported + (places if arguments.all else []):
        if place not in by_form.setdefault(place.form, []):
            by_form[place.form].append(place)
    for form, there in sorted(by_form.items(), key=lambda item: -len(item[1])):
        found = sum(bool(place.done) for place in there)
        print(f"{form}\t{sum(place.form == form for place in places)} places, {found} reported")
        for place in there[: arguments.contexts]:
            print(f"    {place.done:4} {place.context}")


def _places(linter: Linter, rule: Rule, text: str) -> Iterator[Place]:
    """The places of a rule's forms, or else of its literals, with its hits."""
    seen: set[tuple[int, int]] = set()
    table = getattr(rule.check, "table", None) if rule.kind in FORMS else None
    forms = [row[FORMS[rule.kind]] for row in rows(table)] if table else []
    if rule.kind != "substitution":
        forms += rule.triggers or rule.check.literals() or ()
    for form in forms:
        at = text.find(form)
        while at >= 0:
            place = _judged(linter, rule, text, form, at)
            if place.done or table:
                span = (at, at + len(form))
                if span not in seen:
                    yield place
                seen.add(span)
            at = text.find(form, at + 1)


def _judged(linter: Linter, rule: Rule, text: str, form: str, at: int) -> Place:
    """A form with what its rule reports about the line it stands in."""
    start = max(text.rfind("\n", 0, at) + 1, at - WINDOW)
    end = text.find("\n", at, at + WINDOW)
    line = text[start : end if end >= 0 else at + WINDOW]
    document, inside = linter.parse(line), at - start
    hits = [hit for hit in rule.check.run(document) if hit.start < inside + len(form) and inside < hit.end]
    findings = run(document, (rule,))[0] if hits else ()
    done = [
        _done(finding)
        for finding in findings
        if finding.place.start < inside + len(form) and inside < finding.place.end
    ]
    before, after = line[max(0, inside - AROUND) : inside], line[inside + len(form) :][:AROUND]
    return Place(form, f"{before}⟦{form}⟧{after}", done[0] if done else "")


def _done(finding: Finding) -> str:
    return finding.fix.safety if finding.fix else "told"


def _files(path: Path) -> Iterable[Path]:
    return (
        sorted(file for file in path.rglob("*") if file.suffix in {".jsonl", ".txt", ".md", ".xz"})
        if path.is_dir()
        else [path]
    )


def _lines(file: Path) -> Iterator[str]:
    """The entries of a file: texts of a JSONL file, lines of any other."""
    content = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    for line in content.decode("utf-8", "replace").split("\n"):
        if line:
            yield json.loads(line)["text"] if file.suffix == ".jsonl" else line


def _half(lines: list[str], half: str) -> list[str]:
    middle = len(lines) // 2
    return {"first": lines[:middle], "second": lines[middle:], "even": lines[::2], "odd": lines[1::2]}.get(half, lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="+", type=Path)
    parser.add_argument("--half", choices=["first", "second", "even", "odd", "all"], default="all")
    parser.add_argument("--select", type=lambda text: tuple(text.split(",")), default=DEFAULT)
    parser.add_argument("--contexts", type=int, default=5, help="how many places of a form are shown (5)")
    parser.add_argument("--all", action="store_true", help="also the places that the rule does not report")
    return parser.parse_args()


if __name__ == "__main__":
    main()
