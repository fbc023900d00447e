"""Drafts as they were in a git revision, and the findings in what changed since."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.acceptance.changed_spans import changed_spans, touches
from zhlint.reading import read
from zhlint.reading.encoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.report import Report

#: The most bytes of a draft as it was.
_LARGEST: Final = 2**26


class RevisionError(Exception):
    """Raised for an unknown revision, and without git or a repository; the message is Chinese."""


class Revision:
    """A revision by name (`main`, `v1.2`, `HEAD~3`), in each draft's own repository."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._root = cache(_root)
        self._repository = cache(self._open)

    def narrow(self, report: Report, encoding: str = "auto") -> Report:
        """The report with only the findings that touch text changed since the revision.

        A finding may touch it with its place or a related one. A draft that is not in the revision is new throughout.
        Raises RevisionError.
        """
        if not report.is_read:
            return report
        path = Path(report.path)
        folder = path.absolute().parent.resolve()
        repository = self._repository(self._root(folder))
        own = (folder / path.name).relative_to(repository.root).as_posix()
        before = repository.renamed.get(own, own)
        if not report.findings or before not in repository.paths:
            return report
        if own not in repository.changed:
            return replace(report, findings=())
        return self._narrow(
            report, _git(repository.root, "cat-file", "--filters", f"{repository.commit}:{before}"), encoding
        )

    @staticmethod
    def _narrow(report: Report, old: bytes, encoding: str) -> Report:
        """The report with only the findings that touch what differs from these bytes."""
        if report.document is None:
            return report
        try:
            text = read(old, report.path, limit=_LARGEST, encoding=encoding).document.source
        except UnreadableError:
            # An old draft that cannot be read counts as changed throughout, or not at all.
            return report if old != Path(report.path).read_bytes() else replace(report, findings=())
        changes = changed_spans(text, report.document.source)
        return replace(report, findings=tuple(finding for finding in report.findings if touches(finding, changes)))

    def _open(self, root: Path) -> _Repository:
        if self.name.startswith("-"):
            raise RevisionError(f"git 里没有“{self.name}”这个版本")
        try:
            commit = _git(root, "rev-parse", "--verify", "--quiet", f"{self.name}^{{commit}}").decode().strip()
        except RevisionError:
            raise RevisionError(f"git 里没有“{self.name}”这个版本，请核对分支、标签或提交号") from None
        listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit)
        changes = iter(_git(root, "diff", "-z", "--name-status", "--find-renames", commit).split(b"\0"))
        changed, renamed = set(), {}
        for status in filter(None, changes):
            path = os.fsdecode(next(changes))
            if status[:1] in {b"R", b"C"}:
                path, before = os.fsdecode(next(changes)), path
                renamed[path] = before
            changed.add(path)
        paths = frozenset(map(os.fsdecode, listed.split(b"\0")))
        return _Repository(root, commit, paths, frozenset(changed), renamed)


def paths_in_commit(paths: Iterable[str]) -> frozenset[str]:
    """The drafts that a commit would change.

    Changes count from PRE_COMMIT_FROM_REF where that is set, else from HEAD; before the first commit, every tracked draft
    counts. Raises RevisionError outside a repository.
    """
    changed = cache(_changed_files)
    root_of = cache(_root)
    changed_paths = []
    for path in paths:
        folder = Path(path).absolute().parent.resolve()
        root = root_of(folder)
        if (folder / Path(path).name).relative_to(root).as_posix() in changed(root):
            changed_paths.append(path)
    return frozenset(changed_paths)


def _changed_files(root: Path) -> frozenset[str]:
    since = os.environ.get("PRE_COMMIT_FROM_REF", "HEAD")
    if _git(root, "rev-list", "--max-count=1", "--all"):
        listed = _git(root, "diff", "-z", "--name-only", since, "--")
    else:
        listed = _git(root, "ls-files", "-z")
    return frozenset(map(os.fsdecode, listed.split(b"\0")))


def _root(folder: Path) -> Path:
    return Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\r\n")).resolve()


class _Repository(NamedTuple):
    """A working tree and the commit compared with.

    `paths` are those of the commit; `changed` are the present paths that differ from it; `renamed` leads from a present path to
    the one in the commit.
    """

    root: Path
    commit: str
    paths: frozenset[str]
    changed: frozenset[str]
    renamed: dict[str, str]


def _git(folder: Path, *words: str) -> bytes:
    """The output of a git command. Raises RevisionError with git's message where it fails."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False, env=environment)
    except OSError:
        raise RevisionError("找不到 git 命令，要用它才知道改动了什么") from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in message:
            raise RevisionError(f"{folder} 不在 git 仓库里，无从知道改动了什么")
        raise RevisionError(f"git 出错：{message}")
    return done.stdout
