"""`zhlint init`: a commented configuration in the current folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from zhlint.cli.chinese import ChineseCommand
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.toml import ConfigError

TEMPLATE: Final = """\
# zhlint 的配置。以 # 开头的行是说明或没有启用的例子，去掉 # 即启用。
# 对本文件夹及其下各层的文稿有效；所有名称都会核对，写错会指出在哪一行。

preset = "desk"                 # core 只查差错；desk 加上存疑（默认）；full 全查
fail-on = "error"               # 到哪一级算不通过：error | warning | hint | never

# ignore = ["CON002"]           # 关掉：一族（PUN）、一条的代码或名称
# extend-select = ["NAM007"]    # 在预设之外再开
# exclude = ["往期/**"]         # 不查的文件
# type = "auto"                 # 体裁：news | feature | commentary | photo | notice | reprint
# date = "2023-05-01"           # 出版日期，用来核对文中的日期
# baseline = ".zhlint-baseline.json"    # 看过而不改的问题，由 zhlint baseline write 写成
# packs = ["./house"]           # 本报自己的规则包：文件夹，内有规则卡、names.txt、terms.csv、people.csv

# [level]
# CON001 = "hint"               # 改一条或一族的级别：error 差错 | warning 存疑 | hint 提示

# [options.BYL001]
# required = ["headline", "byline"]     # 必须有的署名要素

# [per-file-ignores]
# "言论/**" = ["BYL001"]        # 这些文稿不查这些规则

[lexicon]
names = []                      # 人名，其中的字一律不报，如 ["高昌平"]
terms = []                      # 专名、栏目名，其中的字一律不报
stock = []                      # 固定提法，重复出现不算重复
# places = { "亦庄" = "北京经济技术开发区" }    # 地方的别名
"""


@click.command(
    cls=ChineseCommand,
    short_help="在当前文件夹写一份带注释的配置",
    help="在当前文件夹写一份带注释的 zhlint.toml；已有则不动。",
)
def command() -> int:
    file = Path("zhlint.toml")
    is_there = os.path.lexists(file)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(TEMPLATE)
    except FileExistsError:
        raise ConfigError(f"{file} 已经有了，没有改动；要重写请先把它移走") from None
    except OSError as error:
        # Half of it would be a configuration all the same.
        with suppress(OSError):
            if not is_there:
                file.unlink()
        raise ConfigError(f"无法写入 {file}（{system_reason(error)}）") from None
    click.echo(f"写好了 {file}。去掉行首的 # 即启用；查看开了哪些规则：zhlint rules")
    return 0
