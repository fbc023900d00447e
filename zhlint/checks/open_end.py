"""Body paragraphs that break off without a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from zhlint.check import Check, Edit, Fix, Hit, Related, options
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.forms import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Block, Document

#: Marks that may end a paragraph: stops, closing marks, opening ones in their place, and marks that lead on to a list.
_ENDS: Final = "︰﹕﹒．“‘「『《〈（(【〔。！？﹗﹖…；：，,.!?;:”’」』）)》】〉]〗〕—―～~*|/⋯↓↑→←■□※=｡◆●▲△▼▽☆★"
#: Straight quotation marks, after which the stop before them counts.
_STRAIGHT: Final = "\"'"
_STOPS: Final = frozenset("。！？…!?")
#: Characters of no width, which other rules report.
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
_BLANK: Final = " \t\r\n\u3000\xa0\u2002\u2003"
#: A shorter paragraph, in characters, is no prose.
_SHORTEST: Final = 15
#: A list has so many items, and no more characters.
_FEWEST_ITEMS: Final = 3
_LONGEST_LIST: Final = 60
#: A list of names has so many, each of no more characters.
_FEWEST_NAMES: Final = 4
_LONGEST_NAME: Final = 8
#: So many paragraphs without a stop are a habit of the draft.
_HABIT: Final = 5
#: So far after a paragraph, in characters, the next begins.
_NEXT: Final = 8
#: A last sentence of so many characters that stands within so many below is a heading, a deck or a caption.
_REPEATED: Final = 10
_BELOW: Final = 120
#: A heading has no more characters, with the blank before it.
_LONGEST_HEADING: Final = 60
#: So many of the last characters are shown.
_SHOWN: Final = 6

#: What stands over a list of links.
_LINKS: Final = expression(r"(?:阅读|新闻|报道|链接)[：:]?\s+\Z")
_PICTURE: Final = expression("(?:资料图片?|图片?|来源)[：:]")
_SENTENCES: Final = expression("[。！？：:]")
#: What a lead begins with, and no deck.
_DATED: Final = expression(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|昨[日天]|今[日天]|[上本]周")
_STOP: Final = expression("[。！？]")
_COMMAS: Final = expression("[，、；,/]")
_INNER: Final = expression("[，。；]")
#: Verbs that make a row of short clauses a sentence.
_COUNTED: Final = expression("了|着|过|在|把|被")
#: Pictures in place of a stop.
_EMOJI: Final = expression("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]\\Z")
#: Endings that are no sentence: 完, a source, a credit, who said it, the last of a list of names.
_CLOSING: Final = expression(
    r"(?:即|顺|敬|此|谨|专此)(?:致|颂|叩|请|祝)\Z|日[电讯]\Z|[）)][01]?\d{6}\Z|\d{6}\Z|作者[：:][^。]{2,30}\Z|[。！？；]·[^。]*\Z|(?:>>|&gt;|[＞〉》]{2})[^。]*\Z|(?:相关|延伸|更多)(?:评论|阅读|报道|新闻|链接)[：:][^。]*\Z| {3}[^。]*\Z|，\d{1,2}\Z|[。！？”…][ \u3000]*——[^。！？]{2,20}\Z|(?:[ \u3000]|©|[｜丨|])[^，。；！？]{1,20}\Z"
    r"|[。！？”」』…][ \u3000]*[^，。！？；、了着过著過是有在的都就也不要会會能把被]{1,10}\Z|(?:[仅僅]供[参參]考|不代表|风险自担)[^。]*\Z|[：:][\d—\- ]{3,}\Z"
    r"|(?:^|[。！？”）])[ \u3000]*(?:完|[^，。]{0,12}(?:摄|攝|供图|供圖|图片?|圖片?|截[图圖]|文|/[^，。]{1,12}|(?:来源|图源|圖源)[^，。]{0,20}|(?:记者|記者|通讯员|编辑|摄影|攝影|文字)[ \u3000：:]?[^，。]{1,12}|报道|報道|[^，。]{0,20}提供))\Z"
)

#: Lines that are no sentence: an entry of a life, a row of headlines.
_ENTRY: Final = expression(
    r"[★☆●■◆▲]|[—－]{2}|\d{1,2}月[：:]|(?:本文)?(?:作者|译者|譯者)|原标题：|[^。]{2,60}著，[^。]{0,20}出版|.*#[^#\s，。]+\Z|[（(]?(?:19|20)\d\d(?:[.．/]|年\d{0,2}月?)[\d月]*(?:[—－\-–~～至起]|[ \u3000])|[^︱|｜丨]+[︱|｜丨][^︱|｜丨]+[︱|｜丨]"
)


def _ends(words: str) -> bool:
    """Whether a paragraph ends in a stop or in a picture in its place."""
    return words[-1] in _ENDS or _EMOJI.search(words) is not None or words.rstrip(_STRAIGHT)[-1:] in _STOPS


def _is_list(words: str) -> bool:
    """Whether a line is a list of three or more things of one kind: 文学社，读书社，棋社."""
    items = words.split("，")
    if len(items) >= _FEWEST_ITEMS and len({item[-1:] for item in items}) == 1 and len(words) < _LONGEST_LIST:
        return True
    names = _COMMAS.split(_SENTENCES.split(words)[-1])
    return len(names) >= _FEWEST_NAMES and max(map(len, names)) <= _LONGEST_NAME and not _COUNTED.search(words)


def _flows(document: Document, block: Block, words: str) -> bool:
    """Whether a paragraph is surely prose.

    The last sentence has a comma. It is no deck, for it does not open the body, or opens it with a date; and no link, for it has
    several sentences, is longer than a title, or stands between paragraphs with stops.
    """
    paragraphs = document.of_role("paragraph")
    number = paragraphs.index(block)
    if "，" not in _SENTENCES.split(words)[-1] or _PICTURE.search(words) or (number == 0 and not _DATED.match(words)):
        return False
    beside = (*paragraphs[max(0, number - 1) : number], *paragraphs[number + 1 : number + 2])
    is_between = len(beside) == 2 and all(_ends(document[one].rstrip()) for one in beside)
    return len(words) > LONGEST_TITLE or is_between or _STOP.search(words) is not None


def _leads_on(document: Document, block: Block, words: str) -> bool:
    """Whether the next line tells why there is no stop.

    It begins with a dash, under a title; with the stop, which is another rule's; or has the last words again, as the text under a caption. Links
    stand under a line that says so.
    """
    below = document.text[block.end : block.end + _NEXT].lstrip()
    if below.startswith(("——", *"。，；、！？,;℃")):
        return True
    if _LINKS.search(document.text, max(0, block.start - _NEXT), block.start):
        return True
    tail = _SENTENCES.split(words)[-1]
    if len(tail) >= _REPEATED and tail in document.text[block.end : block.end + _BELOW]:
        return True
    heading = document.text[block.end : block.end + _LONGEST_HEADING].lstrip().split("\n", 1)[0].strip()
    return len(heading) > _SHOWN and words.endswith(heading)


@options
class OpenEnd(Check):
    """Finds body paragraphs that end in a word; the fix adds 。

    With `flowing`, it takes those that are surely prose: of several sentences, with a comma in the last, and not the first of the
    body; without, the others, which are often a deck, a link, or a heading or caption run into the end. Stays silent on fewer than 15 characters, on a line without a comma or stop, which is a heading, on one that ends in an emoji,
    where the words after the last stop are few, a page mark, a credit, a disclaimer, or a dash and who said it, on an entry of a life
    (2004.09—…), on a row of headlines, on a list of names, on a link, over a line that begins with a dash or with the stop, and where a heading was run into its end. Five ends and more are one hit. The hit is the last character. Slots: `ending`, the last words; `more`, how many more.
    """

    slots: ClassVar[tuple[str, ...]] = ("ending", "more")

    flowing: bool = True

    def run(self, document: Document) -> Iterator[Hit]:
        ends = [
            block.start + len(words)
            for block, words in _open_ends(document)
            if self.flowing == _flows(document, block, words)
        ]
        if len(ends) < _HABIT:
            yield from (_hit(document, [end]) for end in ends)
        elif ends:
            yield _hit(document, ends)


def _open_ends(document: Document) -> Iterator[tuple[Block, str]]:
    """The paragraphs without a stop, each with its words."""
    for block in document.of_role("paragraph"):
        words = document[block].rstrip(_INVISIBLE + _BLANK)
        if len(words) < _SHORTEST or _ends(words) or not _INNER.search(words):
            continue
        if not (_CLOSING.search(words) or _is_list(words) or _ENTRY.match(words) or _leads_on(document, block, words)):
            yield block, words


def _hit(document: Document, ends: list[int]) -> Hit:
    """The first of these ends, with the others related."""
    first, *others = ends
    more = f"（另有{len(others)}段也是这样）" if others else ""
    return Hit(
        first - 1,
        first,
        {"ending": document.text[first - _SHOWN : first], "more": more},
        Fix(tuple(Edit(end, end, "。") for end in ends)),
        tuple(Related(end - 1, end) for end in others),
    )
