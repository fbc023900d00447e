"""Which script a draft is written in, by characters that exist in one script only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zhlint.document import Document

# Frequent characters and their counterparts; each side is used in one script alone.
_SIMPLIFIED: Final = (
    "这个们来时会国说学与为对发动经现过长点开无还进样见关书车东马门问间听让从实业务应总战报产区乐"
)
_TRADITIONAL: Final = (
    "這個們來時會國說學與為對發動經現過長點開無還進樣見關書車東馬門問間聽讓從實業務應總戰報產區樂"
)


def script(document: Document) -> str:
    """`simplified` or `traditional`: what the desk says, else what the text shows; simplified where it shows nothing."""
    if document.desk.script != "auto":
        return document.desk.script
    sample = document.text[:20_000]
    simplified, traditional = (sum(map(sample.count, chars)) for chars in (_SIMPLIFIED, _TRADITIONAL))
    return "traditional" if traditional > simplified else "simplified"
