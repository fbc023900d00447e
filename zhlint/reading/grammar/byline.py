"""The grammar of by-lines and credits: role words, the names they lead or follow, and what divides them."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Credit, Part
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar import credit_words as words
from zhlint.reading.grammar.names import is_name, is_name_shaped, is_surnamed, split_joined

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

MARKS: Final = "□■◎●◆▲○☆★"
_MARKS: Final = frozenset(MARKS)
LONGEST: Final = 400
_STOPS: Final = frozenset("。！？!?《》…")
#: Names run together; longer stretches of hanzi are no names.
LONGEST_NAMES: Final = 9
LONGEST_ORG: Final = 12
_FOLDED: Final = (
    "（）［］【】〔〕：／｜丨︱│┃∣，；\u3000\xa0\t\r\n０１２３４５６７８９•・記報訊電網華員責編輯譯圖攝實習視頻綜來聞鏡"
)
_PLAIN: Final = "()[][][]:/||||||,;     0123456789··记报讯电网华员责编辑译图摄实习视频综来闻镜"
_FOLDING: Final = dict(zip(_FOLDED, _PLAIN, strict=True))
#: The longest name without a dot that its place alone makes one.
SHAPED: Final = 4
#: What stands between a word for work and who did it.
_LEADS: Final = frozenset(":|")


_FOLDABLE: Final = expression(f"[{_FOLDED}]")
_STOP: Final = expression("[。！？!?《》…]")
#: The day and the page on which a piece was printed, at the end of its source.
_PRINTED: Final = expression(r"\s*\((?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:第?\s*\d{1,3}\s*版)?\)\s*$")
_CHUNK: Final = expression(rf"文/图|图/文|[^\s、,;:/|()\[\]{MARKS}]+")


class Item(NamedTuple):
    """A word of a credit line: writer, desk, closing, org or name; `gap` is what divides it from the last."""

    kind: str
    start: int
    end: int
    gap: str = ""


def fold(text: str) -> str:
    """The text with full-width brackets, colons, digits and blanks and some traditional characters made plain.

    Character for character, so that offsets stay.
    """
    # Few characters are folded: to look for those is five times as fast as `str.translate`, which looks up every one.
    return _FOLDABLE.sub(_folding, text)


def _folding(found: re.Match[str]) -> str:
    return _FOLDING[found[0]]


def parse_credits(
    text: str, start: int, where: str, *, bare_names: bool = False, trusted: bool = False
) -> tuple[Credit, ...]:
    """The credits of a by-line or of what stands in the brackets of a tail credit; empty if it is none.

    `start` is where `text` stands. Names without any role word count only after a mark (□) or with `bare_names`.
    `trusted` is for the brackets of a dateline, where the shape of a name is enough.
    """
    if not _may_be_credits(text):
        return ()
    return tuple(_credits(text, start, where, _roles_in(text, bare_names or is_marked(text), trusted)))


def is_credit_line(text: str, *, bare_names: bool = False) -> bool:
    """Whether `parse_credits` finds credits, told without making them."""
    return _may_be_credits(text) and bool(_roles_in(text, bare_names or is_marked(text), False))


def _may_be_credits(text: str) -> bool:
    return 2 <= len(text) <= LONGEST and text[-1] not in _STOPS and "——" not in text and not _STOP.search(text)


def _roles_in(text: str, bare_names: bool, trusted: bool) -> tuple[_Role, ...]:
    """The role words of a line that may hold credits."""
    folded = fold(text)
    if ")" in folded and (printed := _PRINTED.search(folded)):
        folded = folded[: printed.start()]
    if not (bare_names or trusted or words.ANY_WORD.search(folded)):
        return ()
    folded = _stamp().sub(lambda found: " " * len(found[0]), folded)
    lead = _lead().match(folded)
    items = _spaced(folded, _items(folded, lead.end() if lead else 0))
    if not items or not _plausible(folded, items, bare_names=bare_names, trusted=trusted or _is_led(folded, items)):
        return ()
    return _roles(items)


def _plausible(text: str, items: tuple[Item, ...], *, bare_names: bool, trusted: bool) -> bool:
    """Whether the items make a credit line and no title that happens to consist of short words."""
    kinds = {item.kind for item in items}
    names = [text[item.start : item.end] for item in items if item.kind == "name"]
    if "other" in kinds or any(len(name) > LONGEST_NAMES and "·" not in name for name in names):
        return False
    if "writer" in kinds and trusted:
        return bool(names) or len(items) == 1
    known = sum([is_name(name) or bool(split_joined(name)) for name in names])
    if "writer" in kinds:
        sound = all(len(name) <= SHAPED or is_name(name[:3]) or is_name(name) for name in names)
        return sound and 2 * known >= len(names) and bool(names or len(items) == 1)
    if known < len(names) and not (trusted and 2 * known >= len(names)):
        return False
    if "org" in kinds:
        return bool(names) or "closing" in kinds or words.GIVER.search(text) is not None
    return bool(names) and (bare_names or trusted or len(kinds) > 1)


def _is_led(text: str, items: Sequence[Item]) -> bool:
    """Whether roles lead the line so plainly (□, 本报记者, 通讯员 and 记者) that words as short as names are names."""
    if items[0].kind != "writer" or not text[items[0].end : items[0].end + 1].isspace():
        return False
    if any(item.kind == "name" and item.end - item.start > SHAPED for item in items):
        return False
    if is_marked(text) or words.HOUSE_WRITER.match(text, items[0].start):
        return True
    return any(item.kind == "writer" for item in items[1:])


def is_marked(line: str) -> bool:
    """Whether a line opens with a by-line mark."""
    return line.lstrip()[:1] in _MARKS


def _spaced(text: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with the gap before each, two single characters with a blank between made one padded name."""
    spaced: list[Item] = []
    for item, start, end, _ in items:
        gap = text[spaced[-1].end : start] if spaced else ""
        given = item == "name" and ":" in gap and words.GIVER.fullmatch(text, *spaced[-1][1:3])
        kind = "org" if given else item
        if end - start == 1 and gap.isspace() and _is_single(spaced[-1]) and text[start] != "摄":
            spaced[-1] = Item("name", spaced[-1].start, end, spaced[-1].gap)
        else:
            spaced.append(Item(kind, start, end, gap.strip()))
    return tuple(spaced)


def _is_single(item: Item) -> bool:
    return item.kind == "name" and item.end - item.start == 1


def _items(text: str, at: int) -> Iterator[Item]:
    for chunk in _CHUNK.finditer(text, at):
        done, end = chunk.span()
        has_writer = words.ANY_WRITER.search(text, done, end)
        for writer in words.WRITER.finditer(text, done, end) if has_writer else ():
            role = writer.start()
            org = _org_start(text, done, role, writer.start("core"))
            if org < 0:
                yield Item("other", done, role)
            elif done < org:
                yield from _plain_items(text, done, org)
            yield Item("writer", max(org, done), writer.end())
            done = writer.end()
        if done < end:
            yield from _plain_items(text, done, end)


def _org_start(text: str, start: int, role: int, core: int) -> int:
    """Where the organisation begins that leads a role word: `role` where a name or nothing does, -1 where other words do."""
    before = text[start:role]
    if not before:
        return role
    house = words.HOUSE_END.search(before)
    if house and (not house.start() or is_name_shaped(before[: house.start()])):
        return start + house.start()
    if words.ORG_END.search(before) or (words.ORG_END.search(text[start:core]) and len(before) <= LONGEST_NAMES):
        return start
    if text[start - 1 : start] in _LEADS and len(before) <= SHAPED:
        return start
    return role if is_name(before) else -1


def _plain_items(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a chunk without writers: a name, an organisation, a word, or some of them run together."""
    chunk = text[start:end]
    if not words.ANY_WORK.search(chunk):
        yield from _named(chunk, start)
    elif words.CLOSING.fullmatch(chunk):
        yield Item("closing", start, end)
    elif words.DESK.fullmatch(chunk):
        yield Item("desk", start, end)
    elif words.COLUMN.fullmatch(chunk):
        yield Item("org", start, end)
    elif (source := words.SOURCE.fullmatch(chunk)) and not is_surnamed(chunk):
        yield Item("org", start, start + source.end(1))
        yield Item("closing", start + source.end(1), end)
    elif (glued := words.GLUED.search(chunk)) and is_name_shaped(chunk[: glued.start()]):
        yield from _named(chunk[: glued.start()], start)
        yield Item("closing", start + glued.start(), end)
    elif (desk := words.GLUED_DESK.match(chunk)) and is_surnamed(chunk[desk.end() :]):
        yield Item("desk", start, start + desk.end())
        yield Item("name", start + desk.end(), end)
    elif len(chunk) <= LONGEST_ORG and words.ORG_END.search(chunk) and (len(chunk) > 3 or not is_surnamed(chunk)):
        yield Item("org", start, end)
    else:
        yield from _named(chunk, start)


def _named(chunk: str, start: int) -> Iterator[Item]:
    cuts = () if is_name(chunk) else split_joined(chunk)
    for length in cuts or (len(chunk),):
        yield Item("name", start, start + length)
        start += length


class _Role(NamedTuple):
    """A role word with its names; the word is None where names stand alone."""

    word: Item | None
    names: list[Item]


def _roles(items: tuple[Item, ...]) -> tuple[_Role, ...]:
    """The role words in the order of the line, each with the names it leads or closes."""
    roles: list[_Role] = []
    word: Item | None = None
    led: list[Item] = []
    closed: list[_Role] = []
    run: list[Item] = []
    opens_with_word = items[0].kind in {"desk", "closing"}
    joined = tuple(_joined(items))
    for item, following in zip_longest(joined, joined[1:]):
        if item.kind == "name":
            led.append(item)
            run.append(item)
        elif item.kind != "writer" and run and _closes(item, following, opens_with_word):
            closed.append(_Role(item, run))
            run = []
        else:
            roles += _parted(word, led, closed)
            word, led, closed, run = item, [], [], []
    return (*roles, *_parted(word, led, closed))


def _parted(word: Item | None, names: list[Item], closed: list[_Role]) -> list[_Role]:
    """The role of the word that leads the names, where there is one or some of them have no other, and those that close them."""
    if word or len(names) > sum(len(role.names) for role in closed):
        return [_Role(word, names), *closed]
    return closed


def _closes(word: Item, following: Item | None, opens_with_word: bool) -> bool:
    """Whether a word that stands after names belongs to them and not to the names after it."""
    if following is None or following.kind != "name" or word.gap == "/":
        return following is None or ":" not in following.gap
    if following.gap in {":", "/"}:
        return False
    return word.kind == "closing" and not opens_with_word


def _joined(items: tuple[Item, ...]) -> Iterator[Item]:
    """Organisations joined to the role word after them; one without is itself the role, or stands for a name."""
    waiting: int | None = None
    for item, following in zip_longest(items, items[1:]):
        kind = item.kind
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
    for word, named in roles:
        names = tuple([Part(text[a:b], start + a, start + b) for _, a, b, _ in named])
        role = text[word.start : word.end] if word else ""
        spans = [word, *named] if word else named
        first, last = min([item.start for item in spans]), max([item.end for item in spans])
        yield Credit(where, role, names, start + first, start + last)


@cache
def _lead() -> re.Pattern[str]:
    """A mark, or the date and hour web pages print before the source."""
    date = r"\d{4}[-年]\d\d?[-月]\d\d?日?(?:\s*\d\d?:\d\d(?::\d\d)?)?"
    return compile_expression(rf"\s*(?:\(完\)|[{MARKS}]|{date})?\s*")


@cache
def _stamp() -> re.Pattern[str]:
    """What a web page prints between the headline and the text besides who wrote: when, how often read, how large."""
    day = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
    return compile_expression(
        rf"(?:(?:发布|更新|发稿|上传|录入|发文|成文)?(?:时间|日期)\s*:\s*)?{day}"
        r"|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率)?\s*:?\s*[\[(]?\d+[\])]?\s*次?"
        r"|字[号体](?:大小)?\s*:\s*[\[(]?[大中小 ]+[\])]?|(?<!\S)(?:打印|关闭|分享)(?!\S)"
    )
