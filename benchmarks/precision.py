"""Lists the hits of every rule on clean text, with rates per 100,000 characters.

    python benchmarks/precision.py CORPUS... [--stream NAME] [--stripped NAME] [--hits FILE] [--preset desk]

CORPUS is a JSONL file with a `text` in every line, or a folder of such files. In a file named by `--stream` the lines
are runs of many articles: only rules whose hits depend on one paragraph are judged there. In one named by `--stripped`
by-lines were taken away before: BYL is not judged. Whether a hit is false must be read; the script only lists.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhlint import Linter
from zhlint.config.model import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.finding import Finding

AROUND = 24


class Hit(NamedTuple):
    """A finding in a text of a corpus."""

    corpus: str
    id: str
    finding: Finding
    context: str


class Measure(NamedTuple):
    """The text read in one corpus, and the findings in it."""

    corpus: str
    chars: int
    seconds: float
    hits: list[Hit]


def main() -> None:
    arguments = _arguments()
    files = [file for path in arguments.corpus for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    measures = [_measure(file, arguments) for file in files]
    if arguments.hits:
        lines = [line for measure in measures for hit in measure.hits for line in _lines_of(hit)]
        arguments.hits.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(table(measures))
    failed = [measure.corpus for measure in measures if not measure.chars]
    sys.exit(f"nothing was read in {failed}" if failed else 0)


def table(measures: list[Measure]) -> str:
    """A Markdown table: a line per rule, a column per corpus, and a total rate.

    The total counts errors and warnings.
    """
    rules = sorted({(hit.finding.code, hit.finding.level) for measure in measures for hit in measure.hits})
    rows = ["| rule | level | " + " | ".join(measure.corpus for measure in measures) + " |"]
    rows.append("|---|---|" + "---:|" * len(measures))
    for code, level in rules:
        counts = [sum(hit.finding.code == code for hit in measure.hits) for measure in measures]
        rows.append(f"| {code} | {level} | " + " | ".join(map(str, counts)) + " |")
    loud = [sum(hit.finding.level != "hint" for hit in measure.hits) for measure in measures]
    rows.append("| characters | | " + " | ".join(f"{measure.chars:,}" for measure in measures) + " |")
    rows.append("| errors and warnings | | " + " | ".join(map(str, loud)) + " |")
    rates = [
        count * 100_000 / measure.chars if measure.chars else 0 for count, measure in zip(loud, measures, strict=True)
    ]
    rows.append("| per 100,000 | | " + " | ".join(f"{rate:.2f}" for rate in rates) + " |")
    return "\n".join(rows)


def _measure(file: Path, arguments: argparse.Namespace) -> Measure:
    linter = Linter(Config(preset=arguments.preset, select=arguments.select, ignore=arguments.ignore))
    stream, stripped = file.stem in arguments.stream, file.stem in arguments.stripped
    local = {rule.code for rule in linter.rules.selected if rule.check.reach == "paragraph"}
    hits, chars, begun = [], 0, time.perf_counter()
    for id_, text in texts(file):
        report = linter.lint_text(text)
        for problem in report.errors:
            sys.exit(f"{file.stem} {id_}: {problem.message}")
        chars += report.chars
        hits += [
            Hit(file.stem, id_, finding, _context(text, finding))
            for finding in report.findings
            if not (stream and finding.code not in local) and not (stripped and finding.code.startswith("BYL"))
        ]
    return Measure(file.stem, chars, time.perf_counter() - begun, hits)


def texts(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield entry["id"], entry["text"]


def _context(text: str, finding: Finding) -> str:
    start, end = finding.place[:2]
    return f"{text[max(0, start - AROUND) : start]}⟦{text[start:end]}⟧{text[end : end + AROUND]}".replace("\n", "⏎")


def _lines_of(hit: Hit) -> Iterator[str]:
    finding = hit.finding
    yield f"{finding.code} {finding.level} {hit.corpus} {hit.id} {finding.line}:{finding.column} {finding.message}"
    yield f"    {hit.context}"
    for place, note in finding.related:
        yield f"    related {place.line}:{place.column} {note}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--stream", action="append", default=[], metavar="NAME")
    parser.add_argument("--stripped", action="append", default=[], metavar="NAME")
    parser.add_argument("--hits", type=Path, metavar="FILE", help="list every hit in context here")
    parser.add_argument("--preset", default="desk", choices=["core", "desk", "full"])
    parser.add_argument("--select", type=lambda text: tuple(text.split(",")), help="only these rules")
    parser.add_argument("--ignore", type=lambda text: tuple(text.split(",")), default=())
    return parser.parse_args()


if __name__ == "__main__":
    main()
