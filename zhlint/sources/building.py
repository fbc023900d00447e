"""The building of the index of sources, kept by content in the user's cache.

Files are put into shards by a digest of their paths, so that a new or changed file makes one shard anew and no other. One shard at a
time is in memory while they are built.
"""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.phrasing.reasons import size_reason, system_reason
from zhlint.reading.encoding import UnreadableError
from zhlint.sources.shard import VERSION, Shard, Source, build_shard, keep_shard, load_shard
from zhlint.sources.texts import source_texts
from zhlint.storage.cache import load_value, store_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: The beginning of the names of kept files.
PREFIX: Final = "sources"
#: Bytes of files for a shard, about.
_SHARD: Final = 4 * 2**20
#: Characters of a text by which its script is told.
_SAMPLE: Final = 2_000
#: Nanoseconds within which a file may change again without its time telling.
_RACY: Final = 2 * 10**9


class SourceFile(NamedTuple):
    """A file of sources: its absolute path, and how it is shown."""

    path: str
    shown: str


class Entry(NamedTuple):
    """A file by size, time of change and digest, with the reason (Chinese) if unreadable."""

    size: int
    changed: int
    digest: str
    fault: str = ""


class Built(NamedTuple):
    """The shards by their names, and what could not be read, as path and reason."""

    shards: Mapping[str, Shard]
    unread: tuple[tuple[str, str], ...]


def build(files: Sequence[SourceFile], limit: int) -> Built:
    """Builds what the index of some files lacks, each of `limit` bytes at most."""
    ledger = f"{PREFIX}-ledger-{_digest(f'{VERSION}', *(file.path for file in files))}"
    known: dict[str, tuple[int, int, str, str]] = load_value(ledger) or {}
    entries = {file.path: _entry(file, known.get(file.path), limit) for file in files}
    shards: dict[str, Shard] = {}
    for members in _groups(files, entries):
        contents = [part for file in members for part in (file.shown, entries[file.path].digest)]
        name = f"{PREFIX}-{_digest(f'{VERSION}', *contents)}"
        shards[name] = load_shard(name) or _new_shard(name, [*_sources(members, entries, limit)])
    now = {path: tuple(entry) for path, entry in entries.items()}
    if now != known:
        store_value(ledger, now)
    unread = tuple((file.shown, entries[file.path].fault) for file in files if entries[file.path].fault)
    return Built(shards, unread)


def _new_shard(name: str, sources: Sequence[Source]) -> Shard:
    """A shard of these sources, kept where the cache can be written."""
    head, tail = build_shard(sources)
    keep_shard(name, head, tail)
    return load_shard(name) or Shard(head, memoryview(tail))


def _entry(file: SourceFile, known: tuple[int, int, str, str] | None, limit: int) -> Entry:
    """The entry of a file, read again only where size or time has changed."""
    try:
        state = os.stat(file.path)
        if known and known[:2] == (state.st_size, state.st_mtime_ns):
            return Entry(*known)
        if state.st_size > limit:
            return Entry(state.st_size, state.st_mtime_ns, "", size_reason("文件", state.st_size, limit))
        with open(file.path, "rb") as stream:
            digest = sha256(stream.read()).hexdigest()
    except OSError as error:
        return Entry(-1, -1, "", f"无法读取（{system_reason(error)}）")
    import time

    # A file that was changed a moment ago may change once more within the same tick of the clock.
    is_racy = time.time_ns() - state.st_mtime_ns < _RACY
    return Entry(state.st_size, -1 if is_racy else state.st_mtime_ns, digest)


def _groups(files: Sequence[SourceFile], entries: Mapping[str, Entry]) -> Iterator[list[SourceFile]]:
    """The readable files in groups, by the digests of their paths."""
    readable = [file for file in files if not entries[file.path].fault]
    size = sum(entries[file.path].size for file in readable)
    count = 1 << max(0, (size // _SHARD).bit_length())
    keyed = sorted((int(_digest(file.shown), 16) % count, file) for file in readable)
    for _, members in groupby(keyed, key=lambda pair: pair[0]):
        yield [file for _, file in members]


def _sources(members: Iterable[SourceFile], entries: dict[str, Entry], limit: int) -> Iterator[Source]:
    """The texts of files; why one could not be read is noted in its entry."""
    for file in members:
        try:
            with open(file.path, "rb") as stream:
                content = stream.read(limit + 1)
            for text in source_texts(content, file.shown, limit):
                yield Source(text.path or file.shown, text, is_traditional(text.text))
        except UnreadableError as error:
            entries[file.path] = entries[file.path]._replace(fault=str(error))
        except OSError as error:
            entries[file.path] = Entry(-1, -1, "", f"无法读取（{system_reason(error)}）")


def is_traditional(text: str) -> bool:
    """Whether a text is in traditional script, by its beginning."""
    from zhlint.analysis.script import script
    from zhlint.reading import parse

    return parse(text[:_SAMPLE]).analyse(script) == "traditional"


def _digest(*parts: str) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()[:32]
