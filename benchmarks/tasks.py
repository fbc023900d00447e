"""What is checked: so many drafts of a size."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from drafts import draft, drafts

if TYPE_CHECKING:
    from pathlib import Path


class Task(NamedTuple):
    """A number of drafts, and the bytes of each."""

    count: int
    size: int

    @property
    def name(self) -> str:
        bytes_each = f"{self.size // 10**6} MB" if self.size >= 10**6 else f"{self.size // 1000} KB"
        return f"{self.count:,} draft{'s' * (self.count > 1)} of {bytes_each}"

    @property
    def megabytes(self) -> float:
        """What the drafts have; a little more than they should, since the last paragraph is not cut."""
        return _megabytes(self)

    def texts(self) -> list[str]:
        """The drafts. Speakers stand in a tenth of many, and in one that is alone."""
        return drafts(self.count, self.size) if self.count > 1 else [draft(self.size, 0)]

    def lay(self, folder: Path) -> Path:
        """A folder with the drafts as files, made in `folder`."""
        made = folder / f"{self.count}x{self.size}"
        made.mkdir()
        for number, text in enumerate(self.texts()):
            (made / f"{number:05}.txt").write_text(text, encoding="utf-8", newline="\n")
        return made


@cache
def _megabytes(task: Task) -> float:
    return sum(len(text.encode()) for text in task.texts()) / 1e6


FEW, MANY = Task(200, 8_000), Task(2_000, 8_000)
LONG, HUGE = Task(1, 200_000), Task(1, 10_000_000)
