"""Passages that stand in two drafts of one paper: what counts as one, what does not, and where it is shown."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from work import lines_run

from zhlint.issue import copies, overlaps
from zhlint.reading import parse

if TYPE_CHECKING:
    from conftest import Newsroom

    from zhlint.document import Document

BRIDGE = (
    "老桥建于清末，三孔石拱，桥面铺的是本地青石，被车轮磨出两道浅浅的沟。去年汛期过后，桥墩出现裂缝，县里请来匠人逐块编号、拆下、"
    "修补，再照原样砌回去，前后用了七个月。"
)
SCHOOL = "新学校的钟声是校工老程敲的，他不看表，看日头，三十年里只敲错过一回，那天下着大雪，孩子们都说多上了一刻钟的课，多听了一个故事。"
MARKET = "早市从五点开始，卖豆腐的、卖青菜的、修鞋的各占一角，谁来得早谁占树荫，没有人为一块地方争吵，收摊以后地上干干净净，连菜叶也不剩。"
CLOSE = "修桥的人没有留下名字，只在桥栏下刻了年份。"


def draft(*paragraphs: str, headline: str = "桥头的日子") -> str:
    return f"{headline}\n\n□本报记者 顾晓岚\n\n" + "\n\n".join(paragraphs) + "\n"


def shared(*texts: str, shortest: int = 60) -> list[tuple[int, int, str]]:
    """The numbers of the two drafts and the passage as it stands in the later one, white space left out."""
    documents = [parse(text) for text in texts]
    return [
        (passage.later.document, passage.first.document, _words(documents, passage.later))
        for passage in copies(documents, shortest)
    ]


def _words(documents: list[Document], site: object) -> str:
    return "".join(documents[site.document][site.span].split())  # type: ignore[attr-defined]


def test_a_passage_in_two_drafts_is_reported_once_at_the_later_one() -> None:
    assert shared(draft(SCHOOL, BRIDGE), draft(MARKET), draft(BRIDGE, CLOSE)) == [(2, 0, BRIDGE)]


def test_a_passage_in_three_drafts_is_reported_at_the_second_and_the_third() -> None:
    found = shared(draft(BRIDGE), draft(SCHOOL, BRIDGE), draft(BRIDGE, MARKET))
    assert [(later, first) for later, first, _ in found] == [(1, 0), (2, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft(BRIDGE), draft(f"会上说，{BRIDGE}大家听了没有作声。")),
        (draft(BRIDGE), draft("\n\n".join(BRIDGE.replace("。", "。|").rstrip("|").split("|")))),
        (draft(BRIDGE), draft(BRIDGE.replace("三孔", "３孔").replace("，去年", "，去 年"))),
        (draft(BRIDGE).replace("\n", "\r\n"), draft(BRIDGE)),
        (draft(BRIDGE), f"> {BRIDGE}\n\n{draft(MARKET)}"),
        (draft(SCHOOL, BRIDGE), draft(BRIDGE, SCHOOL)),
    ],
    ids=[
        "inside a paragraph",
        "over paragraphs",
        "other widths and spaces",
        "other line ends",
        "below a mark",
        "in another order",
    ],
)
def test_layout_does_not_hide_a_copy(one: str, other: str) -> None:
    assert any(len(passage) >= 60 for _, _, passage in shared(one, other))


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("清末", "明末", ("明", "清")),
        ("被车轮", "被过往车轮", ("过往", "")),
        ("逐块", "", ("", "逐块")),
        ("七个月", "九个月", ("九", "七")),
    ],
)
def test_a_copy_with_a_few_characters_changed_says_what_differs(
    old: str, new: str, change: tuple[str, str]
) -> None:
    documents = [
        parse(draft(f"{SCHOOL}{BRIDGE}{MARKET}")),
        parse(draft(f"{SCHOOL}{BRIDGE}{MARKET}".replace(old, new))),
    ]
    (passage,) = copies(documents)
    assert passage.changes == (change,)
    assert passage.length >= len(f"{SCHOOL}{BRIDGE}{MARKET}") - 8


def test_of_a_number_that_differs_every_digit_is_shown() -> None:
    text = f"{SCHOOL}修桥用去石料2153方，{BRIDGE}"
    (passage,) = copies([parse(draft(text)), parse(draft(text.replace("2153", "2168")))])
    assert passage.changes == (("2168", "2153"),)


FIGURES = "昨日全县供水{}吨，比前一日多{}吨，水库蓄水{}万方，可供全县用到入秋以后，水务部门请大家继续节约用水，不用自来水浇地洗车。"
NAMES = (
    "参加修桥的有"
    + "、".join(f"{family}{given}" for family in "赵钱孙李周吴郑" for given in ("大年", "小满", "立秋"))
    + "。"
)
QUOTED = f"县长说：“{BRIDGE}”"
DATED = "新华社杭州5月1日电（记者 顾晓岚 陶一凡 通讯员 季明远）"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft(MARKET), draft(SCHOOL)),
        (draft(BRIDGE[:55]), draft(BRIDGE[:55])),
        (draft(FIGURES.format(1200, 35, 87)), draft(FIGURES.format(1310, 52, 91))),
        (draft(NAMES + MARKET), draft(NAMES + SCHOOL)),
        (draft(BRIDGE), draft(MARKET, QUOTED)),
        (draft(f"{DATED}{MARKET}"), draft(f"{DATED}{SCHOOL}")),
        (draft(MARKET, headline=BRIDGE[:40]), draft(SCHOOL, headline=BRIDGE[:40])),
        (draft(MARKET, MARKET), draft(SCHOOL)),
        (draft(MARKET) + "联系电话：0571-88880000 地址：西湖区文二路一号桥头大厦十二层 邮编：310000\n" * 2, draft(SCHOOL)),
    ],
    ids=[
        "nothing in common", "too short", "a bulletin with other figures", "a list of names", "a speech and the news of it",
        "a dateline", "a headline", "twice in one draft", "where to call",
    ],
)  # fmt: skip
def test_what_is_no_copy(one: str, other: str) -> None:
    assert shared(one, other) == []


def test_a_set_phrase_does_not_help_a_passage_to_its_length() -> None:
    phrase = "要更加紧密地团结在以习近平同志为核心的党中央周围，增强“四个意识”、坚定“四个自信”、做到“两个维护”，把老桥修好守好。"
    assert shared(draft(MARKET, phrase), draft(SCHOOL, phrase)) == []


def test_a_shorter_length_may_be_asked_for() -> None:
    texts = draft(MARKET, BRIDGE[:40] + "。"), draft(SCHOOL, BRIDGE[:40] + "。")
    assert shared(*texts) == []
    assert len(shared(*texts, shortest=30)) == 1


def test_drafts_that_share_most_of_their_words_are_told_from_those_that_share_a_passage() -> None:
    documents = [
        parse(draft(BRIDGE, MARKET * 2, CLOSE)),
        parse(draft(BRIDGE, MARKET * 2)),
        parse(draft(SCHOOL * 9, BRIDGE)),
    ]
    pairs = overlaps(documents, copies(documents))
    assert [(pair.later, pair.first, pair.share > 0.5) for pair in pairs] == [(1, 0, True), (2, 0, False)]


def test_both_places_are_shown_whatever_the_encodings(newsroom: Newsroom) -> None:
    newsroom.write("2026-05/01版/甲.txt", draft(SCHOOL, BRIDGE))
    newsroom.write("2026-05/04版/乙.txt", draft(BRIDGE.replace("车轮", "车辙"), CLOSE), encoding="gb18030")
    newsroom.write("2026-05/04版/丙.txt", draft(MARKET), encoding="utf-16")
    ran = newsroom.zhlint("repeats", "2026-05")
    assert ran.code == 1
    first, pair, summary = ran.out.splitlines()
    assert first.startswith("2026-05/04版/乙.txt:5:1: 自“老桥建于清末，三孔石拱")
    assert first.endswith("字与 2026-05/01版/甲.txt:7:1 只差几个字：“辙”—“轮”")
    assert pair.startswith("2026-05/04版/乙.txt 与 2026-05/01版/甲.txt：1 段")
    assert summary.startswith("比对 3 个文稿")


def test_json_gives_both_places_and_what_differs(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", draft(SCHOOL, BRIDGE))
    newsroom.write("b.md", draft(BRIDGE.replace("车轮", "车辙")))
    ran = newsroom.zhlint("repeats", "a.txt", "b.md", "--format", "json")
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["summary"] == {"files": 2, "failed": 0, "repeats": 1}
    (repeat,) = found["repeats"]
    assert repeat["kind"] == "near"
    assert repeat["changes"] == [{"text": "辙", "first": "轮"}]
    assert [(place["path"], place["line"], place["column"]) for place in repeat["places"]] == [
        ("b.md", 5, 1),
        ("a.txt", 7, 1),
    ]
    assert found["pairs"][0]["paths"] == ["b.md", "a.txt"]


def test_no_copies_exit_0_and_an_unreadable_draft_2(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", draft(SCHOOL))
    newsroom.write("b.txt", draft(MARKET))
    ran = newsroom.zhlint("repeats", "a.txt", "b.txt")
    assert (ran.code, ran.out.splitlines()[-1].endswith("没有发现重复。")) == (0, True)
    ran = newsroom.zhlint("repeats", "a.txt", "b.txt", "gone.txt")
    assert ran.code == 2
    assert "gone.txt: 没有这个文件" in ran.err
    assert newsroom.zhlint("repeats").code == 2
    assert newsroom.zhlint("repeats", "a.txt", "--min-length", "3").code == 2


def lottery(count: int) -> list[str]:
    """So many drafts of their own words, and one that ends with a copy of another."""
    chance = random.Random(5)  # noqa: S311 - drafts, not secrets
    characters = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))

    def prose() -> str:
        return (
            "".join(
                "".join(chance.choices(characters, k=chance.randint(8, 22))) + chance.choice("，，。")
                for _ in range(35)
            )
            + "。"
        )

    texts = [draft(prose(), headline="".join(chance.choices(characters, k=9))) for _ in range(count)]
    texts[count - 10] = draft(prose()[:200] + texts[40][-120:])
    return texts


def test_four_times_the_drafts_are_compared_with_about_four_times_the_work() -> None:
    quarter, whole = ([parse(text) for text in lottery(count)] for count in (250, 1000))
    assert [(passage.later.document, passage.first.document) for passage in copies(whole)] == [(990, 40)]
    copies(quarter)
    assert lines_run(lambda: copies(whole)) <= 5 * lines_run(lambda: copies(quarter))
