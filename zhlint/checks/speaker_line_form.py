"""Parallel speaker lines of which one is printed in another form."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.check import Check, Hit, Related, options
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zhlint.document import Document, Speaker, TextSpan

FEWEST: Final = 3

_JOINT: Final = expression("[、，,；;/／]")
_PARTY: Final = expression(
    "党组|党委|党工委|党支部|党总支|[省市区县旗州盟镇乡工]委书记|[省市区县旗州盟镇乡工]委副书记|[省市区县旗州盟]委常委"
)


class Line(NamedTuple):
    """A speaker line with two posts or more; `offset` is where the post begins."""

    speaker: Speaker
    post: str
    offset: int


class Trait(NamedTuple):
    """One thing to compare in lines: its value, and the span that shows it.

    A line whose value is None is not compared.
    """

    title: str
    value: Callable[[Document, Line], str | None]
    span: Callable[[Document, Line], tuple[int, int]]


def _order(_: Document, line: Line) -> str | None:
    """Whether the party post comes first in the first unit; None without one."""
    is_party = [_PARTY.search(post) is not None for post in re.split("、", _unit(line.post))]
    return "party first" if is_party[0] else "party later" if any(is_party) else None


def _separators(_: Document, line: Line) -> str | None:
    """The marks between posts, each kind once."""
    return "".join(sorted(set(_JOINT.findall(line.post))))


def _gap(document: Document, line: Line) -> str | None:
    """The text between post and name; None where the name comes first."""
    name: TextSpan = line.speaker.name
    end = line.offset + len(line.post)
    return document.text[end : name.start] if name.start >= end else None


def _padding(_: Document, line: Line) -> str | None:
    """Whether a name of two characters is padded to three."""
    bare = re.sub(r"\s", "", line.speaker.name.text)
    return None if len(bare) != 2 else "padded" if bare != line.speaker.name.text else "plain"


def _unit(post: str) -> str:
    """The posts in the first unit: up to the first comma."""
    return re.split("[，,；;]", post, maxsplit=1)[0]


def _unit_span(_: Document, line: Line) -> tuple[int, int]:
    return line.offset, line.offset + len(_unit(line.post))


def _post_span(_: Document, line: Line) -> tuple[int, int]:
    return line.offset, line.offset + len(line.post)


def _name_span(_: Document, line: Line) -> tuple[int, int]:
    return line.speaker.name.start, line.speaker.name.end


_TRAITS: Final = (
    Trait("党内职务的先后", _order, _unit_span),
    Trait("职务之间的标点", _separators, _post_span),
    Trait("职务与姓名之间的空格", _gap, _name_span),
    Trait("两字姓名的空格", _padding, _name_span),
)


@options
class SpeakerLineForm(Check):
    """Finds the one line that differs among three or more with two posts or more.

    Traits: whether the party post comes first, the marks between posts, the gap before the name, the padding of a name of two
    characters. Slot: `trait`, its Chinese name.
    """

    slots: ClassVar[tuple[str, ...]] = ("trait",)

    def run(self, document: Document) -> Iterator[Hit]:
        lines = [
            Line(section.speaker, section.speaker.post.text, section.speaker.post.start)
            for section in document.sections
            if section.speaker and section.speaker.post and _JOINT.search(section.speaker.post.text)
        ]
        for trait in _TRAITS if len(lines) >= FEWEST else ():
            yield from _outliers(document, lines, trait)


def _outliers(document: Document, lines: list[Line], trait: Trait) -> Iterator[Hit]:
    """The only line with its value, where all the others share another."""
    values = [(line, value) for line in lines if (value := trait.value(document, line)) is not None]
    counts = Counter(value for _, value in values)
    if len(values) < FEWEST or len(counts) != 2 or min(counts.values()) != 1:
        return
    usual = counts.most_common(1)[0][0]
    model = next(line for line, value in values if value == usual)
    for line, value in values:
        if value != usual:
            related = Related(model.speaker.start, model.speaker.end, model.speaker.name.text)
            yield Hit(*trait.span(document, line), {"trait": trait.title}, related=(related,))
