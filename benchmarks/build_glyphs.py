"""Writes rules/tables/similar-glyphs.tsv: characters whose printed forms are alike.

    pip install numpy pillow
    python benchmarks/build_glyphs.py SANS.ttc SERIF.ttc [--face 2]

The fonts are Noto Sans CJK and Noto Serif CJK (SIL Open Font License), of which `--face` is the one for simplified Chinese. Every Chinese
character that the language model counted often enough is drawn small and blurred, and compared with every other one: the likeness of two
is the mean of their correlations in both fonts. It is written in four levels, from 0.5, 0.6, 0.7 and 0.8 on.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from zhlint.lexicon.han import is_han
from zhlint.model.confusions import LEVELS
from zhlint.model.scoring import press_prose
from zhlint.model.table import FIRST
from zhlint.storage.tables import rules_folder

#: A character must stand so often in press prose.
LEAST: Final = 20
SIZE: Final = 40
SIDE: Final = 44
BLUR: Final = 1.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fonts", nargs=2, type=Path, metavar="FONT")
    parser.add_argument("--face", type=int, default=2)
    arguments = parser.parse_args()
    table = press_prose()
    counted = zip(table.alphabet, table.singles[FIRST:], strict=True)
    characters = sorted(character for character, count in counted if count >= LEAST and is_han(character))
    likeness = sum(_likeness(characters, font, arguments.face) for font in arguments.fonts) / 2
    np.fill_diagonal(likeness, 0)
    levels = np.minimum(np.floor(likeness * 10).astype(int) - 4, LEVELS)
    lines = ["character\thalf\tthree-fifths\tseven-tenths\tfour-fifths"]
    for character, row in zip(characters, levels, strict=True):
        if (row > 0).any():
            alike = ("".join(characters[at] for at in np.nonzero(row == level)[0]) for level in range(1, LEVELS + 1))
            lines.append("\t".join([character, *alike]))
    file = rules_folder() / "tables" / "similar-glyphs.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{file}: {len(lines) - 1} characters, {int((levels > 0).sum()) // 2} pairs")


def _likeness(characters: list[str], file: Path, face: int) -> np.ndarray:
    """The correlations of the forms of characters in a font, less what all of them share."""
    font = ImageFont.truetype(str(file), SIZE, index=face)
    forms = np.stack([_form(character, font) for character in characters])
    forms -= forms.mean(axis=0)
    forms /= np.linalg.norm(forms, axis=1, keepdims=True)
    return forms @ forms.T


def _form(character: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """A character drawn in the middle, blurred, as the blacks of a square of half the side."""
    image = Image.new("L", (SIDE, SIDE), 0)
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = draw.textbbox((0, 0), character, font=font)
    draw.text((SIDE / 2 - (left + right) / 2, SIDE / 2 - (top + bottom) / 2), character, fill=255, font=font)
    small = image.filter(ImageFilter.GaussianBlur(BLUR)).resize((SIDE // 2, SIDE // 2), Image.Resampling.BILINEAR)
    return np.asarray(small, np.float32).ravel()


if __name__ == "__main__":
    main()
