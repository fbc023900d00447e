"""`zhlint check --watch`: check again whenever a draft is saved."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from zhlint.cli.search import STDIN
from zhlint.config.search import BASELINE, forget_configs
from zhlint.reading.formats import promised_format

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_MISSING: Final = (
    '--watch 要用 watchfiles，请补装：uv tool install --force "./zhlint[watch]"，或 pipx inject zhlint-press watchfiles；'
    "装在虚拟环境里的，用那里的 python -m pip install watchfiles"
)
_PAUSE: Final = 200


def watch(paths: Collection[str], written: Collection[str], check: Callable[[], int]) -> int:
    """Runs `check` now and after every change, until interrupted.

    A change is one to these drafts or folders, or to their configuration.
    Returns the last exit code. `written` are files that `check` writes itself. Raises UsageError where the library is missing or
    there is nothing to watch.
    """
    try:
        import watchfiles
    except ImportError:
        raise click.UsageError(_MISSING) from None
    if STDIN in paths:
        raise click.UsageError("--watch 不能和 -（标准输入）一起用")
    places = [Path(path).resolve() for path in paths]
    # Many editors put a new file in the place of the old one: a draft's folder is watched, not the draft.
    folders = {place if place.is_dir() else place.parent for place in places}
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        raise click.UsageError(f"没有 {missing[0]} 这个文件夹")
    changes = watchfiles.watch(
        *folders,
        watch_filter=_filter(places, {Path(file).resolve() for file in written}),
        rust_timeout=_PAUSE,
        yield_on_timeout=True,
        recursive=any(place.is_dir() for place in places),
    )
    return _check_at(changes, check)


def _filter(places: Collection[Path], own: Collection[Path]) -> Callable[[object, str], bool]:
    """Returns the filter of changed files that concern drafts at some places."""

    def concerns(_change: object, name: str) -> bool:
        path = Path(name).resolve()
        drafts = path in places or (
            promised_format(name) is not None and any(place in path.parents for place in places)
        )
        return path not in own and (drafts or path.suffix == ".toml" or path.name == BASELINE)

    return concerns


def _check_at(changes: Iterable[Collection[tuple[object, str]]], check: Callable[[], int]) -> int:
    """Runs `check` at the first turn and at every change; returns its last exit code."""
    code, first = 2, True
    try:
        # The first turn is empty: by then everything is watched, and nothing saved during a check is missed.
        for changed in changes:
            if changed:
                names = "、".join(sorted({Path(path).name for _, path in changed})[:3])
                click.echo(f"──── {time.strftime('%H:%M:%S')} {names} 有改动 ────")
            if changed or first:
                forget_configs()
                code, first = check(), False
                sys.stdout.flush()
                click.echo("等待改动，按 Ctrl-C 结束。", err=True)
    except KeyboardInterrupt:
        click.echo(err=True)
    return code
