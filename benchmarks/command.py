"""`zhlint check` as the benchmarks call it.

Options that an older version does not have are left out.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache

CHECK = (sys.executable, "-m", "zhlint", "check", "--no-config", "--fail-on", "never")


def check(*arguments: str, jobs: int = 1, kept: bool = False) -> list[str]:
    """The command with these arguments, on so many cores.

    With `kept` results of earlier runs may be used.
    """
    on_cores = ["--jobs", str(jobs)] if knows("--jobs") else []
    return [*CHECK, *on_cores, *([] if kept or not knows("--no-cache") else ["--no-cache"]), *arguments]


@cache
def knows(option: str) -> bool:
    """Whether `zhlint check` has this option."""
    told = subprocess.run([*CHECK, "--help"], check=True, capture_output=True, encoding="utf-8")
    return option in told.stdout.replace(",", " ").split()
