"""`zhlint init`: a configuration, a card, or JSON schemas to start from."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.toml import CONFIG_FILES, ConfigError, display_path

if TYPE_CHECKING:
    from zhlint.config.model import Config


@click.command(
    cls=ChineseCommand,
    short_help="写一份带注释的配置（--rule 写规则卡的样子）",
    help="在当前文件夹写一份带注释的 zhlint.toml；已有则不动。--rule 写一张规则卡的样子，放进配置里的规则包，没有就放进 zhlint-pack。",
)
@click.option("--rule", "code", metavar="代码", help="写一张这个代码的规则卡，如 HSE001")
@click.option("--schema", is_flag=True, help="写配置和规则卡的 JSON Schema，编辑器据此提示和核对")
def command(code: str | None, schema: bool) -> int:
    if schema and code is not None:
        raise click.UsageError("--rule 和 --schema 不能一起写")
    if schema:
        return _write_schemas()
    if code is not None:
        return _write_card(code.upper())
    from zhlint.manual.scaffold import CONFIG

    file = Path(CONFIG_FILES[0])
    _create(file, CONFIG)
    click.echo(f"写好了 {file}。去掉行首的 # 即启用；查看开了哪些规则：zhlint rules")
    return 0


def _write_schemas() -> int:
    """Writes the schemas into the current folder, over older ones.

    Raises ConfigError where that fails.
    """
    from zhlint.manual.schemas import schema_files

    files = schema_files()
    for name, schema in files.items():
        _save(Path(name), schema.encode())
    click.echo(f"写好了 {'、'.join(files)}。装了 Even Better TOML 之类插件的编辑器，在文件第一行写上就会提示和核对：")
    click.echo("zhlint.toml 写 #:schema ./zhlint.schema.json，规则包里的规则卡写 #:schema ../cards.schema.json")
    return 0


def _write_card(code: str) -> int:
    """Writes a card into the pack that it belongs to.

    Raises UsageError for a code that is none, or that a rule has already.
    """
    import re

    from zhlint.config.search import find_config
    from zhlint.manual.scaffold import card, cards_folder, family_file
    from zhlint.storage.tables import rules_folder

    if not re.fullmatch("[A-Z]{3}[0-9]{3}", code):
        raise click.UsageError(f"“{code}”不是规则代码，应为三个大写字母加三位数字，如 HSE001")
    config = find_config(Path())
    folder = cards_folder(code, config, Path())
    file = family_file(folder, code)
    _demand_new(code, config, folder)
    is_shipped = folder == rules_folder()
    _append(file, card(code, is_shipped=is_shipped))
    click.echo(f"写好了 {display_path(file)} 里的 {code}，是个样子：把 find、replace、例子和各句话换成自己的。")
    shown = "" if is_shipped else f" {display_path(folder)}"
    click.echo(f"换好以后检验：zhlint test{shown}{'，再运行 make docs' if is_shipped else ''}")
    if not is_shipped and not any((config.root or Path()) / name == folder for name in config.packs):
        advice = f"在 {config.origin.path.name} 里写" if config.origin else "先用 zhlint init 写配置，其中写"
        click.echo(f'要用它，{advice} packs = ["./{folder.name}"]')
    return 0


def _demand_new(code: str, config: Config, folder: Path) -> None:
    """Raises UsageError where a shipped rule or one of these folders has this code."""
    from zhlint.cards.packs import shipped_rules
    from zhlint.manual.scaffold import codes_in, pack_folders

    codes = {rule.code for rule in shipped_rules()}
    codes = codes.union(*map(codes_in, {folder, *pack_folders(config, Path())}))
    if code in codes:
        free = next((other for number in range(1, 1000) if (other := f"{code[:3]}{number:03}") not in codes), None)
        raise click.UsageError(f"规则 {code} 已经有了{f'，可用 {free}' if free else ''}")


def _append(file: Path, text: str) -> None:
    """Puts a card at the end of a file, or into a new one.

    Raises ConfigError where it cannot be written.
    """
    before = file.read_bytes() if file.exists() else b""
    _save(file, before + (b"\n" if before.endswith(b"\n") else b"\n\n" if before else b"") + text.encode())


def _save(file: Path, content: bytes) -> None:
    """Writes a whole file, and its folder where it is missing.

    Raises ConfigError where that fails.
    """
    from zhlint.storage.atomic_write import save

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        save(file, content)
    except OSError as error:
        raise ConfigError(f"无法写入 {display_path(file)}（{system_reason(error)}）") from None


def _create(file: Path, text: str) -> None:
    """Writes a file that does not exist yet.

    Raises ConfigError where it does, or cannot be written.
    """
    is_there = os.path.lexists(file)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise ConfigError(f"{file} 已经有了，没有改动；要重写请先把它移走") from None
    except OSError as error:
        # A file written by half would be read as a configuration.
        with suppress(OSError):
            if not is_there:
                file.unlink()
        raise ConfigError(f"无法写入 {file}（{system_reason(error)}）") from None
