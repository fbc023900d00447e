"""Who asked: the configuration, read strictly, and the rules it selects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from zhlint import __version__
from zhlint.document import Desk, Lexicon
from zhlint.packs import Pack, card_error, check_options, installed_pack, load_pack, shipped_rules
from zhlint.reading.encoding import is_encoding, no_encoding
from zhlint.rule import LEVELS, PRESETS
from zhlint.selection import is_on, level_of, selector_names
from zhlint.toml import ConfigError, TomlFile, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from zhlint.baseline import Baseline
    from zhlint.rule import Rule

FAIL_ON: Final = (*LEVELS, "never")
SCRIPT_CHOICES: Final = ("simplified", "traditional", "auto")
ARTICLE_TYPES: Final = ("news", "feature", "commentary", "photo", "notice", "reprint", "auto")
FILE_NAMES: Final = ("zhlint.toml", "pyproject.toml")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "preset": PRESETS, "fail-on": FAIL_ON, "script": SCRIPT_CHOICES, "type": ARTICLE_TYPES,
}  # fmt: skip
_STRINGS: Final = ("profile", "encoding", "max-size", "date", "baseline", "requires")
_LISTS: Final = ("select", "extend-select", "ignore", "packs", "include", "exclude")
_TABLES: Final = ("level", "options", "per-file-ignores", "lexicon")
KEYS: Final = (*_WORDS, *_STRINGS, *_LISTS, *_TABLES)
_LEXICON: Final = ("names", "places", "terms", "stock")
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
_HOUSE_OPTIONS: Final = {"terms.csv": ("TRM006", "entries"), "people.csv": ("NAM008", "people")}


@dataclass(frozen=True)
class Config:
    """A configuration; the defaults are those of a draft without one. Keys mean what their namesakes in the file mean.

    `root` is the folder that globs and packs are relative to; `origin` the file it was read from; `asked` are the keys that the command line has replaced. `max_size` is in bytes; `baseline` is relative to `root`, or
    absolute, and empty for none.
    """

    root: Path | None = None
    asked: frozenset[str] = frozenset()
    origin: TomlFile | None = field(default=None, compare=False, repr=False)
    preset: str = "desk"
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    packs: tuple[str, ...] = ()
    include: tuple[str, ...] = ("*.txt", "*.md", "*.markdown", "*.docx")
    exclude: tuple[str, ...] = ()
    encoding: str = "auto"
    max_size: int = 64 * 2**20
    script: str = "auto"
    date: date | None = None
    type: str = "auto"
    profile: str = "newspaper"
    baseline: str = ""
    level: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)

    def desk(self, packs: Iterable[Pack] = ()) -> Desk:
        """What the house and the day bring to a draft, the packs' names included."""
        names = dict.fromkeys([*self.lexicon.names, *(name for pack in packs for name in pack.names)])
        return Desk(self.lexicon._replace(names=tuple(names)), self.date, self.script, self.type)

    @property
    def baseline_file(self) -> Path | None:
        """The file of accepted findings, where there is to be one."""
        return (self.root or Path.cwd()) / self.baseline if self.baseline else None

    def ignored_for(self, path: str) -> tuple[str, ...]:
        """The selectors that `per-file-ignores` switches off for this path."""
        return tuple(
            name
            for glob, names in self.per_file_ignores.items()
            if self.matches(path, [glob])
            for name in names
        )

    def matches(self, path: str, globs: Iterable[str]) -> bool:
        """Whether a path, seen from `root`, matches one of these globs (`**` any folders; a bare name matches in any folder)."""
        inside = _relative(path, self.root)
        return any(_glob(pattern).fullmatch(inside) for pattern in globs)

    def includes(self, path: str) -> bool:
        """Whether a file met in a folder is a draft by its name, in capitals or not (`头条.TXT`)."""
        inside = _relative(path, self.root).lower()
        return any(_glob(pattern.lower()).fullmatch(inside) for pattern in self.include)


class RuleSet(NamedTuple):
    """The rules of a configuration: all that are known (packs included), and those that are on, with their levels and options."""

    known: tuple[Rule, ...]
    selected: tuple[Rule, ...]
    desk: Desk


def find_config(folder: Path) -> Config:
    """The configuration nearest upward from a folder; the defaults where there is none. Raises ConfigError."""
    return _find(folder.resolve())


def forget_configs() -> None:
    """Read configurations again when they are next asked for."""
    _find.cache_clear()


@lru_cache(maxsize=256)
def _find(folder: Path) -> Config:
    for name in FILE_NAMES:
        file = folder / name
        if file.is_file() and (name == FILE_NAMES[0] or _speaks_of_us(file)):
            return read_config(file)
    return _find(folder.parent) if folder.parent != folder else Config()


def read_config(file: Path) -> Config:
    """The configuration in a file. Raises ConfigError naming file, line, key and the nearest legal name."""
    toml = TomlFile(file, _shown(file))
    data = toml.data
    keys: tuple[str, ...] = ()
    if file.name == "pyproject.toml":
        data, keys = toml.data.get("tool", {}).get("zhlint", {}), ("tool", "zhlint")
        if not isinstance(data, dict):
            raise toml.error(keys, "zhlint 应为一张表，写成 [tool.zhlint]")
    for key, value in data.items():
        _check_key(toml, (*keys, key), key, value)
    _check_requires(toml, keys, data)
    given: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in data.items() if key not in {*_TABLES, "max-size", "date", "requires"}
    }  # fmt: skip
    if "max-size" in data:
        given["max_size"] = parse_size(data["max-size"], lambda text: toml.error((*keys, "max-size"), text))
    if "encoding" in data and not is_encoding(data["encoding"]):
        raise toml.error((*keys, "encoding"), no_encoding(data["encoding"]))
    if "profile" in data:
        _check_profile(toml, (*keys, "profile"), data["profile"])
    if "date" in data:
        given["date"] = parse_date(data["date"], lambda text: toml.error((*keys, "date"), text))
    tables = {name: data.get(name, {}) for name in _TABLES}
    _check_tables(toml, keys, tables)
    lexicon = tables["lexicon"]
    return Config(
        root=file.parent.resolve(), origin=toml, **given,
        level=tables["level"], options=tables["options"],
        per_file_ignores={glob: tuple(names) for glob, names in tables["per-file-ignores"].items()},
        lexicon=Lexicon(
            tuple(lexicon.get("names", ())), tuple(lexicon.get("terms", ())), tuple(lexicon.get("stock", ())),
            lexicon.get("places", {}),
        ),
    )  # fmt: skip


def rule_set(config: Config, *, prose: bool = False) -> RuleSet:
    """Load the packs, check every name the configuration uses, and select. Raises ConfigError."""
    shipped = shipped_rules(prose=prose)
    packs = [load_pack(_pack_folder(config, name), prose=prose) for name in config.packs]
    known = [*shipped, *(rule for pack in packs for rule in pack.rules)]
    _check_unique(known)
    _check_names(config, known)
    selected = []
    for rule in known:
        if is_on(rule, config.preset, config.select, config.extend_select, config.ignore):
            options = _with_house({**rule.options, **_options_for(config, rule)}, rule, packs)
            selected.append(replace(rule, level=level_of(rule, config.level), options=options))
    return RuleSet(tuple(known), tuple(selected), config.desk(packs))


def accepted(config: Config) -> Baseline | None:
    """The baseline of a configuration, None where it names none. Raises ConfigError where it is missing or broken."""
    file = config.baseline_file
    if file is None:
        return None
    if not file.is_file():
        raise _named(
            config, ("baseline",), f"没有“{config.baseline}”这个基线文件，请用 zhlint baseline write 建立"
        )
    from zhlint.baseline import read_baseline  # noqa: PLC0415 - start-up: only where a configuration names one

    return read_baseline(file, _shown(file))


def _with_house(options: dict[str, Any], rule: Rule, packs: Iterable[Pack]) -> dict[str, Any]:
    """The options of a rule, and after them the rows of the packs' own tables that belong to it."""
    for table, (code, key) in _HOUSE_OPTIONS.items():
        rows = [row for pack in packs for row in pack.tables.get(table, ())] if rule.code == code else []
        if rows:
            options[key] = [*options.get(key, ()), *rows]
    return options


def parse_size(text: str, error: Any = ConfigError) -> int:
    """A number of bytes from `64MiB`, `500 KB` or `1000`. Raises what `error` makes of a message."""
    found = re.fullmatch(r"\s*(\d+)\s*([KMG]i?B|B|)\s*", text)
    if not found:
        raise error(f"max-size 应写成 64MiB、500KB 这样的大小，现为“{text}”")
    return int(found[1]) * _SIZES[found[2]]


def parse_date(text: Any, error: Any = ConfigError) -> date:
    """A date from `2023-05-01`. Raises what `error` makes of a message."""
    from datetime import date  # noqa: PLC0415 - start-up

    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise error(f"date 应写成 2023-05-01 这样的日期，现为“{text}”") from None


def _speaks_of_us(pyproject: Path) -> bool:
    """Whether a pyproject.toml has a table for zhlint; one that merely names it elsewhere is passed over."""
    if "zhlint" not in pyproject.read_text(encoding="utf-8", errors="replace"):
        return False
    tool = TomlFile(pyproject, _shown(pyproject)).data.get("tool", {})
    return isinstance(tool, dict) and "zhlint" in tool


def _shown(file: Path) -> str:
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _check_key(toml: TomlFile, keys: tuple[str, ...], key: str, value: Any) -> None:
    if key not in KEYS:
        raise toml.error(keys, f"没有“{key}”这个键{nearest(key, KEYS)}")
    if key in _LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        raise toml.error(keys, f'{key} 应为字符串列表，如 {key} = ["…"]')
    if key in _TABLES and not isinstance(value, dict):
        raise toml.error(keys, f"{key} 应为一张表，写成 [{'.'.join(keys)}]")
    if key in {*_WORDS, *_STRINGS} - {"date"} and not isinstance(value, str):
        raise toml.error(keys, f"{key} 应为字符串")
    if key in _WORDS and value not in _WORDS[key]:
        raise toml.error(
            keys, f"{key} 不能是“{value}”{nearest(value, _WORDS[key])}；可用：{'、'.join(_WORDS[key])}"
        )


def _check_profile(toml: TomlFile, keys: tuple[str, ...], name: str) -> None:
    from zhlint.profiles import profile_file  # noqa: PLC0415 - start-up: only where a configuration names one

    try:
        profile_file(name, toml.path.parent)
    except ConfigError as error:
        raise toml.error(keys, str(error)) from None


def _check_requires(toml: TomlFile, keys: tuple[str, ...], data: Mapping[str, Any]) -> None:
    for clause in filter(None, data.get("requires", "").split(",")):
        found = re.fullmatch(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*", clause)
        if not found:
            raise toml.error((*keys, "requires"), f"requires 应写成 >=0.1 这样的要求，现为“{clause.strip()}”")
        own, asked = _version(__version__), _version(found[2])
        met = {
            ">=": own >= asked,
            "<=": own <= asked,
            "==": own == asked,
            "!=": own != asked,
            ">": own > asked,
            "<": own < asked,
        }
        if not met[found[1]]:
            raise toml.error(
                (*keys, "requires"), f"本配置要求 zhlint {clause.strip()}，现为 {__version__}，请升级或改配置"
            )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in [*text.split("."), "0", "0"][:3])


def _check_tables(toml: TomlFile, keys: tuple[str, ...], tables: Mapping[str, Mapping[str, Any]]) -> None:
    for name, level in tables["level"].items():
        if level not in LEVELS:
            raise toml.error(
                (*keys, "level", name),
                f"级别不能是“{level}”{nearest(str(level), LEVELS)}；可用：{'、'.join(LEVELS)}",
            )
    for name, options in tables["options"].items():
        if not isinstance(options, dict):
            raise toml.error((*keys, "options", name), f"规则的选项应为一张表，写成 [options.{name}]")
    for glob, names in tables["per-file-ignores"].items():
        if not (isinstance(names, list) and all(isinstance(item, str) for item in names)):
            raise toml.error(
                (*keys, "per-file-ignores", glob), 'per-file-ignores 的值应为规则列表，如 ["BYL001"]'
            )
    for key, value in tables["lexicon"].items():
        where = (*keys, "lexicon", key)
        if key not in _LEXICON:
            raise toml.error(where, f"lexicon 没有“{key}”这个键{nearest(key, _LEXICON)}")
        right = isinstance(value, dict if key == "places" else list)
        if not right or not all(
            isinstance(item, str) and item for item in (value.values() if key == "places" else value)
        ):
            raise toml.error(
                where, f"lexicon 的 {key} 应为{'别名 = 全称的表' if key == 'places' else '字符串列表'}"
            )


def _pack_folder(config: Config, name: str) -> Path:
    if not re.match(r"[./\\~]|[A-Za-z]:", name):
        try:
            return installed_pack(name)
        except ConfigError as error:
            raise _named(config, ("packs",), str(error)) from None
    folder = ((config.root or Path.cwd()) / Path(name).expanduser()).resolve()
    if not folder.is_dir():
        beside = [f"./{other.name}" for other in folder.parent.glob("*/")]
        raise _named(config, ("packs",), f"没有“{name}”这个规则包{nearest(name, beside)}")
    return folder


def _check_unique(known: Iterable[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in known:
        for name in (rule.code, rule.name):
            if name in seen:
                raise card_error(rule, f"规则“{name}”已有（{seen[name].folder}），请换一个代码和名称")
            seen[name] = rule


def _check_names(config: Config, known: Iterable[Rule]) -> None:
    legal = selector_names(known)
    uses: dict[tuple[str, ...], Iterable[str]] = {
        ("select",): config.select or (), ("extend-select",): config.extend_select, ("ignore",): config.ignore,
        ("level",): config.level,
    }  # fmt: skip
    uses |= {("per-file-ignores", glob): names for glob, names in config.per_file_ignores.items()}
    for keys, names in uses.items():
        for name in names:
            if name not in legal:
                where = (*keys, name) if keys == ("level",) else keys
                raise _named(config, where, f"没有“{name}”这条规则或这一族{nearest(name, legal)}")
    for name in config.options:
        if legal.get(name, "family") == "family":
            raise _named(
                config,
                ("options", name),
                f"没有“{name}”这条规则{nearest(name, [n for n in legal if legal[n] != 'family'])}",
            )


def _options_for(config: Config, rule: Rule) -> Mapping[str, Any]:
    given = {**config.options.get(rule.name, {}), **config.options.get(rule.code, {})}
    if given and config.origin:
        name = rule.code if rule.code in config.options else rule.name
        check_options(
            config.origin, _keys(config, ("options", name)), rule.kind, {**rule.options, **given}, rule.folder
        )
    return given


def _keys(config: Config, keys: tuple[str, ...]) -> tuple[str, ...]:
    return (
        ("tool", "zhlint", *keys) if config.origin and config.origin.path.name == "pyproject.toml" else keys
    )


def _named(config: Config, keys: tuple[str, ...], message: str) -> ConfigError:
    if keys[0].replace("-", "_") in config.asked:
        return ConfigError(f"--{keys[0]}: {message}")
    return (
        config.origin.error(_keys(config, keys), message)
        if config.origin
        else ConfigError(f"{keys[0]}: {message}")
    )


def _relative(path: str, root: Path | None) -> str:
    whole = Path(path).absolute()
    base = root or Path.cwd()
    return (whole.relative_to(base) if whole.is_relative_to(base) else whole).as_posix()


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    anchored = pattern.rstrip("/")
    tail = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    parts = {"**/": "(?:[^/]+/)*", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(
        parts.get(piece, re.escape(piece))
        for piece in re.findall(r"/\*\*$|\*\*/|\*\*|\*|\?|[^*?/]+|/", anchored)
    )
    prefix = "" if "/" in anchored else "(?:.*/)?"
    return re.compile(prefix + body + tail, re.DOTALL)
