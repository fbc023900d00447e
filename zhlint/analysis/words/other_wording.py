"""Wordings near a set phrase that are no slips of it."""

from __future__ import annotations

from itertools import accumulate, compress, pairwise
from typing import TYPE_CHECKING, Final

from zhlint.analysis.words.tokens import on_token_edges
from zhlint.lexicon.han import is_han
from zhlint.lexicon.lexis import blur, lexis
from zhlint.lexicon.strings import common_ends
from zhlint.lexicon.vocabulary import vocabulary
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.analysis.words.set_phrases import Phrase
    from zhlint.document import Document

#: Characters that join two members where the phrase has 、 or another of them.
_JOINTS: Final = frozenset("和与及同暨并")
#: 的 and joints that no word of a phrase has in it, as 共同 has 同.
_FREE_JOINTS: Final = frozenset("的和与及暨并")
#: Words of one character that a sentence adds to a phrase, and links that it exchanges.
_ADDED: Final = frozenset("了把在也都要就更又还将能使让地好再")
_LINKS: Final = frozenset("就也即既都还便更才真不又正亦均皆")
#: Words that neither 的 nor a joint stands before.
_NO_NOUN: Final = frozenset("为以在被把")
#: The name after which 的 makes a free phrase of a thought's name.
_HOLDER: Final = "习近平"
#: The word for which a group of them may stand.
_PEOPLE: Final = "人民"
#: The longest title, in characters, that a phrase is looked for in.
_LONGEST_TITLE: Final = 60


#: What papers outside the mainland call the leader.
_FROM_ABROAD: Final = expression(
    "中[国國](?:国家|國家)主席(?:习近平|習近平)|中[国國](?:领导人|領導人)(?:习近平|習近平)|(?:习近平|習近平)[（(]Xi Jinping[)）]|Xi Jinping"
)


def is_other_wording(document: Document, start: int, end: int, found: str, phrase: Phrase) -> bool:
    """Whether `found`, bare and at `start:end`, is no slip of the phrase.

    That is so in the title of a work; where the span cuts a word in two; where only a joint (和, 、) or link (就, 也) differs, or
    了 or 把 is added or stands for a joint (坚持把加强…), or 的 after the name of who holds the thought. A phrase with a
    loose end also allows 的 between its words and marks for its joints, another word (推动 for 推进), words added or left out,
    and at its ends a character that is lacking beside other words, or is another that neither sounds nor looks alike.
    """
    if "为核心" in found and _FROM_ABROAD.search(document.text):
        return True  # such papers leave out 同志
    text = document.text
    if _in_title(text, start, end):
        return True
    head, tail = common_ends(found, phrase.text)
    old, new = found[head : len(found) - tail], phrase.text[head : len(phrase.text) - tail]
    if len(old) == 1 and old in _JOINTS and (new in _JOINTS or (not new and old * 2 not in found)):
        return True
    if (not new and len(old) == 1 and old in _ADDED and old * 2 not in found) or {old, new} <= _LINKS:
        return True
    if old in _ADDED and new in _JOINTS:
        return True
    if old == "的" and not new and head == len(_HOLDER) and found.startswith(_HOLDER):
        return True
    if not on_token_edges(document, start, end):
        return True
    if not new and len(old) == 1 and old * 2 in found:
        return False
    return bool(phrase.loose) and (
        _is_free_form(text[start:end], found, phrase)
        or (head == 0 and _is_free_edge(old, new, text[start - 1 : start]))
        or (tail == 0 and _is_free_edge(old, new, text[end : end + 1]))
        or _is_other_first_word(found, old, new, head)
        or _is_other_people(old, new, found, phrase.text, head)
        or _are_words(old, new, found, phrase.text, head)
        or _is_other_word(old, new, found, phrase.text, head)
    )


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether 《 and 》 enclose `start:end`."""
    before, after = text[max(0, start - _LONGEST_TITLE) : start], text[end : end + _LONGEST_TITLE]
    opened = before.rfind("《") > before.rfind("》")
    return opened and "》" in after and not 0 <= after.find("《") < after.find("》")


def _is_free_edge(old: str, new: str, beside: str) -> bool:
    """Whether `old`, at an edge of the place, is no slip for `new`.

    `beside` is the character beyond that edge.
    """
    if len(old) == len(new):
        return not _is_slip(old, new)
    return is_han(beside)


def _is_free_form(written: str, found: str, phrase: Phrase) -> bool:
    """Whether only added 的 and joints between words differ: 社会主义的核心价值观, 生态保护、高质量发展."""
    plain, places = _without_joints(found)
    right, needed = _without_joints(phrase.text)
    lacking = set(needed) - set(places)
    if plain != right or len(lacking) > written.count("、") + written.count("，"):
        return False
    edges = set(accumulate(map(len, vocabulary().cut(plain))))
    return len(places) == len(set(places)) and all(place in edges and plain[place] not in _NO_NOUN for place in places)


def _without_joints(text: str) -> tuple[str, list[int]]:
    """A text without 的 and joints, and the places in it where they stood."""
    kept = [char not in _FREE_JOINTS for char in text]
    counts = list(accumulate(kept, initial=0))
    return "".join(compress(text, kept)), [count for count, stays in zip(counts, kept, strict=False) if not stays]


def _is_other_word(old: str, new: str, found: str, right: str, head: int) -> bool:
    """Whether another second character that is not alike makes another word: 推动, 推进."""
    if len(old) != 1 or len(new) != 1 or not head or _are_alike(old, new):
        return False
    return _is_cut(found, head - 1, head + 1) and _is_cut(right, head - 1, head + 1)


def _is_other_first_word(found: str, old: str, new: str, head: int) -> bool:
    """Whether `found` begins with another word than the phrase (坚守, 坚持)."""
    if len(old) != len(new) or _is_slip(old, new):
        return False
    return head + len(old) <= len(vocabulary().cut(found)[0])


def _is_other_people(old: str, new: str, found: str, right: str, head: int) -> bool:
    """Whether a first character, not alike, makes another group of the people: 灾民."""
    if len(old) != 1 or not right.startswith(_PEOPLE, head) or _are_alike(old, new):
        return False
    return len(new) == 1 and _is_cut(found, head, head + len(_PEOPLE))


def _is_slip(old: str, new: str) -> bool:
    """Whether characters are exchanged, or each sounds or looks like the one it stands for."""
    return sorted(old) == sorted(new) or all(map(_are_alike, old, new))


def _are_alike(one: str, other: str) -> bool:
    known = lexis()
    heard, meant = ({blur(reading) for reading in known.readings.get(char, ())} for char in (one, other))
    return one == other or bool(heard & meant) or one in known.look_alikes.get(other, "")


def _are_words(old: str, new: str, found: str, right: str, head: int) -> bool:
    """Whether `old` and `new`, after `head` characters, are whole words, or one is empty."""
    if not new and len(old) > 1 and old * 2 not in found:
        return _is_cut(found, head, head + len(old)) or (_is_edge(right, head) and _is_cut(old, 0, len(old)))
    if not old and len(new) > 1 and not right.startswith(_HOLDER):
        return _is_cut(right, head, head + len(new))
    if old and new in _JOINTS:
        return _is_cut(found, head, head + len(old))
    if len(old) < 2 or len(new) < 2 or sorted(old) == sorted(new):
        return False
    is_cut = _is_cut(found, head, head + len(old)) or _is_cut(old, 0, len(old))
    return is_cut and (_is_cut(right, head, head + len(new)) or _is_cut(new, 0, len(new)))


def _is_edge(text: str, at: int) -> bool:
    """Whether a word of a text ends and another begins at an offset."""
    return at in accumulate(map(len, vocabulary().cut(text)))


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is made of whole words, none of one character."""
    words = vocabulary().cut(text)
    edges = list(accumulate(map(len, words), initial=0))
    return start in edges and end in edges and all(b - a > 1 for a, b in pairwise(edges) if start <= a < end)
