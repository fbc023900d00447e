"""The full name of somebody whose identity is to be kept: a minor, a patient, a victim."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.analysis.speakers.introductions import named_after
from zhlint.check import Check, Hit, options
from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

_NO_FULL_NAME: Final = expression(
    "[某×]|女士|先生|小姐|同学|大爷|大妈|大娘|奶奶|爷爷|阿姨|叔叔|老人|老汉|师傅|婆婆|女孩|男孩|^[阿小老]|[说称道看讲]$"
)
#: A name that is said not to be the real one, perhaps with what stands before it.
_CHANGED: Final = expression(rf"({HAN}{{1,8}})[（(][^（）()]{{0,6}}化名")
#: A note that names are not the real ones.
_ALL_CHANGED: Final = expression("(?:均|皆|都|全部)(?:为|系|是)化名|(?:人物|人名|姓名|名字)(?:为|系|是)化名")


@options
class ProtectedIdentity(Check):
    """A full name right after one of `words`, unless the draft says that it is not the real one.

    Slot for the message: `word`.
    """

    slots: ClassVar[tuple[str, ...]] = ("word",)

    words: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        """Yield a hit for every name."""
        text = document.text
        if _ALL_CHANGED.search(text):
            return
        noted = _CHANGED.findall(text)
        changed = {name[at:] for name in noted for at in range(len(name))}
        for word in self._word.finditer(text):
            block = document.block_at(word.start())
            found = block and named_after(text, word.end(), block.end)
            name = found["name"] if found else ""
            if found and is_surnamed(name) and not _NO_FULL_NAME.search(name) and name not in changed:
                yield Hit(*found.span("name"), {"word": word[0]})

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))))
