"""Count texts into a table of n-grams, as rules/tables/press-prose.ngrams was counted.

    python benchmarks/model.py TEXT... --out TABLE [--least 3]

A text is a file, .xz too: of JSONL every `text` is a document, of plain text every line. `FILE:even` and `FILE:odd` are its documents
0, 2, 4 … and 1, 3, 5 …, `FILE:first` and `FILE:second` its halves. Some minutes for 40 million characters, in bounded memory; the same
texts in the same order make the same table. The table says what it was counted from: names, parts and digests of the files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhlint.model.counting import LEAST, counted_table
from zhlint.model.table_file import PARTS, Counted
from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Text(NamedTuple):
    """A file of documents, or a part of it."""

    file: Path
    part: str = "all"

    @property
    def counted(self) -> Counted:
        """What a table is told of it."""
        return Counted(self.file.name, self.part, _digest(self.file))

    @property
    def stem(self) -> str:
        """The name of the file without its suffixes."""
        return self.file.name.split(".")[0]

    @property
    def name(self) -> str:
        """The stem, and the part."""
        return self.stem if self.part == "all" else f"{self.stem} ({self.part})"

    def __str__(self) -> str:
        return f"{self.file}:{self.part}"

    def documents(self) -> Iterator[str]:
        """The documents of the part, in order."""
        if self.part in {"first", "second"}:
            half = sum(1 for _ in _lines(self.file)) // 2
            first, last, step = (0, half, 1) if self.part == "first" else (half, None, 1)
        else:
            first, last, step = {"all": (0, None, 1), "even": (0, None, 2), "odd": (1, None, 2)}[self.part]
        yield from islice(_lines(self.file), first, last, step)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=text, metavar="TEXT")
    parser.add_argument("--out", type=Path, required=True, metavar="TABLE")
    parser.add_argument("--least", type=int, default=LEAST)
    arguments = parser.parse_args()
    texts: list[Text] = arguments.texts
    counted = [text.counted for text in texts]
    content = counted_table(documents(texts), arguments.least, counted)
    save(arguments.out, content)
    print(f"{arguments.out}: {len(content) / 2**20:.1f} MiB")


def text(word: str) -> Text:
    """The text that a word of the command line names."""
    name, colon, part = word.rpartition(":")
    return Text(Path(name), part) if colon and part in PARTS else Text(Path(word))


def documents(texts: Iterable[Text]) -> Iterator[str]:
    """The documents of some texts, in order."""
    for one in texts:
        yield from one.documents()


@cache
def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _lines(file: Path) -> Iterator[str]:
    """The documents of a file, in order."""
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"] if ".jsonl" in file.suffixes else line.rstrip("\n")


if __name__ == "__main__":
    main()
