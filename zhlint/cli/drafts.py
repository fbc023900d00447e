"""The drafts of a run, each with its configuration and its linter."""

from __future__ import annotations

import os
import sys
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.refusals import file_refusal, folder_refusal
from zhlint.cli.search import STDIN, Search, is_same_file, size_of
from zhlint.finding import Problem
from zhlint.jobs import Job, run_jobs
from zhlint.linter import Linter
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.files import draft_bytes
from zhlint.reading.formats import recognise
from zhlint.report import Report, unread_report
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.cli.choices import Choices
    from zhlint.cli.search import Passed
    from zhlint.config.model import Config
    from zhlint.reading.conversion import Converter
    from zhlint.results import StoredLinter

#: Bytes of drafts from which looking for the results of earlier runs takes less than checking.
_WORTH_KEEPING: Final = 10_000


class Drafts:
    """The drafts that some paths stand for, each once, in order of path.

    Each is checked under its own configuration.
    """

    def __init__(
        self,
        paths: Iterable[str],
        choices: Choices,
        *,
        jobs: int | None = 1,
        use_cache: bool = False,
        whole: bool = False,
    ) -> None:
        """Nothing is looked for before it is asked for.

        `jobs` is how many processes may check them, None as many as pay. With `use_cache` results of earlier runs are used.
        With `whole`, files in folders that look like drafts and cannot be read are among them.
        """
        self._originals: dict[str, bytes] = {}
        self._choices = choices
        self._jobs = jobs
        self._use_cache = use_cache
        self._words = tuple(paths)
        self._config = cache(choices.config_in)
        self._linters: dict[tuple[Path | None, str | None], Linter] = {}
        self._stored: list[StoredLinter] = []
        self._search = Search(self._config, force_exclude=choices.force_exclude, whole=whole)

    @cached_property
    def paths(self) -> list[str]:
        """The names of the drafts."""
        return self._search.drafts(self._words)

    @property
    def passed(self) -> Passed:
        """The files met in folders that are left out on purpose."""
        if "paths" not in vars(self):  # They are met on the way to the drafts.
            self.paths = self._search.drafts(self._words)
        return self._search.passed

    def reports(self) -> Iterator[Report]:
        """Checks the drafts one by one.

        A draft that cannot be read or is misconfigured has a report that says so, in its place.
        """
        yield from run_jobs(map(self.piece, self.paths), self._jobs)
        for stored in self._stored:
            stored.save()
        for note in dict.fromkeys(note for linter in self._linters.values() for note in linter.notes):
            click.echo(f"zhlint: {note}", err=True)

    def leave_out(self, outputs: Iterable[str]) -> None:
        """Takes out the files that are going to be written.

        One may be the report of an earlier run, met in a folder.
        Raises UsageError for a draft that was named itself, and where nothing else is left.
        """
        for file in filter(os.path.exists, outputs):
            self.passed.reports[:] = [path for path in self.passed.reports if not is_same_file(path, file)]
            same = {path for path in self.paths if path != STDIN and is_same_file(path, file)}
            if same & set(self._words):
                raise click.UsageError(f"{file} 是要查的文稿，不能写成报告，请换一个文件名")
            self.paths = [path for path in self.paths if path not in same]
            if not self.paths:
                raise click.UsageError(f"除了要写的 {file}，没有文稿可查")

    @cached_property
    def size(self) -> int:
        """The bytes of all drafts, the standard input left out."""
        return sum(map(size_of, self.paths))

    @cached_property
    def _are_many(self) -> bool:
        """Whether the drafts are so large that looking for the results of earlier runs pays."""
        return any(size >= _WORTH_KEEPING for size in accumulate(map(size_of, self.paths)))

    def config_for(self, path: str) -> Config:
        """The configuration of a draft. Raises ConfigError."""
        name = self._choices.stdin_filename if path == STDIN else path
        return self._config(os.path.dirname(name or ""))

    def linter_for(self, path: str) -> Linter:
        """The linter of a draft. Raises ConfigError."""
        config = self.config_for(path)
        key = (config.origin.path if config.origin else None, config.baseline)
        if key not in self._linters:
            self._linters[key] = self._stored_linter(config) if self._use_cache and self._are_many else Linter(config)
        return self._linters[key]

    def _stored_linter(self, config: Config) -> StoredLinter:
        from zhlint.results import StoredLinter

        self._stored.append(StoredLinter(config))
        return self._stored[-1]

    @cached_property
    def stdin(self) -> bytes:
        """The bytes of the standard input. Raises UsageError where it is closed."""
        if sys.stdin is None:
            raise click.UsageError("标准输入没有打开，读不到文稿")
        return sys.stdin.buffer.read()

    def piece(self, path: str) -> Job | Report:
        """A draft to be checked, or its report where that is known at once."""
        try:
            linter = self.linter_for(path)
        except ConfigError as error:
            return Report(path, None, 0, errors=(Problem(str(error), about_config=True),))
        limit = linter.config.max_size
        if path == STDIN:
            try:
                return Job(linter, self._choices.stdin_filename or STDIN, self._converted(path, self.stdin, limit))
            except UnreadableError as error:
                return unread_report(path, error)
        if not self._choices.convert and (reason := file_refusal(path)):
            return Report(path, None, 0, errors=(Problem(reason),))
        try:
            content = self._converted(path, draft_bytes(path, limit), limit)
        except UnreadableError as error:
            return unread_report(path, folder_refusal(path) if os.path.isdir(path) else error)
        stored = next((stored for stored in self._stored if stored is linter), None)
        return (stored and stored.load_report(content, path=path)) or Job(linter, path, content)

    def is_as_read(self, path: str, content: bytes) -> bool:
        """Whether a draft's file still is what this content was read from.

        Raises OSError.
        """
        return Path(path).read_bytes() == self._originals.get(path, content)

    def _converted(self, path: str, content: bytes, limit: int) -> bytes:
        """The content of a draft, with --convert in the form of a Word file.

        Raises UnreadableError.
        """
        if not self._choices.convert or not content:
            return content
        form = recognise(content, path)
        if not form.converts:
            return content
        self._originals[path] = content
        return self._converter.word_file(content, form, limit)

    @cached_property
    def _converter(self) -> Converter:
        from zhlint.reading.conversion import Converter

        return Converter()
