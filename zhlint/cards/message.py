"""The slots of a card's message: those that the linter fills, those of each kind, and those an expression names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zhlint.check import Check

#: What the linter fills for every kind.
COMMON: Final = ("found", "fix", "there")
#: What a kind fills besides what its expressions name.
OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "anniversary": ("since", "years"),
    "blank_lines": ("advice",),
    "chinese_year": (),
    "clause": (),
    "closed_set": ("fault", "label", "members"),
    "credit_order": ("reason",),
    "dateline_form": ("reason",),
    "double_credit": ("reason",),
    "enumeration": ("claimed", "counted"),
    "error_rate": ("chars", "mark", "profile", "rate", "sum"),
    "event_date": (),
    "foreign_character": ("name",),
    "half_width_bracket": (),
    "headline_number": ("body",),
    "impossible_date": ("reason",),
    "impossible_order": ("reason",),
    "inner_space": ("near",),
    "invisible_character": ("advice", "codepoint", "name", "near"),
    "irregular_glyph": ("advice", "code"),
    "label_drift": ("bare", "label", "quoted"),
    "line_edge": ("what", "where"),
    "list_drift": ("listed",),
    "lost_character": ("near",),
    "markup_residue": ("what",),
    "missing_field": ("advice", "field"),
    "name_drift": ("usual",),
    "name_list": ("reason",),
    "near_miss": ("right",),
    "near_repeat": ("changes", "first", "here", "length", "opening"),
    "near_word": (),
    "notation_drift": ("better", "fewer", "form", "more"),
    "numbering": ("expected", "fault"),
    "open_end": ("ending",),
    "paired_mark": ("mark", "matter", "partner", "side", "what", "words"),
    "pattern": (),
    "place_hierarchy": ("home", "inner"),
    "range_unit": (),
    "protected_identity": ("word",),
    "relative_day": ("expected", "word"),
    "repeat": ("length", "opening", "row", "whose", "advice"),
    "roster": ("reason",),
    "section_part": ("part",),
    "separator_mix": ("kinds", "wanted"),
    "sequence_mark": (),
    "set_numeral": (),
    "sibling_mention": ("name", "place"),
    "speaker_line_form": ("trait",),
    "speaker_place": ("after", "before", "name", "phrase", "place", "right"),
    "spelling_drift": ("better", "fewer", "more"),
    "straight_quote": ("marks",),
    "substitution": ("advice",),
    "sum": ("added",),
    "term": ("advice", "note"),
    "title_drift": ("usual",),
    "unused_ignore": ("remedy", "what", "where"),
    "weekday": ("date", "weekday"),
    "word_drift": ("better", "fewer", "more"),
    "wording": (),
}


def slots(kind: str, check: Check) -> tuple[str, ...] | None:
    """The slots that a message of this check may have, None for a kind that has not said."""
    return (*COMMON, *OF_KIND[kind], *sorted(check.named)) if kind in OF_KIND else None


def asked(message: str) -> list[str] | None:
    """The slots of a message in their order, None where its braces do not pair."""
    if not re.fullmatch(r"(?:[^{}]|\{[^{}]*\})*", message):
        return None
    return re.findall(r"\{([^{}]*)\}", message)
