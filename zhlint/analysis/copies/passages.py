"""Copies in one draft: paragraphs, sentences and passages that stand twice, each reported once.

A copy is a whole paragraph, else a passage of 60 characters and more in another paragraph, else whole sentences in
one paragraph or the next, else a shorter passage, or one of less than 100 characters in the same paragraph. A paragraph or
sentence that may stand twice on purpose (a summary, a caption, an item of a list) is told as a passage. White
space and the width of characters do not count; set phrases, quoted slogans and lists of names do not help a copy to
reach its length. Text that is quoted at one place only (a speech and the news of it) is no copy, and a refrain is
none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.analysis.copies.echoes import lines_that_may_repeat
from zhlint.analysis.copies.stretches import PROSE, lines
from zhlint.analysis.copies.units import PARAGRAPH, SENTENCE, SHORT_PASSAGE

if TYPE_CHECKING:
    from zhlint.analysis.copies.units import Copy
    from zhlint.document import Document


def passages(document: Document) -> tuple[Copy, ...]:
    """Returns every later copy in the body of a draft, in order."""
    blocks = document.of_role(*PROSE)
    joined = lines(document, blocks)
    candidates = lines_that_may_repeat(joined, SHORT_PASSAGE, PARAGRAPH, SENTENCE)
    if not candidates:
        return ()
    # Not at the top: most drafts have none.
    from zhlint.analysis.copies.search import body_of, copies_in

    return copies_in(document, body_of(document, blocks, joined.split("\n"), candidates))
