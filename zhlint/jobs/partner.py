"""One long draft checked by two processes: both read it and run its rules, one from the first on, one from the last, until they meet."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from zhlint.engine.run import merged, run, shares
from zhlint.jobs.processes import settle, started
from zhlint.linter import Linter

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from zhlint.config.model import Config
    from zhlint.document import Document
    from zhlint.engine.run import Found
    from zhlint.report import Report
    from zhlint.rule import Rule

#: The partner's first word: it has read the draft, and found nothing yet.
_READ: Final[Found] = ((), ())


def lint_with_partner(linter: Linter, content: bytes, path: str) -> Report:
    """What `linter.lint_bytes` reports, in little more than half the time; where there is no second process, in all of it."""
    try:
        partner = _Partner(linter, content, path)
    except OSError:
        return linter.lint_bytes(content, path=path)
    try:
        return linter.lint_bytes(content, path=path, runner=partner.run)
    finally:
        partner.end()


class _Partner:
    """A process that runs the rules from the first on. What it does not come to, or dies over, is done here."""

    def __init__(self, linter: Linter, content: bytes, path: str) -> None:
        from queue import SimpleQueue
        from threading import Thread

        self._connection, self._process = started(_take_part)
        self._lives = True
        self._told: SimpleQueue[Found | None] = SimpleQueue()
        # A pipe holds little: by a thread of its own, neither process ever waits for the other to take what it is given.
        self._talk = Thread(target=self._converse, args=(linter.config, path, content), daemon=True)
        self._talk.start()

    def run(self, document: Document, rules: tuple[Rule, ...]) -> Found:
        """What `engine.run` returns."""
        # Once it has read the draft, which counts as a share, the partner is at the first share left.
        left = deque([(), *shares(rules)])
        theirs: list[Found] = []
        own: deque[Found] = deque()
        while left:
            if told := self._next(wait=len(left) == 1 and bool(theirs)):
                theirs.append(told)
                left.popleft()
            else:
                own.appendleft(run(document, left.pop()))
        return merged([*theirs, *own])

    def end(self) -> None:
        self._process.terminate()
        self._process.join()
        self._talk.join()
        self._connection.close()

    def _next(self, *, wait: bool) -> Found | None:
        """What became of the next share, None where that is not known yet, or never will be."""
        from queue import Empty

        try:
            told = self._told.get(block=wait and self._lives)
        except Empty:
            return None
        self._lives = told is not None
        return told

    def _converse(self, config: Config, path: str, content: bytes) -> None:
        with suppress(Exception):  # whatever is wrong with the partner, the rest is done without it
            self._connection.send((config, path))
            self._connection.send_bytes(content)
            while True:
                self._told.put(self._connection.recv())
        self._told.put(None)


def _take_part(connection: Connection) -> None:
    """What the partner does: the rules of a draft, a share after another, until it is ended."""
    settle()
    with suppress(Exception):  # its parent does the rest, and says what is wrong if it fails there too
        config, path = connection.recv()
        linter = Linter(config)
        document, _ = linter.read(connection.recv_bytes(), path=path)
        connection.send(_READ)
        for share in shares(linter.rules_for(path)):
            connection.send(run(document, share))
