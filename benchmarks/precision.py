"""Lists the hits of every rule on clean text, with rates per 100,000 characters.

    python benchmarks/precision.py TEXT... [--table TABLE] [--stream NAME] [--stripped NAME] [--content NAME] [--hits FILE] [--preset desk]

TEXT is a JSONL file with a `text` in every line, a plain text file (.xz, too) with a text in every line, a folder of JSONL files, or
FILE:even, FILE:odd, FILE:first, FILE:second for a part of one. In a file named by `--stream` the lines are runs of many articles: only
rules whose hits depend on one paragraph are judged there. In one named by `--stripped` by-lines were taken away before: BYL is not
judged. In one named by `--content` a line is an article whose paragraphs were lost: BYL, STR and DUP are not judged.

Rules that ask the language model are measured with TABLE (one for all texts, or one for each), the shipped table without it; a table
that counted the text is refused. Whether a hit is false must be read; the script only lists.
"""

from __future__ import annotations

import argparse
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import held_out
from model import Text, text

from zhlint import Linter
from zhlint.config.model import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.finding import Finding

AROUND = 24
#: The rules that report what the language model finds.
MODEL = ("WRD021", "WRD022", "WRD023", "WRD024", "WRD025", "WRD026", "WRD028")
LAYOUT = ("BYL", "STR", "DUP")


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
    hits: list[Hit]


def main() -> None:
    arguments = _arguments()
    texts = [one for word in arguments.corpus for one in in_folder(word)]
    tables = arguments.table * len(texts) if len(arguments.table) == 1 else arguments.table or [None] * len(texts)
    if len(tables) != len(texts):
        sys.exit(f"{len(texts)} texts and {len(tables)} tables: name one table, or one for each text")
    with ProcessPoolExecutor(arguments.jobs) as pool:
        measures = list(pool.map(_measure, texts, tables, [arguments] * len(texts)))
    if arguments.hits:
        lines = [line for measure in measures for hit in measure.hits for line in _lines_of(hit)]
        arguments.hits.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(table(measures))
    failed = [measure.corpus for measure in measures if not measure.chars]
    sys.exit(f"nothing was read in {failed}" if failed else 0)


def in_folder(word: str) -> list[Text]:
    """The texts that a word of the command line names."""
    folder = Path(word)
    return [Text(file) for file in sorted(folder.glob("*.jsonl"))] if folder.is_dir() else [text(word)]


def table(measures: list[Measure]) -> str:
    """A Markdown table: a line per rule, a column per corpus, and two total rates.

    The totals count errors and warnings, with those of the language model and without.
    """
    rules = sorted({(hit.finding.code, hit.finding.level) for measure in measures for hit in measure.hits})
    rows = ["| rule | level | " + " | ".join(measure.corpus for measure in measures) + " |"]
    rows.append("|---|---|" + "---:|" * len(measures))
    for code, level in rules:
        counts = [sum(hit.finding.code == code for hit in measure.hits) for measure in measures]
        rows.append(f"| {code} | {level} | " + " | ".join(map(str, counts)) + " |")
    rows.append("| characters | | " + " | ".join(f"{measure.chars:,}" for measure in measures) + " |")
    loud = [[hit.finding.code for hit in measure.hits if hit.finding.level != "hint"] for measure in measures]
    for name, codes in (("", loud), (" without the language model", [_without_model(found) for found in loud])):
        rows.append(f"| errors and warnings{name} | | " + " | ".join(str(len(found)) for found in codes) + " |")
        rates = [len(found) * 100_000 / max(1, one.chars) for found, one in zip(codes, measures, strict=True)]
        rows.append("| in 100,000 characters | | " + " | ".join(f"{rate:.2f}" for rate in rates) + " |")
    return "\n".join(rows)


def _without_model(codes: list[str]) -> list[str]:
    return [code for code in codes if code not in MODEL]


def _measure(one: Text, table: Path | None, arguments: argparse.Namespace) -> Measure:
    held_out.take(table, [one])
    name = one.stem
    ignored = (
        *arguments.ignore,
        *(LAYOUT if name in arguments.content else ()),
        *(("BYL",) if name in arguments.stripped else ()),
    )
    linter = Linter(Config(preset=arguments.preset, select=arguments.select, ignore=ignored))
    local = {rule.code for rule in linter.rules.selected if rule.check.reach == "paragraph"}
    hits, chars = [], 0
    for number, document in _sampled(list(enumerate(one.documents())), arguments.sample):
        report = linter.lint_text(document)
        for problem in report.errors:
            sys.exit(f"{one.name} {number}: {problem.message}")
        chars += report.chars
        hits += [
            Hit(one.name, str(number), finding, _context(document, finding))
            for finding in report.findings
            if name not in arguments.stream or finding.code in local
        ]
    return Measure(one.name, chars, hits)


def _sampled(documents: list[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    """At most so many of the documents, drawn with the seed 1; all of them where `most` is 0."""
    return sorted(random.Random(1).sample(documents, most)) if 0 < most < len(documents) else documents


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
    parser.add_argument("corpus", nargs="+", metavar="TEXT")
    parser.add_argument("--table", nargs="+", type=Path, default=[])
    parser.add_argument("--stream", action="append", default=[], metavar="NAME")
    parser.add_argument("--stripped", action="append", default=[], metavar="NAME")
    parser.add_argument("--content", action="append", default=[], metavar="NAME")
    parser.add_argument("--hits", type=Path, metavar="FILE", help="list every hit in context here")
    parser.add_argument("--preset", default="desk", choices=["core", "desk", "full"])
    parser.add_argument("--select", type=lambda text: tuple(text.split(",")), help="only these rules")
    parser.add_argument("--ignore", type=lambda text: tuple(text.split(",")), default=())
    parser.add_argument("--sample", type=int, default=0, help="documents of each text, drawn with the seed 1 (0: all)")
    parser.add_argument("--jobs", type=int, default=2, help="texts measured at a time")
    return parser.parse_args()


if __name__ == "__main__":
    main()
