"""An editor's decisions on the page are carried out, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from wordfile import unzipped, word_file

if TYPE_CHECKING:
    from conftest import Newsroom

HEAD = "渡口的早晨\n\n□本报记者 顾晓岚\n\n"
FIRST = f"{HEAD}{PROSE}\n\n渡口的船开了,雾还没散。卖菜的人说:“早点走”。\n\n天亮了,人散了。\n"


def sheet(newsroom: Newsroom, draft: str, **decided: str) -> str:
    """A sheet with one decision for all findings of each rule named."""
    found = newsroom.zhlint(draft, "--format", "html", "--no-baseline").out
    notes: list[dict[str, Any]] = json.loads(found.split('id="data">')[1].split("</script>")[0])["notes"]
    entries = [{**note, "decision": decided[note["code"]], "reason": ""} for note in notes if note["code"] in decided]
    newsroom.write("处理单.json", json.dumps({"entries": entries}, ensure_ascii=False))
    return "处理单.json"


def text(newsroom: Newsroom, name: str) -> str:
    return (newsroom.folder / name).read_text(encoding="utf-8")


def test_what_was_decided_is_changed_and_nothing_else(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST)
    ran = newsroom.zhlint("fix", "--from", sheet(newsroom, "a.txt", PUN001="改"))
    assert ran.code == 1, ran.err
    assert text(newsroom, "a.txt") == FIRST.replace(",", "，").replace("说:“", "说：“")
    assert "a.txt: 改了 3 处（PUN001 3）" in ran.out


def test_one_of_several_places_is_changed_by_itself(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST)
    name = sheet(newsroom, "a.txt", PUN001="改")
    data = json.loads(text(newsroom, name))
    newsroom.write(name, json.dumps({"entries": data["entries"][:1]}, ensure_ascii=False))
    assert newsroom.zhlint("fix", "--from", name).code == 1
    assert text(newsroom, "a.txt") == FIRST.replace("开了,", "开了，")


def test_a_fix_that_a_person_had_to_look_at_is_made_once_it_was_decided(newsroom: Newsroom) -> None:
    straight = f'{HEAD}{PROSE}\n\n她说："早点走。"\n'
    newsroom.write("a.txt", straight)
    assert newsroom.zhlint("fix", "a.txt", "--select", "PUN003").code == 0
    assert newsroom.zhlint("fix", "--from", sheet(newsroom, "a.txt", PUN003="改")).code == 1
    assert text(newsroom, "a.txt") == straight.replace('"早点走。"', "“早点走。”")


def test_what_stays_as_it_is_is_left_and_what_is_gone_is_told(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST)
    kept = newsroom.zhlint("fix", "--from", sheet(newsroom, "a.txt", PUN001="不改"))
    assert (kept.code, text(newsroom, "a.txt")) == (0, FIRST)
    assert "没有定为“改”的" in kept.out
    name = sheet(newsroom, "a.txt", PUN001="改")
    newsroom.write("a.txt", FIRST.replace("天亮了,人散了。", "天亮了。"))
    ran = newsroom.zhlint("fix", "--from", name)
    assert (ran.code, "a.txt: 1 处已不在文稿里" in ran.out) == (1, True), ran.out


def test_what_was_accepted_before_the_changes_is_accepted_after_them(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST.replace("雾还没散", "雾还没散，再接再励"))
    name = sheet(newsroom, "a.txt", PUN001="改", WRD002="误报")
    assert newsroom.zhlint("baseline", "write", "--from", name).code == 0
    assert newsroom.zhlint("fix", "--from", name).code == 1
    assert "船开了，雾还没散，再接再励。" in text(newsroom, "a.txt")
    ran = newsroom.zhlint("a.txt")
    assert (ran.code, "WRD002" in ran.out, "MET002" in ran.out) == (0, False, False), ran.out


def test_a_finding_without_a_fix_is_told_to_be_changed_by_hand(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{HEAD}{PROSE}\n\n会议定于2026年2月30日召开，地点另行通知。\n")
    ran = newsroom.zhlint("fix", "--from", sheet(newsroom, "a.txt", FCT001="改"))
    assert (ran.code, "1 处定为“改”而没有现成的改法，请自行改：第7行第5列（FCT001）" in ran.out) == (0, True), ran.out


def test_equal_sentences_that_were_decided_differently_are_left(newsroom: Newsroom) -> None:
    twice = f"{HEAD}{PROSE}\n\n天亮了,人散了。\n\n{PROSE[::-1]}\n\n天亮了,人散了。\n"
    newsroom.write("a.txt", twice)
    name = sheet(newsroom, "a.txt", PUN001="改")
    data = json.loads(text(newsroom, name))
    data["entries"][1]["decision"] = "误报"
    newsroom.write(name, json.dumps(data, ensure_ascii=False))
    ran = newsroom.zhlint("fix", "--from", name)
    assert (ran.code, text(newsroom, "a.txt")) == (0, twice)
    assert "2 处没有改，同样的句子不止一处" in ran.out


def test_the_sheet_may_lie_elsewhere_and_the_draft_may_be_named(newsroom: Newsroom) -> None:
    newsroom.write("稿/a.txt", FIRST)
    name = sheet(newsroom, "稿/a.txt", PUN001="改")
    newsroom.write("下载/处理单.json", text(newsroom, name))
    newsroom.write("新稿/a.txt", FIRST)
    assert newsroom.zhlint("fix", "--from", "下载/处理单.json", "新稿").code == 1
    assert (text(newsroom, "新稿/a.txt"), text(newsroom, "稿/a.txt")) == (
        FIRST.replace(",", "，").replace("说:“", "说：“"), FIRST,
    )  # fmt: skip
    assert newsroom.zhlint("fix", "--from", "下载/处理单.json", "--diff").code == 1
    assert text(newsroom, "稿/a.txt") == FIRST


def test_a_draft_of_the_same_name_in_another_folder_is_not_taken_for_it(newsroom: Newsroom) -> None:
    newsroom.write("一/a.txt", FIRST)
    newsroom.write("二/a.txt", FIRST)
    name = sheet(newsroom, "一/a.txt", PUN001="改")
    newsroom.write("三/a.txt", FIRST)
    assert newsroom.zhlint("fix", "--from", name, "二", "三").code == 0
    assert text(newsroom, "二/a.txt") == FIRST


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"entries": [{"path": "a.txt"}]}', "处理单.json:1: decision 应为 改、不改、误报 之一"),
        ('{"entries": [\n{"path": "a.txt", "decision": "改"}]}', "处理单.json:2: 缺 code"),
        ("{", "处理单.json:1: "),
        (
            '{"entries": [{"path": "a\\u0000b", "code": "", "snippet": "", "sentence": "", "decision": "改"}]}',
            "处理单.json:1: path 应为文稿的路径",
        ),
        (
            '{"entries": [{"path": "", "code": "", "snippet": "", "sentence": "", "decision": "改"}]}',
            "处理单.json:1: path 应为文稿的路径",
        ),
        (None, "处理单.json: 没有这个文件；处理单由报告页的“导出处理单”按钮存下"),
    ],
)
def test_a_sheet_that_cannot_be_read_changes_nothing(newsroom: Newsroom, content: str | None, said: str) -> None:
    newsroom.write("a.txt", FIRST)
    if content is not None:
        newsroom.write("处理单.json", content)
    ran = newsroom.zhlint("fix", "--from", "处理单.json", "a.txt")
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert text(newsroom, "a.txt") == FIRST


def test_a_sheet_is_not_mixed_with_other_fixes(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST)
    ran = newsroom.zhlint("fix", "--from", sheet(newsroom, "a.txt", PUN001="改"), "--unsafe")
    assert (ran.code, "--from 和 --unsafe 不能一起写" in ran.err) == (2, True)


def test_a_word_file_gets_what_was_decided_as_changes_and_the_rest_stays_silent(newsroom: Newsroom) -> None:
    newsroom.write(
        "a.docx",
        word_file(
            "渡口的早晨",
            "□本报记者 顾晓岚",
            PROSE,
            "渡口的船开了,雾还没散。",
            "会议定于2026年2月30日召开,地点另行通知。",
            '她说："早点走。"',
        ),
    )
    name = sheet(newsroom, "a.docx", PUN001="改", FCT001="改", PUN003="误报")
    ran = newsroom.zhlint("annotate", "--from", name)
    assert "a.docx → a.zhlint.docx：批注 1 处；修订 2 处" in ran.out, ran.out
    assert "a.docx: 1 处定为“改”而没有现成的改法，写成了批注" in ran.out
    xml = unzipped((newsroom.folder / "a.zhlint.docx").read_bytes())["word/document.xml"].decode()
    assert (xml.count("<w:ins "), xml.count("<w:del "), xml.count("<w:commentReference")) == (2, 2, 1)


def test_a_fix_to_be_looked_at_is_a_tracked_change_once_it_was_decided(newsroom: Newsroom) -> None:
    newsroom.write(
        "a.docx", word_file("渡口的早晨", "□本报记者 顾晓岚", PROSE, '她说："早点走。"', "渡口的船开了,雾还没散。")
    )
    ran = newsroom.zhlint("annotate", "--from", sheet(newsroom, "a.docx", PUN003="改"))
    assert "批注 0 处；修订 1 处" in ran.out, ran.out


def test_plain_text_gets_a_word_file_with_what_was_decided(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FIRST)
    ran = newsroom.zhlint("annotate", "--from", sheet(newsroom, "a.txt", PUN001="改"))
    assert "批注 0 处；修订 3 处" in ran.out, ran.out
    assert text(newsroom, "a.txt") == FIRST


def test_fix_sends_word_files_to_annotate(newsroom: Newsroom) -> None:
    newsroom.write("a.docx", word_file("渡口的早晨", "□本报记者 顾晓岚", PROSE, "渡口的船开了,雾还没散。"))
    ran = newsroom.zhlint("fix", "--from", sheet(newsroom, "a.docx", PUN001="改"))
    assert (ran.code, "annotate --from 处理单.json" in ran.err) == (2, True), ran.err
