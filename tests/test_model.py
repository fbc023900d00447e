"""The table of n-grams holds what was counted; unlikely text is found by it."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.model.bits import as_bits, from_bits
from zhlint.model.buckets import hashed, hashes
from zhlint.model.confusions import LEVELS, confusions
from zhlint.model.counting import counted_table, merged_table
from zhlint.model.particles import BUCKETS, MAGIC, PARTICLES, buckets, load_weights
from zhlint.model.scoring import REACH, gains, log_chances, padded_numbers, press_prose
from zhlint.model.table import (
    BITS,
    COMMON,
    DIGIT,
    EDGE,
    LETTER,
    OTHER,
    NGrams,
    TableError,
    load_table,
    step_of,
)
from zhlint.model.table_file import Counted
from zhlint.model.tallies import read_tally, tally_of

if TYPE_CHECKING:
    from pathlib import Path

NEWS = ["镇里举行读书活动，读者很多。", "县里举行读书活动，读者不少。", "村里举行读书活动，大家都来。"]


def table_of(documents: list[str], least: int = 3) -> NGrams:
    """A table counted from a few texts."""
    return NGrams(counted_table(documents, least), "test")


def key(table: NGrams, text: str) -> int:
    """The key of an n-gram."""
    number = 0
    for own in table.numbers(text):
        number = number << BITS | own
    return number


def test_what_stands_often_enough_and_in_two_texts_is_counted() -> None:
    table = table_of(NEWS)
    three = pytest.approx(3, rel=0.05)
    assert table.pair(*table.numbers("读书")) == three
    assert table.triples.count(key(table, "读书活")) == three
    assert table.quadruples.count(key(table, "读书活动")) == three
    assert table.pair(*table.numbers("读者")) == 0, "twice only"
    assert table_of([NEWS[0] * 5]).pair(*table_of(NEWS).numbers("读书")) == 0, "in one text only"


def test_the_same_texts_make_the_same_table() -> None:
    assert counted_table(NEWS) == counted_table(iter(NEWS))


def test_text_counted_in_batches_makes_the_same_table_in_any_order() -> None:
    documents = [f"{text}{other}" for text in NEWS for other in NEWS]
    tallies = [read_tally(tally_of(documents[start : start + 2])) for start in range(0, len(documents), 2)]
    assert merged_table(tallies) == merged_table(tallies[::-1]) == counted_table(documents)


@given(st.lists(st.text("甲乙丙丁，1a \n", min_size=1, max_size=40), min_size=2, max_size=6))
def test_counts_are_those_of_counting_by_hand(documents: list[str]) -> None:
    alphabet = "甲乙丙丁，"
    table = NGrams(counted_table(documents, least=1), "test")
    for length, count in ((3, table.triples.count), (4, table.quadruples.count)):
        standing: Counter[str] = Counter()
        texts: Counter[str] = Counter()
        for text in documents:
            grams = [
                "".join(gram) for gram in zip(*(islice(text, start, None) for start in range(length)), strict=False)
            ]
            standing.update(grams)
            texts.update(set(grams))
        for gram, number in standing.items():
            if set(gram) <= set(alphabet) and texts[gram] > 1:
                assert count(key(table, gram)) == pytest.approx(number, rel=0.05)


@pytest.mark.parametrize(
    ("character", "number"), [("3", DIGIT), ("３", DIGIT), ("a", LETTER), ("Z", LETTER), (" ", EDGE), ("\u3000", EDGE), ("龘", OTHER), ("é", OTHER)]
)  # fmt: skip
def test_what_is_outside_the_alphabet_has_a_number_of_its_kind(character: str, number: int) -> None:
    assert table_of(NEWS).number(character) == number


def test_common_neighbours_are_those_counted_often() -> None:
    table = table_of([f"{NEWS[0]}\n" * COMMON, NEWS[1]])
    read, book = table.numbers("读书")
    assert book in from_bits(table.common_after[read])
    assert read in from_bits(table.common_before[book])
    assert table_of(NEWS).common_after[read] == 0


@given(st.sets(st.integers(0, 400)))
def test_numbers_are_kept_as_bits(numbers: set[int]) -> None:
    assert from_bits(as_bits(numbers)) == sorted(numbers, reverse=True)


@given(st.lists(st.integers(0, 2 ** (4 * BITS) - 1)))
def test_hashes_made_at_once_are_those_made_one_by_one(keys: list[int]) -> None:
    assert hashes(keys) == list(map(hashed, keys))


def test_a_gain_is_the_difference_that_a_character_makes() -> None:
    table = table_of(NEWS)
    numbers = padded_numbers(table, NEWS[0], 0, len(NEWS[0]))
    place, others = 5, [table.number("县"), OTHER, table.number(NEWS[0][2])]
    chances = [
        log_chances(table, [*numbers[:place], other, *numbers[place + 1 :]], place, place + REACH) for other in others
    ]
    expected = [chance - log_chances(table, numbers, place, place + REACH) for chance in chances]
    assert list(gains(table, numbers, place, others)) == pytest.approx(expected)
    assert expected[2] == 0


def test_counts_of_a_line_are_those_of_each_pair_and_triple() -> None:
    table = table_of(NEWS)
    numbers = table.numbers(NEWS[0])
    assert table.pairs(numbers) == [table.pair(*pair) for pair in pairwise(numbers)]
    keys = [key(table, NEWS[0][start : start + 3]) for start in range(len(NEWS[0]) - 2)]
    assert table.triples.counts(keys) == list(map(table.triples.count, keys))


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20, 999, 10**6])
def test_a_step_is_within_a_twentieth_of_its_count(count: int) -> None:
    assert 2 ** (step_of(count) / 8) == pytest.approx(count, rel=0.05)


def test_a_table_is_read_from_a_file_as_from_bytes(tmp_path: Path) -> None:
    content = counted_table(NEWS)
    (tmp_path / "own.ngrams").write_bytes(content)
    mapped, read = load_table(tmp_path / "own.ngrams"), NGrams(content, "own")
    text = "镇里举行读书活动"
    numbers = [0, 0, 0, *read.numbers(text), 0]
    assert mapped.numbers(text) == read.numbers(text)
    assert log_chances(mapped, numbers, 3, 11) == log_chances(read, numbers, 3, 11)


def test_a_table_says_what_it_was_counted_from() -> None:
    news = Counted("news.jsonl", "even", "0123456789abcdef")
    content = counted_table(NEWS, counted=[news])
    assert NGrams(content, "own").counted == (news,)
    assert table_of(NEWS).counted == ()
    assert {text.name for text in press_prose().counted} > {"webnews2023.txt.xz", "xwlb.jsonl"}


@pytest.mark.parametrize(
    ("one", "other", "shares"),
    [("all", "even", True), ("even", "odd", False), ("first", "second", False), ("first", "odd", True), ("odd", "odd", True)],
)  # fmt: skip
def test_parts_of_one_file_may_share_documents(one: str, other: str, shares: bool) -> None:
    assert Counted("news.jsonl", one, "a1").shares(Counted("moved.jsonl", other, "a1")) is shares
    assert not Counted("news.jsonl", one, "a1").shares(Counted("news.jsonl", other, "b2"))


@pytest.mark.parametrize("kept", [slice(0, 0), slice(0, -9), slice(1, None), slice(0, 40)])
def test_a_damaged_table_is_an_error_that_names_it(tmp_path: Path, kept: slice) -> None:
    (tmp_path / "own.ngrams").write_bytes(counted_table(NEWS)[kept])
    with pytest.raises(TableError, match=r"own\.ngrams: 语言模型的表"):
        load_table(tmp_path / "own.ngrams")


def test_a_missing_table_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"own\.ngrams: 语言模型的表读不出来"):
        load_table(tmp_path / "own.ngrams")


@pytest.mark.parametrize(("written", "meant"), [("布", "部"), ("辩", "辨"), ("己", "已"), ("制", "治")])
def test_what_sounds_or_looks_alike_may_be_meant(written: str, meant: str) -> None:
    assert meant in confusions().of(written)
    assert written not in confusions().of(written)


@pytest.mark.parametrize(
    ("one", "other", "level"), [("己", "已", LEVELS), ("未", "末", LEVELS), ("己", "湖", 0), ("，", "。", 0)]
)
def test_the_likeness_of_characters_in_print_has_levels(one: str, other: str, level: int) -> None:
    assert confusions().level(one, other) == level
    assert (other in confusions().meant_for(one)) == (level > 0)


LINTER = Linter(Config(select=("WRD021", "WRD022", "WRD023")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("县里召开防汛工作部署会，要求各乡镇扎实做好各项准备工坐。", "“工坐”疑为“工作”，请核原稿"),
        ("这项工作取得了名显成效，村民都说好。", "“名显”疑为“明显”，请核原稿"),
        ("公司举办了安全生产知识竟赛，二十支队伍参加。", "“竟赛”疑为“竞赛”，请核原稿"),
        ("水库蓄水以来，灌概面积扩大了一倍。", "“灌概面积”疑为“灌溉面积”，请核原稿"),
        ("孩子们坚定不移的走下去，笑声传得很远。", "此处“的”多作“地”，请核"),
        ("大家把房间打扫的干干净净，门窗也擦了。", "此处“的”多作“得”，请核"),
        ("居民们对社区地工作表示满意。", "此处“地”多作“的”，请核"),
        ("志愿者耐心的讲解垃圾分类，老人听完都点头。", "此处“的”多作“地”，请核"),
        ("粮食收了不少，塘里的鱼也长的很肥。", "此处“的”多作“得”，请核"),
    ],
)
def test_a_likely_slip_is_found(text: str, message: str) -> None:
    assert [finding.message for finding in LINTER.lint_text(text).findings] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "书房的灯一直亮着，读者安静地看书，谁也不说话。",
        "他把书递给我，我慢慢地翻开，读得很入神。",
        "店里卖的是青瓷、竹编和土布，还有本地的米酒。",
        "这家酒坊用古法酿酒，酒糟喂猪，猪粪还田。",
        "特古斯和其木格赶着羊群回到苏木。",
        "他研究的是酰胺类化合物的合成，论文发表在学报上。",
        "记者周小堂报道，讲师闵朝恽、技师温筱晖到会。",
        "多地的雨停了，当地的路通了，各地的车多了。",
        "我们得抓紧时间，再高的山也得翻过去，该修的修，该补的补。",
        "请逐行看过，要的移到前面，不要的删去。",
        "这趟车的目的地就是县城，卖菜的也在车上，吃的是自家种的米。",
        "他慢慢的翻开书，特别的高兴；老人高兴得不知说什么好。",
        "苹果、梨等的价格比我们预想的更低，广州等地的价格高一些。",
        "老人说起当年修渠的事，一字一句都清楚。",
        "孩子们记着老师的话，大家参与着、见证着，也建设着这条街，消费着自己的力气。",
        "縣裡舉行讀書活動，讀者很多，大家都説好。",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert LINTER.lint_text(text).findings == ()


def test_weights_of_particles_are_read_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "own.weights"
    path.write_bytes(MAGIC + bytes(len(PARTICLES) * BUCKETS))
    assert load_weights(path).scores("他慢慢", "走") == dict.fromkeys(PARTICLES, 0.0)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(TableError, match=r"own\.weights: 的地得的权重表已损坏"):
        load_weights(path)
    with pytest.raises(TableError, match=r"no\.weights: 的地得的权重表读不出来"):
        load_weights(tmp_path / "no.weights")


@pytest.mark.parametrize(("before", "after"), [("高兴", "说"), ("唱", "好"), ("", "，"), ("“甲1", "好 ")])
def test_weights_see_only_what_is_near(before: str, after: str) -> None:
    assert buckets("远处的字" * 5 + "。" + before, after) == buckets("别处" * 9 + "。" + before, after)
    assert buckets(before, after) == buckets(before, after)
