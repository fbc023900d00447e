"""The time of each rule on drafts of 8 KB.

python benchmarks/rule_costs.py COUNT
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from figures import table
from tasks import Task
from tools import CORE, YARDSTICK, checker
from yardstick import seconds

if TYPE_CHECKING:
    from zhlint.document import Document

#: A rule that takes less than such a part of the whole is counted among the others.
SMALL = 1 / 200


def rule_costs(count: int, environ: dict[str, str]) -> str:
    """The table, measured in a new process. Raises CalledProcessError where that fails."""
    command = [sys.executable, __file__, str(count)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environ).stdout.rstrip()


def _table(count: int) -> str:
    texts = Task(count, 8_000).texts()
    checks = {tool: checker(tool) for tool in (YARDSTICK, CORE)}
    unit, whole = (seconds(check, texts) for check in checks.values())
    taken = _by_rule(texts)
    named = {name: cost for name, cost in taken.items() if cost >= whole * SMALL}
    named["all other rules"] = sum(taken.values()) - sum(named.values())
    listed = [(YARDSTICK, unit), (CORE, whole), *sorted(named.items(), key=lambda item: -item[1])]
    head = ("a draft of 8 KB", "ms", "per cent", "times autocorrect's")
    return table(head, [_row(name, cost, count, whole, unit) for name, cost in listed])


def _by_rule(texts: list[str]) -> dict[str, float]:
    """The seconds of the reading and of each rule.

    Work that several rules share is counted for the first.
    """
    from zhlint import Linter
    from zhlint.config.model import Config
    from zhlint.engine.run import run

    linter = Linter(Config())
    documents: list[Document] = []
    taken = {"reading": seconds(lambda text: documents.append(linter.parse(text)), texts)}
    for rule in linter.rules.selected:
        check = partial(run, rules=(rule,))
        check(linter.parse(texts[0]))
        taken[f"{rule.code} {rule.name}"] = seconds(check, documents)
    return taken


def _row(name: str, cost: float, count: int, whole: float, unit: float) -> tuple[str, ...]:
    return name, f"{1000 * cost / count:.3f}", f"{100 * cost / whole:.1f}", f"{cost / unit:.2f}"


if __name__ == "__main__":
    print(_table(int(sys.argv[1])))
