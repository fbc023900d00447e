"""Completion in the shell: commands, options, drafts, rules and formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

    Items = list[CompletionItem]


def files(_ctx: click.Context | None, _param: click.Parameter | None, incomplete: str) -> Items:
    """Leaves it to the shell, which knows its files."""
    return [_item(incomplete, type="file")]


def folders(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """Leaves it to the shell, which knows its folders."""
    return [_item(incomplete, type="dir")]


def formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The formats of reports."""
    from zhlint.reports import FORMATS

    return beginning(incomplete, FORMATS)


def rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The selectors of shipped rules that continue the last word of a list with commas."""
    from zhlint.cards.packs import shipped_rules
    from zhlint.engine.selection import selector_names

    before, comma, start = incomplete.rpartition(",")
    names = sorted(name for name in selector_names(shipped_rules()) if name.lower().startswith(start.lower()))
    return beginning("", (before + comma + name for name in names))


def beginning(incomplete: str, words: Iterable[str]) -> Items:
    """The words that begin with what was typed.

    The values of a mapping are shown beside its keys.
    """
    helps = words if isinstance(words, Mapping) else {}
    return [_item(word, help=helps.get(word)) for word in words if word.startswith(incomplete)]


def _item(value: str, **given: Any) -> CompletionItem:
    from click.shell_completion import CompletionItem

    return CompletionItem(value, **given)
