"""Prints the tables of docs/measures.md from corpora.

They count false alarms, planted faults, pairs of wrong and right sentences, and copies between drafts.
    python benchmarks/measures.py CORPUS ERRORS [--stream NAME] > docs/measures.md

CORPUS is a folder of JSONL files with a `text` in every line, ERRORS a folder of TSV files with a wrong and a right
sentence in every line. What is known of the files is told as to precision.py: `--stream NAME --stripped NAME`.
Only counts are printed, never a sentence of either. Sections that a person wrote after reading are files in benchmarks/read, `## Title` in
their first line; `measures.py --read docs/measures.md` puts them into the page and counts nothing.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
from pathlib import Path

import precision

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.repeats.issue import copies
from zhlint.version import __version__

HERE = Path(__file__).parent
#: What a person counted by reading: a file of Markdown for each section, its first line the heading (`## …`).
READ = HERE / "read"
READ_NOTE = "*Read by a person.*"
HEAD = """\
# Measures

Made by zhlint {version} with `make measures CORPUS=… ERRORS=… TOLD="{told}"`, on texts that are not part of the project. It is generated, never edited by hand: sections marked *Read by a person* are the files in `benchmarks/read`, which `make measures-read` puts in.
A hit in clean text may be right: each card says what its hits were (`zhlint explain CODE`).
"""


def main() -> None:
    if sys.argv[1:2] == ["--read"]:
        page = Path(sys.argv[2])
        page.write_text(with_read_sections(page.read_text(encoding="utf-8")), encoding="utf-8")
        return
    corpus, errors, *told = sys.argv[1:]
    files = sorted(Path(errors).glob("*.tsv"))
    clean = sorted(Path(corpus).glob("*.jsonl"))
    if not clean or not files:
        sys.exit(f"nothing to measure: {len(clean)} files of clean text, {len(files)} of pairs")
    sections = [
        HEAD.format(version=__version__, told=" ".join(told)),
        _section(
            "Hits in clean text",
            "The preset `desk`, by rule and corpus; the last line counts errors and warnings in 100,000 characters.",
            _run("precision.py", corpus, *told),
        ),
        _section(
            "Planted faults",
            "Each fault is put into clean text, or into a made-up draft, at random places; the seed is 1.",
            _run("recall.py", corpus, "--each", "60"),
        ),
        _section(
            "Pairs of wrong and right sentences",
            "The rules for punctuation, characters and numerals are off, since the pairs are about other errors. False hits are the findings in right sentences.",
            "| file | errors | found | | false hits | characters | per 10,000 |\n|---|---:|---:|---:|---:|---:|---:|\n"
            + _run("recall.py", "--pairs", *map(str, files)),
        ),
        _section(
            "Copies between drafts",
            "All drafts of a corpus are compared with each other, which no desk would do: reports of one kind over years are alike.",
            _copies(clean),
        ),
        *_read_by_hand(),
    ]
    print("\n".join(sections), end="")


def with_read_sections(page: str) -> str:
    """A page of measures with the texts of READ as they are now.

    A section that READ no longer has goes; a new one stands at the end.
    """
    parts = re.split("^(?=## )", page, flags=re.MULTILINE)
    mark = f"{READ_NOTE}\n"
    counted = [part for part in parts if mark not in part]
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
    done = subprocess.run([sys.executable, HERE / script, *words], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{script}: {done.stderr}")
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
        documents = [linter.parse(text) for _, text in precision.texts(file)]
        begun = time.process_time()
        found = copies(documents)
        seconds = time.process_time() - begun
        chars = sum(len(document.source) for document in documents)
        same = sum(not passage.changes for passage in found)
        lines.append(f"| {file.stem} | {len(documents):,} | {chars:,} | {len(found)} | {same} | {seconds:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
