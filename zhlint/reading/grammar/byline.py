"""The grammar of by-lines and credits: role words, and the names they lead or follow."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Credit, TextSpan
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar import credit_words as words
from zhlint.reading.grammar.byline_items import LONGEST_NAMES, MARKS, SHAPED, Item, is_marked, items_of
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.names import is_long_name, is_name, split_joined

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

#: No credit line has more characters.
LONGEST: Final = 400
#: The marks that no credit line holds.
_STOPS: Final = frozenset("。！？!?《》…")
_STOP: Final = expression("[。！？!?《》…]")
#: A line that says who the author is: 作者系某校教师.
_DESCRIPTION: Final = expression(r"[（(]?(?:本文)?作者[为系是](?!谁)")
#: The mark of the end after the names.
_DONE: Final = expression(r"(?:\s*\(完\)|[、,\s]+完\)?)\s*$")
#: The day and the page on which a piece was printed, at the end of its source.
_PRINTED: Final = expression(r"\s*\((?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:第?\s*\d{1,3}\s*版)?\)\s*$")


def parse_credits(
    text: str, start: int, where: str, *, bare_names: bool = False, trusted: bool = False
) -> tuple[Credit, ...]:
    """Reads the credits of a by-line, or of the brackets of a tail credit.

    Empty if it is none. `start` is the offset of `text`, `where` the role of its block. Names without any role word count only after a
    mark (□) or with `bare_names`. `trusted` is for the brackets of a dateline, where the shape of a name is enough.
    """
    if not _may_be_credits(text):
        return ()
    return tuple(_credits(text, start, where, _roles_in(text, bare_names or is_marked(text), trusted)))


def is_credit_line(text: str, *, bare_names: bool = False) -> bool:
    """Whether `parse_credits` finds credits; quicker."""
    return _may_be_credits(text) and bool(_roles_in(text, bare_names or is_marked(text), False))


def _may_be_credits(text: str) -> bool:
    if not 2 <= len(text) <= LONGEST or text[-1] in _STOPS or "——" in text:
        return False
    return not _STOP.search(text) and not _DESCRIPTION.match(text)


def _roles_in(text: str, bare_names: bool, trusted: bool) -> tuple[_Role, ...]:
    """The role words of a line that may hold credits; empty where it holds none."""
    folded = fold(text)
    if "完" in folded[-3:] and (done := _DONE.search(folded)):
        folded = folded[: done.start()]
    if ")" in folded and (printed := _PRINTED.search(folded)):
        folded = folded[: printed.start()]
    if not (bare_names or trusted or words.ANY_WORD.search(folded)):
        return ()
    bare_names = bare_names and folded[-1:] != ":"
    folded = _stamp().sub(lambda stamp: " " * len(stamp[0]), folded)
    lead = _lead().match(folded)
    items = items_of(folded, lead.end() if lead else 0)
    if not items or not _plausible(folded, items, bare_names=bare_names, trusted=trusted or _is_led(folded, items)):
        return ()
    return _roles(items)


def _plausible(text: str, items: tuple[Item, ...], *, bare_names: bool, trusted: bool) -> bool:
    """Whether the items make a credit line, and no title of short words."""
    kinds = {item.kind for item in items}
    names = [text[item.start : item.end] for item in items if item.kind == "name"]
    if "other" in kinds or any(len(name) > LONGEST_NAMES and "·" not in name for name in names):
        return False
    if "writer" in kinds and trusted:
        return bool(names) or len(items) == 1
    known = sum([is_name(name) or bool(split_joined(name)) for name in names])
    if "writer" in kinds or is_marked(text) or _are_led(items):
        known += sum([is_long_name(name) and not (is_name(name) or split_joined(name)) for name in names])
    if "writer" in kinds:
        sound = all(len(name) <= SHAPED or is_name(name[:3]) or is_name(name) for name in names)
        return sound and 2 * known >= len(names) and bool(names or len(items) == 1)
    if known < len(names) and not (trusted and 2 * known >= len(names)):
        return False
    if "org" in kinds:
        led = _are_led(items) or words.GIVER.search(text) is not None
        return bool(names) or "closing" in kinds or led
    return bool(names) and (bare_names or trusted or len(kinds) > 1)


def _are_led(items: Sequence[Item]) -> bool:
    """Whether a role word with a colon or a bar after it opens the line."""
    return items[0].kind in {"desk", "closing"} and len(items) > 1 and items[1].gap[:1] in {":", "|", "/"}


def _is_led(text: str, items: Sequence[Item]) -> bool:
    """Whether roles lead the line so plainly that words as short as names are names.

    That is after □ or 本报记者, or where 通讯员 and 记者 both stand.
    """
    if items[0].kind != "writer" or not text[items[0].end : items[0].end + 1].isspace():
        return False
    if any(item.kind == "name" and item.end - item.start > SHAPED for item in items):
        return False
    if is_marked(text) or words.HOUSE_WRITER.match(text, items[0].start):
        return True
    return any(item.kind == "writer" for item in items[1:])


class _Role(NamedTuple):
    """A role word with its names; the word is None where names stand alone."""

    word: Item | None
    names: list[Item]


def _roles(items: tuple[Item, ...]) -> tuple[_Role, ...]:
    """The role words of a line in order, with the names of each."""
    roles: list[_Role] = []
    word: Item | None = None
    led: list[Item] = []
    closed: list[_Role] = []
    sequence: list[Item] = []
    opens_with_word = items[0].kind in {"desk", "closing"}
    merged = tuple(_merge_organisations(items))
    for item, following in zip_longest(merged, merged[1:]):
        if item.kind == "name":
            led.append(item)
            sequence.append(item)
        elif item.kind != "writer" and sequence and _belongs_to_names(item, following, opens_with_word):
            closed.append(_Role(item, sequence))
            sequence = []
        elif item.kind != "writer" and closed and not sequence and _goes_on(item, following):
            closed.append(_Role(item, closed[-1].names))
        else:
            roles += _with_leader(word, led, closed)
            word, led, closed, sequence = item, [], [], []
    return (*roles, *_with_leader(word, led, closed))


def _with_leader(word: Item | None, names: list[Item], closed: list[_Role]) -> list[_Role]:
    """The roles that close names, led by the one that leads them.

    A role without a word stands for names that have no other.
    """
    if word or len(names) > sum(len(role.names) for role in closed):
        return [_Role(word, names), *closed]
    return closed


def _belongs_to_names(word: Item, following: Item | None, opens_with_word: bool) -> bool:
    """Whether a word belongs to the names before it and not to those after it."""
    if following is None or following.kind != "name" or word.gap == "/":
        return following is None or ":" not in following.gap
    if following.gap in {":", "/"}:
        return False
    return word.kind == "closing" and not opens_with_word


def _goes_on(word: Item, following: Item | None) -> bool:
    """Whether a word after one that closed names belongs to them too: 周小棠 文 摄影."""
    return (following is None or following.kind != "name") and word.gap in {"", "/"}


def _merge_organisations(items: tuple[Item, ...]) -> Iterator[Item]:
    """The items, organisations joined to the role word that follows them.

    One without such a word is itself the role, or stands for a name; between a role word and a name it is where the person works.
    """
    waiting: int | None = None
    for above, item, following in zip_longest((None, *items), items, items[1:]):
        if item is None:
            return
        kind = item.kind
        if kind == "org" and above and above.kind == "writer" and following and following.kind == "name":
            continue
        if kind != "org" and waiting is None:
            yield item
            continue
        if kind == "org":
            leads = following is not None and ":" not in item.gap
            if leads and following and following.kind in {"writer", "org"}:
                waiting = item.start if waiting is None else waiting
                continue
            kind = "writer" if leads and following and following.kind == "name" else "name"
        yield Item(kind, item.start if waiting is None else waiting, item.end, item.gap)
        waiting = None


def _credits(text: str, start: int, where: str, roles: Iterable[_Role]) -> Iterator[Credit]:
    """The roles as credits, with offsets that count from the same origin as `start`."""
    for word, items in roles:
        names = tuple([TextSpan(text[a:b], start + a, start + b) for _, a, b, _ in items])
        role = text[word.start : word.end] if word else ""
        spans = [word, *items] if word else items
        first, last = min([item.start for item in spans]), max([item.end for item in spans])
        yield Credit(where, role, names, start + first, start + last)


@cache
def _lead() -> re.Pattern[str]:
    """The expression of a mark, or of the date that web pages print first."""
    date = r"\d{4}[-年]\d\d?[-月]\d\d?日?(?:\s*\d\d?:\d\d(?::\d\d)?)?"
    return compile_expression(rf"\s*(?:\(完\)|[{MARKS}]|{date})?\s*")


@cache
def _stamp() -> re.Pattern[str]:
    """The expression of what web pages print beside the authors: dates, counts, buttons."""
    day = r"\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?|月)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
    return compile_expression(
        rf"(?:(?:发布|更新|发稿|上传|录入|发文|成文|加入|添加|编辑|提交|创建)?(?:时间|日期)\s*:\s*)?{day}"
        r"|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率)?(?:\s*:)?\s*(?:[\[(]?\d+[\])]?\s*次?|(?=\s*$))"
        r"|字[号体](?:大小)?\s*:\s*[\[(]?[大中小 ]+[\])]?|(?<!\S)(?:打印|关闭|分享)(?!\S)"
    )
