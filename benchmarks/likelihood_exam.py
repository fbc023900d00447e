"""Count what the language model finds and what it reports in clean text, with a table that counted neither.

    python benchmarks/likelihood_exam.py --table TABLE --pairs ERRORS.tsv... --clean CORPUS.jsonl...

The lines 1, 3, 5 … are used; of a corpus of one text, all of it. For pairs: the share of wrong sentences in which a finding touches the
fault, by the model alone, by the preset `desk` without it and with it, and with its hints. For clean text: hits in 100,000 characters,
each of which is printed to be read. TABLE is made by `benchmarks/model.py`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from zhlint import Config, Linter
from zhlint.analysis.words import likelihood
from zhlint.model.table import load_table

MODEL = ("WRD021", "WRD022", "WRD023")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--pairs", nargs="*", type=Path, default=[], metavar="TSV")
    parser.add_argument("--clean", nargs="*", type=Path, default=[], metavar="JSONL")
    arguments = parser.parse_args()
    table = load_table(arguments.table)
    likelihood.press_prose = lambda: table
    for file in arguments.pairs:
        print(file.stem, *(f"{name} {share:.1%}" for name, share in shares(file).items()))
    for file in arguments.clean:
        read(file)


def shares(file: Path) -> dict[str, float]:
    """The share of wrong sentences found, by what found them."""
    linter = Linter(Config(extend_select=MODEL))
    found: Counter[str] = Counter()
    sentences = 0
    for line in file.read_text(encoding="utf-8").splitlines()[2::2]:
        wrong, right = line.split("\t")[:2]
        if wrong == right:
            continue
        sentences += 1
        faults = [at for at, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]]
        hits = [
            finding
            for finding in linter.lint_text(wrong).findings
            if any(finding.place.start <= at < finding.place.end for at in faults)
        ]
        loud = [finding.code for finding in hits if finding.level != "hint"]
        found["model"] += bool(set(MODEL).intersection(loud))
        found["desk without it"] += bool(set(loud).difference(MODEL))
        found["desk"] += bool(loud)
        found["with hints"] += bool(hits)
    return {name: count / sentences for name, count in found.items()}


def read(file: Path) -> None:
    """Print the hits in clean text, with their surroundings, and their number."""
    linter = Linter(Config(select=MODEL))
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    characters, hits = 0, Counter[str]()
    for text in texts[1::2] if len(texts) > 1 else texts:
        characters += len(text)
        for finding in linter.lint_text(text).findings:
            hits[finding.code] += 1
            start, end = finding.place.start, finding.place.end
            if finding.level != "hint":
                print(
                    finding.code,
                    f"{text[max(0, start - 8) : start]}[{text[start:end]}]{text[end : end + 6]}",
                    finding.message,
                )
    print(
        file.stem,
        characters,
        *(f"{code}: {count} ({count / characters * 1e5:.2f})" for code, count in sorted(hits.items())),
    )


if __name__ == "__main__":
    main()
