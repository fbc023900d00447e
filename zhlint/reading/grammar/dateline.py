"""The grammar of datelines, which open a news item."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Credit, Dateline, TextSpan
from zhlint.lexicon.han import HAN, HAN_RANGES
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.names import SINGLE, is_surnamed

if TYPE_CHECKING:
    import re

_AGENCIES: Final = (
    "新华社|新华网|中新社|中新网|中国新闻网|中通社|人民网|中国网|光明网|央视网|央视新闻|央广网|中国青年网|国际在线|"
    "本报|本社|本网|本台|本刊|本站|法新社|路透社|美联社|塔斯社|共同社|韩联社"
)
_DATE: Final = (
    r"(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]"
    "|(?:[〇○零一二三四五六七八九]{2,4}年)?[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
#: 电 and 讯, but not where they begin another word: 电话, 讯息.
_VERB: Final = (
    "(?:(?:新媒体|体育|特稿|文化|图片)*专?(?:电|讯)|急电|特电|消息)"
    "(?![话話视視影子商网網力台器脑腦动動站池梯灯燈信号息])"
)
#: Any other newspaper, station or site, also two that share a report.
_PAPER: Final = (
    rf"(?:{HAN}{{2,8}}?(?:报|社|网|台|客户端|新闻|发布)(?:[-—–·]{HAN}{{2,8}}?(?:报|社|网|台|客户端|新闻))?"
    rf"|{HAN}{{0,8}}?(?:融媒体中心|融媒体|融媒|全媒体|传媒)|掌上{HAN}{{2,6}}?)"
)
#: A dateline with its reporters has no more characters.
_WINDOW: Final = 160
#: The name of an agency ends within so many characters.
_OPENING: Final = 20
#: The last character of the name of an agency, paper, station or site.
_AGENCY_MARK: Final = expression("[社网網报報台刊站端闻聞线媒体掌布]")
#: The words for who reports, in either script.
_REPORTER_MARK: Final = expression("[记記]者|通[讯訊][员員]")
#: A character of the other words of a dateline: for a report, or of a date.
_REPORT_MARK: Final = expression("[电電讯訊日号消报報]")
_DATED: Final = expression(
    rf"\[?据?(?P<agency>{_AGENCIES}|{HAN}{{2,8}}?(?:社|报|网|台|客户端)(?=.{{0,24}}日[^，。]{{0,6}}[电讯](?:[\s(\]]|记者|$)))"
    rf"\s*(?P<place>(?!记者|[电讯]\s*[(\d])[·{HAN_RANGES}]{{1,14}}?(?:\((?![^()]*(?:记者|通讯员))[^()]{{1,8}}\))?)?\s*(?P<date>{_DATE})\s*"
    rf"(?:(?P<later>{HAN}{{2,8}}?)??(?P<verb>{_VERB}))?"
)
_UNDATED: Final = expression(
    rf"\[?据?(?P<agency>{_AGENCIES})(?P<place>{HAN}{{2,8}}?)?(?P<verb>{_VERB})"
    r"(?:(?<=本[报刊网台社站][讯电])|(?=[\s(\]:]|记者|$))"
)
#: Names by their surnames, as many as report one item.
_PEOPLE: Final = f"[{''.join(sorted(SINGLE))}]{HAN}{{1,3}}(?:[、 ][{''.join(sorted(SINGLE))}]{HAN}{{1,3}}){{0,3}}"
#: 讯 of a paper not known by name, made certain by the reporters after it.
_OF_A_PAPER: Final = expression(
    rf"\[?据?(?P<agency>{_PAPER})(?P<place>{HAN}{{2,8}}?)?(?P<date>{_DATE})?(?P<verb>[快短简]?讯|电)(?<!通讯)"
    rf"(?=\]?\s*\((?:{HAN}{{0,12}}?(?:记者|通讯员)|{_PEOPLE}\))|\s+{HAN}{{0,8}}?(?:记者|通讯员)[\s/]?{HAN}{{2,4}}\s)"
)
#: 讯 of a place, made certain by names and a day after it.
_OF_A_PLACE: Final = expression(
    rf"\[?(?P<agency>{HAN}{{2,4}}(?<![通快短简喜捷音]))(?P<place>)?(?P<date>)?(?P<verb>讯)(?=\]?\s*\({_PEOPLE}\)\s*(?:\d|近日|日前|[昨今]|[上本]周))"
)
_MESSAGE: Final = expression(
    rf"\[?(?P<agency>{HAN}{{1,12}}?(?:网|台|报|社|客户端|新闻))(?P<verb>消息|报道|讯)\s*(?:\([^()]{{1,20}}\))?\s*(?=:)"
)
_BRACKETS: Final = expression(r"\]?\s*\((?P<names>[^()]{1,120})\)?")
_SPOKEN: Final = expression(rf"\]?\s*(?P<names>{HAN}{{0,12}}(?:记者|通讯员)[^。,]{{2,60}}?报道)[:,]")
_LED: Final = expression(rf"\]?\s+(?P<role>{HAN}{{0,8}}?(?:记者|通讯员))(?=[\s/]?{HAN}{{2,4}}\s)")
_NEXT_NAME: Final = expression(rf"[\s/、]?(?P<name>{HAN}{{2,4}})(?=[\s、])")


class Opening(NamedTuple):
    """The opening of a paragraph up to `end`: a dateline, credits, or both."""

    end: int
    dateline: Dateline | None
    credits: tuple[Credit, ...]


def parse_dateline(text: str, start: int) -> Opening | None:
    """Reads the dateline that opens `text`, or its reporters without one.

    `start` is the offset of `text`. The opening ends after its brackets, its 报道： or its colon; blanks after it are not part of it.
    None where nothing opens the text.
    """
    match = _opening(text)
    if not match:
        return _reporters_alone(text, start)
    head, folded = text[:_WINDOW], match.string
    end, reporters = _reporters(head, folded, match.end(), start)
    if match["verb"] is None and not _is_cut_short(match, folded, reporters):
        return None
    if folded[end : end + 1] in {"]", ":"}:
        end += 1
    parts = {name: _part(head, start, *match.span(name)) for name, words in match.groupdict().items() if words}
    place = parts.get("place") or parts.get("later")
    end = start + len(head[:end].rstrip())
    dateline = Dateline(parts["agency"], place, parts.get("date"), parts.get("verb"), start, end)
    return Opening(end, dateline, reporters)


def _reporters_alone(text: str, start: int) -> Opening | None:
    """Reporters that open a paragraph without agency: （记者 某某）, 【記者某某某市報導】."""
    if not _REPORTER_MARK.search(text, 0, _OPENING):
        return None
    head = text[:_WINDOW]
    match = _bare_reporters().match(fold(head))
    if not match:
        return None
    first, last = match.span(next(name for name, words in match.groupdict().items() if words))
    reporters = parse_credits(head[first:last], start + first, "dateline", trusted=True)
    names = [name.text for credit in reporters for name in credit.names]
    if not names or not all(is_surnamed(name) or "·" in name for name in names):
        return None
    return Opening(start + match.end(), None, reporters)


def opens_with_dateline(text: str) -> bool:
    """Whether a dateline opens the text; quicker than reading it."""
    match = _opening(text)
    return bool(match and match["verb"]) or parse_dateline(text, 0) is not None


def _opening(text: str) -> re.Match[str] | None:
    """The match of agency and what follows in the folded opening of a text."""
    if not (_AGENCY_MARK.search(text, 0, _OPENING) or text[2:5].count("讯")) or not _REPORT_MARK.search(
        text, 0, _WINDOW
    ):
        return None
    folded = fold(text[:_WINDOW])
    return (
        _DATED.match(folded)
        or _MESSAGE.match(folded)
        or (_UNDATED.match(folded) or _OF_A_PAPER.match(folded) or _OF_A_PLACE.match(folded))
    )


def _is_cut_short(match: re.Match[str], folded: str, reporters: tuple[Credit, ...]) -> bool:
    """Whether agency and date make a dateline without 电 or 讯.

    They do by reporters in brackets after them, or by a place and a blank.
    """
    if any("记者" in fold(credit.role) for credit in reporters):
        return True
    return bool(match["place"]) and folded[match.end("date") :][:1].isspace() and match.end() < len(folded)


def _part(head: str, start: int, first: int, last: int) -> TextSpan:
    return TextSpan(head[first:last], start + first, start + last)


def _reporters(head: str, folded: str, at: int, start: int) -> tuple[int, tuple[Credit, ...]]:
    """The offset where the reporters of a dateline end, and their credits.

    The offset is `at` where there are none.
    """
    for pattern in (_BRACKETS, _SPOKEN):
        if match := pattern.match(folded, at):
            inner = head[match.start("names") : match.end("names")]
            if names := parse_credits(inner, start + match.start("names"), "dateline", trusted=True):
                return match.end(), names
    return _reporters_between_blanks(head, folded, at, start)


def _reporters_between_blanks(head: str, folded: str, at: int, start: int) -> tuple[int, tuple[Credit, ...]]:
    """Reporters between blanks, known by their surnames: 本报讯 记者 某某 某某."""
    led = _LED.match(folded, at)
    end = at
    while led and (name := _NEXT_NAME.match(folded, end if end > at else led.end())):
        if not is_surnamed(name["name"]):
            break
        end = name.end("name")
    if led is None or end == at:
        return at, ()
    first = led.start("role")
    return end, parse_credits(head[first:end], start + first, "dateline", trusted=True)


@cache
def _bare_reporters() -> re.Pattern[str]:
    """The expression of reporters without agency, in brackets or with 报道 after them."""
    writers = "(?:记者|通讯员)"
    return compile_expression(
        rf"[\[(](?P<sent>{HAN}{{0,8}}?{writers}\s?[{''.join(sorted(SINGLE))}]{HAN}{{1,2}})(?:{HAN}{{2,4}})?(?:\d{{1,2}}日)?(?:专?电|报[道导])[\])](?=\s*[^\s。])"
        rf"|(?:(?:{_DATE})?\s*{_VERB}\s*)?[\[(](?P<bracketed>[^()\[\]]{{0,16}}{writers}[^()\[\]]{{2,60}})[\])](?=\s*[^\s。])"
        rf"|(?P<spoken>{HAN}{{0,8}}?{writers}\s?[^。,:]{{2,30}}?报道):"
    )
