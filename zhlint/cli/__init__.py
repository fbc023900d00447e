"""The command line: click commands, thin; each lives in a module of its name and is loaded when called."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line; exits with 0, 1 or 2 as the contract has it."""
    from zhlint.cli.group import run  # noqa: PLC0415 - start-up: click is loaded after what `start` does

    _prepare_streams()
    sys.exit(run(sys.argv))


def start() -> None:
    """Entry point of `zhlint` and `zhlint-press`: `main` as a process of its own, quickly started and left."""
    # Nothing that a run makes goes round in circles; looking for it takes a tenth of a short run, loading click included.
    gc.set_threshold(100_000, 20, 20)
    try:
        main()
    except SystemExit as done:
        _leave(int(done.code or 0))


def _leave(code: int) -> None:
    """Exit without the interpreter's taking itself to pieces, which takes as long as a small check."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way
    os._exit(code)


def _prepare_streams() -> None:
    """Never fail on a character the console lacks; through a Windows pipe, speak UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            piped = os.name == "nt" and not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if piped else {}))
