"""Tables of n-grams that did not count the text that is measured.

A rule that asks the language model is right too often on text that its table counted. `take` hands the rules of this process a table, and
ends the process where it counted one of the texts measured. `Tables` builds what is needed from the texts of the shipped table: all of
them without one, or with its other half alone.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from model import Text

from zhlint.model import scoring
from zhlint.model.table import NGrams, load_table
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
_PRESS_PROSE = rules_folder() / "tables" / "press-prose.ngrams"
SHIPPED = _PRESS_PROSE
OTHER = {"even": "odd", "odd": "even", "first": "second", "second": "first"}


def take(path: Path | None, texts: Iterable[Text]) -> None:
    """Lets the rules of this process ask the table in a file (None: the shipped one), which may not have counted these texts.

    Only when a rule asks it is it looked at: rules that need no table may be measured on any text.
    """
    texts = tuple(texts)

    def checked(wanted: Path) -> NGrams:
        file = path or SHIPPED if wanted == _PRESS_PROSE else wanted
        table = load_table(file)
        if refusal := why_not(table, texts):
            sys.exit(f"{file}: {refusal}")
        return table

    scoring.load_table = checked
    for cached in (scoring.press_prose, scoring.language_model, scoring.house_table):
        cached.cache_clear()


def why_not(table: NGrams, texts: Iterable[Text]) -> str:
    """The reason why a table may not be used to measure on some texts; empty where it may."""
    if not table.counted:
        return "the table does not say what it was counted from, so nothing can be measured with it"
    for text in texts:
        own = text.counted
        if any(counted.shares(own) for counted in table.counted):
            return f"the table counted {own.name}; take one that did not (--table), or leave out the rules that ask it (--ignore)"
    return ""


class Tables:
    """Tables of the texts of the shipped one without some of them, kept in a folder."""

    def __init__(self, folders: Iterable[Path], kept: Path) -> None:
        """Ends the process where a text of the shipped table is not in the folders."""
        files = {
            Text(file).counted.digest: file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()
        }
        counted = load_table(SHIPPED).counted
        if missing := [source.name for source in counted if source.digest not in files]:
            sys.exit(
                f"{SHIPPED} was counted from {', '.join(missing)}: not in the folders named, so no other table can be made"
            )
        self.sources = [Text(files[source.digest], source.part) for source in counted]
        self._kept = kept

    def without(self, *texts: Text) -> list[Text]:
        """The texts of the shipped table less some; of a text whose half is measured, the other half."""
        rest = []
        for source in self.sources:
            shared = [text for text in texts if source.counted.shares(text.counted)]
            if not shared:
                rest.append(source)
            elif source.part == "all" and len(shared) == 1 and shared[0].part in OTHER:
                rest.append(Text(source.file, OTHER[shared[0].part]))
        return rest

    def build(self, wanted: Sequence[Sequence[Text]]) -> list[Path]:
        """The files of the tables of these texts, counted two at a time where they are not kept."""
        paths = [self._path(texts) for texts in wanted]
        missing = [(path, texts) for path, texts in zip(paths, wanted, strict=True) if not path.is_file()]
        self._kept.mkdir(parents=True, exist_ok=True)
        for first in range(0, len(missing), 2):
            running = [_counting(path, texts) for path, texts in missing[first : first + 2]]
            if any(process.wait() for process in running):
                sys.exit("model.py failed")
        return paths

    def _path(self, texts: Sequence[Text]) -> Path:
        name = hashlib.sha256(repr([text.counted for text in texts]).encode()).hexdigest()[:16]
        return self._kept / f"{name}.ngrams"


def _counting(path: Path, texts: Sequence[Text]) -> subprocess.Popen[bytes]:
    words = [sys.executable, HERE / "model.py", *map(str, texts), "--out", path]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL)
