"""Passages shared by two drafts of a paper: what counts, and how it is shown."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from work import lines_run

from zhlint.reading import parse
from zhlint.repeats.issue import copies, overlaps
from zhlint.repeats.survey import Draft, Repeats

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
    """The numbers of two drafts and the passage in the later one, without white space."""
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
def test_a_copy_with_a_few_characters_changed_says_what_differs(old: str, new: str, change: tuple[str, str]) -> None:
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
    assert found["summary"] == {"files": 2, "failed": 0, "repeats": 1, "standing": 0}
    (repeat,) = found["repeats"]
    assert repeat["kind"] == "near"
    assert repeat["changes"] == [{"text": "辙", "first": "轮"}]
    assert [(place["path"], place["line"], place["column"]) for place in repeat["places"]] == [
        ("b.md", 5, 1),
        ("a.txt", 7, 1),
    ]
    assert found["pairs"][0]["paths"] == ["b.md", "a.txt"]


HEAD = "这一栏每周五与读者见面，说一说河两岸的人和事，来稿请寄桥头街四号编辑部收，信封上写明“河两岸”三个字，来稿一律不退，请自留底稿，选用即付薄酬。"
FOOT = "河两岸的稿子由读者自己写，编辑只改错字，不改意思，想说什么就说什么，长短不拘，写清真实姓名和住址即可，登出来的每一篇都会寄去样报两份。"


def found_among(*texts: str) -> Repeats:
    return Repeats.in_drafts([Draft(f"{number}.txt", parse(text)) for number, text in enumerate(texts)])


def test_what_stands_in_three_drafts_and_more_is_told_once_with_every_place() -> None:
    found = found_among(*(draft(HEAD, own, FOOT) for own in (SCHOOL, MARKET, BRIDGE, CLOSE)))
    assert found.copies == ()
    assert [[site.document for site in piece.sites] for piece in found.standing] == [[0, 1, 2, 3]] * 2
    assert [found.text(piece.sites[3]) for piece in found.standing] == [HEAD, FOOT]


def test_what_stands_in_two_drafts_is_a_copy_and_no_standing_matter() -> None:
    found = found_among(draft(HEAD, SCHOOL), draft(HEAD, MARKET))
    assert (len(found.copies), found.standing) == (1, ())


def test_a_copy_among_drafts_with_the_same_head_is_still_told() -> None:
    found = found_among(draft(HEAD, SCHOOL), draft(HEAD, MARKET), draft(HEAD, BRIDGE), draft(CLOSE, MARKET))
    assert len(found.standing) == 1
    assert [(passage.later.document, passage.first.document) for passage in found.copies] == [(3, 1)]


def test_a_long_copy_that_takes_in_the_head_is_told_beside_it() -> None:
    found = found_among(
        draft(HEAD, BRIDGE, MARKET), draft(HEAD, SCHOOL), draft(HEAD, BRIDGE, MARKET), draft(HEAD, CLOSE)
    )
    assert [len(piece.sites) for piece in found.standing] == [3]
    assert [(passage.later.document, passage.first.document) for passage in found.copies] == [(2, 0)]


def test_a_head_with_a_number_of_its_own_is_still_one_piece() -> None:
    heads = [HEAD.replace("每周五", f"第{number}期") for number in "一二三四"]
    found = found_among(*(draft(head, own) for head, own in zip(heads, (SCHOOL, MARKET, BRIDGE, CLOSE), strict=True)))
    assert (found.copies, [len(piece.sites) for piece in found.standing]) == ((), [4])


def test_only_what_touches_a_changed_draft_is_told() -> None:
    found = found_among(draft(BRIDGE), draft(BRIDGE, MARKET), draft(SCHOOL), draft(SCHOOL, CLOSE))
    touching = found.only_changed({"3.txt"}.__contains__)
    assert [(passage.later.document, passage.first.document) for passage in touching.copies] == [(3, 2)]
    assert len(found.only_changed({"9.txt"}.__contains__)) == 0


def series(newsroom: Newsroom, *bodies: str) -> None:
    for number, body in enumerate(bodies, start=1):
        newsroom.write(f"drafts/{number}.txt", draft(HEAD, body, FOOT))


def test_standing_matter_and_copies_are_told_in_words(newsroom: Newsroom) -> None:
    series(newsroom, SCHOOL, MARKET, BRIDGE)
    newsroom.write("drafts/4.txt", draft(SCHOOL))
    ran = newsroom.zhlint("repeats", "drafts")
    assert ran.code == 1
    copy, pair, head, foot, summary = ran.out.splitlines()
    assert copy.startswith("drafts/4.txt:5:1: 自“新学校的钟声")
    assert pair.startswith("drafts/4.txt 与 drafts/1.txt")
    assert head.startswith("drafts/1.txt:5:1: 自“这一栏每周五与读者见面")
    assert "字在 3 篇里都有（又见 drafts/2.txt:5:1、drafts/3.txt:5:1）" in head
    assert "自“河两岸的稿子由读者自己写" in foot
    assert summary.endswith("1 对文稿有重复，共 1 段；2 段在三篇以上都有。")


def test_json_lists_standing_matter_by_itself(newsroom: Newsroom) -> None:
    series(newsroom, SCHOOL, MARKET, BRIDGE)
    found = json.loads(newsroom.zhlint("repeats", "drafts", "--format", "json").out)
    assert found["summary"] == {"files": 3, "failed": 0, "repeats": 0, "standing": 2}
    assert [place["path"] for place in found["standing"][0]["places"]] == [
        f"drafts/{number}.txt" for number in (1, 2, 3)
    ]
    assert found["standing"][0]["length"] == len(HEAD)


def test_what_was_accepted_is_not_told_again_and_said_to_be_held_back(newsroom: Newsroom) -> None:
    series(newsroom, SCHOOL, MARKET, BRIDGE)
    newsroom.write("drafts/4.txt", draft(SCHOOL, CLOSE))
    newsroom.write("zhlint.toml", 'baseline = "kept.json"')
    newsroom.write("kept.json", '{"entries": []}')
    accepted = newsroom.zhlint("repeats", "drafts", "--accept", "--reason", "栏目")
    assert (accepted.code, accepted.out.splitlines()[-1][:7]) == (0, "记下 3 处可")
    again = newsroom.zhlint("repeats", "drafts")
    assert again.code == 0
    assert again.out.endswith("没有别的重复；基线里记着 3 处，没有报。\n")


def test_an_accepted_head_is_silent_in_new_drafts_and_an_accepted_copy_is_not(newsroom: Newsroom) -> None:
    series(newsroom, SCHOOL, MARKET, BRIDGE)
    newsroom.write("drafts/4.txt", draft(SCHOOL, CLOSE))
    newsroom.write("zhlint.toml", 'baseline = "kept.json"')
    newsroom.write("kept.json", '{"entries": []}')
    assert newsroom.zhlint("repeats", "drafts", "--accept").code == 0
    newsroom.write("drafts/5.txt", draft(HEAD, CLOSE, FOOT))
    assert newsroom.zhlint("repeats", "drafts").code == 0
    newsroom.write("drafts/6.txt", draft(SCHOOL))
    ran = newsroom.zhlint("repeats", "drafts")
    assert (ran.code, "自“新学校的钟声" in ran.out, "这一栏" in ran.out) == (1, True, False)


def test_a_baseline_holds_both_kinds_and_a_check_leaves_the_repeats_alone(newsroom: Newsroom) -> None:
    series(newsroom, SCHOOL, MARKET, f"{BRIDGE}代表入场,会议开始。")
    newsroom.write("zhlint.toml", 'select = ["PUN001", "MET002"]\nbaseline = "kept.json"')
    newsroom.write("kept.json", '{"entries": []}')
    assert newsroom.zhlint("repeats", "drafts", "--accept").code == 0
    assert newsroom.zhlint("baseline", "write", "drafts", "--reason", "看过").code == 0
    assert newsroom.zhlint("check", "drafts").code == 0
    assert newsroom.zhlint("baseline", "prune").code == 0
    kept = json.loads((newsroom.folder / "kept.json").read_text(encoding="utf-8"))
    assert (len(kept["entries"]), len(kept["repeats"])) == (1, 2)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ('{"paths": ["a"], "text": "x", "reason": ""}', "paths 应为两篇文稿的路径，或空列表"),
        ('{"paths": [], "reason": ""}', "缺 text"),
        ('{"paths": [], "text": 3, "reason": ""}', "text 应为字符串"),
        ("7", "这一条应为 JSON 对象"),
    ],
)
def test_a_broken_acceptance_is_told_with_its_line(newsroom: Newsroom, item: str, said: str) -> None:
    series(newsroom, SCHOOL)
    newsroom.write("zhlint.toml", 'baseline = "kept.json"')
    newsroom.write("kept.json", f'{{"entries": [],\n"repeats": [\n{item}\n]}}')
    ran = newsroom.zhlint("repeats", "drafts")
    assert (ran.code, "kept.json:3: " in ran.err, said in ran.err) == (2, True, True), ran.err


def test_no_copies_exit_0_and_an_unreadable_draft_2(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", draft(SCHOOL))
    newsroom.write("b.txt", draft(MARKET))
    ran = newsroom.zhlint("repeats", "a.txt", "b.txt")
    assert (ran.code, ran.out.splitlines()[-1].endswith("没有发现重复。")) == (0, True)
    ran = newsroom.zhlint("repeats", "a.txt", "b.txt", "gone.txt")
    assert ran.code == 2
    assert "gone.txt: 没有这个文件" in ran.err
    assert ran.out.startswith("没有查成的文件：gone.txt。\n比对 2 个文稿，")
    assert "没有发现" not in ran.out
    assert newsroom.zhlint("repeats", "a.txt").out.endswith("字：没有两个可比的文稿。\n")
    assert newsroom.zhlint("repeats").code == 2
    assert newsroom.zhlint("repeats", "a.txt", "--min-length", "3").code == 2


def lottery(count: int) -> list[str]:
    """So many drafts of unique words, and one that ends with a copy of another."""
    chance = random.Random(5)
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


def test_what_cannot_be_compared_is_named_and_not_counted(newsroom: Newsroom) -> None:
    newsroom.write("a.txt")
    newsroom.write("b.txt", "Notes for the desk, in English. " * 4)
    newsroom.write("c.txt", (PROSE * 2).encode().decode("gb18030", "ignore"))
    newsroom.write("d.txt", "大家争取再上新台阶。")
    first, last = newsroom.zhlint("repeats", ".").out.splitlines()
    assert first == "没有比对的（西文多于汉字，或疑为乱码）：./b.txt、./c.txt。"
    assert last.startswith("比对 2 个文稿，")
