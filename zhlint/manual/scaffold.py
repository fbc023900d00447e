"""Files to start from: a commented configuration, and a card to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.cards.card_store import card_files
from zhlint.storage.tables import rules_folder
from zhlint.storage.toml import TomlFile

if TYPE_CHECKING:
    from zhlint.config.model import Config

#: The folder of a house's own cards where the configuration names none.
PACK: Final = "zhlint-pack"
CONFIG: Final = """\
# zhlint 的配置。以 # 开头的行是说明或没有启用的例子，去掉 # 即启用。
# 对本文件夹及其下各层的文稿有效；所有名称都会核对，写错会指出在哪一行。

preset = "desk"                 # core 只查差错；desk 加上存疑（默认）；full 全查
fail-on = "error"               # 到哪一级算不通过：error | warning | hint | never

# ignore = ["CON002"]           # 关掉：一族（PUN）、一条的代码或名称
# extend-select = ["NAM007"]    # 在预设之外再开
# exclude = ["往期/**"]         # 不查的文件
# type = "auto"                 # 体裁：news | feature | commentary | photo | notice | reprint | brief | letter | speech | essay | interview | roundup | web
# home = "顺义区"               # 本报所在地：不带地名的“区长”就是这里的
# date = "2023-05-01"           # 出版日期，用来核对文中的日期
# baseline = ".zhlint-baseline.json"    # 看过而不改的问题，由 zhlint baseline write 写成
# packs = ["./house"]           # 本报自己的规则包：文件夹，内有规则卡、names.txt、terms.csv、people.csv、zhlint learn 数出的表

# [model]
# tables = ["house/house.ngrams"]       # 由 zhlint learn 往期 --out house 从本报往期数出；house 已在 packs 里的不用写

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
_CARD: Final = """\
[{code}]
name     = "{name}"            # 英文名：小写字母、数字，词间用连字符
title    = "本报用语"           # 最多六个字
kind     = "pattern"            # 怎么查：pattern 是正则表达式
level    = "warning"            # error 差错 | warning 存疑 | hint 提示
presets  = ["desk", "full"]     # 在哪些预设里开着
fix      = "ask"                # safe 可照改 | ask 改须核定 | no 不自动改
message  = "“{{found}}”应写作“{{fix}}”"
why      = "（为什么要改，写给年轻编辑看。）"
source   = "（依据哪份规定、哪一条）"
{shipped}find     = "甲写法"             # 要找的
replace  = "乙写法"             # 改成的

[[{code}.examples]]             # ⟦ 和 ⟧ 之间的必须报，改后就是 good
bad  = "这里用了⟦甲写法⟧。"
good = "这里用了乙写法。"

[[{code}.examples]]             # 相近而不该报的
good = "这里用了别的写法。"
"""
_SHIPPED: Final = """\
errata   = "none"               # 计错时属哪一类
since    = "{version}"
measured = "（还没有量过：在多少字的干净文稿里报了几处、几处报得对）"
"""


def card(code: str, *, is_shipped: bool = False) -> str:
    """A card in TOML under this code, with words to replace.

    As it stands, `zhlint test` finds nothing wrong with it.
    With `is_shipped` it has the texts that the cards of zhlint itself must have.
    """
    from zhlint.version import __version__

    name = f"{code[:3].lower()}-{code[3:]}"
    shipped = _SHIPPED.format(version=".".join(__version__.split(".")[:2])) if is_shipped else ""
    return _CARD.format(code=code, name=name, shipped=shipped)


def cards_folder(code: str, config: Config, current: Path) -> Path:
    """The folder that a new card belongs into.

    In a checkout of zhlint itself (the `current` folder) that is `rules/`, for a family that ships. Elsewhere it is the pack
    of the configuration that has the family, else its first one that is a folder, else one called `zhlint-pack` beside it.
    """
    if rules_folder().parent == current.resolve() and family_file(rules_folder(), code).is_file():
        return rules_folder()
    packs = pack_folders(config, current)
    own = [pack for pack in packs if family_file(pack, code).is_file()]
    return next(iter([*own, *packs]), (config.root or current) / PACK)


def pack_folders(config: Config, current: Path) -> list[Path]:
    """The packs of a configuration that are folders, whether they exist yet or not."""
    root = config.root or current
    return [root / Path(name).expanduser() for name in config.packs if re.match(r"[./\\~]|[A-Za-z]:", name)]


def codes_in(folder: Path) -> set[str]:
    """The codes of the cards in a folder.

    Raises ConfigError where a file of cards cannot be read.
    """
    return {code for file in card_files(folder) for code in TomlFile(file).data}


def family_file(folder: Path, code: str) -> Path:
    """The file of cards in a folder that has the family of a code.

    Where there is none, a new one named after the family.
    Raises ConfigError where a file of cards cannot be read.
    """
    for file in card_files(folder):
        if any(other[:3] == code[:3] for other in TomlFile(file).data):
            return file
    return folder / f"{code[:3].lower()}.toml"
