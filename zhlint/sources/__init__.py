"""The sources of quotations, and drafts held against them."""

from __future__ import annotations

from typing import Final

#: The outcomes for words that were held against the sources.
SAME: Final = "same"
DIFFERS: Final = "differs"
MISSING: Final = "missing"
