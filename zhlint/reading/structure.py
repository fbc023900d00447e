"""Structure from position and form: which role each line of a draft has, read as head, body and tail."""

from __future__ import annotations

from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import fold, is_credit_line, is_marked, parse_credits
from zhlint.reading.grammar.dateline import opens_with_dateline, parse_closing
from zhlint.reading.grammar.forms import (
    ends_in_sentence,
    form_of,
    is_calling_title,
    is_column_head,
    is_label,
    is_numbered,
    is_one_sentence,
    is_sentence,
    is_title,
)
from zhlint.reading.grammar.names import is_name, is_surnamed
from zhlint.reading.grammar.speaker import ends_in_post, is_speaker
from zhlint.reading.verse import verse_lines

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from zhlint.reading.plain import Layout, Line

#: Titles above the by-line: a line over the headline, the headline, its second line.
_MOST_TITLES: Final = 3
_TITLES: Final = frozenset({"title", "headline", "标题", "題目", "题目"})
#: Lists of titles as long as this are no subheads.
_LISTED: Final = 3
#: A headline that asks or calls is known by what follows only up to this length.
_SHORT: Final = 30
#: What may stand above the headline without being part of the draft: fields, a form to be filled in, code of the page.
_BEFORE: Final = frozenset({"frontmatter", "table", "code"})
#: Fewer characters after a speaker and a colon are no words of his.
_SAID: Final = 9
#: Lines of verse are no longer.
_VERSE: Final = 20
#: A speaker and the colon after him stand in so many characters.
_LED: Final = 61
_BODY: Final = frozenset({"paragraph", "question", "quotation", "verse", "list", "caption", "table"})


_NUMERAL: Final = expression(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
_LED_WORDS: Final = expression(r"([^：:。！？]{6,60})[：:]\s*(\S.{3,})")


def roles_of(layout: Layout, lines: Sequence[Line]) -> list[str]:
    """The role of each line."""
    # The title in a front matter stands between two parts of it.
    following = [*(line.role for line in lines[1:]), ""]
    before = takewhile(
        lambda pair: pair[0].role in _BEFORE or pair[1] == "frontmatter", zip(lines, following, strict=False)
    )
    front = [line.role for line, _ in before]
    lines = lines[len(front) :]
    words = _words(layout.text, lines)
    gaps = [line.gap for line in lines]
    known = _read_forms(words, [line.role for line in lines])
    body = _read_head(words, gaps, known, titled=any(key in _TITLES for key in layout.metadata))
    _read_body(words, gaps, known, body)
    return front + known


def _words(text: str, lines: Sequence[Line]) -> list[str]:
    return [text[start:end] for start, end, _, _ in lines]


def speaker_lines(layout: Layout) -> list[Line]:
    """The lines, with a post and the name on the next line made one, and a speaker parted from words on his line."""
    lines = layout.lines
    words = _words(layout.text, lines)
    cuts = [_led(line) for line in words]
    titles = _leads_titles(cuts, words)
    made: list[Line] = []
    at = 0
    while at < len(lines):
        line, cut = lines[at], cuts[at]
        if at + 2 < len(lines) and _are_one(words[at], words[at + 1]):
            made.append(line._replace(end=lines[at + 1].end))
            at += 1
        elif cut and _leads(cut[2], titles) and is_speaker(cut[1]):
            made += (
                line._replace(end=line.start + cut.end(1) + 1),
                line._replace(start=line.start + cut.start(2), gap=0),
            )
        else:
            made.append(line)
        at += 1
    return made


def _led(words: str) -> re.Match[str] | None:
    """What may be a speaker, a colon and what follows on the line."""
    opening = words[:_LED]
    return _LED_WORDS.match(words) if "：" in opening or ":" in opening else None


def _leads(rest: str, titles: bool) -> bool:
    """Whether what follows a speaker on his line is his words, or in a draft with such `titles` the title of his words."""
    return (len(rest) >= _SAID and is_sentence(rest)) or (titles and is_title(rest))


def _leads_titles(cuts: Sequence[re.Match[str] | None], words: Sequence[str]) -> bool:
    """Whether speakers stand before the titles of their words: two and more times, each over running text."""
    led = [cut for cut, below in zip(cuts, words[1:], strict=False) if cut and is_title(cut[2]) and "。" in below]
    speakers = (cut for cut in led if is_speaker(cut[1]))
    return len(list(islice(speakers, 2))) == 2


def _are_one(words: str, following: str) -> bool:
    """Whether two lines are the post and the name of one speaker."""
    if len(words) <= 4 or "·" in words:
        return len(following) > 4 and is_name(words) and ends_in_post(following)
    return len(following) <= 12 and is_name(following) and ends_in_post(words)


def _read_forms(words: Sequence[str], given: Sequence[str]) -> list[str]:
    """The role each line has by its format or its form, empty where position must decide."""
    known: list[str] = []
    ended = [ends_in_sentence(line) for line in words]
    for line, role, ends in zip(words, given, ended, strict=True):
        if ends:
            known.append(role or form_of(line))
        elif role in {"", "subhead", "list"} and is_speaker(line):
            known.append("speaker")
        else:
            known.append(role or _credit_role(line) or form_of(line))
    # 某书记谈春耕 over a heading and a speaker is a headline, though 谈 is a surname.
    if known[:1] == ["speaker"] and (_opens_story(words, known, 1) or known[1:3] == ["", "speaker"]):
        known[0] = ""
    for start, end in _rosters(words, known) if ended.count(False) >= _LISTED else ():
        known[start:end] = ["list"] * (end - start)
    for at, role in enumerate(known):
        if role != "speaker":
            continue
        above, below = known[at - 1 : at], known[at + 1 : at + 2]
        if not below or below == ["speaker"]:
            known[at] = "list" if "speaker" in above + below or above == ["list"] else "attribution"
        elif at > 1 and above == ["list"] and known[at - 2] in {"list", "speaker"}:
            known[at] = "list"
    return known


def _rosters(words: Sequence[str], known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of lines below the first that each hold a name, a blank, and what the person is."""
    start = 1
    for at in range(1, len(words) + 1):
        if at == len(words) or known[at] not in {"", "speaker", "list"} or not _names_one(words[at]):
            if at - start >= _LISTED:
                yield start, at
            start = at + 1


def _names_one(words: str) -> bool:
    if ends_in_sentence(words):
        return False
    name, *rest = words.split()
    return len(rest) == 1 and is_surnamed(name) and len(name) > 1 and is_title(rest[0])


def _credit_role(line: str) -> str:
    """byline, caption or credit where the whole line is a credit line."""
    if not is_credit_line(line):
        closing = parse_closing(line, 0, "credit", last=False)
        if closing and any(credit.role.endswith(("摄", "摄影", "攝")) for credit in closing.credits):
            return "caption"
        return "credit" if closing and closing.start == 0 else ""
    if line[0] in "（(":
        return "caption" if parse_credits(line, 0, "byline")[-1].role.endswith(("摄", "攝")) else "credit"
    return "byline"


def _read_head(words: Sequence[str], gaps: Sequence[int], known: list[str], *, titled: bool) -> int:
    """Give the lines above the body their roles; the index of the first line of the body.

    `titled` is whether the headline stands elsewhere, in a front matter.
    """
    if known[:1] == ["subhead"]:
        known[0] = "headline"
    titles = 0 if titled and words and _are_names(words[0]) else _count_titles(words, gaps, known)
    known[:titles] = ["headline"] * titles
    at = titles
    while at < len(words):
        if known[at] == "deck" and not is_sentence(words[at]):
            pass
        elif known[at] in {"byline", "credit"} or ((titles or titled) and not known[at] and _are_names(words[at])):
            known[at] = "byline"
        elif known[at] == "note" and is_label(words[at]) and at + 1 < len(words):
            known[at + 1] = known[at + 1] or "note"
        elif known[at] == "caption" and at <= titles and is_credit_line(words[at]):
            known[at] = "byline"
        elif known[at] != "note":
            break
        at += 1
    return at


def _are_names(words: str) -> bool:
    return is_credit_line(words, bare_names=True)


def _count_titles(words: Sequence[str], gaps: Sequence[int], known: Sequence[str]) -> int:
    """How many lines at the top are the headline, with a line over it or a second line."""
    given = next((at for at, role in enumerate(known) if role != "headline"), len(known))
    if given:
        return given
    count = 0
    while count < min(_MOST_TITLES, len(words)) and not known[count] and is_title(words[count]) and not (
        count and _are_names(words[count])
    ):  # fmt: skip
        count += 1
    if count < min(2, len(words)) and not known[count] and _is_certain(words, gaps, known, count):
        return count + 1
    if not count or count == len(words):
        return 0
    over_text = is_sentence(words[count]) or known[count] in _BODY or known[count] == "speaker"
    if (count == 1 and over_text) or _opens_story(words, known, count):
        return count
    if not over_text:
        return 0
    return 2 if count > 1 and (is_column_head(words[0]) or (not gaps[1] and gaps[2])) else 1


def _opens_story(words: Sequence[str], known: Sequence[str], at: int) -> bool:
    """Whether a line is of the kind that stands under a headline: deck, by-line, note, dateline."""
    if at >= len(words):
        return False
    if known[at] in {"deck", "byline", "credit", "note"}:
        return not (known[at] == "deck" and is_sentence(words[at]))
    return not known[at] and (opens_with_dateline(words[at]) or _are_names(words[at]))


def _is_certain(words: Sequence[str], gaps: Sequence[int], known: Sequence[str], at: int) -> bool:
    """Whether a line with a stop is a headline all the same: by what follows, or because it alone is set apart."""
    if not is_one_sentence(words[at]) or at + 1 >= len(words):
        return False
    if _opens_story(words, known, at + 1):
        return True
    if gaps[at + 1] and len(gaps) > at + 3 and not any(gaps[at + 2 :]):
        return True
    return is_calling_title(words[at]) and len(words[at]) <= _SHORT and words[at + 1].count("。") > 1


def _read_body(words: Sequence[str], gaps: Sequence[int], known: list[str], start: int) -> None:
    """Give every line from `start` on its role."""
    for at in verse_lines(words, gaps):
        if at >= start and not known[at] and not is_numbered(words[at]):
            known[at] = "verse"
    at = start
    while at < len(words):
        end = at
        while end < len(words) and _may_head(words, known, end):
            end += 1
        if end > at:
            _read_titles(words, known, at, end)
        else:
            _read_line(words, known, at)
        at = max(end, at + 1)


def _may_head(words: Sequence[str], known: Sequence[str], at: int) -> bool:
    """Whether a line may be a subhead by its form."""
    if known[at] == "list":
        return (
            is_numbered(words[at])
            and is_title(words[at])
            and known[at + 1 : at + 2] != ["list"]
            and known[at - 1] != "list"
        )
    if known[at] or "。" in words[at]:
        return False
    if is_title(words[at]):
        return not opens_with_dateline(words[at])
    return is_calling_title(words[at]) and (is_numbered(words[at]) or (at > 0 and known[at - 1] == "speaker"))


def _read_titles(words: Sequence[str], known: list[str], start: int, end: int) -> None:
    """A run of title-like lines: subheads where text follows, else a list, else paragraphs without a stop."""
    follows = end < len(words) and (known[end] in {*_BODY, "speaker"} or (not known[end] and is_sentence(words[end])))
    if numerals := _stanzas(words, start, end):
        known[start:end] = ["subhead" if at in numerals else "verse" for at in range(start, end)]
        return
    text = "subhead" if follows else "paragraph"
    role = "list" if end - start >= _LISTED else text
    for at in range(start, end):
        known[at] = role if known[at] == "" or role == "subhead" else known[at]
    if role == "list" and follows and known[start - 1 : start] == ["speaker"]:
        known[start] = "subhead"


def _stanzas(words: Sequence[str], start: int, end: int) -> set[int]:
    """The lines that number the stanzas of a poem and hold nothing else; empty where short lines are no poem."""
    found = [at for at in range(start, end) if _NUMERAL.fullmatch(words[at])]
    lengths = {after - at - 1 for at, after in pairwise([*found, end])}
    short = all(len(line) <= _VERSE for line in words[start:end])
    return set(found) if len(found) > 1 and found[0] == start and min(lengths) > 1 and short else set()


def _read_line(words: Sequence[str], known: list[str], at: int) -> None:
    """A line of the body that is no title."""
    role = known[at]
    if not role:
        known[at] = "paragraph"
    elif role == "byline":
        tail = not any(not role or role in _BODY for role in known[at + 1 : at + 1 + _NEAR])
        known[at] = "credit" if tail or not _is_reporter(words[at]) else "byline"
    elif role == "deck":
        known[at] = _deck_in_body(words, known, at)
    elif role == "note" and is_label(words[at]) and at + 1 < len(words):
        known[at + 1] = known[at + 1] or "note"


def _is_reporter(words: str) -> bool:
    folded = fold(words)
    return is_marked(folded) or "记者" in folded or "评论员" in words


def _deck_in_body(words: Sequence[str], known: Sequence[str], at: int) -> str:
    """A line that opens with a dash in the body: attribution of what precedes, subhead of what follows, or text."""
    said = words[at].lstrip("—─ ")
    quoted = at > 0 and known[at - 1] in {"paragraph", "quotation", "verse", "list"}
    if is_sentence(words[at]):
        return "paragraph"
    if quoted and (is_speaker(said) or is_name(said) or said.endswith(("》", "〉"))):
        return "attribution"
    return "subhead" if at + 1 < len(words) and is_sentence(words[at + 1]) else "paragraph"


_NEAR: Final = 3
