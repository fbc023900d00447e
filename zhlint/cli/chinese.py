"""A click command whose help page is Chinese."""

from __future__ import annotations

import os

import click


class _Formatter(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help page is Chinese."""

    context_class = _Context
    _help: click.Option | None = None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing and not isinstance(self, click.Group):
            self._demand_options(ctx, args)
        return super().parse_args(ctx, args)

    def _demand_options(self, ctx: click.Context, args: list[str]) -> None:
        """Raises UsageError for the name of a draft that would be taken for an option.

        It begins with a hyphen, is no option, and a file of that name exists.
        """
        from os.path import lexists

        words = args[: args.index("--")] if "--" in args else args
        options = {name for param in self.get_params(ctx) for name in param.opts}
        for word in words:
            if word.startswith("-") and word != "-" and word not in options and lexists(word):
                raise click.UsageError(
                    f"文稿“{word}”以连字符开头，会被当成选项：请写成 .{os.sep}{word}，或在文稿前面加 --（pre-commit 里写在 args 的最后）",
                    ctx,
                )

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        with formatter.section("选项"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help page, made once.

        Click's own looks for translations, which takes a millisecond.
        """
        if self._help is None:
            names = self.get_help_option_names(ctx)
            self._help = click.Option(
                names, is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help="显示本说明"
            )
        return self._help

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [piece.replace("[OPTIONS]", "[选项]") for piece in super().collect_usage_pieces(ctx)]


def _show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()
