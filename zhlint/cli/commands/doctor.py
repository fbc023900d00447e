"""`zhlint doctor`: the configuration, rules and libraries in use, and what is wrong with them."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.cli.completion import files
from zhlint.cli.options import config_options, demand_paths, drafts_from
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.toml import ConfigError
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Files in a folder beyond which globs are not tried on them.
_MANY: Final = 20_000
_LIBRARIES: Final = {
    "click": "命令行",
    "jieba": "分词",
    "opencc": "简繁转换",
    "markdown_it": "读 Markdown",
    "mdit_py_plugins": "读 Markdown 的公式、脚注和提示块",
}


@click.command(
    cls=ChineseCommand,
    short_help="自查：用的哪份配置、开了哪些规则、缺什么",
    help="自查：用的哪份配置、开了哪些规则、缺什么组件、命令名有没有被别的程序占用。",
)
@click.argument("path", required=False, metavar="[文稿]", shell_complete=files)
@config_options
def command(path: str | None, **options: Any) -> int:
    demand_paths([path] if path else [])
    click.echo(f"zhlint {__version__}（Python {sys.version.split()[0]}，{sys.executable}）")
    faults = [*_configuration(path, options), *_libraries(), *_commands(), *_cache()]
    for fault in faults:
        click.echo(f"问题：{fault}")
    notes = list(_notes(path, options)) if not faults else []
    for note in notes:
        click.echo(f"提醒：{note}")
    click.echo(f"有 {len(faults)} 个问题。" if faults else f"有 {len(notes)} 条提醒。" if notes else "一切正常。")
    return 2 if faults else 0


def _configuration(path: str | None, options: dict[str, Any]) -> Iterator[str]:
    try:
        linter = drafts_from((path or ".",), **options).linter_for(path or "draft.txt")
    except ConfigError as error:
        yield str(error)
        return
    config = linter.config
    click.echo(f"配置：{config.origin.path if config.origin else '没有找到，用默认的'}")
    on = linter.rules_for(path)
    families = sorted({rule.family for rule in on})
    counts = "，".join(f"{family} {sum(rule.family == family for rule in on)}" for family in families)
    click.echo(f"规则：共 {len(linter.rules.available)} 条，开着 {len(on)} 条（{counts}）；逐条见 zhlint rules")
    for name in config.packs:
        click.echo(f"规则包：{name}")
    for table in linter.rules.desk.tables:
        click.echo(f"本报的语言模型：{table.path}")
    if linter.rules.desk.sources.shards:
        from zhlint.sources.index import index_of

        index = index_of(linter.rules.desk.sources)
        click.echo(f"引文的来源：{index.files} 个文件，{index.characters} 字")
    if linter.baseline:
        held = len(linter.baseline.entries) + len(linter.baseline.repeats)
        click.echo(f"基线：{linter.baseline.file}，{held} 条")


def _notes(path: str | None, options: dict[str, Any]) -> Iterator[str]:
    """Notes on parts of the configuration that have no effect."""
    linter = drafts_from((path or ".",), **options).linter_for(path or "draft.txt")
    yield from linter.rules.notes
    config = linter.config
    files = _files_below(config.root) if config.root and (config.exclude or config.per_file_ignores) else []
    for key, globs in (("exclude", config.exclude), ("per-file-ignores", config.per_file_ignores)):
        for pattern in globs if files else ():
            if not any(config.matches(file, [pattern]) for file in files):
                yield f"{key} 的“{pattern}”现在碰不上任何文件（从 {config.root} 算起），请核对"


def _files_below(root: Path) -> list[str]:
    """The files in a folder and below; none where there are too many."""
    found: list[str] = []
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += (os.path.join(parent, name) for name in names)
        if len(found) > _MANY:
            return []
    return found


def _libraries() -> Iterator[str]:
    found = {name: find_spec(name) is not None for name in _LIBRARIES}
    click.echo(
        "组件：" + "，".join(f"{name}（{use}）{'有' if found[name] else '缺'}" for name, use in _LIBRARIES.items())
    )
    missing = [name for name, there in found.items() if not there]
    if missing:
        yield f"缺 {'、'.join(missing)}，请重新安装：pip install --force-reinstall zhlint-press"


def _commands() -> Iterator[str]:
    own = {Path(folder).resolve() for folder in (Path(sys.executable).parent, Path(sys.argv[0]).parent)}
    answering = shutil.which("zhlint")
    click.echo(f"命令：{answering or '不在 PATH 上，可用 python -m zhlint'}")
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    if answering and Path(answering).resolve().parent not in own and Path(answering).parent.resolve() not in own:
        others = [str(folder) for folder in folders if (folder / Path(answering).name).is_file()]
        yield f"PATH 上先找到的 zhlint 是另一个程序（{others[0] if others else answering}）；请用 zhlint-press，或调整 PATH"


def _cache() -> Iterator[str]:
    from zhlint.storage.cache_folder import cache_folder

    try:
        folder = cache_folder()
        click.echo(f"缓存：{folder}{'' if os.access(folder, os.W_OK) else '（不能写，会慢一些）'}")
    except (OSError, RuntimeError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else "没有用户文件夹"
        click.echo(f"缓存：不能用（{reason}），会慢一些")
    yield from ()
