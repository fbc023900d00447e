"""Types of option values: whole numbers, numbers, words; their errors are Chinese."""

from __future__ import annotations

from typing import Any

import click

from zhlint.storage.toml import nearest_hint


class Whole(click.IntRange):
    """A whole number from `min` on, up to `max` where there is one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            limits = f"不小于 {self.min} 的" if self.max is None else f" {self.min} 到 {self.max} 的"
            return self.fail(f"应为{limits}整数，现为“{value}”", param, ctx)


class Decimal(click.FloatRange):
    """A number from `min` on."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            return self.fail(f"应为不小于 {self.min} 的数，现为“{value}”", param, ctx)


class Choice(click.Choice[str]):
    """One of some words; a wrong one is answered with the nearest_hint legal one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in self.choices:
            return value
        return self.fail(
            f"没有“{value}”{nearest_hint(str(value), self.choices)}；可用：{'、'.join(self.choices)}", param, ctx
        )
