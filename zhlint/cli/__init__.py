"""The command line, made with click.

Each command is the module of its name in `commands/`, loaded when it is called.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Final

#: The exit code of a run that Ctrl-C ended, as shells have it.
INTERRUPTED: Final = 130


def main() -> None:
    """Runs the command line and exits.

    The exit code is 0, 1 or 2 as the contract has it, or 130 where Ctrl-C ended the run.
    """
    try:
        from zhlint.cli.group import run
        from zhlint.cli.streams import own_streams

        with own_streams():
            code = run(sys.argv)
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def start() -> None:
    """Entry point of `zhlint` and `zhlint-press`: the command line as a process."""
    # A run makes no reference cycles worth collecting; looking for them takes a tenth of a short run.
    gc.set_threshold(100_000, 20, 20)
    try:
        main()
    except SystemExit as done:
        _leave(int(done.code or 0))


def _leave(code: int) -> None:
    """Exit without the interpreter's clean-up, which takes as long as a small check."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        sys.exit(code)
    if "threading" in sys.modules and sys.modules["threading"].active_count() > 1:
        sys.exit(code)
    # There is no public way to run the exit functions.
    finish = getattr(atexit, "_run_exitfuncs", None)
    if finish is None:
        sys.exit(code)
    finish()
    os._exit(code)
