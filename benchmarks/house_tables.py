"""Measure a table counted from one half of an archive on its other half, beside the shipped table alone.

    python benchmarks/house_tables.py ARCHIVE [--field text] [--lines] [--table TABLE] [--planted 1000] [--seed 1] [--show]

ARCHIVE is a folder or a file as `zhlint learn` reads it. Its articles 0, 2, 4 … (in the order of the paths) are counted, 1, 3, 5 … are measured: the hits in
100,000 characters as they stand, and the share of planted slips that are found, each a character exchanged for one that sounds or
looks alike, in seeded places. TABLE is used in the place of the shipped one; it must not have counted the archive. With `--show` the
hits in the text as it stands are printed, to be read. Nothing of the archive is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import held_out
from model import Text

from zhlint import Config, Linter
from zhlint.desk import NO_DESK
from zhlint.document import Document
from zhlint.learning.articles import Reader
from zhlint.learning.copies import Copies, sentences_of
from zhlint.learning.count import learn
from zhlint.learning.evidence import prose
from zhlint.learning.files import sources
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.model.confusions import confusions
from zhlint.model.scoring import press_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULES = ("WRD021", "WRD022", "WRD023")
#: A slip is typed for a character that press prose has so often.
COMMON = 300
LIMIT = 64 * 2**20


class Slip(NamedTuple):
    """A paragraph with a wrong character, and its place."""

    text: str
    place: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--field", default="text")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--planted", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    held_out.take(arguments.table, [Text(arguments.archive)] if arguments.archive.is_file() else [])
    texts = list(articles(arguments.archive, arguments.field, lines=arguments.lines))
    slips = planted(texts[1::2], arguments.planted, random.Random(arguments.seed))
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder, "half.jsonl")
        half.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[::2]), encoding="utf-8")
        learned = learn([str(half)], Path(folder, "house"))
        linters = {
            "press prose": Linter(Config(select=RULES)),
            "and the house": Linter(Config(select=RULES, model={"tables": [str(learned.table)]})),
        }
        print(
            f"{arguments.archive.name}: {learned.characters} characters counted, {sum(map(len, texts[1::2]))} measured"
        )
        for name, linter in linters.items():
            measure(name, linter, texts[1::2], slips, show=arguments.show)


def articles(archive: Path, field: str, *, lines: bool) -> Iterator[str]:
    """The articles of an archive, copies left out."""
    reader, copies = Reader(field, "auto", LIMIT, NO_DESK, lines=lines), Copies()
    for source in sources([str(archive)], Path("nowhere"))[0]:
        for article in reader.articles(source):
            if isinstance(article, Document):
                text = prose(article)
                sentences = sentences_of(text)
                if not copies.is_copy(sentences):
                    copies.add(digest for digest, _ in sentences)
                    yield text


def planted(texts: Sequence[str], count: int, chance: random.Random) -> list[Slip]:
    """Paragraphs with one wrong character each, in a word of two characters or more."""
    press = press_prose()
    paragraphs = [line for text in texts for line in text.split("\n") if len(line) >= 20]
    slips: list[Slip] = []
    while len(slips) < count:
        paragraph = chance.choice(paragraphs)
        places = [place for run in re.finditer("[一-鿿]+", paragraph) for place in in_words(run)]
        if not places:
            continue
        place = chance.choice(places)
        others = [one for one in confusions().of(paragraph[place]) if press.singles[press.number(one)] >= COMMON]
        if others:
            weights = [press.singles[press.number(one)] for one in others]
            wrong = chance.choices(others, weights)[0]
            slips.append(Slip(paragraph[:place] + wrong + paragraph[place + 1 :], place))
    return slips


def in_words(run: re.Match[str]) -> Iterator[int]:
    """The places of the characters that stand in words of two or more."""
    start = run.start()
    for word in vocabulary().cut(run[0]):
        yield from range(start, start + len(word)) if len(word) > 1 else ()
        start += len(word)


def measure(name: str, linter: Linter, texts: Sequence[str], slips: Sequence[Slip], *, show: bool) -> None:
    """Prints the hits in texts and the slips that are found."""
    hits: Counter[str] = Counter()
    for text in texts:
        for finding in linter.lint_text(text).findings:
            hits[finding.code] += 1
            if show and finding.level != "hint":
                start, end = finding.place.start, finding.place.end
                print(
                    f"  {name} {finding.code} {text[max(0, start - 10) : start]}[{text[start:end]}]{text[end : end + 8]} {finding.message}"
                )
    found: Counter[str] = Counter()
    for slip in slips:
        levels = {
            finding.level
            for finding in linter.lint_text(slip.text).findings
            if finding.place.start <= slip.place < finding.place.end
        }
        found["warning"] += "warning" in levels
        found["hint"] += bool(levels)
    characters = sum(map(len, texts))
    rates = ", ".join(f"{code} {hits[code]} ({hits[code] / characters * 1e5:.2f})" for code in RULES)
    print(
        f"{name}: hits {rates}; found {found['warning'] / len(slips):.1%}, with hints {found['hint'] / len(slips):.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())
