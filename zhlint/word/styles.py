"""The styles of a Word file: those that make a paragraph a headline or subhead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.word.markup import Tag
    from zhlint.word.package import Package

_HEADLINES: Final = frozenset({"title", "heading 1", "标题", "标题 1"})
_SUBHEAD: Final = re.compile(r"(?:heading|标题) ?[2-9]|subtitle|副标题")
_LONGEST_CHAIN: Final = 20


class _Style(NamedTuple):
    name: str
    base: str
    level: str


class Styles(NamedTuple):
    """The roles of styles (headline, subhead) by id, and their ids by name.

    Names are lower-case.
    """

    roles: Mapping[str, str]
    ids: Mapping[str, str]


def read_styles(package: Package) -> Styles:
    """Reads the styles of a file, none where it has no part for them.

    Raises WordFileError.
    """
    part = package.related_part("styles")
    styles: dict[str, _Style] = {}
    current = [""]

    def on_open(tag: Tag) -> None:
        value = tag.attributes.get("val", "")
        if not tag.is_word:
            return
        if tag.name == "style":
            current[0] = tag.attributes.get("styleId", "")
            styles[current[0]] = _Style("", "", "")
        elif current[0] and tag.name in {"name", "basedOn", "outlineLvl"}:
            key = {"name": "name", "basedOn": "base", "outlineLvl": "level"}[tag.name]
            styles[current[0]] = styles[current[0]]._replace(**{key: value})

    if part:
        package.walk(part, on_open)
    roles = {name: role for name in styles if (role := _role(styles, name))}
    return Styles(roles, {style.name.lower(): name for name, style in styles.items()})


def _role(styles: Mapping[str, _Style], name: str) -> str:
    """The role by a style's name or level, or by those of its bases."""
    for _ in range(_LONGEST_CHAIN):
        style = styles.get(name)
        if not style:
            break
        title = style.name.lower()
        if title in _HEADLINES or style.level == "0":
            return "headline"
        if _SUBHEAD.fullmatch(title) or style.level in set("12345678"):
            return "subhead"
        name = style.base
    return ""
