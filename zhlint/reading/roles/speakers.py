"""Speakers by their place: captions and signatures have the same form as speaker lines."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from zhlint.lexicon.han import HAN
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import ends_in_sentence
from zhlint.reading.grammar.names import bare
from zhlint.reading.grammar.speaker import parse_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: The words on the second line of a caption that broke after the name.
_ACTED: Final = expression(
    "宣布|致[辞词]|讲话|发言|颁奖|授[奖旗牌]|揭[牌幕]|剪彩|主持(?!人)|作(?!为)|做(?!好)|向.{1,20}(?:颁|授|赠|致|敬)|为.{1,20}(?:颁|授|揭|讲|送)"
    "|[（(](?:[左右中前后]|右?[一二三四五六七八])|在.{1,20}(?:现场|会上)?(?:讲话|致[辞词]|发言|调研|检查|慰问)"
)
#: The first person, but not in 我国 and 我区, which news uses too.
_FIRST_PERSON: Final = expression("我(?![国省市区县州旗镇乡街村院校司厂])|咱|俺|本人")
#: What a sentence that bids begins with, after a place or a body at most.
_BIDS: Final = expression(rf"(?:^|[。！？；])(?:{HAN}{{2,6}})?(?:要|必须|应当|务必|务求|坚决)(?![是求么说道])")
_QUOTED: Final = expression('[“「『"][^”」』"]*[”」』"]?')
#: The words of others, as a report gives them, to the end of the sentence.
_REPORTED: Final = expression(
    "(?:说|表示|介绍|指出|强调|认为|告诉|透露|坦言|感慨|回忆|要求|希望|提出|谈到|称)[，,：:道，][^。！？]*"
)
_OPENING_QUOTES: Final = ("“", "「", "『", '"')
#: So few lines between paragraphs may all be captions; more are the speakers of a column.
_FEW: Final = 2
#: A line that says who took the picture over it.
_PHOTO_CREDIT: Final = expression(
    rf"(?:[^，。：（）]{{0,12}}?(?:记者|通讯员|摄影)?[ \u3000]*{HAN}{{1,4}}(?:[ \u3000、]{HAN}{{1,4}}){{0,3}}[ \u3000]*[摄攝]"
    r"|(?:新华社|中新社|本报|人民图片)[发發]|[（(]?资料图片?[）)]?)"
)
#: What sets a speaker line off by its form.
_MARKED: Final = ("【", "[", "●", "■", "◆", "□", "▲", "★", "◎")


def find_captions(lines: Sequence[LineForm]) -> None:
    """Makes captions of the lines with post and name that head nobody's words.

    These are lines whose verb stands on the next line, one or two between paragraphs with nobody's own words below (but not two
    of which the first stands under the title, as in a column, or each over words that begin with its place), and one or two over paragraphs that report what the person said.
    A sentence over the credit of a picture is a caption too, where the story goes on below.
    """
    for at in range(1, len(lines) - 2):
        goes_on = not lines[at].role and lines[at + 2].is_sentence
        if goes_on and _PHOTO_CREDIT.fullmatch(lines[at + 1].words):
            lines[at].role = "caption"
    spoken = [at for at, line in enumerate(lines) if line.role == "speaker"]
    few = 0 < len(spoken) <= _FEW
    told = {at for at in spoken if _is_reported(lines, at)}
    reported = told if few or 2 * len(told) > len(spoken) else set()
    opens_column = len(spoken) > 1 and spoken[0] > 0 and not ends_in_sentence(lines[spoken[0] - 1].words)
    nobody_speaks = (
        few
        and not (opens_column or _speak_for_places(lines, spoken))
        and not any(speaks_below(lines, at) or (len(spoken) > 1 and _is_titled(lines, at)) for at in spoken)
    )
    for at in spoken:
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below and not below.role and _ACTED.match(below.words) and "：" not in lines[at].words:
            lines[at].role = "caption"
            if not ends_in_sentence(below.words):
                below.role = "caption"
        elif _is_between(lines, at) and (nobody_speaks or at in reported):
            lines[at].role = "caption"


def _speak_for_places(lines: Sequence[LineForm], spoken: Sequence[int]) -> bool:
    """Whether several lines name places of their own, with which the paragraphs below them open."""
    speakers = [parse_speaker(lines[at].words) for at in spoken]
    places = [speaker.place.text if speaker and speaker.place else "" for speaker in speakers]
    return (
        len(set(places)) == len(places) > 1
        and all(places)
        and all(lines[at + 1].words.startswith(place[:2]) for at, place in zip(spoken, places, strict=True))
    )


def _is_between(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a line stands between paragraphs without a mark, colon or heading."""
    words = lines[at].words
    if (
        lines[at].is_heading
        or words.startswith(_MARKED)
        or "：" in words
        or ":" in words
        or not 0 < at < len(lines) - 1
    ):
        return False
    return ends_in_sentence(lines[at - 1].words)


def _is_reported(lines: Sequence[LineForm], at: int) -> bool:
    """Whether the paragraph under a line speaks of the person by name."""
    speaker = parse_speaker(lines[at].words) if at + 1 < len(lines) else None
    return speaker is not None and bare(speaker.name.text) in bare(lines[at + 1].words)


def speaks_below(lines: Sequence[LineForm], at: int) -> bool:
    """Whether the paragraphs under a line are somebody's own words.

    They are in the first person, bid, or stand in quotation marks; what a report says that somebody said does not count.
    """
    start = at + 1 + _is_titled(lines, at)
    body = takewhile(lambda line: ends_in_sentence(line.words), islice(lines, start, None))
    return any(map(_are_own_words, body))


def _is_titled(lines: Sequence[LineForm], at: int) -> bool:
    """Whether a title, not a paragraph, stands under a line."""
    return at + 1 < len(lines) and not ends_in_sentence(lines[at + 1].words)


def _are_own_words(line: LineForm) -> bool:
    unquoted = _QUOTED.sub("", line.words)
    if line.words.startswith(_OPENING_QUOTES) and not unquoted.strip("。！？ "):
        return True
    told = _REPORTED.sub("", unquoted)
    return _FIRST_PERSON.search(told) is not None or _BIDS.search(told) is not None
