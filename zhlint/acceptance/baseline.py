"""The baseline: a file of accepted findings beside the drafts."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint.document import Span
from zhlint.patterns.expressions import compile_expression
from zhlint.phrasing.reasons import json_reason, system_reason
from zhlint.storage.atomic_write import lock, save
from zhlint.storage.toml import ConfigError
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from zhlint.document import Document
    from zhlint.finding import Finding

#: The mark for the snippet in the rest of its sentence.
HOLE: Final = "⟦⟧"
#: The reason of entries written by `zhlint baseline write` without one.
FIRST_REASON: Final = "建立基线时已有"
_STOPS: Final = "。！？!?…"
#: Roles whose blocks are split into sentences at line ends, too.
_BY_LINE: Final = frozenset({"table", "code", "frontmatter"})
#: The most characters of a sentence on either side of the snippet.
_REACH: Final = 200
#: The keys of an entry, all strings.
_TEXTS: Final = ("path", "code", "snippet", "sentence", "reason")


class Key(NamedTuple):
    """The identity of a finding: rule, text, and the rest of its sentence.

    White space is dropped; `sentence` has HOLE where the snippet stands. Findings keep their key when text elsewhere changes.
    """

    code: str
    snippet: str
    sentence: str


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


def key_of(document: Document, finding: Finding) -> Key:
    """The key of a finding in its document."""
    start, end = finding.place[:2]
    snippet = document.source[start:end]
    block, stop = _surroundings(document, start)
    head = document.source[max(block.start, start - _REACH) : start]
    tail = document.source[end : min(block.end, end + _REACH)]
    # A snippet that is a stop belongs to the sentence before it.
    stops = [match.end() for match in stop.finditer(head.rstrip(_STOPS) if not snippet.strip(_STOPS) else head)]
    after = stop.search(tail)
    rest = "" if stop.search(snippet[-1:]) else tail[: after.end() if after else None]
    return Key(finding.code, _bare(snippet), f"{_bare(head[max(stops, default=0) :])}{HOLE}{_bare(rest)}")


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


def read_items(
    file: Path, shown: str, section: str = "entries", *, missing: str = "；基线用 zhlint baseline write 建立"
) -> Iterator[tuple[dict[str, Any], Callable[[str], ConfigError]]]:
    """The items of a section of a JSON file, each with an error factory.

    A factory makes a ConfigError at the item's line from a message. `shown` is the path in errors, `missing` the advice (Chinese) where there is no file. Raises ConfigError.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        data = json.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"{shown}: 没有这个文件{missing}") from None
    except OSError as error:
        raise ConfigError(f"{shown}: 无法读取（{system_reason(error)}）") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{shown}:{line}: 不是 UTF-8 编码") from None
    except json.JSONDecodeError as error:
        raise ConfigError(f"{shown}:{error.lineno}: JSON 语法有误：{json_reason(error)}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{shown}: 无法读取（有一个数太长，或括号套得太深）") from None
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise ConfigError(f"{shown}:1: 应为一个 JSON 对象，其中 entries 是列表")
    if not isinstance(data.get(section, []), list):
        raise ConfigError(f"{shown}:1: {section} 应为列表")
    for number, item in enumerate(data.get(section, [])):
        error_of = _error_factory(shown, text, section, number)
        if not isinstance(item, dict):
            raise error_of("这一条应为 JSON 对象")
        yield item, error_of


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


def _error_factory(shown: str, text: str, section: str, number: int) -> Callable[[str], ConfigError]:
    return lambda message: ConfigError(f"{shown}:{_line_of(text, section, number)}: {message}")


def _line_of(text: str, section: str, number: int) -> int:
    """The line (from 1) on which an item of a section begins."""
    match = re.search(rf'"{section}"\s*:\s*\[', text)
    offset, decoder = _item_start(text, match.end() if match else 0), json.JSONDecoder()
    for _ in range(number):
        offset = _item_start(text, decoder.raw_decode(text, offset)[1])
    return text.count("\n", 0, offset) + 1


def _item_start(text: str, offset: int) -> int:
    """The offset behind blanks and commas."""
    return offset + len(text[offset:]) - len(text[offset:].lstrip(" \t\r\n,"))


def _surroundings(document: Document, start: int) -> tuple[Span, re.Pattern[str]]:
    """The source span of the block (or line) at an offset, and its sentence ends."""
    spans = document.analyse(_block_spans)
    number = bisect_right(spans, start, key=lambda span: span.start) - 1
    if number < 0 or start > spans[number].end:
        return Span(*document.line(document.position(start).line)), _stops(_STOPS)
    by_line = document.blocks[number].role in _BY_LINE
    return spans[number], _stops(_STOPS + "\r\n" if by_line else _STOPS)


def _block_spans(document: Document) -> list[Span]:
    return [document.to_source(block.start, block.end) for block in document.blocks]


def _bare(text: str) -> str:
    return "".join(text.split())


@cache
def _stops(chars: str) -> re.Pattern[str]:
    return compile_expression(f"[{chars}]+[”’）)】」』》]*")
