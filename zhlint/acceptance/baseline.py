"""The baseline: a file of accepted findings beside the drafts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.acceptance.json_items import read_items
from zhlint.acceptance.keys import Key
from zhlint.storage.atomic_write import lock, save
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from zhlint.storage.toml import ConfigError

#: The reason of entries written by `zhlint baseline write` without one.
FIRST_REASON: Final = "建立基线时已有"
#: The keys of an entry, all strings.
_TEXTS: Final = ("path", "code", "snippet", "sentence", "reason")


class Entry(NamedTuple):
    """An accepted finding; `path` is relative to the baseline's folder, with slashes."""

    path: str
    key: Key
    reason: str


class AcceptedRepeat(NamedTuple):
    """Text (without white space) that may stand in several drafts.

    `paths` are the two drafts of an accepted copy, relative to the baseline's folder; empty for standing matter, which may
    stand in any draft.
    """

    paths: tuple[str, ...]
    text: str
    reason: str


class Baseline(NamedTuple):
    """The accepted findings and repeats of one file, which may not exist yet."""

    file: Path
    entries: tuple[Entry, ...] = ()
    repeats: tuple[AcceptedRepeat, ...] = ()

    def entries_for(self, path: str) -> tuple[Entry, ...]:
        """The entries of a draft, by its path as on the command line."""
        own = relative_path(path, self.file)
        return tuple(entry for entry in self.entries if entry.path == own)


def replace_keys(baseline: Baseline, path: str, keys: Mapping[Key, Collection[Key]]) -> Baseline:
    """The baseline with the entries of one draft under new keys.

    `keys` gives the new keys of an old one; an entry whose key is missing there stays.
    """
    own = relative_path(path, baseline.file)
    return baseline._replace(entries=tuple(
        entry._replace(key=key)
        for entry in baseline.entries
        for key in (keys.get(entry.key, (entry.key,)) if entry.path == own else (entry.key,))
    ))  # fmt: skip


def is_dead(entry: Entry, live: Collection[Key], ran: Collection[str], known: Collection[str]) -> bool:
    """Whether an entry covers nothing any more.

    `live` are the keys of present findings, `ran` the codes of the rules that were run, `known` those that exist.
    """
    return entry.key not in live and (entry.key.code in ran or entry.key.code not in known)


def relative_path(path: str, file: Path) -> str:
    """The path of a draft relative to a baseline's folder, with slashes."""
    folder = file.resolve().parent
    whole = Path(path).absolute()
    draft = whole.parent.resolve() / whole.name
    # On another drive there is no way from one to the other.
    return Path(os.path.relpath(draft, folder)).as_posix() if draft.anchor == folder.anchor else draft.as_posix()


def read_baseline(file: Path, shown: str | None = None) -> Baseline:
    """The baseline in a file; `shown` is its path in errors.

    Raises ConfigError naming file and line where it is missing or broken.
    """
    shown = shown or str(file)
    entries = tuple(_entry(item, error_of) for item, error_of in read_items(file, shown))
    repeats = tuple(_repeat(item, error_of) for item, error_of in read_items(file, shown, "repeats"))
    return Baseline(file, entries, repeats)


def change_baseline(file: Path, change: Callable[[Baseline], Baseline]) -> None:
    """Reads a baseline, changes it and writes it back under a lock.

    The file may not exist yet. Raises OSError where it cannot be written, ConfigError where it cannot be read; the old file
    then stays.
    """
    with lock(file):
        _write(change(read_baseline(file) if file.exists() else Baseline(file)))


def _write(baseline: Baseline) -> None:
    """Writes a baseline, its entries sorted and each once."""
    entries = {(entry.path, entry.key): entry for entry in reversed(baseline.entries)}
    sections = {"entries": [
        {"path": path, **key._asdict(), "reason": entry.reason} for (path, key), entry in sorted(entries.items())
    ]}  # fmt: skip
    if baseline.repeats:
        sections["repeats"] = [
            {"paths": list(paths), "text": text, "reason": reason}
            for paths, text, reason in sorted({*baseline.repeats})
        ]
    text = ", ".join(f'"{name}": {_json_list(items)}' for name, items in sections.items())
    # Half a surrogate pair, from a file name that cannot be decoded, becomes an escape of JSON.
    save(baseline.file, f'{{"zhlint": "{__version__}", {text}}}\n'.encode("utf-8", "backslashreplace"))


def _json_list(items: list[dict[str, Any]]) -> str:
    """A JSON list with one item a line, so that git can merge additions."""
    lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in items)
    return f"[\n{lines}\n]" if items else "[]"


def _entry(item: Mapping[str, Any], error_of: Callable[[str], ConfigError]) -> Entry:
    for name in _TEXTS:
        if not isinstance(item.get(name), str):
            raise error_of(f"缺 {name}" if name not in item else f"{name} 应为字符串")
    return Entry(item["path"], Key(item["code"], item["snippet"], item["sentence"]), item["reason"])


def _repeat(item: Mapping[str, Any], error_of: Callable[[str], ConfigError]) -> AcceptedRepeat:
    paths = item.get("paths")
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths) or len(paths) not in {0, 2}:
        raise error_of("paths 应为两篇文稿的路径，或空列表")
    for name in ("text", "reason"):
        if not isinstance(item.get(name), str):
            raise error_of(f"缺 {name}" if name not in item else f"{name} 应为字符串")
    return AcceptedRepeat((*paths,), item["text"], item["reason"])
