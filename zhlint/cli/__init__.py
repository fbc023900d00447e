"""The command line: click commands, thin; each lives in a module of its name and is loaded when called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import IO


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
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        sys.exit(code)
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way
    os._exit(code)


def _prepare_streams() -> None:
    """Never fail on a character the console lacks; where nobody looks on, write the same bytes on every system."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **(_portable(stream) if os.name == "nt" else {}))
    if os.name == "nt":
        from colorama import just_fix_windows_console  # noqa: PLC0415 - there alone

        # A console there takes colours and the wiping of a line for text until it is told.
        just_fix_windows_console()


def _portable(stream: IO[str]) -> dict[str, str]:
    """How a stream of Windows that is no console is to be written: UTF-8 unless asked otherwise, lines ended as everywhere."""
    if stream.isatty():
        return {}
    return {"newline": "\n"} | ({} if "PYTHONIOENCODING" in os.environ else {"encoding": "utf-8"})
