"""The start and the throughput, measured against the parent commit in the same run.

Both are checked out and take turns, in processor time, so that neither the machine nor other work on it decides. Where the checkout has
changes, they are measured against HEAD. Something has become slower when its least time is more than a tenth above the parent's; a commit
that means it says so in its message, in a line `Slower: MEASURE: reason`.

    python benchmarks/bench.py --check
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from command import check
from processes import environment, run
from startup import DESK, WARM, commands
from tasks import Task
from tools import CORE, PUNCTUATION, checker, texts_for
from yardstick import seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parent.parent
#: A measure may take so many times as long as the parent's.
MOST: Final = 1.1
#: Rounds at most, and how often each measure is taken in one.
ROUNDS, TURNS = 5, 3
STARTS: Final = {"punctuation": "start, punctuation", DESK: "start, desk", WARM: "start, words cut"}
TASKS: Final = (Task(30, 8_000), Task(1, 300_000))
UNCHANGED: Final = Task(100, 8_000)
AGAIN: Final = f"{UNCHANGED.name}, unchanged"
_SLOWER: Final = re.compile(r"(?m)^Slower: ([^:\n]+):")
#: Seconds by the name of what takes them.
Costs = dict[str, float]


def compare() -> int:
    """Prints each measure as a multiple of the parent's.

    Returns 1 where one that the commit does not name is more than a tenth above, else 0.
    """
    parent = _parent()
    if parent is None:
        print("no parent commit here, as in a shallow clone: nothing is compared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, "before")
        _check_out(parent, before)
        multiples = measure(ROOT, before, Path(folder), meant := _meant())
    for name, multiple in multiples.items():
        print(f"{name}: {multiple:.2f} times what {parent[:9]} takes{', as the commit says' if name in meant else ''}")
    slower = slower_measures(multiples, meant)
    if slower:
        reason = "make it faster, or say in the commit message: Slower: MEASURE: reason"
        print(f"more than a tenth slower than the parent: {'; '.join(slower)}; {reason}", file=sys.stderr)
    return int(bool(slower))


def slower_measures(multiples: Mapping[str, float], meant: frozenset[str] = frozenset()) -> list[str]:
    """The names of measures that are more than a tenth above the parent's, unless they are meant to be."""
    return [name for name, multiple in multiples.items() if multiple > MOST and name not in meant]


def measure(after: Path, before: Path, folder: Path, meant: frozenset[str] = frozenset()) -> dict[str, float]:
    """What each measure takes in one checkout, as a multiple of what it takes in another.

    There are fewer rounds where nothing is slower. The folder is for drafts and caches.
    """
    trees = {"after": after, "before": before}
    least: dict[str, Costs] = {name: {} for name in trees}
    starts = {name: _Starts(tree, folder / name) for name, tree in trees.items()}
    multiples: dict[str, float] = {}
    for _ in range(ROUNDS):
        for _ in range(TURNS):
            for name in trees:
                _lower(least[name], starts[name].costs())
        for name in trees:
            _lower(least[name], _in_memory(starts[name].environ))
        own, others = least["after"], least["before"]
        multiples = {name: own[name] / others[name] for name in own if name in others}
        if not slower_measures(multiples, meant):
            break
    return multiples


def _lower(least: Costs, costs: Costs) -> None:
    for name, cost in costs.items():
        least[name] = min(cost, least.get(name, cost))


class _Starts:
    """The commands to start in one checkout, warmed up."""

    def __init__(self, tree: Path, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.environ = environment(folder / "cache") | {"PYTHONPATH": str(tree)}
        drafts = folder / "drafts"
        drafts.mkdir()
        self._commands = {STARTS[name]: command for name, command in commands(drafts).items() if name in STARTS}
        self._commands[AGAIN] = check(str(UNCHANGED.lay(drafts)), "--select", "PUN", kept=True)
        for command in self._commands.values():
            run(command, self._alone)

    @property
    def _alone(self) -> dict[str, str]:
        """The environment in which the current folder is no place to import from."""
        return self.environ | {"PYTHONSAFEPATH": "1"}

    def costs(self) -> Costs:
        """The processor time of each command."""
        return {name: run(command, self._alone).processor for name, command in self._commands.items()}


def _in_memory(environ: Mapping[str, str]) -> Costs:
    """The processor time of drafts in memory, in a new process."""
    done = subprocess.run([sys.executable, __file__], check=True, stdout=subprocess.PIPE, encoding="utf-8", env=environ)
    costs: Costs = json.loads(done.stdout)
    return costs


def _here() -> Costs:
    checks = {tool: checker(tool) for tool in (CORE, PUNCTUATION)}
    measures = {
        f"{tool}, {task.name}": (check_one, texts_for(tool, task.texts()))
        for task in TASKS
        for tool, check_one in checks.items()
    }
    turns = [{name: seconds(*taken) for name, taken in measures.items()} for _ in range(TURNS)]
    return {name: min(turn[name] for turn in turns) for name in measures}


def _parent() -> str | None:
    """The commit to compare with: HEAD where the checkout has changes, else its first parent."""
    changes = _git("status", "--porcelain", "--untracked-files=no")
    return _git("rev-parse", "--verify", "--quiet", "HEAD" if changes else "HEAD^") or None


def _meant() -> frozenset[str]:
    """The measures that the message of HEAD says are slower."""
    return frozenset(_SLOWER.findall(_git("log", "-1", "--format=%B") or ""))


def _check_out(commit: str, folder: Path) -> None:
    """Writes the files of a commit into a folder."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def _git(*words: str) -> str:
    """What git answers; empty where there is no git, no repository or no such commit."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    print(json.dumps(_here()))
