"""Prints the tables of docs/measures.md from corpora.

They count false alarms, planted faults, pairs of wrong and right sentences, and copies between drafts.
    python benchmarks/measures.py CORPUS ERRORS [--stream NAME] > docs/measures.md

CORPUS is a folder of JSONL files with a `text` in every line, ERRORS a folder of TSV files with a wrong and a right
sentence in every line. What is known of the files is told as to precision.py: `--stream NAME --stripped NAME`.
Only counts are printed, never a sentence of either.
"""

from __future__ import annotations

import csv
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
HEAD = """\
# Measures

Made by zhlint {version} with `make measures CORPUS=… ERRORS=… TOLD="{told}"`, on texts that are not part of the project. It is generated, never edited by hand.
A hit in clean text may be right: each card says what its hits were (`zhlint explain CODE`).
"""


FIXES = """\
Changes that `zhlint fix` made in edited and in unedited text, listed by `python benchmarks/fixes.py TEXT… --changes FILE` and read by a person: all changes
of a rule with few, some 200 at random of a rule with many. A change is wrong where any reading of the place makes the original right.
Kinds of wrong changes were mended when they were found; the counts are of the rules as they were read, and the present rules leave more places alone.
No rule was written on odd entries or second halves.

Then five batches of text that nobody had read were fixed, each after the mistakes of the one before had been mended as kinds: some 30 million characters,
4.4 million of them raw copy (pages of schools, offices and companies, campus notices, web answers). Of 20,598 changes some 7,800 were read; no structure
was lost.

| batch | characters | wrong or doubtful | of these |
|---|---:|---:|---|
| 1 | 9.1 million | 43 | |
| 2 | 4.5 million | 28 | 22 on one page, in pictures of DNA |
| 3 | 6.5 million | 204 | some 190 in one account, all citations such as `(Kim等, 2020)` |
| 4 | 4.7 million | 26 | 20 in one account's lists of literature, one face and four doubtful places in 1.1 million characters of raw web answers |
| 5 | 5.2 million | 12 | all in lines of PHP; one account and some offices' pages |

All of these kinds but single places are mended. In lists of literature without a tag or a year, a safe fix may still be wrong. The counts of the texts before
these batches are in `benchmarks/fixes-read.tsv`.

A last batch was fixed in the same way, with a third of it held back until the mistakes of the rest had been mended; no structure was lost.

| text | characters | changes | read | wrong | doubtful |
|---|---:|---:|---:|---:|---:|
| raw copy: reviews, web answers, pages and notices | 1.95 million | 21,404 | 3,075 and some 250 | 8 | 6 |
| of this, held back | 0.7 million | | | 2 | 1 |
| columns and essays | 6.2 million | 11,072 | 2,956 | 109, with the doubtful | |

In raw copy that is 4.1 wrong and 3.1 doubtful changes in 1,000,000 characters: marks in faces, `;;;`, a mark beside another, the point of a number in a list, a
`--` that was a face or ended its line. The other commas and points that do not stand between Chinese characters were sorted by what is beside them, and some 250
of these were read. Of the 109, 62 are citations such as `(Fisher,1979:204)`, 26 ratios in one
post, 14 places in Japanese titles and post headers, and seven single places. These kinds are mended, too.

After that, 1.64 million unread characters of raw copy (pages and news of hospitals, companies, offices, schools and associations, seven eighths from one company)
were fixed once more: of 4,004 changes some 2,235 were read by eye. One was wrong (`desc: ` before a Chinese value; mended), 0.6 in 1,000,000; five were doubtful."""


def main() -> None:
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
        _section("Safe fixes", FIXES, _fixes()),
        _section(
            "Copies between drafts",
            "All drafts of a corpus are compared with each other, which no desk would do: reports of one kind over years are alike.",
            _copies(clean),
        ),
    ]
    print("\n".join(sections), end="")


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
