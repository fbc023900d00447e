"""From the words on the command line to drafts and the configuration of each."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from stat import FILE_ATTRIBUTE_HIDDEN, S_ISREG
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from zhlint.cards.pack_files import PACK_TABLES
from zhlint.config.file import find_config, read_config, with_baseline
from zhlint.config.model import Config
from zhlint.config.names import is_like_config
from zhlint.finding import Problem
from zhlint.jobs.workers import Piece, checked
from zhlint.linter import Linter, draft_bytes, unread
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.formats import (
    MARKDOWN,
    SHOWN_NAMES,
    TEXT,
    WORD,
    promised_format,
    recognise,
    refusal,
    unreadable_names,
)
from zhlint.report import Report
from zhlint.storage.toml import ConfigError
from zhlint.word.package import is_sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from zhlint.reading.conversion import Converter

STDIN: Final = "-"
#: What Word leaves beside a file that is open, and how `annotate` names its copies: neither is a draft met in a folder.
_LOCK: Final = "~$"
ANNOTATED: Final = ".zhlint"
_HEAD: Final = 4096
#: How a report in Markdown begins.
REPORT: Final = "# 文稿检查\n\n检查 ".encode()
#: The sums of `check`, `repeats` and `rate` near the end of a report in text.
_SUMMARY: Final = r"(?m)^(?:检查 \d+ 个文稿，\d+ 字：差错 \d|比对 \d+ 个文稿，\d+ 字：|计错 \d+，\d+ 个文稿，\d+ 字)"
_TAIL: Final = 4096
_WORTH_KEEPING: Final = 100_000
_SKIPPED: Final = frozenset({"node_modules", "__pycache__"})
_EMPTY: Final = f"文件夹里没有文稿（{SHOWN_NAMES}）；别的后缀请直接写出文件名，或在配置里改 include"


class Choices(NamedTuple):
    """What the command line decides: where the configuration comes from, and the keys replaced for this run."""

    config: Path | None = None
    no_config: bool = False
    overrides: Mapping[str, Any] = {}
    force_exclude: bool = False
    stdin_filename: str | None = None
    convert: bool = False


class Passed(NamedTuple):
    """What was met in folders and is not checked: page proofs, and copies with comments and reports that zhlint wrote."""

    proofs: list[str]
    copies: list[str]
    reports: list[str]


class Drafts:
    """The drafts that some paths stand for, each once and in order of path, each checked under its own configuration."""

    def __init__(
        self,
        paths: Iterable[str],
        choices: Choices,
        *,
        jobs: int | None = 1,
        use_cache: bool = False,
        whole: bool = False,
    ) -> None:
        """`jobs` is how many processes may check them, None as many as pay; with `use_cache` results of earlier runs are used.

        With `whole`, what looks like a draft in a folder and cannot be read is among them.
        """
        self._whole = whole
        self.passed = Passed([], [], [])
        self._originals: dict[str, bytes] = {}
        self._choices = choices
        self._jobs = jobs
        self._use_cache = use_cache
        self._named = frozenset(paths)
        self._config = cache(self._new_config)
        self._linters: dict[tuple[Path | None, str | None], Linter] = {}
        self._real_folder: Callable[[str], str] = cache(os.path.realpath)
        listed: dict[str, str] = {}
        for real, file in (found for path in paths for found in self._expand(path)):
            listed.setdefault(real, file)
        self.paths = sorted(listed.values(), key=lambda path: (path != STDIN, path.replace(os.sep, "/")))

    def reports(self) -> Iterator[Report]:
        """Check the drafts one by one. What cannot be read or is misconfigured is reported in its place."""
        yield from checked(map(self.piece, self.paths), self._jobs)
        for linter in self._linters.values():
            linter.save()
        for note in dict.fromkeys(note for linter in self._linters.values() for note in linter.rules.notes):
            click.echo(f"zhlint: {note}", err=True)

    def spare(self, written: Iterable[str]) -> None:
        """Do not check what is going to be written, such as the report of an earlier run met in a folder.

        Raises UsageError for a draft that was named itself, and where nothing else is left.
        """
        for file in filter(os.path.exists, written):
            self.passed.reports[:] = [path for path in self.passed.reports if not _are_same(path, file)]
            same = {path for path in self.paths if path != STDIN and _are_same(path, file)}
            if same & self._named:
                raise click.UsageError(f"{file} 是要查的文稿，不能写成报告，请换一个文件名")
            self.paths = [path for path in self.paths if path not in same]
            if not self.paths:
                raise click.UsageError(f"除了要写的 {file}，没有文稿可查")

    @cached_property
    def size(self) -> int:
        """How many bytes the drafts have, the standard input left out."""
        return sum(map(size_of, self.paths))

    @cached_property
    def _are_many(self) -> bool:
        """Whether they have so many bytes that looking for kept results takes less than checking."""
        return any(size >= _WORTH_KEEPING for size in accumulate(map(size_of, self.paths)))

    def config_for(self, path: str) -> Config:
        """The configuration of a draft. Raises ConfigError."""
        named = self._choices.stdin_filename if path == STDIN else path
        return self._config(os.path.dirname(named or ""))

    def linter_for(self, path: str) -> Linter:
        """The linter of a draft. Raises ConfigError."""
        config = self.config_for(path)
        key = (config.origin.path if config.origin else None, config.baseline)
        if key not in self._linters:
            self._linters[key] = Linter(config, use_cache=self._use_cache and self._are_many)
        return self._linters[key]

    @cached_property
    def stdin(self) -> bytes:
        """What came through the standard input."""
        if sys.stdin is None:
            raise click.UsageError("标准输入没有打开，读不到文稿")
        return sys.stdin.buffer.read()

    def piece(self, path: str) -> Piece | Report:
        """A draft that is to be checked, with its bytes; or the report on it, where that is known at once."""
        try:
            linter = self.linter_for(path)
        except ConfigError as error:
            return Report(path, None, 0, errors=(Problem(str(error), about_config=True),))
        limit = linter.config.max_size
        if path == STDIN:
            try:
                return Piece(linter, self._choices.stdin_filename or STDIN, self._converted(path, self.stdin, limit))
            except UnreadableError as error:
                return unread(path, error)
        if not self._choices.convert and (said := _refused(path)):
            return Report(path, None, 0, errors=(Problem(said),))
        try:
            content = self._converted(path, draft_bytes(path, limit), limit)
        except UnreadableError as error:
            return unread(path, _unlisted(path) if os.path.isdir(path) else error)
        return linter.load_report(content, path=path) or Piece(linter, path, content)

    def is_as_read(self, path: str, content: bytes) -> bool:
        """Whether a draft still is what it was when it became this content. Raises OSError."""
        return Path(path).read_bytes() == self._originals.get(path, content)

    def _converted(self, path: str, content: bytes, limit: int) -> bytes:
        """The content of a draft, or the Word file that LibreOffice makes of it where that was asked for. Raises UnreadableError."""
        if not (self._choices.convert and content) or not (found := recognise(content, path)).converts:
            return content
        self._originals[path] = content
        return self._converter.word_file(content, found, limit)

    @cached_property
    def _converter(self) -> Converter:
        from zhlint.reading.conversion import Converter

        return Converter()

    def _expand(self, path: str) -> Iterator[tuple[str, str]]:
        """The drafts that a path stands for, each without links and as it is called."""
        if path == STDIN:
            yield STDIN, STDIN
        elif os.path.isdir(path) and not _is_bundle(path):
            found = list(self._walk(path))
            yield from found or [(self._real(path), path)]
        elif not self._choices.force_exclude or not self._excluded(path):
            yield self._real(path), path

    def _walk(self, folder: str) -> Iterator[tuple[str, str]]:
        """The drafts in a folder and those below, and the folders that cannot be looked into."""
        closed: list[str] = []
        for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
            folders[:] = sorted(
                name for name in folders
                if not name.startswith(".") and name not in _SKIPPED and not _is_aside(os.path.join(parent, name))
            )  # fmt: skip
            bundles = [name for name in folders if _is_bundle(name)]
            folders[:] = [name for name in folders if name not in bundles]
            names = [
                name for name in (*files, *bundles) if not name.startswith((".", _LOCK)) and not is_like_config(name)
            ]
            for name in self._drafts(parent, names):
                yield os.path.join(self._real_folder(parent), name), os.path.join(parent, name)
        yield from ((self._real(path), path) for path in closed if not self._excluded(os.path.join(path, "_")))

    def _drafts(self, folder: str, names: list[str]) -> Iterator[str]:
        """The drafts among the files of a folder; page proofs and copies are noted as passed over."""
        try:
            config = self._config(folder)
        except ConfigError:
            config = Config()
        stems = set()
        if self._is_pack(folder, config):
            names = [name for name in names if name not in PACK_TABLES]
        for name in config.drafts_among(folder, names):
            path = os.path.join(folder, name)
            if not _is_plain(path) or (_outputs() and _is_own_output(path)):
                continue
            if _is_report(path):
                self.passed.reports.append(path)
                continue
            if _is_copy(path):
                self.passed.copies.append(path)
                continue
            stems.add(_stem(name))
            yield name
        for name in config.not_excluded(folder, unreadable_names(names)) if self._whole else ():
            path, found = os.path.join(folder, name), promised_format(name)
            if _stem(name) in stems or not (_is_plain(path) or _is_bundle(name)):
                continue
            if found and found.proof:
                self.passed.proofs.append(path)
            else:
                yield name

    def _is_pack(self, folder: str, config: Config) -> bool:
        """Whether a folder is a rule pack of its configuration: its list of names is no draft."""
        packs = (os.path.join(config.root or "", name) for name in config.packs)
        return any(os.path.realpath(pack) == os.path.realpath(folder) for pack in packs)

    def _excluded(self, path: str) -> bool:
        try:
            config = self.config_for(path)
        except ConfigError:
            return False
        return config.matches(path, config.exclude)

    def _new_config(self, folder: str) -> Config:
        if self._choices.no_config:
            found = Config()
        else:
            found = read_config(self._choices.config) if self._choices.config else find_config(Path(folder))
            found = with_baseline(found, Path(folder))
        return replace(found, overridden=frozenset(self._choices.overrides), **self._choices.overrides)

    def _real(self, path: str) -> str:
        folder, name = os.path.split(path)
        if name in {"", os.curdir, os.pardir} or os.path.islink(path):
            return os.path.realpath(path)
        return os.path.join(self._real_folder(folder), name)


def _are_same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def size_of(path: str) -> int:
    """The bytes of a file, 0 where there is none."""
    try:
        return os.stat(path).st_size if path != STDIN else 0
    except OSError:
        return 0


def _is_aside(folder: str) -> bool:
    """Whether a folder met in another is passed over: a link, or what Windows hides, such as the recycle bin of a disk."""
    if os.path.islink(folder):
        return True
    try:
        return os.name == "nt" and bool(getattr(os.lstat(folder), "st_file_attributes", 0) & FILE_ATTRIBUTE_HIDDEN)
    except OSError:
        return False


def _is_plain(path: str) -> bool:
    """Whether this is a file itself: no link, and no pipe, which might be waited for without end."""
    try:
        return S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return True


def _unlisted(folder: str) -> UnreadableError:
    """Why a folder stands in the list of drafts itself: it cannot be looked into, or holds none."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return UnreadableError(f"无法打开这个文件夹（{system_reason(error)}）")
    return UnreadableError(_EMPTY)


def _refused(path: str) -> str:
    """Why a file whose name promises a format that is not read is not, by how it begins; empty where it may be read all the same."""
    promised = promised_format(path)
    if promised is None or promised.is_read:
        return ""
    if promised.bundle and os.path.isdir(path):
        return refusal(promised, path)
    if not os.path.isfile(path):
        return ""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return ""
    found = recognise(head, path)
    return refusal(found, path) if head and not found.is_read else ""


def _is_bundle(name: str) -> bool:
    """Whether a folder of this name is a draft to the program that made it."""
    found = promised_format(name)
    return found is not None and found.bundle


def _is_copy(path: str) -> bool:
    """Whether this is a copy that `annotate` wrote: by its mark, or by its name, which it keeps when an editor has saved it."""
    if promised_format(path) is not WORD:
        return False
    try:
        return _stem(path).endswith(ANNOTATED) or is_sealed(path)
    except OSError:
        return False


def _is_report(path: str) -> bool:
    """Whether this is a report that zhlint wrote beside the drafts, in Markdown or in text."""
    try:
        with open(path, "rb") as stream:
            if promised_format(path) is MARKDOWN:
                return stream.read(len(REPORT)) == REPORT
            if promised_format(path) is not TEXT:
                return False
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - _TAIL))
            return bool(compile_expression(_SUMMARY).search(stream.read(_TAIL).decode(errors="replace")))
    except OSError:
        return False


def _is_own_output(path: str) -> bool:
    """Whether this run writes to the file: `zhlint check . > 报告.txt`."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    return (found.st_dev, found.st_ino) in _outputs()


@cache
def _outputs() -> frozenset[tuple[int, int]]:
    """The files that standard output and standard error go to."""
    found = set()
    for number in (1, 2):
        with suppress(OSError):
            state = os.fstat(number)
            if S_ISREG(state.st_mode) and state.st_ino:
                found.add((state.st_dev, state.st_ino))
    return frozenset(found)


def _stem(path: str) -> str:
    return os.path.splitext(path)[0].lower()
