"""One post of a single holder, given to two people: 顺义区区长甲 … 顺义区区长乙."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from zhlint.analysis.marks.quotes import is_quoted
from zhlint.analysis.speakers.alike_names import may_be_one
from zhlint.analysis.speakers.introductions import may_name_officials
from zhlint.analysis.speakers.speech import people
from zhlint.check import Check, Hit, Related, options
from zhlint.lexicon.gazetteer import gazetteer
from zhlint.lexicon.sentences import sentence_around
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.names import bare, is_surnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document, Speaker, TextSpan

#: Marks and words that join two posts, and words that make a post a deputy's or a joint one.
_JOINED: Final = expression(r"[、，,；;/和与兼及\s]|副|助理|代表|党组|执行|联席|轮值|荣誉|名誉|分[局行院校会公]")
#: Words of a sentence on a change of office, or on another time.
_ELSEWHEN: Final = expression(
    r"[原前]任?(?=\S{0,16}[长记席任])|时任|曾|历任|新任|继任|接任|现任|当选|任命|任免|免去|卸任|离任|辞去|候选|拟任|生前|逝世|落马|被查|"
    r"(?:19|20)[0-9]{2}|[〇零一二三四五六七八九]{4}年|[去前当那次翌]年|当时|其后|此后|届"
)
#: A day of a sentence.
_DAY: Final = expression(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")
#: Names that are withheld.
_WITHHELD: Final = expression("某|[先女]")


class Holder(NamedTuple):
    """A name with its post, and the days of its sentence."""

    name: str
    part: TextSpan
    days: frozenset[str]


@options
class SharedPost(Check):
    """Finds a post of one holder that a draft gives to two people.

    `posts` are the last words of such posts. The post stands before both names in the same words and begins with the name of
    one division. Stays silent on deputies and joint posts, in quotations, in sentences on a change of office or another year,
    where the sentences give different days, and on names that may be one. The hit is the later name; slot: `usual`, the first.
    """

    slots: ClassVar[tuple[str, ...]] = ("usual",)

    posts: tuple[str, ...]

    def run(self, document: Document) -> Iterator[Hit]:
        if not (any(section.speaker for section in document.sections) or document.analyse(may_name_officials)):
            return
        holders: dict[str, dict[str, Holder]] = defaultdict(dict)
        for speaker in sorted(document.analyse(people), key=lambda speaker: speaker.start):
            if holder := self._holder(document, speaker):
                holders[_words(speaker)].setdefault(holder.name, holder)
        for named in holders.values():
            for first, later in combinations(named.values(), 2):
                if _are_two(first, later):
                    related = Related(first.part.start, first.part.end, first.name)
                    yield Hit(later.part.start, later.part.end, {"usual": first.name}, None, (related,))

    def _holder(self, document: Document, speaker: Speaker) -> Holder | None:
        """The holder of a post that counts, or None."""
        name, post = speaker.name, speaker.post
        if not post or not speaker.place or not post.text.endswith(self.posts) or _JOINED.search(_words(speaker)):
            return None
        if (
            not is_surnamed(name.text)
            or _WITHHELD.search(name.text)
            or len(gazetteer().of_name(speaker.place.text)) != 1
        ):
            return None
        sentence = sentence_around(document.text, post.start)
        if _ELSEWHEN.search(document.text, *sentence) or is_quoted(document, name.start, name.end):
            return None
        days = _DAY.findall(document.text, *sentence)
        return Holder(bare(name.text), name, frozenset(days))


def _words(speaker: Speaker) -> str:
    return speaker.post.text.removeprefix("中共") if speaker.post else ""


def _are_two(first: Holder, later: Holder) -> bool:
    """Whether two names cannot be one person's, nor of different days."""
    one, other = first.name, later.name
    if one.startswith(other) or other.startswith(one) or may_be_one(one, other):
        return False
    return not (first.days and later.days and first.days.isdisjoint(later.days))
