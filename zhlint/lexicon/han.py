"""Chinese characters: the basic block, extensions A to H, and 〇."""

from __future__ import annotations

from typing import Final

#: The ranges for use between the brackets of a character class: `[{HAN_RANGES}·]`, `[^{HAN_RANGES}]`.
HAN_RANGES: Final = "〇㐀-鿿\U00020000-\U000323af"
#: The expression of one Chinese character.
HAN: Final = f"[{HAN_RANGES}]"


def is_han(character: str) -> bool:
    """Whether a string of one character is Chinese; an empty string is not."""
    return "㐀" <= character <= "鿿" or "\U00020000" <= character <= "\U000323af" or character == "〇"
