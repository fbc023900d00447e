"""Character classes with names, which the patterns of cards may use: `{han}`, `{digit}` and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    import re

# A letter that is not Latin, Greek, Cyrillic, full-width or a kind of figure: Chinese, and now and then kana. It is written by
# exclusion because compiling a class walks through every character of its ranges.
_HAN: Final = r"[^\W\x00-\u052f\u2150-\u24ff\uff10-\uff5a]"
#: The other classes, as what stands between brackets.
_CLASSES: Final = {
    "digit": "0-9０-９",
    "latin": "A-Za-zＡ-Ｚａ-ｚ",
    "numeral": "〇零一二两三四五六七八九十百千万亿",
    "space": " \u3000\t",
    # Characters that transliterated names are made of; a word of them alone is most likely a name.
    "foreign": "阿埃艾爱安奥巴拜班贝本比彼宾波勃伯博布采查茨达戴丹当道得德登迪蒂丁顿多恩尔法凡费菲芬弗佛夫福盖甘冈戈哥格根古瓜圭哈"
    "海汉赫亨胡华怀惠霍基吉加贾杰金卡凯坎康考柯科克肯库夸拉莱兰劳勒雷里丽利莉列林琳留隆卢鲁路露伦罗洛马玛迈麦曼梅门蒙米密缅明摩莫墨"
    "姆穆娜纳奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮珀普齐奇乔切琼丘让热仁日荣茹瑞若撒萨塞赛瑟森沙莎尚什施史士舒丝司斯苏索塔泰坦汤唐特滕"
    "愛奧貝賓達當爾費蓋華懷賈傑凱萊蘭勞裡麗劉盧魯羅馬邁麥門蘇塔納內寧農諾歐潘龐齊喬熱賽紗絲湯圖萬韋維衛溫烏錫謝許亞葉約澤"
    "提廷图托瓦万旺威韦维卫魏温沃乌武西希锡席夏香肖谢辛欣休许雅亚扬耶叶伊因英雨约泽曾扎詹珍朱卓兹宗佐",
}  # fmt: skip
_BRACKETS: Final = expression(r"\[(?P<not>\^?)(?P<body>(?:\\.|[^\]\\])*)\]")
_NAME: Final = expression(r"\{(" + "|".join(_CLASSES) + r")\}")


def expand_classes(source: str) -> str:
    """A pattern with its classes written out, those within brackets and those by themselves."""
    within = _BRACKETS.sub(lambda brackets: _NAME.sub(lambda name: _CLASSES[name[1]], brackets[0]), source)
    by_themselves = _NAME.sub(lambda name: f"[{_CLASSES[name[1]]}]", within)
    return _BRACKETS.sub(_expand_han, by_themselves).replace("{han}", _HAN)


def _expand_han(brackets: re.Match[str]) -> str:
    """Brackets without `{han}`, which cannot stand within brackets since it excludes."""
    if "{han}" not in brackets["body"]:
        return brackets[0]
    others = brackets["body"].replace("{han}", "")
    if brackets["not"]:
        return f"(?:(?!{_HAN})[^{others}])" if others else f"(?:(?!{_HAN})[\\s\\S])"
    return f"(?:{_HAN}|[{others}])" if others else _HAN
