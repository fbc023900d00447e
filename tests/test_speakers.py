"""Speakers and their words, and the divisions that do not belong there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from work import lines_run

from zhlint.analysis.speakers.speech import people, utterances
from zhlint.checks.sibling_mention import SiblingMention
from zhlint.checks.speaker_place import SpeakerPlace
from zhlint.desk import Desk, Lexicon
from zhlint.reading import parse
from zhlint.storage.tables import rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.check import Hit
    from zhlint.document import Document

SLOTS = rules_folder() / "tables" / "own-place-slots.tsv"
AROUND = "会议昨天召开，来自各地的代表参加交流。\n{}\n会议还通报了其他事项，有关单位负责人参加会议。"

ROLL_CALL = """奋进新征程 各区话发展

□本报记者 白帆

连日来，各区职工热议会议精神。

顺义区人大常委会副主任、区总工会主席 周志明

把实事办到职工心坎上

今年以来，我们走访了一百二十家企业。{}

密云区人大常委会副主任、区总工会主席 郑云飞

把服务送到一线

我们要守护好一库清水，{}
"""


def said(text: str) -> list[tuple[str, str, list[str]]]:
    """The name, place and words of every speaker in a text."""
    document = parse(text)
    return [
        (speaker.name.text, speaker.place.text if speaker.place else "", [document[span] for span in spans])
        for speaker, spans in document.analyse(utterances)
    ]


def strangers(text: str, desk: Desk | None = None) -> list[tuple[str, str]]:
    """The hits of NAM001, with their replacements."""
    document = replace(parse(text), desk=desk or Desk())
    return [(document.text[hit.start : hit.end], _replacement(hit)) for hit in SpeakerPlace(table=SLOTS).run(document)]


def _replacement(hit: Hit) -> str:
    assert hit.fix is not None
    assert hit.fix.safety == "ask"
    return hit.fix.edits[0].replacement


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("顺义区区长周志明说，要狠抓落实。", ("周志明", "顺义区"), ["，要狠抓落实。"]),
        ("顺义区区长周志明说：“要狠抓落实。”随后散会。", ("周志明", "顺义区"), ["：“要狠抓落实。”"]),
        ("“要狠抓落实。”顺义区区长周志明说。", ("周志明", "顺义区"), ["“要狠抓落实。"]),
        ("“要狠抓落实”，顺义区区长周志明在会上表示。", ("周志明", "顺义区"), ["“要狠抓落实"]),
        ("中共顺义区委书记周志明强调，要狠抓落实。", ("周志明", "顺义区"), ["，要狠抓落实。"]),
        (
            "顺义区区长周志明表示，要狠抓落实。今年雨水多。要加快进度。",
            ("周志明", "顺义区"),
            ["，要狠抓落实。", "要加快进度。"],
        ),
        ("昭觉县县长吉木子呷介绍，要狠抓落实。", ("吉木子呷", "昭觉县"), ["，要狠抓落实。"]),
        ("墨玉县县长买买提·艾力说，要狠抓落实。", ("买买提·艾力", "墨玉县"), ["，要狠抓落实。"]),
        ("顺义区总工会相关负责人介绍，要狠抓落实。", ("相关负责人", "顺义区"), ["，要狠抓落实。"]),
        ("“要狠抓落实！”顺义区区长周志明语气坚定。", ("周志明", "顺义区"), ["“要狠抓落实！"]),
        ("顺义区区长周志明表示：\n“要狠抓落实。”", ("周志明", "顺义区"), ["“要狠抓落实。”"]),
        (
            "合肥市包河区委常委、宣传部部长王海涛说，要狠抓落实。",
            ("王海涛", "合肥市包河区"),
            ["，要狠抓落实。"],
        ),
    ],
)
def test_running_text_says_who_speaks(text: str, speaker: tuple[str, str], words: list[str]) -> None:
    assert said(AROUND.format(text)) == [(*speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        "顺义区区长周志明没有说话。",
        "顺义区区长周志明到会。",
        "顺义区委书记会议要求，狠抓落实。",
        "介绍信由顺义区区长周志明签发。",
    ],
)
def test_being_named_is_not_speaking(text: str) -> None:
    assert said(AROUND.format(text)) == []


@pytest.mark.parametrize(
    "before", ["谈到职工生活，", "", "“够了。”", "“够了吧？！”", "要，", "他们都问：要不要？周志明来，"]
)
def test_a_person_introduced_once_needs_no_post_later(before: str) -> None:
    found = said(AROUND.format(f"顺义区区长周志明到会。\n{before}周志明说，要办好食堂。"))
    assert [words[-1] for _, _, words in found] == ["，要办好食堂。"]
    assert [who for *who, _ in found] == [["周志明", "顺义区"]]


def test_the_answers_of_an_interview_are_the_guests_words() -> None:
    text = "本报记者日前采访了顺义区区长周志明。\n记者：怎么办？\n周志明：办好食堂。\n答：还要办好澡堂。"
    assert [words for _, place, words in said(AROUND.format(text)) if place] == [
        ["办好食堂。"],
        ["还要办好澡堂。"],
    ]


def test_someone_quoted_inside_a_section_speaks_for_himself() -> None:
    text = ROLL_CALL.format("昌平区区长林晓岚说：“我们建设美丽昌平。”", "不松劲。")
    assert [place for _, place, words in said(text) if "“我们建设美丽昌平。”" in "".join(words)] == ["昌平区"]


def test_everybody_with_a_post_is_listed() -> None:
    document = parse(ROLL_CALL.format("昌平区区长林晓岚到会。", "不松劲。"))
    assert [speaker.name.text for speaker in document.analyse(people)] == ["周志明", "郑云飞", "林晓岚"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“奋力谱写新时代昌平新篇章！”顺义区区长周志明说。", [("昌平", "顺义")]),
        ("顺义区区长周志明说，要把昌平区建设成为首善之区。", [("昌平区", "顺义区")]),
        ("西安市市长周志明说，要奋力谱写中国式现代化的咸阳篇章。", [("咸阳", "西安")]),
        ("四川省省长周志明说，要奋力谱写中国式现代化的贵州新篇章。", [("贵州", "四川")]),
        ("北京经济技术开发区管委会主任周志明说，要奋力谱写通州新篇章。", [("通州", "经开区")]),
        ("南京市鼓楼区区长周志明说，为玄武高质量发展作贡献。", [("玄武", "鼓楼")]),
        ("墨玉县县长买买提·艾力说，要建设美丽皮山。", [("皮山", "墨玉")]),
        ("顺义区区长周志明说，我们推动了昌平、怀柔协同发展。", []),
        ("顺义区区长周志明说，奋力谱写大兴调查研究新篇章。", []),
        ("顺义区区长周志明说，请李昌平篇章朗诵队登台。", []),
        ("大兴区区长周志明说，要推动北京经济技术开发区高质量发展。", []),
        ("顺义区区长周志明说，要推动上海高质量发展。", []),
        ("顺义区区长周志明表示，将以此次帮扶为契机，助力昌平乡村振兴。", []),
        ("顺义区区长周志明表示，助力昌平乡村振兴。", [("昌平", "顺义")]),
        ("顺义区区长周志明表示，全力支持城市副中心建设，为通州高质量发展做好服务保障。", []),
        ("上城区区长周志明说，要保护好东岸景观，让西湖更美。", []),
        ("上城区区长周志明说，要转变作风，让西湖更强。", [("西湖", "上城")]),
        ("“全力推动昌平高质量发展。”（顺义区区长 周志明）", [("昌平", "顺义")]),
        ("布拖县委书记阿力么日同志表示，要推动昭觉高质量发展。", [("昭觉", "布拖")]),
        ("布拖县委书记说：“要奋力谱写昭觉篇章。”", [("昭觉", "布拖")]),
        ("顺义区商务局局长周志明表示，昌平区商务局将继续走访企业。", [("昌平区", "顺义区")]),
        ("顺义区商务局局长周志明表示，昌平区商务局将协助办理。", []),
        ("乐清市市长周志明表示，要确保瑞安经济社会平稳发展。", [("瑞安", "乐清")]),
        ("太仓市市长周志明表示，让昆山成为投资兴业的热土。", [("昆山", "太仓")]),
        ("太仓市市长周志明表示，让昆山成为我们的大市场。", []),
        ("鼓楼区区长周志明在福州说，要学习玄武湖治理，推动玄武高质量发展。", []),
    ],
)
def test_a_sibling_in_the_place_of_the_speakers_own(text: str, found: list[tuple[str, str]]) -> None:
    assert strangers(AROUND.format(text)) == found


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("顺义区区长周志明表示，要抓落实。", [("昌平", "顺义")]),
        ("顺义区区长周志明表示，要抓落实。村委会主任林晓岚听了很高兴。", []),
        ("顺义区区长周志明说，要抓落实；林晓岚说，这就去办。", []),
        ("顺义区区长周志明表示，要抓落实。\n会场里响起掌声。", []),
    ],
)
def test_he_is_whoever_alone_spoke_just_before(before: str, found: list[tuple[str, str]]) -> None:
    assert strangers(AROUND.format(f"{before}\n“我们将奋力谱写昌平篇章。”他说。")) == found


def test_a_quotation_of_markdown_is_signed_in_its_last_line() -> None:
    text = AROUND.format("\n昌平区近日奋力谱写昌平篇章。\n\n> 奋力谱写昌平篇章。\n>\n> ——顺义区区长 周志明\n")
    ((speaker, spans),) = parse(text, markdown=True).analyse(utterances)
    assert (speaker.name.text, len(spans)) == ("周志明", 1)
    document = parse(text, markdown=True)
    (hit,) = SpeakerPlace(table=SLOTS).run(document)
    assert document[speaker.name] == "周志明"
    assert document.text[hit.start : hit.end] == "昌平"


def test_the_words_shown_do_not_stop_short() -> None:
    text = AROUND.format("顺义区区长周志明说，要抓落实，让昌平更美好。")
    (hit,) = SpeakerPlace(table=SLOTS).run(parse(text))
    assert hit.slots["right"] == "顺义更美好"


def test_a_shared_name_is_settled_by_the_rest_of_the_draft() -> None:
    text = AROUND.format("长春各区交流经验。\n朝阳区区长周志明说，要推动{}高质量发展。")
    assert strangers(text.format("南关")) == [("南关", "朝阳")]
    assert strangers(text.format("海淀")) == []


@pytest.mark.parametrize("head", ["昌平区", "【昌平区】", "昌平区：大家加油。", "昌平"])
def test_a_place_that_heads_what_follows_ends_the_words(head: str) -> None:
    assert strangers(ROLL_CALL.format(f"不松劲。\n\n{head}\n\n奋力谱写昌平新篇章。", "不松劲。")) == []
    assert strangers(ROLL_CALL.format("不松劲。\n\n大家都说，奋力谱写昌平新篇章。", "不松劲。")) == [("昌平", "顺义")]


@pytest.mark.parametrize("named", ["篇章", "新篇章"])
def test_the_place_of_another_section_counts_wherever_it_lies(named: str) -> None:
    text = ROLL_CALL.replace("密云区", "昭觉县").format(f"奋力谱写昭觉{named}。", "不松劲。")
    assert strangers(text) == [("昭觉", "顺义")]


def test_a_section_handed_over_to_another_place_is_no_longer_the_speakers() -> None:
    text = ROLL_CALL.format("不松劲。\n\n怀柔区：奋力谱写怀柔新篇章。", "不松劲。")
    assert strangers(text) == []


def test_somebody_else_beginning_to_speak_ends_the_words() -> None:
    text = AROUND.format("{}周志明表示，要建设美丽顺义；林晓岚表示，要推动昌平高质量发展。")
    assert strangers(text.format("顺义区区长周志明、昌平区区长林晓岚先后发言。")) == []
    assert strangers(text.format("顺义区区长周志明到会。")) == []


@pytest.mark.parametrize(
    "after",
    [
        "昌平区的一位干部说：“怀柔的做法，我们昌平可以借鉴。”",
        "“我们昌平也要跟上。”昌平区副区长林晓岚接过话茬。",
        "“我们昌平也要跟上，”昌平区的林晓岚笑道。",
        "昌平区的志愿者小林说：“我们昌平人最热情。”",
        "昌平区的志愿者小林说：\n“我们昌平人最热情。”",
        "老家在昌平区的老伯告诉他，“我们昌平变化大。”",
        "同时，昌平区的干部提出，我们昌平缺人手。",
        "昌平区的老伯说，路修好了。\n“我们昌平变化大。”他说。",
        "“邻居们常说，‘我们昌平清静’，我们也不吵。”",
        "“他们老打趣，说‘我们昌平人少’。”",
        "“昌平区的同志告诉我，我们昌平缺的是人手。”",
    ],
)
def test_somebody_unnamed_speaks_for_his_own_place(after: str) -> None:
    assert strangers(AROUND.format(f"顺义区区长周志明说，要学习怀柔。{after}")) == []
    assert strangers(AROUND.format(f"顺义区区长周志明说：“要学习怀柔。”{after}")) == []


@pytest.mark.parametrize(
    "after",
    [
        "他笑着说：“我们昌平人最热情。”",
        "会上，周区长还强调：“我们昌平人最热情。”",
        "谈到办学时，周志明说：“我们昌平人最热情。”",
        "我们昌平人最热情。",
        "“我们昌平人最热情。”他补充说。",
        "下一步，要打造‘热情待客’的昌平品牌。",
    ],
)
def test_a_speaker_who_goes_on_is_still_the_speaker(after: str) -> None:
    assert strangers(AROUND.format(f"顺义区区长周志明说，要抓落实。{after}")) == [("昌平", "顺义")]


@pytest.mark.parametrize("asked", ["昌平区的同志告诉我，“我们昌平缺人手。”", "“我们昌平缺人手。”昌平区的林晓岚说。"])
def test_others_quoted_in_a_section_speak_for_themselves(asked: str) -> None:
    assert strangers(ROLL_CALL.format(f"不松劲。{asked}", "不松劲。")) == []
    assert strangers(ROLL_CALL.format("不松劲。我常对人说：“我们昌平缺人手。”", "不松劲。")) == [("昌平", "顺义")]


@pytest.mark.parametrize(
    "box",
    [
        "记者手记：各区都要建设美丽顺义，守护清水昌平。",
        "（延伸阅读）怀柔区提出，奋力谱写怀柔新篇章。",
        "【相关链接】\n\n怀柔区近日召开会议，推动怀柔高质量发展。",
        "链接\n\n怀柔区近日召开会议，推动怀柔高质量发展。",
    ],
)
def test_a_box_below_the_last_section_is_not_its_speakers(box: str) -> None:
    assert strangers(ROLL_CALL.format("不松劲。", f"不松劲。\n\n{box}")) == []
    assert strangers(ROLL_CALL.format("不松劲。", f"不松劲。\n\n{box[-12:]}")) != []


def test_names_of_the_house_stand_for_places() -> None:
    house = Desk(lexicon=Lexicon(places={"回天地区": "昌平区"}))
    text = AROUND.format("顺义区区长周志明说，要推动回天地区高质量发展。")
    assert strangers(text) == []
    assert strangers(text, house) == [("回天地区", "顺义")]


def _roll_call_with_a_copied_passage() -> Document:
    copied = (
        "全区各级工会要把服务送到班组，帮助困难家庭渡过难关，让每一位劳动者都有学习技能的机会，"
        "把夜校开到园区食堂旁边，把健身房建在宿舍楼下，让大家下班以后有处可去。"
    )
    return parse(ROLL_CALL.format("奋力谱写密云新篇章。" + copied, "奋力谱写密云新篇章。" + copied))


def test_a_hit_names_the_section_it_was_copied_from() -> None:
    document = _roll_call_with_a_copied_passage()
    (hit,) = SpeakerPlace(table=SLOTS).run(document)
    assert [related.note for related in hit.related] == ["密云区 郑云飞", "顺义区 周志明"]
    assert hit.slots["before"].endswith("字与")
    assert "there" not in hit.slots


def test_a_hit_without_a_copy_names_the_speaker_alone() -> None:
    document = parse(ROLL_CALL.format("奋力谱写密云新篇章。", "不松劲。"))
    (hit,) = SpeakerPlace(table=SLOTS).run(document)
    assert [related.note for related in hit.related] == ["顺义区 周志明"]
    assert hit.slots["there"] == hit.slots["before"] == hit.slots["after"] == ""


@pytest.mark.parametrize(
    "slots",
    [
        ["谱写{mid}\t{gap}新篇章\tany\t", "奋力{mid}\t{gap}篇章\tany\t"],
        ["谱写{mid}\t(?P<what>新)篇章\tany\t", "奋力{mid}\t(?P<what>好)篇章\tany\t"],
        ["谱写{mid}\t(新)篇\tany\t", "奋力{mid}\t(章)\\1\tany\t"],
        ["奋力{mid}\t(?i)a\tany\t", "谱写{mid}\t新?篇章(?!，)\tany\t"],
        ["谱写{mid}\t(?=新篇章(?:，|$))\tany\t"],
    ],
)
def test_a_house_has_slots_of_its_own(slots: list[str], tmp_path: Path) -> None:
    table = tmp_path / "slots.tsv"
    table.write_text("\n".join(["before\tafter\tbeside-own\texample", *slots]) + "\n", encoding="utf-8")
    document = parse(ROLL_CALL.format("奋力谱写密云新篇章", "不松劲。"))
    assert [document.text[hit.start : hit.end] for hit in SpeakerPlace(table=table).run(document)] == ["密云"]


def test_a_plain_mention_is_only_a_hint() -> None:
    document = parse(AROUND.format("顺义区区长周志明说，昌平的桃子熟了，奋力谱写昌平篇章。"))
    found = [document.text[hit.start : hit.start + 4] for hit in SiblingMention(table=SLOTS).run(document)]
    assert found == ["昌平的桃"]


def test_traditional_text_is_read_in_peace() -> None:
    assert strangers(AROUND.format("順義區區長周志明說，奮力譜寫昌平篇章。")) == []


def test_a_long_draft_takes_work_in_proportion() -> None:
    line = "顺义区区长周志明说，昌平的桃子熟了，要推动顺义高质量发展，周志明还说，奋力谱写顺义新篇章。\n"

    def work(lines: int) -> int:
        text = AROUND.format(line * lines)
        assert strangers(text) == []
        return lines_run(lambda: strangers(text))

    assert work(400) <= 5 * work(100)
