"""The files of sources, chosen by globs or named by a command."""

from __future__ import annotations

import os
from itertools import takewhile
from typing import TYPE_CHECKING, Final
from zlib import crc32

from zhlint.desk import SourceSet
from zhlint.sources.building import SourceFile, build, is_traditional
from zhlint.sources.index import hold
from zhlint.sources.shard import Shard, Source, build_shard
from zhlint.sources.texts import SUFFIXES, source_texts
from zhlint.storage.globs import glob_matcher
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_UNSEEN: Final = (".", "~$")


def files_of_glob(root: Path, pattern: str) -> list[SourceFile]:
    """The files below a folder that a glob matches, without hidden ones and links."""
    matches, base = glob_matcher(pattern), os.fspath(root)
    return [
        SourceFile(path, shown)
        for path in _walk(os.path.join(base, _head(pattern)))
        if matches(shown := path[len(base) :].replace(os.sep, "/").lstrip("/"))
    ]


def _head(pattern: str) -> str:
    """The folders that a glob begins with, in which all its files lie."""
    folders = pattern.split("/")[:-1] if "/" in pattern else []
    plain = [*takewhile(lambda name: not {"*", "?"} & set(name), folders)]
    return os.path.join(*plain) if plain else ""


def files_at(paths: Iterable[str]) -> list[SourceFile]:
    """The files that paths name, those in folders among them, each once."""
    found: dict[str, SourceFile] = {}
    for path in paths:
        for file in _walk(_texts_of(path)) if os.path.isdir(path) else (path,):
            found.setdefault(os.path.realpath(file), SourceFile(os.path.abspath(file), file.replace(os.sep, "/")))
    return sorted(found.values(), key=lambda file: file.shown)


def _texts_of(folder: str) -> str:
    """The folder itself; of a result of `zhlint archive` the part with the texts.

    Raises ConfigError where that result has none.
    """
    if not all(os.path.exists(os.path.join(folder, name)) for name in ("done", "summary.json")):
        return folder
    texts = os.path.join(folder, "prints")
    if not os.path.isdir(texts) or not os.listdir(texts):
        raise ConfigError(f"{folder} 是 zhlint archive 的结果，里面没有正文；用 --repeats 再做一次，才能作来源")
    return texts


def source_set(root: Path, files: Sequence[SourceFile], limit: int) -> tuple[SourceSet, tuple[tuple[str, str], ...]]:
    """The index of some files, and the paths that could not be read, with reasons."""
    built = build(files, limit)
    hold(built.shards)
    return SourceSet(os.fspath(root), tuple(built.shards)), built.unread


def sources_in_memory(texts: Iterable[str]) -> SourceSet:
    """The index of some texts, held in memory; their names are 来源1.txt and so on."""
    sources = [
        Source(f"来源{number}.txt", text, is_traditional(text.text))
        for number, content in enumerate(texts, 1)
        for text in source_texts(content.encode(), "来源.txt", len(content) * 4)
    ]
    head, tail = build_shard(sources)
    name = f"memory-{crc32(head + tail):x}"
    hold({name: Shard(head, memoryview(tail))})
    return SourceSet("", (name,))


def _walk(folder: str) -> Iterator[str]:
    """The files of a folder and below that may be sources, in order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_UNSEEN) and name != "node_modules")
        for name in sorted(names):
            if not name.startswith(_UNSEEN) and name.lower().endswith(SUFFIXES):
                path = os.path.join(parent, name)
                if not os.path.islink(path):
                    yield path
