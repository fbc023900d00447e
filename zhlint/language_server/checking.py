"""Checks of open drafts, one at a time, and of the newest text only."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from zhlint.language_server.diagnostics import diagnostics_of
from zhlint.language_server.drafts import Check
from zhlint.language_server.linters import Linters
from zhlint.language_server.positions import PositionMap
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhlint.language_server.drafts import OpenDraft, Outcome

T = TypeVar("T")

#: Seconds between a check that was outdated and the next, in which further changes may come.
_PAUSE: Final = 0.02
#: A text with which everything is loaded that a first check needs.
_SAMPLE: Final = "昌平区总工会主席说，要把各项工作落到实处，让广大职工有更多的获得感。" * 2


class Checker:
    """Checks drafts in a thread of its own, and hands each outcome to `publish`.

    `encoding` is that of positions; `is_on` and `everywhere` say whether texts are checked at all, and whether also where
    no configuration is in force; `root` is the folder whose configuration counts for drafts without a file.
    """

    def __init__(self, publish: Callable[[OpenDraft, Outcome], None]) -> None:
        self.encoding = "utf-16"
        self.is_on = True
        self.everywhere = False
        self.root = Path.cwd()
        self._publish = publish
        self._linters = Linters()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="zhlint-check")

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Calls a function in the thread of the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *args)

    async def warm_up(self) -> None:
        """Loads rules and words, unless the configuration is wrong."""
        await self.run(self._load)

    def look_again(self) -> None:
        """Has the files on which findings depend looked at with the next check."""
        self._linters.look_again()

    def start(self, draft: OpenDraft) -> None:
        """Checks a draft soon; what is being checked now is outdated."""
        draft.edition += 1
        if draft.task is None or draft.task.done():
            draft.task = asyncio.get_running_loop().create_task(self._keep_up(draft))

    async def newest(self, draft: OpenDraft) -> Check | None:
        """The check of a draft's present text, awaited; None where it is not checked."""
        while draft.is_open and draft.task and not draft.task.done():
            await asyncio.shield(draft.task)
        return draft.check

    def close(self) -> None:
        """Ends the thread after the check under way."""
        self._thread.shutdown(cancel_futures=True)
        self._linters.close()

    async def _keep_up(self, draft: OpenDraft) -> None:
        """Checks until nothing has changed in the meantime; outdated outcomes are dropped."""
        done, pause = -1, 0.0
        while draft.is_open and done != draft.edition:
            # The first of several changes is checked at once; those that come meanwhile are gathered.
            await asyncio.sleep(pause)
            done, pause = draft.edition, _PAUSE
            outcome = await self.run(self._outcome, draft, draft.text)
            if draft.is_open and done == draft.edition:
                draft.check = outcome if isinstance(outcome, Check) else None
                self._publish(draft, outcome)
                if draft.check:
                    await self.run(draft.check.pages.write, {finding.code for finding in draft.check.report.findings})

    def _load(self) -> None:
        try:
            self._linters.of(self.root).linter.lint_text(_SAMPLE)
        except ConfigError:
            return

    def _outcome(self, draft: OpenDraft, text: str) -> Outcome:
        """The check of a draft's text, None where it is not to be checked."""
        folder = draft.path.parent if draft.path else self.root
        try:
            linter, pages, _ = self._linters.of(folder)
        except ConfigError as error:
            return error
        if not self.is_on or not draft.is_wanted(linter, everywhere=self.everywhere):
            return None
        report = linter.lint_text(text, path=draft.shown_path(folder))
        positions = PositionMap(text, self.encoding)
        return Check(linter, pages, report, positions, diagnostics_of(report, positions, draft.uri, pages.uri))
