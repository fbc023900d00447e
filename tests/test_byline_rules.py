"""The by-line and dateline rules, beyond the examples on their cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhlint.cards.packs import shipped_rules
from zhlint.check import OptionError
from zhlint.desk import Desk
from zhlint.engine.run import run
from zhlint.reading import parse
from zhlint.rule import Rule, build_check

LEAD = "清水镇老街口的一块闲置空地，本月变成了一座口袋公园，栽下了四十多棵树，铺了一条环形步道，居民傍晚常来散步。"
MORE = "孩子们在沙坑边玩耍，老人坐在廊下下棋。镇里说，明年还要在河边再修两座，请居民一起选址。"
ISSUE = date(2023, 5, 7)


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in shipped_rules() if rule.family == "BYL"}


def draft(*lines: str, title: str = "老街口修起口袋公园") -> str:
    return "\n\n".join(line for line in (title, *lines) if line) + "\n"


def messages(rules: dict[str, Rule], text: str, code: str = "", desk: Desk | None = None, **options: Any) -> list[str]:
    chosen = [
        rule.with_options({**rule.options, **options}) for rule in rules.values() if rule.code == (code or rule.code)
    ]
    findings, problems = run(parse(text, desk=desk or Desk(date=ISSUE)), chosen)
    assert not problems
    return [finding.message for finding in findings]


SILENT = {
    "reporters with spaces": ("□本报记者 林一帆 何雨 丁小川", LEAD, MORE),
    "reporters and correspondents": ("本报记者 林一帆 何雨 通讯员 贺兰", LEAD, MORE),
    "padded names": ("本报记者 何　雨 丁　强 林一帆", LEAD, MORE),
    "compound surname and dotted name": ("本报记者 欧阳晓月 阿依古丽·买买提", LEAD, MORE),
    "collective signature": ("本报评论员", LEAD, MORE),
    "an office as correspondent": ("□本报记者 何雨 通讯员 清水镇宣传办公室", LEAD, MORE),
    "text and pictures": ("记者 何雨/文 丁强/图", LEAD, MORE),
    "agency": ("新华社合肥5月6日电（记者林一帆、何雨）" + LEAD, MORE),
    "agency, bare names": ("新华社合肥5月6日电（林一帆 何雨）" + LEAD, MORE),
    "agency with a country": ("新华社首尔（韩国）5月6日体育专电（林一帆）" + LEAD, MORE),
    "agency without a place": ("新华社5月6日电 " + LEAD, MORE),
    "house brackets of an agency": ("中新网合肥5月6日电 (记者 林一帆)" + LEAD, MORE),
    "another paper's item": ("江城晚报讯（记者林一帆、何雨）" + LEAD, MORE),
    "reporter without brackets": ("本报讯 记者 林一帆 5月8日，" + LEAD, MORE),
    "reporters before a date": ("本报讯（记者 林一帆）5月6日上午，" + LEAD, MORE),
    "another house before a date": ("清水融媒讯（记者 林一帆 通讯员 何雨）2023年5月6日，" + LEAD, MORE),
    "reporters alone": ("（记者 林一帆）5月6日，" + LEAD, MORE),
    "head of a web page": ("发布时间：2023-05-06 来源：清水镇", LEAD, MORE),
    "tail of a chat page": (LEAD, MORE, "记者丨林一帆", "编辑丨何雨", "审核丨丁小川"),
    "an office that wrote": (LEAD, MORE + "（区委办供稿）"),
    "an office and its writer": (LEAD, MORE + "（清水镇党政办 林一帆）"),
    "briefs signed one by one": ("●" + LEAD + "（何雨）", "●" + MORE + "（丁小川）", "责任编辑：林一帆"),
    "printed source": ("江青报·江青网记者 林一帆 来源：江城日报（2023年05月06日 01版）", LEAD, MORE),
    "column and author": ("金台随笔 林一帆", LEAD, MORE),
    "own item": ("本报讯（通讯员 何雨 记者 林一帆）" + LEAD, MORE),
    "two newspapers, one desk": ("本报讯（清水日报、清水网全媒体记者 林一帆）" + LEAD, MORE),
    "broadcast": ("央视网消息（新闻联播）：" + LEAD, MORE),
    "named source": ("据新华社报道，" + LEAD, MORE),
    "tail credit": (LEAD, MORE + "（记者 林一帆 通讯员 何雨）"),
    "tail name after the end mark": (LEAD, MORE + "（完）（林一帆）"),
    "compiled by the desk": (LEAD, MORE + "（本报综合）"),
    "source at the tail": (LEAD, MORE, "来源：新华社"),
    "only a name": ("林一帆", LEAD, MORE),
    "author and post": ("清水大学教授 林一帆", LEAD, MORE),
}


@pytest.mark.parametrize("lines", SILENT.values(), ids=SILENT)
def test_a_sound_by_line_or_dateline_is_left_alone(rules: dict[str, Rule], lines: tuple[str, ...]) -> None:
    on = {code: rule for code, rule in rules.items() if rule.presets}
    assert messages(on, draft(*lines)) == []


FAULTS = {
    "mixed separators": ("BYL002", "本报记者 林一帆、何雨 丁小川", "建议统一用空格"),
    "mixed separators in brackets": ("BYL002", "本报讯（记者 林一帆、何雨 丁小川）", "建议统一用顿号"),
    "comma among enumeration commas": ("BYL002", "□本报记者 林一帆，何雨、丁小川", "建议统一用顿号"),
    "a name twice": ("BYL003", "□本报记者 林一帆 何雨 林一帆", "“林一帆”在同一处出现两次"),
    "a name twice, once padded": ("BYL003", "□本报记者 何雨 何 雨 林一帆", "出现两次"),
    "a lone surname": ("BYL003", "□本报记者 林 何雨", "“林”只有一个字"),
    "a lone surname, nobody else": ("BYL003", "本报记者 林", "“林”只有一个字"),
    "two names run together": ("BYL003", "□本报记者 林一帆丁小川 何雨", "“林一帆丁小川”疑为两人"),
    "three names run together": ("BYL003", "□本报记者 林一帆何雨丁强 贺兰", "“林一帆何雨丁强”疑为两人"),
    "one name padded, one not": ("BYL003", "□本报记者 何　雨 丁强", "空格不一致"),
    "correspondent first": ("BYL004", "通讯员 何雨 本报记者 林一帆", "“通讯员 何雨”排在记者之前"),
    "correspondent on the line above": ("BYL004", "通讯员 何雨\n本报记者 林一帆", "排在记者之前"),
    "own reporter after correspondent": ("BYL004", "本报讯（通讯员 何雨 本报记者 林一帆）", "排在记者之前"),
    "a role without a name": ("BYL004", "□本报记者 林一帆 通讯员", "“通讯员”后未见姓名"),
    "brackets without a name": ("BYL004", "新华社合肥5月6日电（记者）", "“记者”后未见姓名"),
    "date before place": ("BYL005", "新华社5月6日合肥电（记者林一帆）", "先日期后地点"),
    "no verb": ("BYL005", "新华社合肥5月6日（记者林一帆）", "疑缺电或讯"),
    "half-width brackets": ("BYL005", "新华社合肥5月6日电(记者林一帆)", "半角括号"),
    "one half-width bracket": ("BYL005", "新华社合肥5月6日电（记者林一帆)", "半角括号"),
    "after the issue": ("BYL005", "新华社合肥5月8日电（记者林一帆）", "晚于见报日期"),
    "long before the issue": ("BYL005", "新华社合肥4月8日电（记者林一帆）", "早7天以上"),
    "of another year": ("BYL005", "新华社合肥2022年5月6日电（记者林一帆）", "早7天以上"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "opening", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_once(rules: dict[str, Rule], code: str, opening: str, said: str) -> None:
    inline = "社" in opening[:3] or opening.startswith("本报讯")
    text = draft(opening + LEAD, MORE) if inline else draft(opening, LEAD, MORE)
    assert [message for message in messages(rules, text, code) if said in message] == messages(rules, text, code)
    assert len(messages(rules, text, code)) == 1


@pytest.mark.parametrize(
    ("issue", "day", "speaks"),
    [
        (date(2023, 1, 2), "12月31日", False),
        (date(2023, 12, 31), "1月1日", True),
        (date(2023, 5, 7), "4月30日", False),
        (date(2023, 5, 7), "4月29日", True),
        (date(2024, 3, 1), "2月29日", False),
        (None, "5月8日", False),
    ],
)
def test_a_dateline_without_a_year_is_dated_by_the_issue(
    rules: dict[str, Rule], issue: date | None, day: str, speaks: bool
) -> None:
    text = draft(f"新华社合肥{day}电（记者林一帆）{LEAD}", MORE)
    assert bool(messages(rules, text, "BYL005", Desk(date=issue))) is speaks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (draft(LEAD, MORE), ["未见署名"]),
        (draft(LEAD, MORE, "责任编辑：丁小川"), ["未见署名"]),
        (draft("□本报记者 林一帆", LEAD, MORE, title=""), ["未见标题"]),
        (draft("新华社合肥5月6日电 " + LEAD, MORE, title=""), ["未见标题"]),
        (draft("新华社合肥5月6日电 " + LEAD, title=""), []),
        (draft(LEAD, MORE, title=""), []),
        (draft(LEAD, MORE, title="关于做好防汛值守工作的通知"), []),
        (draft(LEAD, MORE, title="三十项便民工程开始公示"), ["未见署名"]),
        (draft("第一条　" + LEAD, "第二条　" + MORE, title="清水镇公园规则（节选）"), []),
        (draft(LEAD, "第一条　" + MORE, title="清水镇公布公园规则"), ["未见署名"]),
        (draft("老街口该修路灯", "编辑同志：", LEAD, MORE, "读者 林一帆", title="读者来信"), []),
        (draft("老街口该修路灯", "编辑同志：", LEAD, MORE, "读者 热心人", title="读者来信"), ["未见署名"]),
        (draft("老街口修起公园", LEAD, MORE, title="本报评论员文章"), []),
        (draft("图为新修的口袋公园一角。林一帆 摄"), []),
        ("", []),
    ],
)
def test_headline_and_by_line_are_asked_of_drafts_only(rules: dict[str, Rule], text: str, said: list[str]) -> None:
    assert [message.split("：")[0] for message in messages(rules, text, "BYL001")] == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("title: 老街口修起口袋公园\nauthor: 林一帆", []),
        ("标题: 老街口修起口袋公园\n作者: 林一帆", []),
        ("title: 老街口修起口袋公园", ["未见署名"]),
        ("author: 林一帆", ["未见标题"]),
    ],
)
def test_front_matter_counts(rules: dict[str, Rule], fields: str, said: list[str]) -> None:
    text = f"---\n{fields}\n---\n\n{LEAD}\n\n{MORE}\n"
    findings, _ = run(parse(text, markdown=True), [rules["BYL001"]])
    assert [finding.message.split("：")[0] for finding in findings] == said


def test_each_missing_field_is_one_finding_on_a_line_of_its_own_kind(rules: dict[str, Rule]) -> None:
    rule = replace(
        rules["BYL001"], options={**rules["BYL001"].options, "required": ["deck", "byline", "editor", "date"]}
    )
    findings, _ = run(parse(draft(LEAD, MORE)), [rule])
    assert sorted((finding.message[2:6], finding.line) for finding in findings) == [
        ("副题：标", 1), ("日期：电", 3), ("署名：标", 1), ("责任编辑", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said"), [("news", ["未见副题", "未见署名"]), ("notice", []), ("reprint", ["未见来源"])]
)
def test_fields_are_required_by_type_and_other_types_keep_the_usual_ones(
    rules: dict[str, Rule], kind: str, said: list[str]
) -> None:
    found = messages(
        rules,
        draft(LEAD, MORE),
        "BYL001",
        Desk(article_type=kind),
        required={"news": ["headline", "byline", "deck"]},
    )
    assert sorted(message.split("：")[0] for message in found) == said


@pytest.mark.parametrize(
    ("kind", "options", "key"),
    [
        ("missing_field", {"required": ["headlin"]}, "required"),
        ("missing_field", {"required": {"novel": ["headline"]}}, "required"),
        ("missing_field", {"required": {"news": ["author"]}}, "required"),
        ("name_list", {"reasons": {"thrice": "三次"}}, "reasons"),
        ("credit_order", {"reasons": {"full": "满"}}, "reasons"),
        ("double_credit", {"reasons": {"triple": "三"}}, "reasons"),
        ("dateline_form", {"reasons": {}, "max-age-days": -1}, "max-age-days"),
    ],
)
def test_an_illegal_option_is_named(rules: dict[str, Rule], kind: str, options: dict[str, Any], key: str) -> None:
    with pytest.raises(OptionError) as raised:
        build_check(kind, options, rules["BYL001"].folder)
    assert raised.value.option == key


def test_a_house_may_drop_a_fault_it_does_not_mind(rules: dict[str, Rule]) -> None:
    text = draft("□本报记者 何　雨 丁强 何　雨", LEAD, MORE)
    reasons = {"twice": "在同一处出现两次"}
    assert [message.count("两次") for message in messages(rules, text, "BYL003", reasons=reasons)] == [1]
