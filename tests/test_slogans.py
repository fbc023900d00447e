"""`zhlint learn --formulations`: the formulations of a document, as a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wordfile import word_file

if TYPE_CHECKING:
    from conftest import Newsroom

SPEECH = (
    "在清水镇水利工作会上的讲话",
    "同志们，今年全镇要办三件事。第一件事，清淤换闸，让水流进每一块田，让种粮的人心里有底。",
    "我们提出“先修渠后算账人人有份”和“一村一渠、渠渠相连”，大家都记得。办法是老辈人传下来的，让水流进每一块田，一件一件地办。",
)


def test_formulations_are_drawn_and_their_near_misses_found(newsroom: Newsroom) -> None:
    newsroom.write("讲话.docx", word_file(*SPEECH))
    ran = newsroom.zhlint("learn", "--formulations", "讲话.docx", "--out", "house")
    assert (ran.code, ran.out.startswith("摘出 3 条：")) == (0, True), ran.out + ran.err
    rows = (newsroom.folder / "house/formulations/tables/formulations.tsv").read_text(encoding="utf-8").split("\n")
    phrases = [row.split("\t")[0] for row in rows[1:] if row and not row.startswith("#")]
    assert sorted(phrases) == ["一村一渠、渠渠相连", "先修渠后算账人人有份", "让水流进每一块田"]
    assert newsroom.zhlint("test", "./house/formulations").code == 0
    newsroom.write("zhlint.toml", 'packs = ["./house/formulations"]\nselect = ["HSE"]\n')
    newsroom.write("稿.txt", "镇里说，要让水流进每块田，账先不急着算。镇里又说，要让水流进每一块田，账慢慢算。")
    assert newsroom.zhlint("check", "稿.txt", "--hints").out.count("HSE901") >= 1


def test_what_cannot_be_drawn_from_is_told(newsroom: Newsroom) -> None:
    newsroom.write("讲话.txt", "今天天气很好，大家都来了。")
    assert newsroom.zhlint("learn", "--formulations", "--out", "house").code == 2
    assert newsroom.zhlint("learn", "--formulations", "讲话.txt").code == 2
    assert newsroom.zhlint("learn", "--formulations", "没有.txt", "--out", "house").code == 2
    ran = newsroom.zhlint("learn", "--formulations", "讲话.txt", "--out", "house")
    assert (ran.code, ran.out.startswith("没有摘出固定提法")) == (0, True)
