"""Writes rules/tables/readings.tsv: the toned readings that hanzi have in the words of jieba's dictionary.

    pip install pypinyin
    python benchmarks/build_readings.py

A reading counts where it has at least a twentieth of the character's occurrences.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

from pypinyin import Style, lazy_pinyin

from zhlint.lexicon.vocabulary import jieba_words
from zhlint.storage.tables import rules_folder

#: Rarer words than this are names and slips, whose readings mislead.
LEAST: Final = 3
SHARE: Final = 0.05


def main() -> None:
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, frequency in jieba_words().words():
        if frequency >= LEAST and re.fullmatch("[\u4e00-\u9fff]+", word):
            for character, reading in zip(
                word, lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True), strict=True
            ):
                readings[character][reading] += frequency
    sharing: defaultdict[str, str] = defaultdict(str)
    for character in sorted(readings):
        for reading, count in readings[character].items():
            if count >= SHARE * readings[character].total():
                sharing[reading] += character
    lines = ["reading\tcharacters", *(f"{reading}\t{sharing[reading]}" for reading in sorted(sharing))]
    (rules_folder() / "tables" / "readings.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
