"""The roles that the forms of lines give: what their words alone say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.grammar.closing import parse_closing
from zhlint.reading.grammar.forms import ends_in_sentence, form_of, is_title
from zhlint.reading.grammar.names import is_surnamed
from zhlint.reading.roles.speakers import find_captions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.reading.roles.line_form import LineForm

#: Fewer lines that name one person each are no list.
FEWEST_LISTED: Final = 3
#: The openings of lines that name who edited, where the word for the work is also a post.
_EDITED: Final = expression(r"(?:责任|执行|值班|本[期版])?(?:编辑|主编|总编)\s*[：:丨|｜]")
#: A field for who did the work, whatever it is filled with.
_WORK: Final = "(?:责任编辑|责编|编辑|文案编辑|校对|审核|审校|初审|复审|终审|摄影|撰稿|撰文|供稿|文字|图片|图文|排版|美编|监制|统筹|整理|制作|头图|题图|封面|技术支持|信息源|文|图|审|校)"
_FIELD: Final = expression(rf"{_WORK}(?:\s*[/、]\s*{_WORK})*\s*[：:丨|｜][^。！？，；]{{0,40}}")
_MARKED: Final = expression("[：:丨|｜]")
#: What a picture shows, and who took it.
_TAKEN: Final = expression(
    r"[^。！？；]{3,40}?(?:[（(](?P<bracketed>[^（）()]{3,24})[）)]|[ \u3000]+(?P<behind>[^。，（）()]{3,24}))"
)
#: What a picture shows, and where it is from.
_SOURCED: Final = expression(
    r"[^。！？；]{3,40}[。 \u3000]\s*[（(]?(?:资料图?片?|资料照片|受访者供图|[^。，；：（）()\s]{2,12}供图|(?:网络|视频)截图|AI制图)[）)]?"
)
_PHOTOGRAPHERS: Final = ("摄", "摄影", "攝")


def read_forms(lines: Sequence[LineForm]) -> None:
    """Gives each line the role of its form; those that position must decide stay without."""
    unended = 0
    for line in lines:
        if ends_in_sentence(line.words):
            line.role = line.role or form_of(line.words)
            continue
        unended += 1
        if line.role in {"", "subhead", "list"} and line.is_speaker and not _EDITED.match(line.words):
            line.role = "speaker"
        else:
            credit = line.role or _credit_role(line)
            # 河边的步道 受访者供图 says what is seen, though 供图 may close names.
            may_be = credit in {"", "credit"} or (credit == "byline" and "的" in line.words)
            pictured = unended > 1 and may_be and _is_pictured(line.words)
            line.role = "caption" if pictured else credit or form_of(line.words)
    # 某书记谈春耕 over a heading and a speaker is a headline, though 谈 is a surname.
    if _roles(lines, 0, 1) == ["speaker"] and (opens_story(lines, 1) or _is_over_speaker(lines)):
        lines[0].role = ""
    for start, end in _rosters(lines) if unended >= FEWEST_LISTED else ():
        for line in lines[start:end]:
            line.role = "list"
    find_captions(lines)
    _settle_speakers(lines)


def _is_over_speaker(lines: Sequence[LineForm]) -> bool:
    """Whether the first line stands over a short line and a speaker line."""
    return _roles(lines, 1, 3) == ["", "speaker"] and not ends_in_sentence(lines[1].words)


def opens_story(lines: Sequence[LineForm], at: int) -> bool:
    """Whether line `at` is one that stands under a headline: deck, by-line, note, dateline."""
    if at >= len(lines):
        return False
    line = lines[at]
    if line.role in {"deck", "byline", "credit", "note"}:
        return not (line.role == "deck" and line.is_sentence)
    return not line.role and (line.opens_with_dateline or line.may_be_names)


def _credit_role(line: LineForm) -> str:
    """byline, caption or credit where the whole line is a credit line, else empty."""
    words = line.words
    if not line.is_credit_line and _MARKED.search(words) and _FIELD.fullmatch(words):
        return "byline"
    if not line.is_credit_line:
        closing = parse_closing(words, 0, "credit", last=False)
        if closing and any(credit.role.endswith(_PHOTOGRAPHERS) for credit in closing.credits):
            return "caption"
        return "credit" if closing and closing.start == 0 else ""
    if words[0] in "（(":
        return "caption" if parse_credits(words, 0, "byline")[-1].role.endswith(("摄", "攝")) else "credit"
    return "byline"


def _is_pictured(words: str) -> bool:
    """Whether a line without stop ends in where its picture is from.

    That is who took it, in brackets or behind a blank, or who gave it.
    """
    if _SOURCED.fullmatch(words):
        return True
    taken = _TAKEN.fullmatch(words) if words.rstrip("）)").endswith(_PHOTOGRAPHERS) else None
    credits = parse_credits(taken["bracketed"] or taken["behind"], 0, "caption") if taken else ()
    return bool(credits) and credits[-1].role.endswith(_PHOTOGRAPHERS)


def _rosters(lines: Sequence[LineForm]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that each hold a name and what the person is."""
    start = 1
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].role not in {"", "speaker", "list"} or not _names_one(lines[at].words):
            if at - start >= FEWEST_LISTED:
                yield start, at
            start = at + 1


def _names_one(words: str) -> bool:
    """Whether a line is a name, a blank, and what the person is."""
    if ends_in_sentence(words):
        return False
    name, *rest = words.split()
    return len(rest) == 1 and is_surnamed(name) and len(name) > 1 and is_title(rest[0])


def _settle_speakers(lines: Sequence[LineForm]) -> None:
    """Makes speakers without words of their own attributions or items of a list."""
    for at, line in enumerate(lines):
        if line.role != "speaker":
            continue
        above, below = _roles(lines, at - 1, at) if at else [], _roles(lines, at + 1, at + 2)
        if not below or below == ["speaker"]:
            line.role = "list" if "speaker" in above + below or above == ["list"] else "attribution"
        elif at > 1 and above == ["list"] and lines[at - 2].role in {"list", "speaker"}:
            line.role = "list"


def _roles(lines: Sequence[LineForm], start: int, end: int) -> list[str]:
    return [line.role for line in lines[start:end]]
