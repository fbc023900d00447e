"""A configuration: its keys, their meaning, and the drafts that they choose."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from zhlint.config.values import LanguageModel, legal_value
from zhlint.desk import Desk, Lexicon
from zhlint.reading.formats import INCLUDED
from zhlint.storage.globs import glob_matcher
from zhlint.storage.toml import ConfigError, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zhlint.cards.packs import Pack

T = TypeVar("T")


def _strict(kind: type[T]) -> type[T]:
    """Class decorator: the constructor raises ConfigError for unknown keys and illegal values."""
    build = kind.__init__

    @wraps(build)
    def init(self: T, **options: Any) -> None:
        names = [option.name for option in fields(kind)]  # type: ignore[arg-type]
        for key in options:
            if key not in names:
                raise ConfigError(f"没有“{key}”这个键{nearest_hint(key, names)}")
        build(self, **{key: legal_value(key, value) for key, value in options.items()})

    kind.__init__ = init  # type: ignore[assignment]
    return kind


@_strict
@dataclass(frozen=True, kw_only=True)
class Config:
    """A configuration; without arguments, the defaults.

    Fields mean what the keys of the same name mean in the file, `_` for `-`. `root` is the folder that globs and packs are
    relative to, the current one where it is None. `sources` are globs of the files that quotations are held against. `max_size` is in bytes. `baseline` is relative to `root` or absolute; the
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
    sources: tuple[str, ...] = ()
    encoding: str = "auto"
    max_size: int = 64 * 2**20
    script: str = "auto"
    date: date | None = None
    type: str = "auto"
    home: str = ""
    profile: str = "newspaper"
    baseline: str | None = None
    level: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    model: LanguageModel = field(default_factory=LanguageModel)
    root: Path | None = None
    overridden: frozenset[str] = frozenset()
    origin: TomlFile | None = field(default=None, compare=False, repr=False)

    def desk(self, packs: Iterable[Pack] = ()) -> Desk:
        """The context for reading a draft: lexicon with the packs' names, date, script, type."""
        names = dict.fromkeys([*self.lexicon.names, *(name for pack in packs for name in pack.names)])
        return Desk(self.lexicon._replace(names=tuple(names)), self.date, self.script, self.type, self.home)

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
