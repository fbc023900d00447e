"""Names that differ in one character."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN, is_han
from zhlint.lexicon.likeness import are_alike
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.document import Document

#: Roles that name people without a post.
_SHOWING_ROLES: Final = ("headline", "deck", "caption")
#: Of the names that differ in the same character, so many are compared.
_MOST: Final = 20
#: A mark or a verb of saying, which may follow a name.
_END: Final = r"[，。、；：（）“”！？\s]|说|在|为|正|和|与|同|$"
_ENDS: Final = expression(_END)
#: Three characters that stand as a name does in a headline or caption.
_SHOWN_NAME: Final = expression(rf"(?<!{HAN})(?=({HAN}[\s\S]{{2}})(?:{_END}))")

#: The end of the first part of a name and the beginning of the second.
_DOTTED: Final = expression(rf"(?<=({HAN}{{3}}))·(?=({HAN}{{2}}(?:(?![说表介指告在和与的是]){HAN})?))")
#: In a draft with more names with a dot they may be alike by chance.
_MOST_DOTTED: Final = 40
_LONGEST_PART: Final = 8


def may_show_name(document: Document) -> bool:
    """Whether anything stands in a headline or caption as a name does."""
    return any(
        is_name(shown) for block in document.of_role(*_SHOWING_ROLES) for shown in _SHOWN_NAME.findall(document[block])
    )


def one_off(names: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names with one surname that differ in one character."""
    buckets: dict[tuple[str, int, str], list[str]] = {}
    for name in sorted(names):
        for index in range(1, len(name)):
            buckets.setdefault((name[:index], len(name), name[index + 1 :]), []).append(name)
    for bucket in buckets.values():
        yield from combinations(bucket[:_MOST], 2)


def one_off_long(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of long names that differ in one character but the last.

    The last may belong to the next word.
    """
    candidates = sorted(set(names))
    if len(candidates) < 2:
        return
    buckets: dict[tuple[str, str], list[str]] = {}
    for name in candidates:
        for index in range(len(name) - 1):
            if name[index] != "·":
                buckets.setdefault((name[:index], name[index + 1 :]), []).append(name)
    for bucket in buckets.values():
        yield from combinations(bucket[:_MOST], 2)


def one_off_dotted(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of names with a dot, whatever stands before: 局长古丽扎提·买买提, 古丽扎题·买买提.

    Before the dot they differ in one character, which sounds or looks alike, and not in the one two before it.
    """
    seen = {(found[1], found[2]): found.start() for found in _DOTTED.finditer(text)}
    for (one, last), (other, last_too) in combinations(sorted(seen), 2) if len(seen) <= _MOST_DOTTED else ():
        differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        if last == last_too and one[0] == other[0] and len(differing) == 1 and are_alike(*differing[0]):
            start, start_too = seen[one, last] - len(one), seen[other, last_too] - len(other)
            more = next(
                count
                for count in range(_LONGEST_PART + 1)
                if count == _LONGEST_PART or not _are_same_han(text, start, start_too, count + 1)
            )
            yield text[start - more : start] + f"{one}·{last}", text[start_too - more : start_too] + f"{other}·{last}"


def _are_same_han(text: str, start: int, start_too: int, count: int) -> bool:
    """Whether the hanzi so many characters before two offsets are the same."""
    first, second = start - count, start_too - count
    return min(first, second) >= 0 and text[first] == text[second] and is_han(text[first])


def one_off_shown(document: Document, names: set[str]) -> Iterator[tuple[str, str]]:
    """Names of people with a post, and names one character off in headlines and captions."""
    if not names:
        return
    candidates = sorted(name for name in names if len(name) == 3 and "·" not in name)
    by_last = {name[0] + name[2]: name for name in candidates}
    by_second = {name[:2]: name for name in candidates}
    surnames = {name[0] for name in candidates}
    for block in document.of_role(*_SHOWING_ROLES):
        for offset in range(block.start, block.end - 2):
            if document.text[offset] not in surnames or _follows_han(document.text, offset):
                continue
            shown = document.text[offset : offset + 3]
            name = by_last.get(shown[0] + shown[2]) or by_second.get(shown[:2])
            if name and shown not in names and _ENDS.match(document.text, offset + 3, block.end) and is_name(shown):
                yield min(name, shown), max(name, shown)


def _follows_han(text: str, offset: int) -> bool:
    return offset > 0 and is_han(text[offset - 1])
