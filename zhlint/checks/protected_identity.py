"""Full names of people whose identity is to be protected: minors, patients, victims."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.speakers.introductions import named_after
from zhlint.analysis.speakers.name_slots import may_stand_alone
from zhlint.check import Check, Hit, options
from zhlint.lexicon.han import HAN
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: A word this frequent after a surname is no given name.
_FREQUENT: Final = 200
_NO_FULL_NAME: Final = expression(
    "[某×]|女士|先生|小姐|同学|大爷|大妈|大娘|奶奶|爷爷|阿姨|叔叔|老人|老汉|师傅|婆婆|女孩|男孩|^[阿小老多常来]|[说称道看讲]$"
)
#: A name with the note that it is not the real one, perhaps with words before it.
_PSEUDONYM: Final = expression(rf"({HAN}{{1,8}})[（(][^（）()]{{0,6}}化名")
#: A note that names are not the real ones.
_ALL_PSEUDONYMS: Final = expression("(?:均|皆|都|全部)(?:为|系|是)化名|(?:人物|人名|姓名|名字)(?:为|系|是)化名")


@options
class ProtectedIdentity(Check):
    """Finds full names right after one of `words`.

    Stays silent where the draft says that the names, or this name, are not the real ones (化名). Slot: `word`.
    """

    slots: ClassVar[tuple[str, ...]] = ("word",)

    words: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        """Yields a hit for every name."""
        text = document.text
        if _ALL_PSEUDONYMS.search(text):
            return
        notes = _PSEUDONYM.findall(text)
        pseudonyms = {name[index:] for name in notes for index in range(len(name))}
        for word in self._word.finditer(text):
            block = document.block_at(word.start())
            match = block and named_after(text, word.end(), block.end)
            name = match["name"] if match else ""
            if match and _is_full_name(name) and name not in pseudonyms:
                yield Hit(*match.span("name"), {"word": word[0]})

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))))


def _is_full_name(name: str) -> bool:
    """Whether a string is a full name, not words that begin like one."""
    words = vocabulary()
    return (
        is_surnamed(name)
        and may_stand_alone(name)
        and not _NO_FULL_NAME.search(name)
        and (words.frequency(name[1:]) < _FREQUENT if len(name) > 2 else not words.frequency(name))
    )
