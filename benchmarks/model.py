"""Count texts into a table of n-grams, as rules/tables/press-prose.ngrams was counted.

    python benchmarks/model.py TEXT... --out TABLE [--least 3]

A text is a file, .xz too: of JSONL every `text` is a document, of plain text every line. Some minutes for 40 million characters, in
bounded memory; the same texts in the same order make the same table.
"""

from __future__ import annotations

import argparse
import json
import lzma
from pathlib import Path
from typing import TYPE_CHECKING

from zhlint.model.counting import LEAST, alphabet_of, counted_table
from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    parser.add_argument("--out", type=Path, required=True, metavar="TABLE")
    parser.add_argument("--least", type=int, default=LEAST)
    arguments = parser.parse_args()
    alphabet = alphabet_of(documents(arguments.texts))
    content = counted_table(lambda: documents(arguments.texts), alphabet, arguments.least)
    save(arguments.out, content)
    print(f"{arguments.out}: {len(alphabet)} characters, {len(content) / 2**20:.1f} MiB")


def documents(files: list[Path]) -> Iterator[str]:
    """The documents of the files, in order."""
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"] if ".jsonl" in file.suffixes else line.rstrip("\n")


if __name__ == "__main__":
    main()
