"""The sets of drafts that are checked: their number and size.

python benchmarks/tasks.py COUNT SIZE FOLDER      (writes the drafts into the folder)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from drafts import draft, drafts


class Task(NamedTuple):
    """A number of drafts, and the bytes of each.

    They have a little more, since the last paragraph is not cut.
    """

    count: int
    size: int

    @property
    def name(self) -> str:
        bytes_each = f"{self.size // 10**6} MB" if self.size >= 10**6 else f"{self.size // 1000} KB"
        return f"{self.count:,} draft{'s' * (self.count > 1)} of {bytes_each}"

    def texts(self) -> list[str]:
        """The drafts. Speakers stand in a tenth of many, and in one that is alone."""
        return drafts(self.count, self.size) if self.count > 1 else [draft(self.size, 0)]

    def lay(self, folder: Path) -> Path:
        """A folder with the drafts as files, made in `folder`.

        Another process makes them: a child is told to have had, at its peak, what its parent had when it was started.
        """
        made = folder / f"{self.count}x{self.size}"
        made.mkdir()
        subprocess.run([sys.executable, __file__, str(self.count), str(self.size), str(made)], check=True)
        return made


FEW, MANY = Task(200, 8_000), Task(2_000, 8_000)
LONG, HUGE = Task(1, 200_000), Task(1, 10_000_000)

if __name__ == "__main__":
    for number, text in enumerate(Task(int(sys.argv[1]), int(sys.argv[2])).texts()):
        Path(sys.argv[3], f"{number:05}.txt").write_text(text, encoding="utf-8", newline="\n")
