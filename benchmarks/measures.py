"""Prints docs/measures.md from corpora.

    python benchmarks/measures.py --corpus FOLDER --errors FOLDER --large FILE [--told "--stream NAME"] > docs/measures.md
    python benchmarks/measures.py --read docs/measures.md

FOLDER of clean text has JSONL files with a `text` in every line, FOLDER of errors TSV files with a wrong and a right sentence in every
line, FILE (.xz) an article in every line. What is known of the clean files is told as to precision.py. The texts of the shipped table of
n-grams must be among the clean files or lie beside FILE: tables are counted from them that leave out what is measured, two at a time, and
kept in build/measures. With these it takes some twenty minutes on two cores, some ten more where they must be counted.

Only counts are printed, never a sentence. What is said above the counts stands in benchmarks/sections. Sections that a person wrote after
reading are files in benchmarks/read, `## Title` in their first line; `--read` puts them into the page and counts nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import held_out
from model import Text, text
from read_sections import read_sections, with_read_sections

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.model.table import load_table
from zhlint.repeats.issue import copies
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).parent
#: A file of Markdown for each section that is counted: its heading (`## …`), and what is said of it above the counts.
SECTIONS = HERE / "sections"


def main() -> None:
    arguments = _arguments()
    if arguments.read:
        page = arguments.read.read_text(encoding="utf-8")
        arguments.read.write_text(with_read_sections(page), encoding="utf-8")
        return
    clean = sorted(arguments.corpus.glob("*.jsonl"))
    pairs = sorted(arguments.errors.glob("*.tsv"))
    if not clean or not pairs:
        sys.exit(f"nothing to measure: {len(clean)} files of clean text, {len(pairs)} of pairs")
    print(_said("head", version=__version__, told=arguments.told), end="\n\n")
    for section in _counted(clean, pairs, arguments):
        print(section, flush=True)
    print("\n".join(read_sections()), end="")


def _counted(clean: list[Path], pairs: list[Path], arguments: argparse.Namespace) -> Iterator[str]:
    """The sections that are counted."""
    exam = text(f"{arguments.large}:second")
    tables = held_out.Tables([arguments.corpus, arguments.large.parent], arguments.kept)
    without, built = _tables(tables, clean, exam)
    no_clean, no_exam, *_ = map(str, built.values())
    told = arguments.told.split()
    yield _section("tables", _sources(without, built))
    exams = [str(_exam(file)) for file in clean]
    yield _section("clean", _run("precision.py", *exams, *told, "--table", no_clean))
    sample = f"{arguments.sample:,} articles, drawn with the seed 1," if arguments.sample else "All"
    words = ["--content", exam.stem, "--table", no_exam, "--sample", str(arguments.sample)]
    yield _section("news", _run("precision.py", str(exam), *words), sample=sample)
    yield _section("planted", _run("recall.py", *map(str, clean), "--each", "30", "--table", no_clean))
    substitutions = [str(file) for file in pairs if _is_of_one_length(file)]
    yield _section("pairs", _shares_and_errors(substitutions, map(str, pairs)))
    edited = [str(_exam(file)) for file in clean if file.stem not in told]
    curve = _run("likelihood_exam.py", "--pairs", *substitutions, "--clean", *edited, "--table", no_clean, "--curve")
    yield _section("curve", curve.partition("\n\n")[2])
    yield _section("left-out", _left_out(substitutions, {"nothing": held_out.SHIPPED, **built}))
    yield _section("copies", _copies(clean))


def _tables(
    tables: held_out.Tables, clean: Sequence[Path], exam: Text
) -> tuple[dict[str, list[Text]], dict[str, Path]]:
    """The texts and the files of the tables that are needed, by what they leave out."""
    news = Text(exam.file)
    others = [source for source in tables.sources if source.file not in {news.file, *clean}]
    without = {
        "all clean text": tables.without(*map(Text, clean)),
        "the second half of the web news": tables.without(exam),
        "the web news": tables.without(news),
        _names(others): tables.without(*others),
    }
    return without, dict(zip(without, tables.build(list(without.values())), strict=True))


def _sources(without: dict[str, list[Text]], built: dict[str, Path]) -> str:
    """A Markdown table of the texts that each table of n-grams was counted from."""
    rows = [f"| {name} | {_names(without[name])} | {load_table(path).total:,} |" for name, path in built.items()]
    return "\n".join(["| table without | was counted from | characters |", "|---|---|---:|", *rows])


def _shares_and_errors(substitutions: Iterable[str], files: Iterable[str]) -> str:
    """Markdown tables of the sentences found, and of the errors found one by one."""
    return "\n".join(
        [
            _run("likelihood_exam.py", "--pairs", *substitutions),
            "| file | errors | found | | false hits | characters | per 10,000 |",
            "|---|---:|---:|---:|---:|---:|---:|",
            _run("recall.py", "--pairs", *files, "--half", "odd"),
        ]
    )


def _names(texts: Iterable[Text]) -> str:
    return ", ".join(text.name for text in texts)


def _exam(file: Path) -> Text:
    """The documents 1, 3, 5 … of a file, on which nothing was fitted; of a file with one document, all of it."""
    odd = Text(file, "odd")
    return odd if any(odd.documents()) else Text(file)


def _is_of_one_length(file: Path) -> bool:
    """Whether the wrong sentences of a file are as long as the right ones, as where characters were exchanged."""
    pairs = [line.split("\t")[:2] for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return sum(len(wrong) == len(right) for wrong, right in pairs) > 0.95 * len(pairs)


def _left_out(files: Sequence[str], tables: dict[str, Path]) -> str:
    """A Markdown table of the shares found by `desk`, a line for each table."""
    lines: list[str] = []
    for name, path in tables.items():
        rows = [
            row.split(" | ") for row in _run("likelihood_exam.py", "--pairs", *files, "--table", str(path)).splitlines()
        ]
        column = rows[0].index("desk")
        lines = lines or [
            "| table without | " + " | ".join(row[0].strip("| ") for row in rows[2:]) + " |",
            "|---|" + "---:|" * len(files),
        ]
        lines.append(f"| {name} | " + " | ".join(row[column] for row in rows[2:]) + " |")
    return "\n".join(lines)


def _section(name: str, table: str, **values: str) -> str:
    return f"{_said(name, **values)}\n\n{table.strip()}\n"


def _said(name: str, **values: str) -> str:
    """The words of a section, with values in their slots."""
    return (SECTIONS / f"{name}.md").read_text(encoding="utf-8").strip().format(**values)


def _run(script: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, HERE / script, *words], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{script} failed")
    return done.stdout


def _copies(files: list[Path]) -> str:
    """Copies of 60 characters and more in each corpus, and the search's processor time."""
    linter = Linter(Config(select=()))
    lines = [
        "| corpus | drafts | characters | copies | word for word | seconds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for file in files:
        documents = [linter.parse(document) for document in Text(file).documents()]
        begun = time.process_time()
        found = copies(documents)
        seconds = time.process_time() - begun
        chars = sum(len(document.source) for document in documents)
        same = sum(not passage.changes for passage in found)
        lines.append(f"| {file.stem} | {len(documents):,} | {chars:,} | {len(found)} | {same} | {seconds:.1f} |")
    return "\n".join(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", type=Path, metavar="PAGE")
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    parser.add_argument("--errors", type=Path, metavar="FOLDER")
    parser.add_argument("--large", type=Path, metavar="FILE")
    parser.add_argument("--told", default="", help="options of precision.py")
    parser.add_argument(
        "--sample", type=int, default=2_000, help="articles of --large that are measured (0: all of its second half)"
    )
    parser.add_argument("--kept", type=Path, default=Path("build/measures"), help="where tables are kept")
    arguments = parser.parse_args()
    if not arguments.read and not (arguments.corpus and arguments.errors and arguments.large):
        parser.error("name --corpus, --errors and --large, or --read")
    return arguments


if __name__ == "__main__":
    main()
