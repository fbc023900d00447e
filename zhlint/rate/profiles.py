"""The files of profiles: which there are, and a profile from its TOML."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zhlint.document import ROLES
from zhlint.rate.profile import Band, ErrorClass, Profile
from zhlint.rule import ERRATA
from zhlint.storage.tables import rules_folder
from zhlint.storage.toml import ConfigError, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Whether the weights of a class were read in the source of the profile.
STATUSES: Final = ("verified", "unverified")
#: The keys of a profile.
_PROFILE: Final = ("extends", "title", "source", "pass-mark", "repeat", "doubled", "fewest-chars", "classes")
#: The keys of a class.
_CLASS: Final = ("title", "errata", "rules", "weight", "bands", "most", "status")


def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles, sorted."""
    return tuple(sorted(file.stem for file in (rules_folder() / "profiles").glob("*.toml")))


def is_path(name: str) -> bool:
    """Whether the name of a profile is the path of a file."""
    return name.endswith(".toml") or "/" in name or "\\" in name


def profile_file(name: str, root: Path | None = None) -> Path:
    """The file of a profile: a shipped one by name, any other by its path.

    The path is relative to `root`, the current folder where it is None. Raises ConfigError.
    """
    if not is_path(name):
        if name in profile_names():
            return rules_folder() / "profiles" / f"{name}.toml"
        raise ConfigError(
            f"profile 不能是“{name}”{nearest_hint(name, profile_names())}；"
            f"可用：{'、'.join(profile_names())}，或本单位的文件，如 ./计错.toml"
        )
    file = (root or Path.cwd()) / Path(name).expanduser()
    if not file.is_file():
        raise ConfigError(f"profile 的文件不存在：{file}")
    return file


def load_profile(name: str, root: Path | None = None) -> Profile:
    """The profile with a name or path; see `profile_file`.

    Raises ConfigError naming file, line, key and the nearest legal name.
    """
    return _profile(name, root, ())


def _profile(name: str, root: Path | None, before: tuple[Path, ...]) -> Profile:
    toml = TomlFile(profile_file(name, root))
    data = toml.data
    _check_keys(toml, (), data, _PROFILE)
    base = None
    if "extends" in data:
        if toml.path in before:
            raise toml.error(("extends",), "extends 绕了一圈，回到了这个文件")
        base = _profile(_value_of(toml, ("extends",), data, str), toml.path.parent, (*before, toml.path))
    for key in ("title", "pass-mark", "classes"):
        if key not in data and base is None:
            raise toml.error((), f"计错办法缺 {key}")
    return Profile(
        name=Path(name).stem if is_path(name) else name,
        title=_value_of(toml, ("title",), data, str, base and base.title),
        pass_mark=_number(toml, ("pass-mark",), data, base.pass_mark if base else None) or 0.0,
        source=_value_of(toml, ("source",), data, str, base.source if base else ""),
        repeat=_value_of(toml, ("repeat",), data, int, base and base.repeat),
        doubled=_doubled(toml, data, base),
        fewest_chars=_value_of(toml, ("fewest-chars",), data, int, base.fewest_chars if base else Profile.fewest_chars),
        classes=tuple(_classes(toml, data, base)),
    )


def _doubled(toml: TomlFile, data: dict[str, Any], base: Profile | None) -> frozenset[str]:
    if "doubled" not in data:
        return base.doubled if base else frozenset()
    return frozenset(_words(toml, ("doubled",), data["doubled"], sorted(ROLES)))


def _classes(toml: TomlFile, data: dict[str, Any], base: Profile | None) -> Iterator[ErrorClass]:
    own = _value_of(toml, ("classes",), data, dict, {})
    for key, table in own.items():
        yield _class(toml, key, table)
    replaced = {name for table in own.values() for name in [*table.get("errata", ()), *table.get("rules", ())]}
    for old in base.classes if base else ():
        if old.key not in own and not set(old.errata) | set(old.rules) <= replaced:
            yield old


def _class(toml: TomlFile, key: str, table: Any) -> ErrorClass:
    where = ("classes", key)
    if not isinstance(table, dict):
        raise toml.error(where, f"{key} 应为一张表，写成 [classes.{key}]")
    _check_keys(toml, where, table, _CLASS)
    weight = _number(toml, (*where, "weight"), table)
    if weight is None:
        raise toml.error(where, f"{key} 缺 weight")
    if not table.get("errata") and not table.get("rules"):
        raise toml.error(where, f"{key} 缺 errata 或 rules，不知道哪些规则归这一类")
    status = _value_of(toml, (*where, "status"), table, str, "verified")
    return ErrorClass(
        key=key,
        title=_value_of(toml, (*where, "title"), table, str, key),
        weight=weight,
        errata=_words(toml, (*where, "errata"), table.get("errata", []), ERRATA),
        rules=_words(toml, (*where, "rules"), table.get("rules", [])),
        bands=tuple(_bands(toml, (*where, "bands"), table.get("bands", []))),
        most=_number(toml, (*where, "most"), table),
        is_verified=_words(toml, (*where, "status"), [status], STATUSES) == ("verified",),
    )


def _bands(toml: TomlFile, where: tuple[str, ...], value: Any) -> Iterator[Band]:
    for band in value if isinstance(value, list) else [value]:
        if not (isinstance(band, list) and len(band) == 2 and all(map(_is_number, band))):
            raise toml.error(where, "bands 应写成 [[字数, 分值], …]，如 [[1, 1.0], [5, 2.0]]")
        yield Band(int(band[0]), float(band[1]))


def _check_keys(toml: TomlFile, where: tuple[str, ...], table: dict[str, Any], legal: Iterable[str]) -> None:
    for key in table:
        if key not in legal:
            raise toml.error((*where, key), f"没有“{key}”这个键{nearest_hint(key, legal)}")


def _words(toml: TomlFile, where: tuple[str, ...], value: Any, legal: Iterable[str] | None = None) -> tuple[str, ...]:
    if not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
        raise toml.error(where, f"{where[-1]} 应为字符串列表")
    for word in value:
        if legal is not None and word not in legal:
            raise toml.error(where, f"{where[-1]} 不能是“{word}”{nearest_hint(word, legal)}；可用：{'、'.join(legal)}")
    return tuple(value)


def _value_of(toml: TomlFile, where: tuple[str, ...], table: dict[str, Any], kind: type, default: Any = None) -> Any:
    value = table.get(where[-1], default)
    if where[-1] in table and (not isinstance(value, kind) or isinstance(value, bool)):
        names = {str: "字符串", int: "整数", dict: "一张表"}
        raise toml.error(where, f"{where[-1]} 应为{names[kind]}")
    return value


def _number(
    toml: TomlFile, where: tuple[str, ...], table: dict[str, Any], default: float | None = None
) -> float | None:
    if where[-1] not in table:
        return default
    if not _is_number(table[where[-1]]):
        raise toml.error(where, f"{where[-1]} 应为不小于 0 的数")
    return float(table[where[-1]])


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value) and value >= 0
