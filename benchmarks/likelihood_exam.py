"""Count what the language model finds and what it reports in clean text, by threshold, with a table that counted neither.

    python benchmarks/likelihood_exam.py --pairs ERRORS.tsv... --clean TEXT... [--table TABLE] [--curve] [--read]

Of ERRORS.tsv, a wrong and a right sentence in every line, the rows 1, 3, 5 … are used, on which nothing was fitted; a wrong sentence is
found where a finding touches a character that differs. TEXT is named as to precision.py. Three tables are printed: the shares of wrong
sentences found; with --curve, hits in clean text and shares found by the least score of WRD021 and of WRD023. With --read
every hit in clean text is printed, to be read.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import held_out
from precision import MODEL, in_folder

from zhlint import Config, Linter
from zhlint.analysis.words.likelihood import likelier_words
from zhlint.analysis.words.likely_particles import likelier_particles
from zhlint.document import Span
from zhlint.engine.run import run
from zhlint.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from zhlint.analysis.words.improvements import Improvement
    from zhlint.document import Document
    from zhlint.finding import Finding, Place

SCORES = (-2.2, -1.5, -1.0, -0.6, 0.0, 0.5, 1.0, 2.0, 3.0)
PARTICLE_SCORES = (0.25, 0.5, 1.0, 1.4, 2.0, 3.0)
PARTICLES = "的地得"
#: So many particles are exchanged for another one, one in a text, in seeded places.
EXCHANGED = 1_500


def main() -> None:
    arguments = _arguments()
    texts = [text for word in arguments.clean for text in in_folder(word)]
    held_out.take(arguments.table, texts)
    documents = [document for text in texts for document in text.documents()]
    if arguments.read:
        read(documents)
    else:
        print(shares_table(arguments.pairs))
    if arguments.curve:
        print(f"\n{curve(documents, arguments.pairs)}\n\n{particle_curve(documents)}")


def shares_table(files: Sequence[Path]) -> str:
    """A Markdown table of the wrong sentences found, a line for each file."""
    ways = ("the model alone", "desk without it", "desk", "with the hints of full")
    lines = ["| file | wrong sentences | " + " | ".join(ways) + " |", "|---|---:|" + "---:|" * len(ways)]
    linter = Linter(Config(preset="full"))
    desk = {rule.code for rule in Linter(Config()).rules.selected}
    for file in files:
        found: Counter[str] = Counter()
        wrong = list(wrong_sentences(file))
        for sentence, faults in wrong:
            hits = list(_touching(linter, sentence, faults))
            loud = {finding.code for finding in hits if finding.level != "hint" and finding.code in desk}
            found[ways[0]] += bool(loud.intersection(MODEL))
            found[ways[1]] += bool(loud.difference(MODEL))
            found[ways[2]] += bool(loud)
            found[ways[3]] += bool(hits)
        shares = " | ".join(f"{found[way] / len(wrong):.1%}" for way in ways)
        lines.append(f"| {file.stem} | {len(wrong)} | {shares} |")
    return "\n".join(lines)


def wrong_sentences(file: Path) -> Iterator[tuple[str, list[int]]]:
    """The wrong sentences of the rows 1, 3, 5 …, each with the places that differ."""
    for line in file.read_text(encoding="utf-8").splitlines()[2::2]:
        wrong, right = line.split("\t")[:2]
        if wrong != right:
            yield wrong, [at for at, pair in enumerate(zip(wrong, right, strict=False)) if pair[0] != pair[1]]


def curve(documents: Sequence[str], files: Sequence[Path]) -> str:
    """A Markdown table by the least score of WRD021: hits in 100,000 characters, shares found in each file."""
    size = sum(map(len, documents))
    linter = Linter(Config(select=("WRD021",), options={"WRD021": {"least": SCORES[0]}}))
    scores = [score for document in documents for _, score in _scored(linter, likelier_words, document)]
    best = [[_best(linter, likelier_words, *case) for case in wrong_sentences(file)] for file in files]
    lines = ["| least score | hits | in 100,000 | " + " | ".join(file.stem for file in files) + " |"]
    lines.append("|---:|---:|---:|" + "---:|" * len(files))
    for least in SCORES:
        hits = sum(score >= least for score in scores)
        found = [sum(score >= least for score in wrong) / max(1, len(wrong)) for wrong in best]
        shares = " | ".join(f"{share:.1%}" for share in found)
        lines.append(f"| {least:g} | {hits} | {hits * 1e5 / size:.2f} | {shares} |")
    return "\n".join(lines)


def particle_curve(documents: Sequence[str]) -> str:
    """A Markdown table by the least score of WRD023: hits in 100,000 characters, shares of exchanged particles found."""
    size = sum(map(len, documents))
    linter = Linter(Config(select=("WRD023",), options={"WRD023": {"least": PARTICLE_SCORES[0]}}))
    scores = [score for document in documents for _, score in _scored(linter, likelier_particles, document)]
    exchanged = _exchanged(documents, random.Random(1))
    best = [_best(linter, likelier_particles, text, [at]) for text, at in exchanged]
    lines = [f"| least score | hits | in 100,000 | found of {len(best)} exchanged |", "|---:|---:|---:|---:|"]
    for least in PARTICLE_SCORES:
        hits = sum(score >= least for score in scores)
        found = sum(score >= least for score in best)
        lines.append(f"| {least:g} | {hits} | {hits * 1e5 / size:.2f} | {found / max(1, len(best)):.1%} |")
    return "\n".join(lines)


def _scored(
    linter: Linter, analysis: Callable[[Document], tuple[Improvement, ...]], text: str
) -> Iterator[tuple[Place, float]]:
    """The findings of the one rule of a linter in a text, by place, with their scores."""
    document = linter.parse(text)
    findings, problems = run(document, linter.rules.selected)
    if problems:
        sys.exit(problems[0].message)
    scores = {document.to_source(one.start, one.end): one.score for one in document.analyse(analysis)}
    for finding in findings:
        yield finding.place, scores[Span(finding.place.start, finding.place.end)]


def _best(
    linter: Linter, analysis: Callable[[Document], tuple[Improvement, ...]], text: str, faults: Sequence[int]
) -> float:
    """The highest score of the findings that touch a fault."""
    found = (
        score for place, score in _scored(linter, analysis, text) if any(place.start <= at < place.end for at in faults)
    )
    return max(found, default=float("-inf"))


def _exchanged(documents: Sequence[str], chance: random.Random) -> Iterator[tuple[str, int]]:
    """Sentences with a particle exchanged for another, and its place."""
    places = [(document, at) for document in documents for at in _lone_particles(document)]
    for document, at in chance.sample(places, min(EXCHANGED, len(places))):
        start, end = document.rfind("\n", 0, at) + 1, document.find("\n", at)
        other = chance.choice(PARTICLES.replace(document[at], ""))
        yield document[start:at] + other + document[at + 1 : end if end > 0 else None], at - start


def _lone_particles(document: str) -> Iterator[int]:
    """The places of particles that are words of their own between Chinese characters."""
    for stretch in re.finditer("[一-鿿]+", document):
        at = stretch.start()
        for word in vocabulary().cut(stretch[0]):
            if word in PARTICLES and stretch.start() < at < stretch.end() - 1:
                yield at
            at += len(word)


def _touching(linter: Linter, text: str, faults: Sequence[int]) -> Iterator[Finding]:
    for finding in linter.lint_text(text).findings:
        if finding.code != "MET001" and any(finding.place.start <= at < finding.place.end for at in faults):
            yield finding


def read(documents: Sequence[str]) -> None:
    """Prints the hits in clean text, with their surroundings, and their number."""
    linter = Linter(Config(select=MODEL))
    hits = Counter[str]()
    for document in documents:
        for finding in linter.lint_text(document).findings:
            hits[finding.code] += 1
            start, end = finding.place.start, finding.place.end
            if finding.level != "hint":
                print(
                    finding.code,
                    f"{document[max(0, start - 8) : start]}[{document[start:end]}]{document[end : end + 6]}",
                    finding.message,
                )
    size = sum(map(len, documents))
    print(size, *(f"{code}: {count} ({count / size * 1e5:.2f})" for code, count in sorted(hits.items())))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, metavar="TABLE")
    parser.add_argument("--pairs", nargs="*", type=Path, default=[], metavar="TSV")
    parser.add_argument("--clean", nargs="*", default=[], metavar="TEXT")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--read", action="store_true")
    arguments = parser.parse_args()
    if not arguments.pairs and not arguments.clean:
        sys.exit("nothing to measure: name pairs or clean text")
    return arguments


if __name__ == "__main__":
    main()
