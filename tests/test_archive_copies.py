"""Copies among the articles of an archive, and a draft against its index."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE

import zhlint
from zhlint.archive.prints import KEPT, prints_in
from zhlint.archive.run import Options, run

if TYPE_CHECKING:
    from conftest import Newsroom

CHARS = "山水田林路桥灯火书店门窗春夏秋冬东南西北老少男女走看听说买卖种收晒洗修补来去上下前后早晚红黄蓝白高低远近大小多少新旧冷热轻重"


def prose(seed: int, length: int) -> str:
    """Text of nonsense that no other seed has."""
    chance = random.Random(seed)
    return "".join("，" if number % 17 == 16 else chance.choice(CHARS) for number in range(length))


def checked(newsroom: Newsroom, articles: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    lines = "".join(f"{json.dumps(article, ensure_ascii=False)}\n" for article in articles)
    newsroom.write("a.jsonl", lines)
    summary = run(["a.jsonl"], Path("out"), zhlint.Config(), Options(jobs=1, repeats=True, **options))
    return dict(summary.sums["repeats"])


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path("out") / name).read_bytes().splitlines()]


def article(name: str, date: str, *paragraphs: str) -> dict[str, Any]:
    return {"id": name, "date": date, "text": "\n\n".join([f"{name}的标题", *(f"{one}。" for one in paragraphs)])}


PASSAGE = prose(1, 300)
NEAR = PASSAGE[:100] + "桥梁" + PASSAGE[101:200] + PASSAGE[203:]


def test_a_copied_passage_is_told_from_the_earlier_to_the_later(newsroom: Newsroom) -> None:
    counts = checked(newsroom, [
        article("后", "2024-06-01", prose(2, 900), NEAR),
        article("先", "2023-01-01", PASSAGE, prose(3, 900)),
        article("旁", "2024-01-01", prose(4, 900)),
    ])  # fmt: skip
    (row,) = rows("copies.jsonl")
    assert counts == {"copies": 1, "duplicates": 0, "standing": 0}
    assert (row["first_id"], row["later_id"], row["order"]) == ("先", "后", "date")
    assert len(row["changes"]) == 2
    text = json.loads(Path("a.jsonl").read_text(encoding="utf-8").split("\n")[0])["text"]
    assert text[row["later_start"] : row["later_end"]].rstrip("。") == NEAR
    assert (row["later_line"], row["first_line"]) == (5, 3)


@pytest.mark.parametrize(("dates", "order"), [(("", ""), "unknown"), (("2024-01-01", "2024-01-01"), "unknown")])
def test_without_dates_nobody_is_called_the_first(newsroom: Newsroom, dates: tuple[str, str], order: str) -> None:
    checked(newsroom, [article("甲", dates[0], PASSAGE), article("乙", dates[1], PASSAGE)])
    assert [row["order"] for row in rows("copies.jsonl")] == [order]


def test_standing_matter_is_told_once(newsroom: Newsroom) -> None:
    counts = checked(newsroom, [article(str(n), f"2024-01-{n + 1:02}", PASSAGE, prose(10 + n, 400)) for n in range(9)])
    (piece,) = rows("standing.jsonl")
    assert counts == {"copies": 0, "duplicates": 0, "standing": 1}
    assert piece["articles"] == 9
    assert [place["id"] for place in piece["places"]] == [str(n) for n in range(9)]


def test_a_reprint_with_edits_is_a_duplicate(newsroom: Newsroom) -> None:
    whole = prose(30, 1500)
    edited = "".join("口" if n % 60 == 59 else char for n, char in enumerate(whole))
    counts = checked(newsroom, [article("原", "2024-01-01", whole), article("改", "2024-01-02", edited)])
    assert counts["duplicates"] >= 1
    assert rows("copies.jsonl")[0]["share"] > 0.9


@pytest.mark.parametrize(("shortest", "found"), [(100, 0), (60, 1)])
def test_a_passage_has_a_least_length(newsroom: Newsroom, shortest: int, found: int) -> None:
    articles = [article("甲", "2024-01-01", PASSAGE[:95]), article("乙", "2024-01-02", PASSAGE[:95])]
    assert checked(newsroom, articles, shortest=shortest)["copies"] == found


def test_the_second_run_gives_the_same_and_a_new_article_is_found(newsroom: Newsroom) -> None:
    articles = [article("甲", "2024-01-01", PASSAGE), article("乙", "2024-01-02", prose(5, 300))]
    assert checked(newsroom, articles) == checked(newsroom, articles) == {"copies": 0, "duplicates": 0, "standing": 0}
    assert checked(newsroom, [*articles, article("丙", "2024-01-03", PASSAGE)])["copies"] == 1


def test_many_bands_give_what_one_gives(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(str(n), f"2024-01-{n + 1:02}", prose(50 + n // 2, 500)) for n in range(8)]
    checked(newsroom, articles)
    one = rows("copies.jsonl")
    (Path("out") / "index.duckdb").unlink()
    monkeypatch.setattr("zhlint.archive.index._BAND", 20)
    checked(newsroom, articles)
    assert len(one) == 4
    assert rows("copies.jsonl") == one


def test_prints_are_those_of_the_text_wherever_it_stands() -> None:
    inner, outer = set(prints_in(PASSAGE)), set(prints_in(prose(6, 500) + PASSAGE + prose(7, 500)))
    assert inner <= outer
    assert 300 / KEPT / 2 < len(inner) < 300 / KEPT * 2
    assert len(prints_in("短")) == 0


def test_a_draft_is_served_from_the_index(newsroom: Newsroom) -> None:
    checked(newsroom, [article("先", "2023-01-01", prose(3, 300), PASSAGE), article("旁", "2023-01-02", prose(8, 300))])
    newsroom.write("稿.txt", f"新书房开门\n\n{NEAR}。\n\n{PROSE}")
    done = newsroom.zhlint("repeats", "稿.txt", "--against", "out")
    assert done.code == 1
    assert "稿.txt:3:1: " in done.out
    assert "先（a.jsonl:1）:5:1 只差几个字" in done.out
    assert "索引里 2 篇" in done.out
    newsroom.write("净.txt", PROSE)
    clean = newsroom.zhlint("repeats", "净.txt", "--against", "out")
    assert (clean.code, "没有发现重复" in clean.out) == (0, True)


def test_an_index_that_is_none_is_said(newsroom: Newsroom) -> None:
    newsroom.write("稿.txt")
    newsroom.write("坏/index.duckdb", b"no")
    missing = newsroom.zhlint("repeats", "稿.txt", "--against", "无")
    broken = newsroom.zhlint("repeats", "稿.txt", "--against", "坏")
    assert (missing.code, "没有索引" in missing.err) == (2, True)
    assert (broken.code, "坏了" in broken.err) == (2, True)


def test_prints_that_are_gone_are_said_and_made_again(newsroom: Newsroom) -> None:
    checked(newsroom, [article("先", "2023-01-01", prose(3, 300), PASSAGE), article("旁", "2023-01-02", prose(8, 300))])
    newsroom.write("稿.txt", f"新书房开门\n\n{NEAR}。\n\n{PROSE}")
    for file in Path("out/prints").iterdir():
        file.write_bytes(b"no")
    broken = newsroom.zhlint("repeats", "稿.txt", "--against", "out")
    assert (broken.code, "坏了，或不见了" in broken.err) == (2, True)
    run(["a.jsonl"], Path("out"), zhlint.Config(), Options(jobs=1, repeats=True))
    assert newsroom.zhlint("repeats", "稿.txt", "--against", "out").code == 1


def test_a_run_without_copies_leaves_none_of_an_earlier_one(newsroom: Newsroom) -> None:
    checked(
        newsroom,
        [article("先", "2023-01-01", prose(3, 300), PASSAGE), article("后", "2023-01-02", PASSAGE, prose(8, 300))],
    )
    assert rows("copies.jsonl")
    run(["a.jsonl"], Path("out"), zhlint.Config(), Options(jobs=1))
    assert not [
        file
        for file in Path("out").rglob("*")
        if file.is_file() and file.parts[1] in {"copies.jsonl", "standing.jsonl", "index.duckdb", "pairs", "prints"}
    ]


def test_the_articles_of_an_archive_are_sources_of_quotations(newsroom: Newsroom) -> None:
    checked(newsroom, [article("先", "2023-01-01", prose(3, 300), PASSAGE), article("旁", "2023-01-02", prose(8, 300))])
    newsroom.write("稿.txt", f"{PROSE}他说：“{PASSAGE[20:60]}。”他又说：“{PASSAGE[100:120]}好{PASSAGE[121:140]}。”")
    done = newsroom.zhlint("quotes", "稿.txt", "--against", "out")
    assert done.code == 1
    assert "逐字一致 引文" in done.out
    assert " a.jsonl:1:" in done.out
    assert "逐字一致 1 处，有出入 1 处" in done.out


def test_an_archive_without_texts_is_no_source(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", json.dumps({"text": PROSE}, ensure_ascii=False))
    run(["a.jsonl"], Path("out"), zhlint.Config(), Options(jobs=1))
    newsroom.write("稿.txt", PROSE)
    done = newsroom.zhlint("quotes", "稿.txt", "--against", "out")
    assert (done.code, "里面没有正文" in done.err) == (2, True)
