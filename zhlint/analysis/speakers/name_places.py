"""The places of persons' names: whom a draft names in one slot, everywhere."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final

from zhlint.analysis.speakers.common_people import COMMON_PEOPLE, is_borne_out
from zhlint.analysis.speakers.name_slots import may_stand_alone, name_slots
from zhlint.document import Span
from zhlint.lexicon.han import HAN
from zhlint.lexicon.strings import all_occurrences, repeated_words
from zhlint.patterns.expressions import compile_expression
from zhlint.reading.grammar.names import COMPOUND, SINGLE, bare, is_surnamed

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from zhlint.document import Document

_SURNAME: Final = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
_COMMON: Final = tuple(COMMON_PEOPLE.split("|"))
#: The roles of lines that are names, whole or in part.
_NAMING: Final = frozenset({"byline", "credit", "speaker", "attribution"})
#: Where a person stands in a picture.
_STANCE: Final = r"[（(][左右前后中上下][^（）()]{0,4}[）)]"
#: What follows a name and little else: a courtesy, a verb of saying, a word for the picture.
_AFTER: Final = r"同志|先生|女士|老人|大爷|大妈|阿姨|师傅|告诉|回忆|坦言|感慨|笑着|\s?[摄攝](?!影|像|氏)"


def is_in_name(document: Document, start: int, end: int) -> bool:
    """Whether `start:end` lies in the name of a person whom the draft names."""
    starts, ends = document.analyse(_spans)
    index = bisect_right(starts, start) - 1
    return index >= 0 and end <= ends[index]


def _spans(document: Document) -> tuple[list[int], list[int]]:
    """The starts of all places of names, and the furthest end up to each."""
    places = {Span(at, at + len(name)) for at, name in all_occurrences(document.text, _names(document))}
    padded = (Span(name.start, name.end) for credit in document.credits for name in credit.names)
    ordered = sorted(places | set(padded))
    return [span.start for span in ordered], list(accumulate((span.end for span in ordered), max))


def _names(document: Document) -> set[str]:
    """The names that a draft shows in slots for names."""
    text = document.text
    names = _in_slots(document)
    names |= {bare(name.text) for credit in document.credits for name in credit.names}
    names |= set(_bare_names(document))
    return names | _going_on_freely(text, {name[:2] for name in names if len(name) == 3})


def _in_slots(document: Document) -> set[str]:
    """The names in slots for names.

    A name that follows a common word must be borne out, or stand in the draft again.
    """
    text, sure, doubtful = document.text, set[str](), set[str]()
    for slot in name_slots(document):
        is_common = slot.post.endswith(_COMMON) and text[slot.start - 1] == slot.post[-1]
        is_sure = not is_common or is_borne_out(text, slot.start, slot.end)
        (sure if is_sure else doubtful).add(slot.name)
    return sure | repeated_words(text, doubtful - sure)


def _bare_names(document: Document) -> Iterator[str]:
    """The names in the slots that do not tell a person's post."""
    text, doubtful = document.text, set[str]()
    for block in document.blocks:
        if block.role in _NAMING:
            yield from (word for word in document[block].split() if is_surnamed(word))
            continue
        for found in _slots().finditer(document.text, block.start, block.end):
            name = found["led"] or found["alone"]
            if is_surnamed(name) and (found["stance"] or may_stand_alone(name)):
                if not found["led"] or found["called"] or is_borne_out(text, *found.span("led")):
                    yield name
                else:
                    doubtful.add(name)
        for listed in _lists().finditer(document.text, block.start, block.end):
            names = [name for name in listed[0].split("、") if is_surnamed(name)]
            yield from names if 2 * len(names) > listed[0].count("、") + 1 else ()
    # A name that goes on after a common word must stand in the draft again.
    forms = {name: [one for one in (name, name[:2]) if is_surnamed(one)] for name in doubtful}
    again = repeated_words(text, chain(*forms.values()))
    yield from (name for name, ones in forms.items() if not again.isdisjoint(ones))


def _going_on_freely(text: str, names: set[str]) -> set[str]:
    """The names of two whose places different characters follow, so that they end there."""
    following: dict[str, set[str]] = {}
    for at, name in all_occurrences(text, names):
        following.setdefault(name, set()).add(text[at + 2 : at + 3])
    return {name for name, characters in following.items() if len(characters) > 1}


@cache
def _slots() -> re.Pattern[str]:
    name = rf"{_SURNAME}{HAN}{{1,2}}?"
    after = rf"(?:{_AFTER}|[：:]\s*\S{{4}})"
    return compile_expression(
        rf"(?:{COMMON_PEOPLE}|(?P<called>名?叫))[ 　]?(?P<led>{_SURNAME}{HAN}{{1,2}})|(?<!{HAN})(?P<alone>{name})(?={after}|(?P<stance>{_STANCE}))"
    )


@cache
def _lists() -> re.Pattern[str]:
    return compile_expression(rf"{HAN}{{2,4}}(?:、{HAN}{{2,4}}){{2,}}")
