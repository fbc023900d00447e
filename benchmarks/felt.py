"""What users feel: single drafts, the first run, the hook, folders, `--watch`, pages and Word files, now and at an earlier commit.

    python benchmarks/felt.py COMMIT [ROUNDS]      (needs git, pip and pre-commit; autocorrect where npm is)

Both versions are built as wheels and installed into environments of their own. All take turns; times are seconds of processor time in
milliseconds, those of `--watch` by the clock. Hooks run in real pre-commit, and what a hook that does nothing takes is told beside. Results
of earlier runs count only where a task says so.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from drafts import draft, drafts
from figures import spread, table
from processes import environment

from zhlint.word.new import new_word_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parent.parent
ROUNDS: Final = 5
NOW, CORRECT, NOTHING = "now", "autocorrect", "hook that does nothing"
SMALL, PAGE, FOLDER = 2_000, 200_000, 500
HOOK: Final = """
repos:
  - repo: local
    hooks:
      - {{id: hook, name: hook, language: system, entry: {entry}, files: '[.]txt$', require_serial: {serial}, verbose: false}}
"""
#: Seconds to wait for a report at most.
_PATIENCE: Final = 30


class Tool(NamedTuple):
    """A tool: its command, whether its hook is one process, whether it is zhlint."""

    command: str
    serial: bool
    is_zhlint: bool = True

    def check(self, *words: str) -> list[str]:
        own = ["check", "--no-config", "--fail-on", "never"] if self.is_zhlint else ["--lint"]
        return [self.command, *own, *words]


class Bench:
    """The tools and the drafts, in one folder."""

    def __init__(self, folder: Path, before: str) -> None:
        self.folder = folder
        self.tools = {before: _installed(folder / "before", before), NOW: _installed(folder / "now", None)}
        if (correct := _autocorrect(folder / "npm")) is not None:
            self.tools[CORRECT] = correct
        self.small, self.page, self.word = folder / "small.txt", folder / "page.txt", folder / "thirty-pages.docx"
        self.small.write_text(draft(SMALL, 1), encoding="utf-8")
        self.page.write_text(draft(PAGE, 2), encoding="utf-8")
        self.word.write_bytes(new_word_file(draft(80_000, 3).split("\n")))
        self.many = folder / "many"
        self.many.mkdir()
        for number, text in enumerate(drafts(FOLDER, SMALL)):
            (self.many / f"{number:03}.txt").write_text(text, encoding="utf-8")

    def environ(self, name: str) -> dict[str, str]:
        return environment(self.folder / f"cache-{name}") | {"PRE_COMMIT_HOME": str(self.folder / "pre-commit")}

    def tasks(self) -> Iterator[tuple[str, dict[str, Callable[[], float]]]]:
        """Yields the tasks, each with what measures it by tool, in milliseconds."""
        small, page, many = str(self.small), str(self.page), str(self.many)
        yield "first run, a draft of 2 KB", self._each(self._first_run, correct=False)
        yield "a draft of 2 KB", self._each(lambda name: self._check(name, small))
        yield "a page of 200 KB", self._each(lambda name: self._check(name, page))
        yield "500 drafts of 2 KB", self._each(lambda name: self._check(name, many))
        yield "the same, unchanged", self._each(lambda name: self._check(name, many, kept=True), correct=False)
        for count, changed in ((10, True), (100, False)):
            task = f"hook, {count} {'changed' if changed else 'unchanged'} drafts"
            hooks = {name: self._hook(name, count, changed=changed) for name in [*self.tools, NOTHING]}
            yield task, hooks
        yield "--watch, from save to report, by the clock", self._each(self._watched, correct=False)
        yield "HTML page of 200 KB", self._each(lambda name: self._check(name, page, "--format", "html"), correct=False)
        yield "annotate a Word file of 30 pages", self._each(self._annotated, correct=False)

    def _each(self, measure: Callable[[str], float], *, correct: bool = True) -> dict[str, Callable[[], float]]:
        names = [name for name, tool in self.tools.items() if correct or tool.is_zhlint]
        return {name: lambda name=name: measure(name) for name in names}  # type: ignore[misc]

    def _check(self, name: str, *words: str, kept: bool = False) -> float:
        tool = self.tools[name]
        fresh = ["--no-cache", "--jobs", "1"] if tool.is_zhlint and not kept else []
        return _milliseconds(tool.check(*fresh, *words), self.environ(name))

    def _first_run(self, name: str) -> float:
        empty = self.folder / "empty"
        shutil.rmtree(empty, ignore_errors=True)
        return _milliseconds(self.tools[name].check(str(self.small)), environment(empty))

    def _annotated(self, name: str) -> float:
        copy = self.folder / "annotated.docx"
        copy.unlink(missing_ok=True)
        command = [self.tools[name].command, "annotate", "--no-config", "--output", str(copy), str(self.word)]
        return _milliseconds(command, self.environ(name))

    def _hook(self, name: str, count: int, *, changed: bool) -> Callable[[], float]:
        """Measures a hook on so many staged drafts; `changed` ones differ each time."""
        desk = self.folder / f"desk-{count}-{name.replace(' ', '-')}"
        desk.mkdir()
        tool = self.tools.get(name)
        entry = "true" if tool is None else " ".join(tool.check())
        serial = str(tool is None or tool.serial).lower()
        (desk / ".pre-commit-config.yaml").write_text(HOOK.format(entry=entry, serial=serial), encoding="utf-8")
        _git(desk, "init", "--quiet")
        for number, text in enumerate(drafts(count, SMALL)):
            (desk / f"{number:03}.txt").write_text(text, encoding="utf-8")
        _git(desk, "add", ".")
        turn = 0

        def measure() -> float:
            nonlocal turn
            turn += 1
            if changed:
                for path in desk.glob("*.txt"):
                    path.write_text(path.read_text(encoding="utf-8") + f"第{turn}次改稿。\n", encoding="utf-8")
                _git(desk, "add", ".")
            command = [sys.executable, "-m", "pre_commit", "run"]
            return _milliseconds(command, self.environ(name), cwd=desk)

        return measure

    def _watched(self, name: str) -> float:
        """The milliseconds from a save to the report, by the clock."""
        watched = self.folder / "watched.txt"
        watched.write_text(draft(SMALL, 1), encoding="utf-8")
        command = self.tools[name].check("--watch", str(watched))
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=self.environ(name)
        ) as process:
            _wait_for_report(process)
            time.sleep(0.3)
            begun = time.perf_counter()
            watched.write_text(draft(SMALL, 1) + "改了一处。\n", encoding="utf-8")
            _wait_for_report(process)
            taken = time.perf_counter() - begun
            process.terminate()
        return 1000 * taken


def main(before: str, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), before)
        rows = [_row(task, measures, rounds, list(bench.tools)) for task, measures in bench.tasks()]
        first = bench.tools[NOW].check("--no-cache", "--jobs", "1")
        print(
            table(("task", *(f"{name}, ms" for name in bench.tools), "now times before", "pre-commit alone, ms"), rows)
        )
        size = sum(path.stat().st_size for path in bench.many.iterdir())
        whole = median(_milliseconds([*first, str(bench.many)], bench.environ(NOW)) for _ in range(rounds))
        start = median(_milliseconds([*first, str(bench.small)], bench.environ(NOW)) for _ in range(rounds))
        print(f"\nAn archive takes {(whole - start) / size * 1e9 / 3.6e6:.2f} core-hours for each GB.")


def _row(task: str, measures: dict[str, Callable[[], float]], rounds: int, tools: list[str]) -> tuple[str, ...]:
    """A row of the table; the tools take turns, after a first turn that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(rounds + 1):
        for name, measure in measures.items():
            spent = measure()
            if turn:
                taken[name].append(spent)
    ratios = [now / before for before, now in zip(taken[tools[0]], taken[NOW], strict=True)]
    shown = [f"{median(taken[name]):,.0f}" if name in taken else "" for name in tools]
    print(task, shown, file=sys.stderr, flush=True)
    return task, *shown, spread(ratios), f"{median(taken[NOTHING]):,.0f}" if NOTHING in taken else ""


def _milliseconds(command: list[str], environ: dict[str, str], cwd: Path | None = None) -> float:
    """The processor time of a command and its children; it may exit with 1, as a linter with findings does."""
    begun = os.times()
    done = subprocess.run(
        command, env=environ, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    ended = os.times()
    if done.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(done.returncode, command)
    return 1000 * (ended.children_user + ended.children_system - begun.children_user - begun.children_system)


def _wait_for_report(process: subprocess.Popen[str]) -> None:
    """Reads what a watching command writes, up to the line that says it waits."""
    until = time.monotonic() + _PATIENCE
    while process.stdout is None or "等待改动" not in process.stdout.readline():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("no report came")


def _installed(folder: Path, commit: str | None) -> Tool:
    """zhlint of a commit, or of the checkout, in an environment of its own."""
    source = ROOT
    if commit:
        source = folder / "source"
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(source, filter="data")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, f"{source}[watch]"], check=True)
    hooks = (source / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return Tool(str(programs / "zhlint"), "require_serial: true" in hooks)


def _autocorrect(folder: Path) -> Tool | None:
    """autocorrect of npm, None where npm is missing."""
    if not (npm := shutil.which("npm")):
        return None
    folder.mkdir()
    subprocess.run([npm, "install", "--silent", "--no-audit", "--prefix", str(folder), "autocorrect-node"], check=True)
    return Tool(str(folder / "node_modules" / ".bin" / "autocorrect"), serial=False, is_zhlint=False)


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
