"""Paragraphs and sentences that may stand twice on purpose.

They are captions, items of a list, questions and summaries.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from zhlint.analysis.copies.paragraphs import STOPS
from zhlint.analysis.copies.stretches import PROSE
from zhlint.analysis.copies.summaries import BULLETS, WHOLE_SHARE
from zhlint.patterns.expressions import expression

if TYPE_CHECKING:
    from zhlint.analysis.copies.runs import Piece, Run
    from zhlint.analysis.copies.stretches import Stretch
    from zhlint.document import Block, Document

#: What ends an item of a list.
_ITEM_ENDS: Final = frozenset("；;：:")
_SENTENCE_ENDS: Final = frozenset("。！？…!?.")
#: The number of an item: （8）, 8., 八、
_ITEM: Final = expression("[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.．、])")
#: Who took a picture, before or behind the words below it.
_CREDIT: Final = expression(
    "[（(/]?(?:(?:新华社|中新社|人民网|央视|本报)|[^，。：、；]{0,12}(?:[摄攝]|供[图圖]|[图圖]片?来源|[图圖]片來源|图源|制图|擷自))|[（(](?:[^，。）)]{1,8}社|[^，。）)]{0,12}(?:图片?|資料照|檔案照片?))[）)]"
)
#: The same at the end of a caption.
_PICTURE: Final = expression(
    "[（(][^（）()]{0,24}(?:[摄攝图圖照]|[图圖][^（）()]{1,24}|擷自[^（）()]{1,24}|[^，。（）()]社)[)）]\\Z"
)
#: What a caption says of its picture: 图为彩排现场。（左）
_CAPTION: Final = expression("[图圖][为為中]|截[图圖]|[资資]料[图圖]|画面。\\Z|（[左右中前后後]{1,2}[一二三]?）")
_LONGEST_CREDIT: Final = 16
#: So many characters behind sentences may be the head of a credit.
_REST: Final = 30
#: The credit of an agency: European Pressphoto Agency.
_LONGEST_FOREIGN: Final = 60
#: A line with so many is a form: 奖次：三等奖 项目：消息 题目：空缺 作者：（空）.
_FIELDS: Final = 4
#: In an opening paragraph a sentence so far below is a summary's, of a text that came in one line.
_FAR_WITHIN: Final = 150
#: Who wrote or told a piece, below its deck: 口述｜林一帆.
_SIGNED: Final = expression("(?:口述|主笔|(?:实习)?[记記]者|撰文|采写|作者|文|编辑)[ \u3000]?[|｜丨/／：:]")
#: Fewer pairs of characters beside a copy show nothing.
_FEWEST_PAIRS: Final = 8
#: A shorter sentence that stands again far from the first may be a formula at the end of entries.
_FORMULA: Final = 40
#: Paragraphs are alike that share so much of the longer one at their ends.
_ALIKE: Final = 0.5


def is_paragraph_on_purpose(document: Document, first: Stretch, later: Stretch, *, is_pasted: bool) -> bool:
    """Whether a paragraph may stand twice on purpose.

    It is a caption, an item, a question or the summary at the head, or its places stand below alike paragraphs.
    """
    text = first.text
    if text[-1] not in STOPS or text[-1] in _ITEM_ENDS or _PICTURE.search(text):
        return True
    if text[0] in BULLETS or text.count(":") + text.count("：") >= _FIELDS:
        return True
    if any(_text_above(document, stretch.block).endswith(("；", "《", "“")) for stretch in (first, later)):
        return True
    if any(_ends_with_credit(_text_below(document, stretch.block)) for stretch in (first, later)):
        return True
    if is_pasted:
        return False
    if _is_opening(document, first.block) or text[-1] in "？?" or _CAPTION.search(text) or _is_quotation(text):
        return True
    above, below = (
        [look(document, stretch.block) for stretch in (first, later)] for look in (_text_above, _text_below)
    )
    return _are_alike(*above) or _are_items(*above) or _are_items(*below)


def are_sentences_on_purpose(document: Document, earlier: Stretch, later: Stretch, run: Run, times: int) -> bool:
    """Whether sentences may stand twice on purpose.

    They are of captions, of numbered items or of the summary at the head, or a quotation.
    """
    words = later.text[run.later.start : run.later.end]
    rests = (stretch.text[end : end + _REST] for stretch, end in ((later, run.later.end), (earlier, run.earlier.end)))
    if any(map(_CREDIT.match, (*rests, words[:_REST]))):
        return True
    if times > 1:
        return False
    if any(stretch.text[-1] not in STOPS for stretch in (earlier, later)):
        return True
    if _is_quotation(words):
        return True
    if earlier is later:
        return run.later.start - run.earlier.start >= _FAR_WITHIN and _is_opening(document, earlier.block)
    if all(_ITEM.match(stretch.text) for stretch in (earlier, later)):
        return True
    if _is_opening(document, earlier.block) and _SIGNED.match(_text_below(document, earlier.block)):
        return True
    if _are_items(_without(earlier.text, run.earlier), _without(later.text, run.later)):
        return True
    share = WHOLE_SHARE if run.later.start == 0 else 1
    is_whole = run.earlier.end - run.earlier.start >= share * len(earlier.text)
    return is_whole and _is_opening(document, earlier.block)


def is_formula(document: Document, earlier: Stretch, later: Stretch, run: Run, times: int) -> bool:
    """Whether sentences may be a formula at the end of entries, or of the deck.

    They are short and far from each other, and do not both begin their paragraphs, of which the first is no opening.
    """
    length = run.later.end - run.later.start
    if times > 1 or length > _FORMULA:
        return False
    if earlier is not later and _is_opening(document, earlier.block):
        return True
    if length == _FORMULA:
        return False
    if earlier is later:
        return later.text[run.earlier.end : run.later.start].strip() != ""
    is_next = run.earlier.end == len(earlier.text) and run.later.start == 0
    return not is_next and (run.earlier.start, run.later.start) != (0, 0)


def _is_quotation(text: str) -> bool:
    return text[0] in "“「" and text[-1] in "”」"


def _without(text: str, piece: Piece) -> str:
    """A paragraph without the piece that stands twice."""
    return text[: piece.start] + text[piece.end :]


def _are_items(one: str, other: str) -> bool:
    """Whether two paragraphs differ in names and figures alone, as items of a bulletin do."""
    pairs, others = ({*pairwise(text)} for text in (one, other))
    return (
        one != other
        and min(len(pairs), len(others)) >= _FEWEST_PAIRS
        and 2 * len(pairs & others) >= max(len(pairs), len(others))
    )


def _ends_with_credit(line: str) -> bool:
    """Whether a line is the credit of the picture above: 清水镇文化站供图."""
    is_foreign = 0 < len(line) <= _LONGEST_FOREIGN and line.isascii() and line[0].isalpha()
    return is_foreign or (len(line) <= _LONGEST_CREDIT and _CREDIT.match(line) is not None)


def _is_opening(document: Document, block: Block) -> bool:
    """Whether nothing but headings stands above a paragraph that is nobody's words."""
    section = document.section_at(block.start)
    return block.start <= document.analyse(_opening) and not (section and section.speaker)


def _opening(document: Document) -> int:
    """The start of the first paragraph that ends as a sentence does, else 0."""
    return next((block.start for block in document.of_role(*PROSE) if _ends_sentence(document[block])), 0)


def _ends_sentence(paragraph: str) -> bool:
    return paragraph.rstrip().rstrip("”’」』）)")[-1:] in _SENTENCE_ENDS


def _text_above(document: Document, block: Block) -> str:
    """The text of the block before; empty where there is none."""
    above = document.analyse(_blocks_above).get(block.start)
    return document[above].strip() if above else ""


def _text_below(document: Document, block: Block) -> str:
    """The text of the block after; empty where there is none."""
    below = document.analyse(_blocks_below).get(block.start)
    return document[below].strip() if below else ""


def _blocks_below(document: Document) -> dict[int, Block]:
    """The blocks after others, by the starts of these."""
    return {block.start: after for block, after in pairwise(document.blocks)}


def _blocks_above(document: Document) -> dict[int, Block]:
    """The blocks before others, by the starts of these."""
    return {block.start: before for before, block in pairwise(document.blocks)}


def _are_alike(one: str, other: str) -> bool:
    """Whether two different paragraphs share half of the longer one at their ends."""
    shortest = min(len(one), len(other))
    begin = next((number for number in range(shortest) if one[number] != other[number]), shortest)
    rest = shortest - begin
    end = next((number for number in range(rest) if one[-1 - number] != other[-1 - number]), rest)
    return one != other and shortest > 0 and begin + end >= _ALIKE * max(len(one), len(other))
