"""Prints docs/measures.md from corpora.

    python benchmarks/measures.py --corpus FOLDER --errors FOLDER --large FILE [--told "--stream NAME"] > docs/measures.md
    python benchmarks/measures.py --read docs/measures.md

FOLDER of clean text has JSONL files with a `text` in every line, FOLDER of errors TSV files with a wrong and a right sentence in every
line, FILE (.xz) an article in every line. What is known of the clean files is told as to precision.py. The texts of the shipped table of
n-grams must be among the clean files or lie beside FILE: tables are counted from them that leave out what is measured, two at a time, and
kept in build/measures. With these it takes some twenty minutes on two cores, some ten more where they must be counted.

Only counts are printed, never a sentence. Sections that a person wrote after reading are files in benchmarks/read, `## Title` in their
first line; `--read` puts them into the page and counts nothing.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import held_out
from model import Text, text

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.model.table import load_table
from zhlint.repeats.issue import copies
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).parent
#: What a person counted by reading: a file of Markdown for each section, its first line the heading (`## …`).
READ = HERE / "read"
READ_NOTE = "*Read by a person.*"
HEAD = """\
# Measures

Made by zhlint {version} with `make measures CORPUS=… ERRORS=… LARGE=… TOLD="{told}"`, on texts that are not part of the project. It is generated, never edited by hand: sections marked *Read by a person* are the files in `benchmarks/read`, which `make measures-read` puts in.
A hit in clean text may be right: each card says what its hits were (`zhlint explain CODE`).
"""
#: What is said of each section.
TABLES = """\
Rules that ask the language model (WRD021–024, and those with `unless-ordinary`) are right too often on text that their table counted. So each
of their figures is taken with a table of the same texts less the one measured, or with its other half alone; the programs read in a table what
it was counted from and refuse to measure with it on any of that. Of clean text and of pairs the entries 0, 2, 4 … were used for fitting and
1, 3, 5 … (`odd`) are measured; of the web news the first half was used for fitting, and the second is the exam. The weights of WRD021 and WRD023 were fitted on these and on
other press (`rules/tables/NOTICE`), on none of the exams."""
CLEAN = """\
The preset `desk`, by rule and corpus, with the table without all clean text. `rmrb2001` is one day of a daily, and of `hk_traditional` no
language model is asked. Errors and warnings are counted twice, with those of the language model (WRD021, WRD023) and without."""
NEWS = """\
Web news of July and August 2023, edited unevenly, an article a line: its paragraphs and by-lines are lost, and rules of layout (BYL, STR, DUP)
are not judged. {sample} of the second half, with the table that counted the first; rules were fitted on the first half alone."""
PLANTED = """\
Each fault is put into clean text, or into a made-up draft, at random places; the seed is 1. The faults marked † are the examples of the cards,
put into clean text: they only show that the rule still speaks there."""
PAIRS = """\
Sentences with slips, of official documents (odw), statutes (law), a contest of proofreaders and posts of news agencies (cscd); the rules for
punctuation, characters and numerals are off, since the pairs are about other errors. The shipped table counted none of them. In the first table
a sentence is found where a finding touches a wrong character; in the second, errors are counted one by one, and false hits are the
findings in right sentences."""
CURVE = """\
WRD021 alone by its least score (the card has -0.6), WRD023 by its (1.4), in edited press of mainland China that was not counted; each line is
another threshold. In the second table particles that are words of their own were exchanged for another one, in seeded places."""
LEFT_OUT = """\
The sentences found by `desk` with the shipped table, and with tables that left one of its texts out: nobody has to trust a table that may
have counted the sentences of its own exam. Sentences of the pairs on law and of official documents may stand in statutes and reports: what is
found without these is what may be expected of such text that nobody counted."""
COPIES = "All drafts of a corpus are compared with each other, which no desk would do: reports of one kind over years are alike."


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
    print(HEAD.format(version=__version__, told=arguments.told))
    for section in _counted(clean, pairs, arguments):
        print(section, flush=True)
    print("\n".join(_read_by_hand()), end="")


def _counted(clean: list[Path], pairs: list[Path], arguments: argparse.Namespace) -> Iterator[str]:
    """The sections that are counted."""
    exam = text(f"{arguments.large}:second")
    tables = held_out.Tables([arguments.corpus, arguments.large.parent], arguments.kept)
    without, built = _tables(tables, clean, exam)
    no_clean, no_exam, *_ = map(str, built.values())
    told = arguments.told.split()
    rows = [f"| {name} | {_names(without[name])} | {load_table(path).total:,} |" for name, path in built.items()]
    yield _section(
        "Texts and tables",
        TABLES,
        "\n".join(["| table without | was counted from | characters |", "|---|---|---:|", *rows]),
    )
    exams = [str(_exam(file)) for file in clean]
    yield _section("Hits in clean text", CLEAN, _run("precision.py", *exams, *told, "--table", no_clean))
    yield _section(
        "Hits in web news",
        NEWS.format(sample=f"{arguments.sample:,} articles, drawn with the seed 1," if arguments.sample else "All"),
        _run("precision.py", str(exam), "--content", exam.stem, "--table", no_exam, "--sample", str(arguments.sample)),
    )
    yield _section("Planted faults", PLANTED, _run("recall.py", *map(str, clean), "--each", "30", "--table", no_clean))
    files = [str(file) for file in pairs]
    one_by_one = (
        "| file | errors | found | | false hits | characters | per 10,000 |\n|---|---:|---:|---:|---:|---:|---:|\n"
    )
    one_by_one += _run("recall.py", "--pairs", *files, "--half", "odd")
    substitutions = [str(file) for file in pairs if _is_of_one_length(file)]
    shares = _run("likelihood_exam.py", "--pairs", *substitutions)
    yield _section("Pairs of wrong and right sentences", PAIRS, f"{shares}\n{one_by_one}")
    edited = [str(_exam(file)) for file in clean if file.stem not in told]
    curve = _run("likelihood_exam.py", "--pairs", *substitutions, "--clean", *edited, "--table", no_clean, "--curve")
    yield _section("Thresholds of the language model", CURVE, curve.partition("\n\n")[2])
    yield _section("One text left out", LEFT_OUT, _left_out(substitutions, {"nothing": held_out.SHIPPED, **built}))
    yield _section("Copies between drafts", COPIES, _copies(clean))


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


def with_read_sections(page: str) -> str:
    """A page of measures with the texts of READ as they are now.

    A section that READ no longer has goes; a new one stands at the end.
    """
    parts = re.split("^(?=## )", page, flags=re.MULTILINE)
    counted = [part for part in parts if f"{READ_NOTE}\n" not in part]
    return "\n".join(part.rstrip("\n") + "\n" for part in [*counted, *_read_by_hand()])


def _read_by_hand() -> list[str]:
    """The sections that a person wrote after reading, in the order of the files' names."""
    sections = []
    for file in sorted(READ.glob("*.md")):
        title, text = file.read_text(encoding="utf-8").replace("{fixes}", _fixes()).split("\n", 1)
        sections.append(f"{title}\n\n{READ_NOTE}\n\n{text.strip()}\n")
    return sections


def _section(title: str, about: str, table: str) -> str:
    return f"## {title}\n\n{about}\n\n{table.strip()}\n"


def _run(script: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, HERE / script, *words], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{script} failed")
    return done.stdout


def _fixes() -> str:
    """Tables of the fixes that a person has read, by text and by rule."""
    with (HERE / "fixes-read.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    texts = {row["text"]: int(row["characters"]) for row in rows}
    lines = ["| text | characters | changes | read | wrong |", "|---|---:|---:|---:|---:|"]
    lines += [
        _count_row(f"{text} | {size:,}", [row for row in rows if row["text"] == text]) for text, size in texts.items()
    ]
    lines.append(_count_row(f"all | {sum(texts.values()):,}", rows))
    lines += ["", "| rule | changes | read | wrong |", "|---|---:|---:|---:|"]
    lines += [
        _count_row(rule, [row for row in rows if row["rule"] == rule])
        for rule in sorted({row["rule"] for row in rows} - {""})
    ]
    return "\n".join(lines)


def _count_row(name: str, rows: list[dict[str, str]]) -> str:
    made, read, wrong = (sum(int(row[part]) for row in rows) for part in ("changes", "read", "wrong"))
    return f"| {name} | {made:,} | {read:,} | {wrong} |"


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
