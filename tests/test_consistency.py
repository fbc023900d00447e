"""Things that a draft writes in two ways: words, list marks, labels, notations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import lines_run

from zhlint.check import OptionError
from zhlint.checks.headline_number import HeadlineNumber
from zhlint.checks.label_drift import LabelDrift
from zhlint.checks.list_drift import ListDrift
from zhlint.checks.notation_drift import NotationDrift
from zhlint.checks.spelling_drift import SpellingDrift
from zhlint.checks.word_drift import WordDrift
from zhlint.document import Block, Document
from zhlint.reading import parse
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from zhlint.check import Check, Hit

WORDS = WordDrift(words=("与和及同", "的地得", "作做", "像象"))
LISTS = ListDrift()
LABELS = LabelDrift(table=rules_folder() / "tables" / "labels.tsv")
RANGES = NotationDrift(notations=({"～": r"\d～\d", "—": r"\d—\d"}, {"公里": r"\d公里", "千米": r"\d千米"}))

SPELLINGS = SpellingDrift(table=rules_folder() / "tables" / "spelling-pairs.tsv", sounds=("斯思", "特忒"))

SLOGAN = "以夏粮丰收为重要起点{}坚实底气"


def lines(*paragraphs: str) -> Document:
    """A document of these paragraphs, one a line."""
    text = "\n".join(paragraphs)
    blocks: list[Block] = []
    for paragraph in paragraphs:
        start = blocks[-1].end + 1 if blocks else 0
        blocks.append(Block("paragraph", start, start + len(paragraph)))
    return Document(text, text, tuple(blocks))


class Case(NamedTuple):
    what: str
    check: Check
    paragraphs: tuple[str, ...]
    found: list[str]


CASES = [
    Case(
        "the rarer spelling is found wherever it stands",
        SPELLINGS,
        ("其它船只先走。", "其他船只后走，其他人等着。", "其它的不管，其他的要问。"),
        ["其它", "其它"],
    ),
    Case(
        "the second spelling of the table where both are as common", SPELLINGS, ("惟一的路。", "唯一的桥。"), ["惟一"]
    ),
    Case(
        "a spelling across two words",
        SPELLINGS,
        ("他来做客。", "这是工作客房。老师在看作业。", "这被看做好事。"),
        [],
    ),
    Case(
        "clauses alike over fourteen characters",
        WORDS,
        ("就把老街边灯火点亮和守护到天明，", "再把老街边灯火点亮与守护到天明，"),
        ["点亮与"],
    ),
    Case(
        "clauses alike over thirteen characters and the comma",
        WORDS,
        ("就把街边灯火点亮和守护到天明，", "再把街边灯火点亮与守护到天明，"),
        [],
    ),
    Case("a spelling in a title or a name", SPELLINGS, ("唯一的路。", "《惟一的桥》上演，住“惟一饭店”。"), []),
    Case(
        "a foreign name with another character of the same sound",
        SPELLINGS,
        ("作者（阿尔·布特）来了。", "（阿尔·布特）说好。", "（阿尔·布忒）没来。"),
        ["阿尔·布忒"],
    ),
    Case("a foreign name of another sound", SPELLINGS, ("（阿尔·布特）来了。", "（阿尔·布莱）没来。"), []),
    Case("two foreign names in one sentence", SPELLINGS, ("“阿尔·布特”和，阿尔·布忒，来了。",), []),
    Case(
        "the rarer word is found wherever it stands",
        WORDS,
        (
            SLOGAN.format("和") + "推进秋种。",
            SLOGAN.format("和") + "！",
            SLOGAN.format("与") + "。" + SLOGAN.format("和"),
        ),
        ["起点与"],
    ),
    Case(
        "two forms that stand twice each are mixed",
        WORDS,
        (SLOGAN.format("和"), SLOGAN.format("与"), SLOGAN.format("和") + "。" + SLOGAN.format("与")),
        [],
    ),
    Case(
        "the later word is found where both are as common",
        WORDS,
        (SLOGAN.format("与"), SLOGAN.format("和")),
        ["起点和"],
    ),
    Case(
        "a third word is found as well",
        WORDS,
        tuple(SLOGAN.format(word) for word in "和和与及"),
        ["起点与", "起点及"],
    ),
    Case("words of different groups", WORDS, (SLOGAN.format("和"), SLOGAN.format("的")), []),
    Case("thirteen characters", WORDS, ("粮丰收为重要起点和坚实底气。", "粮丰收为重要起点与坚实底气。"), []),
    Case(
        "fourteen characters",
        WORDS,
        ("夏粮丰收为重要起点和坚实底气。", "夏粮丰收为重要起点与坚实底气。"),
        ["起点与"],
    ),
    Case(
        "three characters on one side",
        WORDS,
        ("全县各乡镇都要以夏粮丰收和好收成。", "全县各乡镇都要以夏粮丰收与好收成。"),
        [],
    ),
    Case(
        "a stop inside the run",
        WORDS,
        ("以夏粮丰收，为重要起点和坚实底气。", "以夏粮丰收，为重要起点与坚实底气。"),
        [],
    ),
    Case(
        "de and di",
        WORDS,
        (
            "全镇上下认认真真的做好防汛抢险工作。",
            "全镇上下认认真真地做好防汛抢险工作。",
            "全镇上下认认真真地做好防汛抢险工作。",
        ),
        ["真真的"],
    ),
    Case(
        "a list run together",
        LISTS,
        (
            "增强获得感、幸福感、安全感，办实事。",
            "提升了获得感幸福感安全感。",
            "获得感、幸福感、安全感来自身边小事。",
        ),
        ["获得感幸福感安全感"],
    ),
    Case(
        "however often it is run together",
        LISTS,
        ("提升获得感幸福感安全感。", "获得感幸福感安全感更强了。", "群众有获得感、幸福感、安全感。"),
        ["获得感幸福感安全感"] * 2,
    ),
    Case(
        "longer items",
        LISTS,
        ("做到干部清正、政府清廉、政治清明、社会清朗。", "让干部清正政府清廉政治清明社会清朗成为风气。"),
        ["干部清正政府清廉政治清明社会清朗"],
    ),
    Case("two items", LISTS, ("建设文明乡村、和美乡村。", "建设文明乡村和美乡村。"), []),
    Case("a compound", LISTS, ("办好教育、科技、人才三件事。", "推进教育科技人才一体发展。"), []),
    Case("a title", LISTS, ("有获得感、幸福感、安全感。", "《提升获得感幸福感安全感二十条》印发。"), []),
    Case("a bare label", LABELS, ("“五一”前，“五一”后。", "过了五一就收工。"), ["五一"]),
    Case("a quoted label", LABELS, ("五一前，五一后。", "过了“五一”就收工。"), ["“五一”"]),
    Case("the later form where both are as common", LABELS, ("五一前。", "过了“五一”就收工。"), ["“五一”"]),
    Case("other names", LABELS, ("“五一”前。", "五一路和五一广场，二五一十，《五一车票》，“五一惠民券”。"), []),
    Case("marks of a range", RANGES, ("气温5～8摄氏度，明天4～6摄氏度。", "后天3—4摄氏度。"), ["3—4"]),
    Case("units", RANGES, ("全长3公里。", "限速6千米。"), ["6千米"]),
    Case(
        "a verbatim quotation",
        RANGES,
        ("全长3公里。", "他说：“从村口走到镇上六千米，我数过步子，足足6千米，那时候连一条像样的路都没有。”"),
        [],
    ),
    Case("one form alone", RANGES, ("全长3公里，宽5公里，3—4天完工。",), []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_the_rarer_form_is_found(case: Case) -> None:
    document = lines(*case.paragraphs)
    assert [document.text[hit.start : hit.end] for hit in case.check.run(document)] == case.found


def only(check: Check, document: Document) -> Hit:
    (hit,) = check.run(document)
    return hit


def test_the_commoner_places_are_related_and_the_word_is_replaced() -> None:
    document = lines(SLOGAN.format("和"), SLOGAN.format("与"), SLOGAN.format("和"))
    hit = only(WORDS, document)
    assert [document[place] for place in hit.related] == ["起点和", "起点和"]
    assert (hit.slots["more"], hit.slots["fewer"]) == ("2", "1")
    assert hit.fix is not None
    assert [(document[edit], edit.replacement) for edit in hit.fix.edits] == [("与", "和")]


@pytest.mark.parametrize(("times", "related"), [(3, 3), (20, 20), (21, 20)])
def test_no_more_than_twenty_places_of_the_commoner_form_are_related(times: int, related: int) -> None:
    (hit,) = SPELLINGS.run(lines("其他船只先走。" * times, "其它船只后走。"))
    assert (len(hit.related), hit.slots["more"], hit.slots["fewer"]) == (related, str(times), "1")


def test_a_mark_is_named_with_its_code_point() -> None:
    hit = only(RANGES, lines("气温5～8摄氏度，明天4～6摄氏度。", "后天3—4摄氏度。"))
    assert hit.slots["form"] == "—（U+2014）"
    assert hit.slots["better"] == "～（U+FF5E）"


def test_the_list_with_its_marks_is_related() -> None:
    document = lines("增强获得感、幸福感、安全感，办实事。", "提升了获得感幸福感安全感。")
    hit = only(LISTS, document)
    assert document[hit.related[0]] == hit.slots["listed"] == "获得感、幸福感、安全感"


@pytest.mark.parametrize(
    ("make", "option"),
    [
        (lambda: WordDrift(words=("与",)), "words"),
        (lambda: HeadlineNumber(units=(" ",)), "units"),
        (lambda: SpellingDrift(table=rules_folder(), sounds=("斯思", "思司")), "sounds"),
        (lambda: WordDrift(words=("与和",), shortest=8), "shortest"),
        (lambda: NotationDrift(notations=({"～": "("},)), "notations"),
    ],
)
def test_options_that_make_no_sense_are_refused(make: object, option: str) -> None:
    assert callable(make)
    with pytest.raises(OptionError) as refused:
        make()
    assert refused.value.option == option


@given(
    st.lists(
        st.sampled_from(
            [
                *"与和的地、，。“”《》\n",
                "五一",
                "获得感",
                "幸福感",
                "安全感",
                "夏粮丰收",
                "3",
                "～",
                "—",
                "公里",
            ]
        ),
        max_size=120,
    )
)
@settings(max_examples=150, deadline=None)
def test_hits_and_their_places_lie_inside_blocks(pieces: list[str]) -> None:
    document = parse("".join(pieces))
    for check in (WORDS, LISTS, LABELS, RANGES):
        for hit in check.run(document):
            for start, end in [(hit.start, hit.end), *(place[:2] for place in hit.related)]:
                block = document.block_at(start)
                assert block is not None
                assert start < end <= block.end


@pytest.mark.parametrize("check", [WORDS, LISTS, LABELS, RANGES], ids=lambda check: type(check).__name__)
@pytest.mark.parametrize(
    "piece",
    [
        SLOGAN.format("和") + "，要" + SLOGAN.format("与") + "。",
        "获得感、幸福感、安全感，获得感幸福感安全感。",
        "“五一”，五一。",
        "粮" * 50,
    ],
    ids=["words", "lists", "labels", "no stop"],
)
def test_four_times_the_text_takes_about_four_times_the_work(check: Check, piece: str) -> None:
    def work(length: int) -> int:
        document = lines(piece * (length // len(piece)))
        return lines_run(lambda: list(check.run(document)))

    work(10_000)
    assert work(40_000) <= 5 * work(10_000)


def headed(headline: str, *paragraphs: str) -> Document:
    """A document with a headline."""
    document = lines(headline, *paragraphs)
    first, *others = document.blocks
    return Document(document.text, document.text, (first._replace(role="headline"), *others))


@pytest.mark.parametrize(
    ("headline", "paragraph", "found"),
    [
        ("大赛12人获奖", "共有13人获奖。", ["12人"]),
        ("大赛12人获奖", "共有13名选手获奖。", ["12人"]),
        ("大赛12人获奖、8家赞助", "共有13人获奖，8家企业赞助。", ["12人"]),
        ("大赛12人获奖", "共有12人获奖，3人落选。", []),
        ("大赛12人获奖", "共有十二人获奖，3人落选。", []),
        ("大赛12人获奖", "名单已经贴出，有13家企业赞助。", []),
        ("大赛12人获奖", "获奖的男选手5人，女选手7人。", []),
        ("大赛12人获奖", "小学3人，初中4人，高中5人，未获奖的没有公布。", []),
        ("大赛余12人入围", "剩下13人入围。", []),
        ("增收5%", "增收4.8%，比去年高1.1%。", []),
        ("增收5%", "增收6.8%，比去年高。", ["5%"]),
        ("增收5%", "增收6.8%，比去年高1.1%。", []),
        ("产茶1.2万吨", "产茶12034吨，增长300吨。", []),
        ("产茶1.2万吨", "产茶13034吨。", ["1.2万吨"]),
        ("产茶1.2万吨", "产茶13034吨，增长300吨。", []),
        ("修渠3公里", "修渠3000米，原来只有2公里。", []),
        ("第12届赛会6—12人一队", "每队13人。", []),
    ],
)
def test_a_number_of_the_headline_stands_in_the_body(headline: str, paragraph: str, found: list[str]) -> None:
    check = HeadlineNumber(units=("人 名 位", "家", "%", "吨", "公里"))
    document = headed(headline, paragraph)
    assert [document.text[hit.start : hit.end] for hit in check.run(document)] == found


def test_two_headlines_are_not_compared() -> None:
    document = headed("大赛12人获奖", "共有13人获奖。")
    two = Document(document.text, document.text, tuple(block._replace(role="headline") for block in document.blocks))
    assert not list(HeadlineNumber(units=("人",)).run(two))
