"""The desk: what the house and the day bring to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Lexicon(NamedTuple):
    """The words of a house.

    `names` and `terms` are never flagged inside; `places` are places by their aliases; `stock` are formulations that may stand twice.
    """

    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    places: Mapping[str, str] = {}


class HouseTable(NamedTuple):
    """A table of n-grams that a house counted.

    `path` is absolute; by the checksum a newer table of the same name is told.
    """

    path: str
    checksum: int


class SourceSet(NamedTuple):
    """The sources of a house, as the names of the shards of their index.

    Paths of sources are relative to `root`, an absolute path. A shard is named by its content.
    """

    root: str = ""
    shards: tuple[str, ...] = ()


class Desk(NamedTuple):
    """The house and the day of a draft, given to the reader.

    `script` is simplified, traditional or auto; `article_type` one of the values of `type` (news, letter, … or auto). `home` is the
    division of the house, in full, or empty: a post that names no division, 区长, belongs to it. `tables` are those that
    the house counted of its own archive, `sources` those of quotations.
    """

    lexicon: Lexicon = Lexicon()
    date: date | None = None
    script: str = "auto"
    article_type: str = "auto"
    home: str = ""
    tables: tuple[HouseTable, ...] = ()
    sources: SourceSet = SourceSet()


NO_DESK: Final = Desk()
