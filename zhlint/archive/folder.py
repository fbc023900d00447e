"""The folder of a run: pieces that are done, remains of earlier runs."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from zhlint.archive.pieces import PARQUET
from zhlint.archive.prints import PRINTS
from zhlint.archive.tables import COLUMNS, NEW
from zhlint.learning.files import LINES
from zhlint.learning.packed_files import unpacked_name
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from zhlint.learning.files import Source

#: The folder of the files that say a piece is done.
DONE: Final = "done"


def done_file(out: Path, name: str) -> Path:
    """The file that is there once a piece is done."""
    return out / DONE / f"{name}.json"


def result_of(file: Path) -> dict[str, Any] | None:
    """The result of a piece, from the file that says it is done.

    None where that is damaged, or a table is not there as it was written.
    """
    try:
        result: dict[str, Any] = json.loads(file.read_bytes())
        sizes = {name: os.stat(file.parents[1] / name).st_size for name in result["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return result if sizes == result["files"] and {"source", "tally"} <= result.keys() else None


def is_done(out: Path, name: str, *, parquet: bool) -> bool:
    """Whether a piece is done, with its files of Parquet where they are asked for."""
    if not result_of(done_file(out, name)):
        return False
    if not parquet:
        return True
    files = (out / table / f"{name}.jsonl" for table in COLUMNS)
    return all(file.with_suffix(".parquet").exists() for file in files if file.exists())


def sweep(out: Path) -> None:
    """Removes files that a killed run was writing."""
    for file in out.glob(f"*/*{NEW}"):
        file.unlink(missing_ok=True)


def refuse_strangers(out: Path, found: Iterable[Source], *, forget: bool) -> None:
    """Raises ConfigError where the folder holds results of sources that are not among the inputs.

    With `forget` they are removed.
    """
    wanted = {_source_of(file.shown) for file in found}
    strangers = {}
    for file in (out / DONE).glob("*.json"):
        source = _source_in(file)
        if source is not None and _source_of(source) not in wanted:
            strangers[file.stem] = source
    if strangers and not forget:
        first = next(iter(strangers.values()))
        raise ConfigError(
            f"{display_path(out)} 里还有这次没有给出的输入的结果（如 {first or '当前文件夹'}）；请把输入写全，或另写一个 --out；不要它们了，加 --forget"
        )
    for name in strangers:
        _remove(out, name)


def _source_in(file: Path) -> str | None:
    """The source of a piece that is done; None where its file is damaged."""
    try:
        return str(json.loads(file.read_bytes())["source"])
    except (ValueError, KeyError, TypeError):
        return None


def _source_of(shown: str) -> str:
    """The folder of a draft stands for it, any other source for itself."""
    return shown if unpacked_name(shown).lower().endswith((*LINES, PARQUET)) else ""


def forget(out: Path, names: set[str], unread: set[str]) -> None:
    """Removes the results of earlier states of the sources that were read."""
    for file in (out / DONE).glob("*.json"):
        if file.stem not in names and _source_in(file) not in unread:
            _remove(out, file.stem)


def _remove(out: Path, name: str) -> None:
    """Removes all files of a piece; the one that says it is done, first."""
    done_file(out, name).unlink(missing_ok=True)
    for table in (*COLUMNS, PRINTS):
        for suffix in (".jsonl", ".parquet"):
            with suppress(OSError):
                (out / table / f"{name}{suffix}").unlink(missing_ok=True)
