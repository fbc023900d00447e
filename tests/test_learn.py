"""The archive of a house counted by `zhlint learn`."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PROSE
from needs import linux
from test_house_tables import COINED, OPENINGS, RIGHT, WRONG
from wordfile import word_file

import zhlint
from zhlint import ConfigError
from zhlint.learning.articles import Reader
from zhlint.learning.copies import Copies, sentences_of
from zhlint.learning.count import Options, learn
from zhlint.learning.files import sources
from zhlint.model.scoring import language_model
from zhlint.model.table import NGrams, load_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Newsroom

    from zhlint.learning import count

#: Articles of an invented paper: people with posts, a phrase that recurs, a term in two forms.
PHRASE = "让书香飘进家家户户"


def turned(number: int) -> str:
    """A sentence that no other number has."""
    prose, place = PROSE.strip("。"), 7 * number % 61
    return f"{prose[place:]}，{prose[:place]}。"


ARTICLES = [
    f"镇里办起读书节\n\n本报记者 周立宁\n\n{opening}书房开门迎客。清水镇镇长高昌平说，要{PHRASE}。{turned(number)}"
    for number, opening in enumerate(OPENINGS)
]


def archive(newsroom: Newsroom, articles: list[str] = ARTICLES) -> Path:
    for number, article in enumerate(articles):
        newsroom.write(f"往期/{number:03}.txt", article)
    return newsroom.folder / "往期"


def table(folder: Path | str = "house") -> NGrams:
    return load_table(Path(folder) / "house.ngrams", verify=True)


def counted(model: NGrams, text: str) -> float:
    return model.pair(*model.numbers(text))


def test_an_archive_is_counted_and_the_next_step_is_named(newsroom: Newsroom) -> None:
    archive(newsroom)
    ran = newsroom.zhlint("learn", "往期", "--out", "house")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("数了 12 篇，")
    assert '下一步：在 zhlint.toml 里写 packs = ["./house"]，表就生效' in ran.out
    assert "请像往期一样保管" in ran.out
    assert counted(table(), "书香") == pytest.approx(12, rel=0.05)
    assert sorted(path.name for path in Path("house").iterdir()) == ["house.ngrams", "proposals"]


def test_the_table_is_used_once_the_pack_is_named(newsroom: Newsroom) -> None:
    archive(newsroom, [sentence + turned(number) for number, sentence in enumerate(COINED)])
    newsroom.write("right.txt", RIGHT)
    newsroom.write("wrong.txt", WRONG)
    newsroom.zhlint("learn", "往期", "--out", "house")
    found = [
        "WRD021" in newsroom.zhlint(file, "--select", "WRD021", "--format", "json").out
        for file in ("right.txt", "wrong.txt")
    ]
    newsroom.write("here/zhlint.toml", 'packs = ["../house"]\n')
    with_table = [
        "WRD021" in newsroom.zhlint("--config", "here/zhlint.toml", file, "--select", "WRD021", "--format", "json").out
        for file in ("right.txt", "wrong.txt")
    ]
    assert (found, with_table) == ([True, False], [False, True])


def test_every_format_and_packing_is_read(newsroom: Newsroom) -> None:
    one, two, three, four, five, six = ARTICLES[:6]
    newsroom.write("往期/一.txt", one, "gb18030")
    newsroom.write("往期/二.md", f"---\ntitle: 读书\n---\n\n{two}\n\n```\n代码代码\n```\n")
    newsroom.write("往期/三.docx", word_file(*three.split("\n")))
    newsroom.write("往期/四.jsonl", json.dumps({"text": four}) + "\n\n" + json.dumps({"text": five, "id": 5}) + "\n")
    newsroom.write("往期/五.jsonl.xz", lzma.compress(json.dumps({"text": six}).encode()))
    newsroom.write("往期/六.TXT.gz", gzip.compress(ARTICLES[6].encode("utf-16")))
    newsroom.write("往期/图.jpg", b"\xff\xd8")
    ran = newsroom.zhlint("learn", "往期", "--out", "house")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("数了 7 篇，")
    assert "不是文稿的文件 1 个没有看" in ran.out
    assert counted(table(), "书香") == pytest.approx(7, rel=0.05)
    assert counted(table(), "代码") == 0


def test_the_field_of_the_text_and_lines_as_articles_are_named_by_options(newsroom: Newsroom) -> None:
    newsroom.write(
        "a/a.jsonl", "".join(json.dumps({"title": "题", "body": article}) + "\n" for article in ARTICLES[:3])
    )
    ran = newsroom.zhlint("learn", "a", "--out", "house")
    assert ran.code == 2
    assert (
        "a/a.jsonl：第1行没有“text”这个字段的文字，这样的共 3 行；有的字段是 title、body，可用 --field 指明" in ran.err
    )
    assert newsroom.zhlint("learn", "a", "--out", "house", "--field", "body").out.startswith("数了 3 篇")
    newsroom.write("b/b.txt", "\n".join(article.replace("\n", "") for article in ARTICLES[:4]), "gb18030")
    assert newsroom.zhlint("learn", "b", "--out", "house", "--lines").out.startswith("数了 4 篇")
    assert newsroom.zhlint("learn", "b", "--out", "house").code == 2, "one article is none"


@pytest.mark.parametrize("least", [2, 3])
def test_what_stands_once_or_in_one_article_is_not_in_the_table(newsroom: Newsroom, least: int) -> None:
    archive(
        newsroom,
        [*ARTICLES, "甲乙丙丁戊。" * 9 + ARTICLES[0][::-1], "己庚在这里。" + turned(20), "己庚在那里。" + turned(21)],
    )
    newsroom.zhlint("learn", "往期", "--out", "house", "--least", str(least))
    assert counted(table(), "丙丁") == 0
    assert (counted(table(), "己庚") > 0) == (least == 2)


def test_copies_of_an_article_count_once(newsroom: Newsroom) -> None:
    copies = [ARTICLES[number % 12].replace("周立宁", "何苗") + f"第{number}次刊出" for number in range(20)]
    archive(newsroom, [*ARTICLES, *copies])
    assert "与前面重复的 20 篇只数一次" in newsroom.zhlint("learn", "往期", "--out", "house").out
    assert counted(table(), "书香") == pytest.approx(12, rel=0.05)
    assert counted(table(), "刊出") == 0


def test_articles_that_share_a_quotation_are_no_copies() -> None:
    copies = Copies()
    first, second = (
        "老馆长说起当年修渠的事。" + PROSE,
        "老馆长说起当年修渠的事。街上的书摊又摆出来了，孩子们围着不肯走，一直看到天黑。",
    )
    copies.add(digest for digest, _ in sentences_of(first))
    assert copies.is_copy(sentences_of(first + "（续）"))
    assert not copies.is_copy(sentences_of(second))
    assert not copies.is_copy([])


def test_the_same_archive_makes_the_same_bytes_whatever_the_file_system(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(newsroom)
    learn(["往期"], Path("one"))
    walk = os.walk
    monkeypatch.setattr(
        os, "walk", lambda *words, **options: ((a, b[::-1], c[::-1]) for a, b, c in walk(*words, **options))
    )
    learn(["往期"], Path("two"))
    files = [path.relative_to("one") for path in Path("one").rglob("*") if path.is_file()]
    assert [(Path("one") / file).read_bytes() for file in files] == [
        (Path("two") / file).read_bytes() for file in files
    ]


@pytest.mark.parametrize("stop", [1, 2, 5])
def test_a_stopped_count_goes_on_and_makes_the_same_bytes(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    archive(newsroom)
    newsroom.write(
        "往期/a.jsonl",
        "".join(json.dumps({"text": f"第{number}家茶馆也开了。{turned(number)}"}) + "\n" for number in range(20, 32)),
    )
    monkeypatch.setattr("zhlint.learning.batches.BATCH", 300)
    learn(["往期"], Path("whole"))
    seen: list[str] = []
    read_articles = Reader.articles

    def articles(self: Reader, source: object, skipped: int = 0) -> object:
        for article in read_articles(self, source, skipped):  # type: ignore[arg-type]
            seen.append(str(article))
            yield article

    def stopped(progress: count.Progress) -> None:
        if progress.articles >= stop * 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Reader, "articles", articles)
    with pytest.raises(KeyboardInterrupt):
        learn(["往期"], Path("house"), progress=stopped)
    first = len(seen)
    (work,) = Path("house").glob(".zhlint-learn-*")
    if os.name == "posix":
        assert work.stat().st_mode & 0o077 == 0
    batches = sorted(work.glob("*.batch"))
    if len(batches) > 1:
        batches[-1].write_bytes(batches[-1].read_bytes()[:-1])
    learned = learn(["往期"], Path("house"))
    assert len(seen) - first < 24
    assert (learned.articles, list(Path("house").glob(".zhlint-learn-*"))) == (
        learn(["往期"], Path("again")).articles,
        [],
    )
    for name in ("house.ngrams", "proposals/names.txt", "proposals/tables/formulations.tsv"):
        assert (Path("house") / name).read_bytes() == (Path("whole") / name).read_bytes(), name


def test_nothing_is_counted_twice_and_a_changed_archive_is_counted_anew(newsroom: Newsroom) -> None:
    archive(newsroom)
    newsroom.zhlint("learn", "往期", "--out", "house")
    assert "house/house.ngrams 已经是这样数的，没有重数" in newsroom.zhlint(
        "learn", "往期", "--out", "house"
    ).out.replace("\\", "/")
    newsroom.write("往期/999.txt", "新的一期书香来了。" + turned(13))
    assert newsroom.zhlint("learn", "往期", "--out", "house").out.startswith("数了 13 篇")
    content = (newsroom.folder / "house/house.ngrams").read_bytes()
    newsroom.write("house/house.ngrams", content[:-9])
    assert newsroom.zhlint("learn", "往期", "--out", "house").out.startswith("数了 13 篇")
    assert (newsroom.folder / "house/house.ngrams").read_bytes() == content


def test_what_cannot_be_read_is_named_and_passed_over(newsroom: Newsroom) -> None:
    archive(newsroom)
    newsroom.write("往期/坏.txt", b"\xff\xfe\x00\xd8\x00")
    newsroom.write("往期/空.txt", "")
    newsroom.write("往期/假.docx", "不是 Word")
    newsroom.write("往期/旧.doc", b"\xd0\xcf\x11\xe0")
    newsroom.write("往期/断.txt.gz", gzip.compress(PROSE.encode())[:-12])
    newsroom.write("往期/断.jsonl.xz", b"\xfd7zXZ\x00")
    newsroom.write("往期/英文.txt", "No hanzi stand in this article, which somebody put there. " * 9)
    newsroom.write("往期/繁體.txt", "縣裡舉行讀書活動，讀者很多，大家都說好，這個時候書店還沒關門。" * 3)
    newsroom.write("往期/半.jsonl", '{"text": "' + PROSE + '"}\n[]\n{"text"\n')
    ran = newsroom.zhlint("learn", "往期", "--out", "house")
    assert ran.code == 0
    for name, reason in {
        "坏.txt": "", "空.txt": "文件是空的", "假.docx": "", "旧.doc": "不能读", "断.txt.gz": "压缩文件坏了", "断.jsonl.xz": "压缩文件坏了",
        "英文.txt": "中文太少", "繁體.txt": "是繁体", "半.jsonl": "第2行不是 JSON，这样的共 2 行",
    }.items():  # fmt: skip
        assert f"没有数：往期/{name}：{reason}" in ran.err, name
    assert "没有数成 9 处，见上" in ran.out
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有写往期在哪里，如 zhlint learn 往期 --out house"),
        (("往期",), "没有写 --out，请写出放表的文件夹，如 --out house"),
        (("没有", "--out", "house"), "没有“没有”这个文件夹或文件，请核对路径"),
        (("-", "--out", "house"), "往期不能从标准输入读"),
        (("往期", "--out", "a.txt"), "a.txt 是文件，--out 要写文件夹"),
        (("往期", "--out", "a.txt/house"), "无法写入 a.txt/house"),
        (("往期", "--out", "house", "--least", "1"), "--least: 应写成 2 以上的整数，只出现一次的字串不记，现为“1”"),
        (("往期", "--out", "house", "--least", "三"), "--least: 应写成 2 以上的整数，只出现一次的字串不记，现为“三”"),
        (("往期", "--out", "house", "--encoding", "utf9"), "--encoding: 没有名为“utf9”的编码"),
        (("空", "--out", "house"), "没有可数的稿：空 里没有 .txt、.md、.docx、.jsonl"),
        (("a.txt", "--out", "house"), "只有 1 篇可数的稿，至少要两篇，数不成表"),
        (("往期", "--out", "house", "--feild", "x"), "没有“--feild”这个选项，是否想写“--field”"),
    ],
)
def test_wrong_use_is_an_error_that_says_what_to_do(newsroom: Newsroom, words: tuple[str, ...], said: str) -> None:
    archive(newsroom)
    newsroom.write("空/读我.pages.bak", b"")
    newsroom.write("a.txt")
    ran = newsroom.zhlint("learn", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.replace("\\", "/")
    assert not (newsroom.folder / "house").exists()


@linux
def test_hostile_names_are_files_like_others(newsroom: Newsroom) -> None:
    folder = archive(newsroom)
    for number, name in enumerate((b"a\nb.txt", b"\xff\xfe.txt", b"-rf.txt", "\u202e反.txt".encode())):
        (folder / os.fsdecode(name)).write_text(f"第{number}件旧事。" + turned(number + 20), encoding="utf-8")
    (folder / os.fsdecode(b"bad\n\xff.doc")).write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    ran = newsroom.zhlint("learn", "往期", "往期/pipe.txt", "--out", "house")
    assert ran.code == 0
    assert ran.out.startswith("数了 16 篇")
    assert len(ran.err.splitlines()) == 2
    assert "没有数：往期/pipe.txt：不是普通文件" in ran.err


def test_the_own_folder_is_no_part_of_the_archive(newsroom: Newsroom) -> None:
    folder = archive(newsroom)
    learned = [
        learn([str(folder)], folder / "house").articles,
        learn([str(folder)], folder / "house", Options(least=2)).articles,
    ]
    assert learned == [12, 12]
    assert [source.shown for source in sources([str(folder)], folder / "house")[0]] == sorted(
        path.as_posix() for path in folder.glob("*.txt")
    )


def test_names_terms_and_formulations_are_proposed(newsroom: Newsroom) -> None:
    drifting = [f"{opening}防汛工作布署会开过了。{turned(number + 30)}" for number, opening in enumerate(OPENINGS[:3])]
    steady = [f"{opening}防汛工作部署会开过了。{turned(number)[::-1]}" for number, opening in enumerate(OPENINGS * 2)]
    archive(newsroom, [*ARTICLES, *drifting, *steady])
    newsroom.zhlint("learn", "往期", "--out", "house")
    proposals = newsroom.folder / "house/proposals"
    names = (proposals / "names.txt").read_text(encoding="utf-8")
    assert names.startswith("# 提议：")
    assert "高昌平  # 清水镇镇长，12 篇" in names
    assert "周立宁  # 本报记者，12 篇" in names
    assert "布署,部署,往期“部署”约25处，“布署”约3处" in (proposals / "terms.csv").read_text(encoding="utf-8")
    phrases = (proposals / "tables/formulations.tsv").read_text(encoding="utf-8").split("\n")
    assert any(line.startswith(f"要{PHRASE}\thouse\t") for line in phrases)
    newsroom.write("zhlint.toml", 'packs = ["./house/proposals"]\n')
    assert newsroom.zhlint("test", "house/proposals").code == 0
    newsroom.write("a.txt", f"镇里的会开了半天，大家都说要{PHRASE.replace('飘', '漂')}，这话说到了心里。{PROSE}")
    assert "本报写作" in newsroom.zhlint("a.txt", "--select", "HSE900").out


def test_a_proposal_is_not_in_force_until_it_is_taken_over(newsroom: Newsroom) -> None:
    archive(newsroom)
    newsroom.zhlint("learn", "往期", "--out", "house")
    desks: list[tuple[str, ...]] = []
    for config in ("packs = []", 'packs = ["./house"]'):
        newsroom.write(f"{len(desks)}/zhlint.toml", config.replace("./", "../"))
        desks.append(zhlint.Linter(f"{len(desks)}/zhlint.toml").rules.desk.lexicon.names)
    assert desks == [(), ()]
    shutil.copy("house/proposals/names.txt", "house/names.txt")
    assert set(zhlint.Linter("1/zhlint.toml").rules.desk.lexicon.names) == {"高昌平", "周立宁"}
    assert "检查 12 个文稿" in newsroom.zhlint(".", "--select", "PUN").out, "proposals are no drafts"


def test_remarks_before_the_header_and_after_a_name_are_read_over(newsroom: Newsroom) -> None:
    newsroom.write("house/names.txt", "# 说明\n高昌平  # 镇长\n")
    newsroom.write("house/terms.csv", "# 说明\n# 又一行\n错,对\n轨交,轨道交通\n")
    rules = zhlint.Linter({"packs": ["./house"]}).rules
    assert rules.desk.lexicon.names == ("高昌平",)
    newsroom.write("house/terms.csv", "# 说明\n错,对\n轨交,轨交\n")
    with pytest.raises(ConfigError, match=r"terms\.csv:3: “错”和“对”相同"):
        zhlint.Linter({"packs": ["./house"]})


def test_the_functions_for_programs_count_as_the_command_does(newsroom: Newsroom) -> None:
    archive(newsroom)
    learned = zhlint.learn("往期", out="house")
    assert (learned.articles, learned.unread, learned.table) == (12, (), Path("house/house.ngrams"))
    linter = zhlint.Linter({"model": {"tables": [str(learned.table)]}})
    assert language_model(linter.rules.desk.tables).numbers("书") != []
    with pytest.raises(ConfigError, match="没有“没有”这个文件夹或文件"):
        zhlint.learn(["没有"], out="house")


def test_progress_is_told_to_whoever_asks(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(newsroom)
    monkeypatch.setattr("zhlint.learning.batches.BATCH", 300)
    told: list[count.Progress] = []
    tell: Callable[[count.Progress], None] = told.append
    learn(["往期"], Path("house"), progress=tell)
    assert [one.articles for one in told] == sorted(one.articles for one in told)
    assert (told[-1].merging, told[-1].read, len(told) > 3) == (True, told[-1].size, True)
