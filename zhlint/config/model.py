"""The keys of a configuration, their values and what they mean."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from zhlint.document import Desk, Lexicon
from zhlint.finding import LEVELS
from zhlint.reading.formats import INCLUDED
from zhlint.rule import PRESETS
from zhlint.storage.globs import glob_matcher
from zhlint.storage.toml import ConfigError, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zhlint.cards.packs import Pack

T = TypeVar("T")

#: The values of `fail-on`.
FAIL_ON: Final = (*LEVELS, "never")
SCRIPT_CHOICES: Final = ("simplified", "traditional", "auto")
ARTICLE_TYPES: Final = ("news", "feature", "commentary", "photo", "notice", "reprint", "auto")
#: The keys whose value is one of a few words, with these.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "preset": PRESETS, "fail-on": FAIL_ON, "script": SCRIPT_CHOICES, "type": ARTICLE_TYPES,
}  # fmt: skip
#: The keys whose value is a list of strings.
LISTS: Final = ("select", "extend-select", "ignore", "packs", "include", "exclude")
#: The keys whose value is a table.
TABLES: Final = ("level", "options", "per-file-ignores", "lexicon")
#: Bytes of each unit of a size.
_SIZES: Final = {
    "": 1,
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
}


def _strict(kind: type[T]) -> type[T]:
    """Class decorator: the constructor raises ConfigError for unknown keys and illegal values."""
    build = kind.__init__

    @wraps(build)
    def init(self: T, **options: Any) -> None:
        names = [option.name for option in fields(kind)]  # type: ignore[arg-type]
        for key in options:
            if key not in names:
                raise ConfigError(f"没有“{key}”这个键{nearest_hint(key, names)}")
        build(self, **{key: _legal(key, value) for key, value in options.items()})

    kind.__init__ = init  # type: ignore[assignment]
    return kind


@_strict
@dataclass(frozen=True, kw_only=True)
class Config:
    """A configuration; without arguments, the defaults.

    Fields mean what the keys of the same name mean in the file, `_` for `-`. `root` is the folder that globs and packs are
    relative to, the current one where it is None. `max_size` is in bytes. `baseline` is relative to `root` or absolute; the
    empty string is for none, None for the nearest file. Raises ConfigError for an unknown key or an illegal value.
    `origin` and `overridden` are set by the command line: the file, and the keys that its options replaced.
    """

    preset: str = "desk"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    packs: tuple[str, ...] = ()
    include: tuple[str, ...] = INCLUDED
    exclude: tuple[str, ...] = ()
    encoding: str = "auto"
    max_size: int = 64 * 2**20
    script: str = "auto"
    date: date | None = None
    type: str = "auto"
    profile: str = "newspaper"
    baseline: str | None = None
    level: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    root: Path | None = None
    overridden: frozenset[str] = frozenset()
    origin: TomlFile | None = field(default=None, compare=False, repr=False)

    def desk(self, packs: Iterable[Pack] = ()) -> Desk:
        """The context for reading a draft: lexicon with the packs' names, date, script, type."""
        names = dict.fromkeys([*self.lexicon.names, *(name for pack in packs for name in pack.names)])
        return Desk(self.lexicon._replace(names=tuple(names)), self.date, self.script, self.type)

    @property
    def baseline_file(self) -> Path | None:
        """The absolute path of the baseline, or None without one."""
        return (self.root or Path.cwd()) / self.baseline if self.baseline else None

    def ignored_for(self, path: str) -> tuple[str, ...]:
        """The selectors of rules that `per-file-ignores` switches off for this path."""
        return tuple(
            name for pattern, names in self.per_file_ignores.items() if self.matches(path, [pattern]) for name in names
        )

    def matches(self, path: str, globs: Iterable[str]) -> bool:
        """Whether a path, relative to `root`, matches one of these globs."""
        inside = _relative(path, self.root)
        return any(glob_matcher(pattern)(inside) for pattern in globs)

    def drafts_among(self, folder: str, names: Iterable[str]) -> list[str]:
        """The files of a folder that `include`, ignoring case, and `exclude` make drafts."""
        within = _prefix(folder, self.root)
        included = [glob_matcher(pattern) for pattern in self.include]
        drafts = [name for name in names if any(matches((within + name).lower()) for matches in included)]
        return self.not_excluded(folder, drafts)

    def not_excluded(self, folder: str, names: Iterable[str]) -> list[str]:
        """The files of a folder that `exclude` does not match."""
        within = _prefix(folder, self.root)
        excluded = [glob_matcher(pattern) for pattern in self.exclude]
        return [name for name in names if not any(matches(within + name) for matches in excluded)]


def _legal(key: str, value: Any) -> Any:
    """The value of a key in the form of its field.

    Raises ConfigError where it is not legal.
    """
    name = key.replace("_", "-")
    if name in WORDS and value not in WORDS[name]:
        raise ConfigError(
            f"{key} 不能是“{value}”{nearest_hint(str(value), WORDS[name])}；可用：{'、'.join(WORDS[name])}"
        )
    if name in LISTS and not (key == "select" and value is None):
        return _strings(key, value)
    if name == "level" and (wrong := [level for level in _table(key, value).values() if level not in LEVELS]):
        raise ConfigError(f"级别不能是“{wrong[0]}”{nearest_hint(str(wrong[0]), LEVELS)}；可用：{'、'.join(LEVELS)}")
    if name == "options":
        return {rule: _table(f"options.{rule}", options) for rule, options in _table(key, value).items()}
    if name == "per-file-ignores":
        return {pattern: _strings(key, names) for pattern, names in _table(key, value).items()}
    if name == "lexicon":
        return value if isinstance(value, Lexicon) else _lexicon(_table(key, value))
    if name == "encoding":
        return _encoding(value)
    if name == "root":
        return Path(value) if isinstance(value, str) else value
    if name == "max-size" and isinstance(value, str):
        return parse_size(value)
    return parse_date(value) if name == "date" and value is not None else value


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list | tuple | set | frozenset) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ConfigError(f'{key} 应为字符串列表，如 ["…"]')


def _table(key: str, value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict | MappingProxyType):
        return value
    raise ConfigError(f"{key} 应为一张表（字典）")


def _lexicon(table: Mapping[str, Any]) -> Lexicon:
    for key in table:
        if key not in Lexicon._fields:
            raise ConfigError(f"lexicon 没有“{key}”这个键{nearest_hint(key, Lexicon._fields)}")
    fields: dict[str, Any] = {
        key: _table("places", value) if key == "places" else _strings(key, value) for key, value in table.items()
    }
    return Lexicon(**fields)


def _encoding(name: str) -> str:
    from zhlint.reading.encoding import is_encoding, unknown_encoding

    if not isinstance(name, str) or not is_encoding(name):
        raise ConfigError(unknown_encoding(str(name)))
    return name


def parse_size(text: str, error: Any = ConfigError) -> int:
    """The number of bytes in `64MiB`, `500 KB` or `1000`.

    Raises the exception that `error` builds from a message.
    """
    match = re.fullmatch(r"\s*([0-9]{1,15})\s*([KMG]i?B|B|)\s*", text)
    if not match:
        raise error(f"max-size 应写成 64MiB、500KB 这样的大小，现为“{text}”")
    return int(match[1]) * _SIZES[match[2]]


def parse_date(text: Any, error: Any = ConfigError) -> date:
    """The date in `2023-05-01`, or of a date or datetime.

    Raises the exception that `error` builds from a message.
    """
    from datetime import date

    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise error(f"date 应写成 2023-05-01 这样的日期，现为“{text}”") from None


def _relative(path: str, root: Path | None) -> str:
    folder, name = os.path.split(path)
    if name in {"", os.curdir, os.pardir}:
        return _inside(path, root, os.getcwd())
    return _prefix(folder, root) + name


def _prefix(folder: str, root: Path | None) -> str:
    """The path of a folder relative to `root`, with a slash at the end."""
    inside = _inside(folder, root, os.getcwd())
    return "" if inside == "." else f"{inside.removesuffix('/')}/"


@lru_cache(maxsize=1024)
def _inside(folder: str, root: Path | None, current: str) -> str:
    """A folder's path relative to `root` (None: `current`), else its absolute path.

    A folder that lies inside only by a link counts as inside.
    """
    whole, base = Path(os.path.normpath(os.path.join(current, folder))), root or Path(current)
    if not whole.is_relative_to(base) and whole.resolve().is_relative_to(base):
        whole = whole.resolve()
    return (whole.relative_to(base) if whole.is_relative_to(base) else whole).as_posix()
