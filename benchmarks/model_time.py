"""Prints the processor time of a check with the language model and without, in turn.

    python benchmarks/model_time.py FILE

Each line of the file is a draft that no other repeats; `\\n` in it is a line break. Drafts are joined to some 8 KB, and each is
checked once by one of the two, so that nothing kept from another draft helps more than it does at a desk.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

from memory import MODEL

from zhlint import Config, Linter

#: Characters of a draft: three bytes each, some 8 KB.
SIZE: Final = 2_700
DRAFTS: Final = 240


def main() -> None:
    linters = {"with": Linter(Config()), "without": Linter(Config(ignore=MODEL))}
    drafts = joined(Path(sys.argv[1]).read_text(encoding="utf-8").split("\n"))[: DRAFTS + 1]
    for linter in linters.values():
        linter.lint_text(drafts[0])
    spent = dict.fromkeys(linters, 0.0)
    for number, draft in enumerate(drafts[1:]):
        name = list(linters)[number % 2]
        begun = time.process_time()
        linters[name].lint_text(draft)
        spent[name] += time.process_time() - begun
    each = len(drafts[1:]) / 2
    print("| drafts of 8 KB | ms a draft |\n|---|---:|")
    for name, seconds in spent.items():
        print(f"| {name} the language model | {seconds / each * 1000:.1f} |")
    print(f"\n{spent['with'] / spent['without']:.2f} times as long, {len(drafts) - 1} drafts")


def joined(lines: list[str]) -> list[str]:
    """The lines as drafts of the size, in order."""
    drafts, draft = [], ""
    for line in lines:
        draft += line.replace("\\n", "\n") + "\n\n"
        if len(draft) >= SIZE:
            drafts.append(draft)
            draft = ""
    return drafts


if __name__ == "__main__":
    main()
