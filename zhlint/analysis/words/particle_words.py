"""Words that decide about 的, 地 and 得 behind them, from a table."""

from __future__ import annotations

from functools import cache

from zhlint.storage.tables import rows


@cache
def particle_words(group: str) -> tuple[str, ...]:
    """The words of a class of the table; its remarks say what the classes are."""
    return tuple(word for name, word in rows("particle-words.tsv") if name == group)


def follows_word(text: str, offset: int, group: str) -> bool:
    """Whether a word of a class ends at an offset."""
    return text.endswith(particle_words(group), 0, offset)
