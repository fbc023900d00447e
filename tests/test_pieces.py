"""Whole drafts of every kind: the role of each line, and silent rules."""

from __future__ import annotations

import pytest

from zhlint.config.model import Config
from zhlint.config.values import ARTICLE_TYPES
from zhlint.linter import Linter
from zhlint.reading.grammar.dateline import parse_dateline
from zhlint.reports.outlines import as_outline

LINTER = Linter(Config())

LEAD = (
    "镇文化站介绍，新书房上月底开门，每天有上百名居民来看书。书房里有两层，楼下借书，楼上自习。"
    "志愿者每周来两次，帮助整理书架，也给孩子们讲故事。"
)
MORE = "书房还准备在秋天办三场讲座，请来两位写书人，讲一讲老街的故事。"
LISTED = "林知远主持大会，季明远、陶一凡、顾晓岚、何大川出席大会。"


def roles(*lines: str) -> str:
    report = LINTER.lint_text("\n\n".join(lines))
    assert report.document
    return " ".join(block.role for block in report.document.blocks)


def codes(*lines: str) -> list[str]:
    return sorted({finding.code for finding in LINTER.lint_text("\n\n".join(lines)).findings})


DECKED = {
    "names run together, four titles": (
        "中共全市读书大会在南岭举行 林知远出席大会", "全市读书大会在南岭举行", "方小满发表讲话",
        "林知远主持 季明远陶一凡顾晓岚何大川出席", f"本报南岭5月8日电 {LEAD}", LISTED,
    ),
    "a deck that repeats the lead": (
        "新书房开门迎客", "书房里有两层", "楼下借书，楼上自习，志愿者每周来两次，帮助整理书架，也给孩子们讲故事，居民说好",
        "每天上百名居民来看书", "□本报记者 林知远", LEAD, MORE,
    ),
    "a deck longer than a title": (
        "新书房开门迎客",
        "新书房上月底开门，每天有上百名居民来看书，书房里有两层，楼下借书，楼上自习，志愿者每周来两次，帮助整理书架",
        f"本报讯（记者 林知远）{LEAD}", MORE,
    ),
    "one deck over a bare lead": ("春满老街 书香万家", "清水镇举行全民读书大会", f"{LEAD}（记者 林知远）", MORE),
    "a call among the titles": ("来读书吧！", "新书房开门迎客", "每天上百名居民来看书", "楼上楼下都坐满", "□本报记者 林知远", LEAD),
}  # fmt: skip


@pytest.mark.parametrize("name", DECKED)
def test_lines_without_a_stop_above_the_story_are_titles(name: str) -> None:
    seen = roles(*DECKED[name]).split()
    body = next(at for at, role in enumerate(seen) if role in {"byline", "dateline", "paragraph"})
    assert seen[0] == "headline"
    assert set(seen[1:body]) <= {"headline", "deck"}
    assert body == sum("。" not in line and "记者" not in line for line in DECKED[name])


@pytest.mark.parametrize("name", DECKED)
def test_titles_raise_no_alarm(name: str) -> None:
    assert codes(*DECKED[name]) == []


def test_the_same_lines_in_the_body_are_judged() -> None:
    assert codes("新书房开门迎客", "□本报记者 林知远", LEAD, f"{LISTED}季明远陶一凡顾晓岚何大川还参观了书房。") == [
        "CON002"
    ]
    assert "STR003" in codes("新书房开门迎客", "□本报记者 林知远", LEAD, DECKED["a deck longer than a title"][1])
    assert "DUP001" in codes("新书房开门迎客", "□本报记者 林知远", MORE, LEAD, LISTED, LEAD)


NOT_DECKS = [
    (["新书房开门迎客", "楼下借书楼上自习", LEAD, "志愿者来讲故事", MORE], "headline subhead paragraph subhead paragraph"),
    (["新书房开门迎客", "一、楼下借书楼上自习", LEAD], "headline subhead paragraph"),
    (["新书房开门迎客", "□本报记者 林知远", "楼下借书楼上自习", LEAD], "headline byline deck paragraph"),
    (["新书房开门迎客", "新华社南岭5月8日电 题：书房里的一天", "新华社记者林知远", LEAD],
     "headline dateline headline byline paragraph"),
    (["新书房开门迎客。", f"本报讯（记者 林知远）{LEAD}"], "headline dateline paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), NOT_DECKS)
def test_what_is_no_deck(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


TITLE = "镇里的新书房开门迎客"
GAMES = "11月15日，全市职工运动会在昌平区体育中心开幕，各区总工会组队参赛，千余名职工在赛场上一展风采，现场气氛热烈。"
VOWS = (
    "昌平区总工会为这次运动会准备了半年。昌平区职工代表说，要以此次运动会为契机，"
    "努力谱写高质量发展的昌平篇章，推动昌平高质量发展。"
)
OWN = "今年我们要以运动会为契机，努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。"
HEAD = ["全市职工运动会在昌平开幕", "□本报记者 沈砚秋", GAMES]

CAPTIONS = [
    ["顺义区委书记冷青", "宣布全市职工运动会开幕", VOWS],
    ["顺义区委书记冷青", "致辞", VOWS],
    ["顺义区委书记冷青", "为获奖职工颁奖", VOWS],
    ["顺义区委书记冷青", VOWS],
    ["顺义区总工会主席 温晓辉", VOWS, "运动会将持续三天，设有十二个项目，八百名志愿者提供服务。"],
]


TOLD = "温晓辉说：“我们准备了半年。”她介绍，运动会设有十二个项目，八百名志愿者提供服务。"
PAIRS = [
    ["顺义区委书记冷青", LEAD, "顺义区总工会主席 温晓辉", "运动会将持续三天，设有十二个项目，八百名志愿者提供服务。"],
    ["顺义区委书记冷青", "运动会将持续三天，设有十二个项目。", "顺义区总工会主席 温晓辉", TOLD],
]  # fmt: skip


@pytest.mark.parametrize("lines", PAIRS)
def test_two_names_over_what_others_tell_are_captions(lines: list[str]) -> None:
    assert "speaker" not in roles(*HEAD, *lines)


UNMARKED = [
    "冷青校长致辞", "校长冷青讲话", "学生代表发言", "校友代表方小满发言", "副县长温然主持开幕式", "县工会主席为获奖选手颁奖", "新桥夜景效果图", "活动现场",
    "颁奖现场", "合影留念", "村民在分拣枇杷", "学生正在做实验", "讲解员为学生讲解", "舞蹈《老街》", "诗朗诵《春天的信》",
]  # fmt: skip
TITLED = [
    "校长致辞有新意", "走进活动现场", "一、领导讲话", "第二项：领导致辞", "让孩子站上领奖台", "干部敢发言", "书房里的合影", "志愿者在行动", "干部在一线", "《老街》的故事", "教师军乐队",
]  # fmt: skip


@pytest.mark.parametrize("line", UNMARKED)
def test_a_line_that_says_what_a_picture_shows_is_a_caption(line: str) -> None:
    assert roles(TITLE, "□本报记者 林知远", LEAD, line, MORE) == "headline byline paragraph caption paragraph"


@pytest.mark.parametrize("line", TITLED)
def test_a_title_in_the_body_is_no_caption(line: str) -> None:
    assert roles(TITLE, "□本报记者 林知远", LEAD, line, MORE) == "headline byline paragraph subhead paragraph"


def test_a_group_is_a_caption_beside_others() -> None:
    assert roles(TITLE, LEAD, "冷青校长致辞", MORE, "教师军乐队", GAMES).split().count("caption") == 2


def test_the_words_of_a_speech_under_its_title_make_no_caption() -> None:
    assert (
        roles(TITLE, "□本报记者 林知远", LEAD, "冷青校长致辞", "我们的书房开门了，欢迎大家来看书。").split()[3]
        == "subhead"
    )


@pytest.mark.parametrize("lines", CAPTIONS)
def test_a_lone_name_between_paragraphs_is_a_caption(lines: list[str]) -> None:
    assert "speaker" not in roles(*HEAD, *lines)
    assert "caption" in roles(*HEAD, *lines)
    assert codes(*HEAD, *lines) == []


SPEAKERS = [
    ["顺义区委书记冷青", OWN],
    ["顺义区委书记冷青", "“努力谱写高质量发展的昌平篇章，推动昌平高质量发展，让职工们都动起来。”"],
    ["顺义区委书记冷青", VOWS, "通州区委书记温晓辉", "通州要办好明年的运动会，推动通州高质量发展，努力谱写高质量发展的通州篇章。"],
    ["【顺义区委书记冷青】", VOWS],
]  # fmt: skip


@pytest.mark.parametrize("lines", SPEAKERS)
def test_a_speaker_has_words_of_his_own_or_others_beside_him(lines: list[str]) -> None:
    assert "speaker" in roles(*HEAD, *lines)
    assert "NAM001" in codes(*HEAD, *lines)


def test_the_author_under_the_headline_stays_a_speaker() -> None:
    assert roles("让职工都动起来", "顺义区委书记冷青", VOWS, VOWS[:20] + "。") == "headline speaker paragraph paragraph"


TAILS = [
    "（工会、宣传部供稿）", "（区委办供稿）", "（石桥镇党政办 周小棠）", "（县总工会法律部）", "（共青团市住建委委员会）", "（市安办）",
    "（学生处、团委）", "（政工科 冷青）", "（语文教研组）", "本文作者：冷青", "（本文作者：冷青）", "（作者系石桥镇中心小学教师）",
    "记者丨周小棠", "记者ㅣ周小棠", "记者│周小棠", "采写：周小棠", "采写丨周小棠", "撰稿：王晴沐洋", "（记者 王晴沐洋）", "供稿：工会 宣传部",
    "（文：冷青、温然 图：王晴沐洋、温然 编辑：路见山）", "县医院退休职工 冷青",
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
def test_a_credit_at_the_end_is_no_text(tail: str) -> None:
    assert roles(TITLE, LEAD, MORE, tail).split()[-1] in {"credit", "byline", "attribution"}
    assert codes(TITLE, LEAD, MORE, tail) == []
    if tail[0] == "（":
        assert roles(TITLE, LEAD, MORE + tail).split()[-1] == "credit"
        assert codes(TITLE, LEAD, MORE + tail) == []


@pytest.mark.parametrize("tail", ["责任编辑：丁小川", "（见上图）", "（掌声）", "（不含邻镇）", "设计高端大气"])
def test_a_line_that_names_no_author_is_no_byline(tail: str) -> None:
    assert "BYL001" in codes(TITLE, LEAD, MORE, tail)


LEADS = [
    "本报讯（记者 周小棠）7月8日上午，", "本报讯（记者周小棠、何苗）2026年7月8日，", "本报讯（通讯员 周小棠）近日，", "（记者 周小棠）7月8日，",
    "本报讯（特约记者 周小棠）昨日，", "本报讯（记者 王晴沐洋）8日，", "本网讯（记者 周小棠）7月8日，", "青河融媒讯（记者 周小棠）7月8日，",
    "融媒体中心讯（周小棠）8日，", "青河县融媒体中心讯（周小棠 何苗）8日，", "石桥讯（周小棠）7月8日，", "讯（记者 周小棠）7月8日，",
    "本报讯（宣传部）7月8日，", "通讯员 周小棠 报道：", "【记者周小棠石桥报道】", "［记者周小棠／石桥报道］", "【本报记者周小棠报道】",
]  # fmt: skip


@pytest.mark.parametrize("lead", LEADS)
def test_a_lead_with_names_is_a_dateline(lead: str) -> None:
    assert roles(TITLE, lead + LEAD, MORE) == "headline dateline paragraph paragraph"
    assert codes(TITLE, lead + LEAD, MORE) == []


@pytest.mark.parametrize(
    "lead",
    ["【記者周小棠／石橋報導】", "〔記者周小棠石橋報導〕", "（中央社記者周小棠石橋12日電）", "【本報記者周小棠報導】"],
)
def test_a_lead_of_the_traditional_press_names_its_reporter(lead: str) -> None:
    opening = parse_dateline(f"{lead}石橋鎮圖書館昨日啟動夜讀計畫。", 0)
    assert opening is not None
    assert opening.end == len(lead)
    assert next(name.text for credit in opening.credits for name in credit.names) == "周小棠"


@pytest.mark.parametrize(
    "lead", ["通讯（高考）7月8日，", "近日通讯（试行）7月8日，", "听到喜讯（高兴）近日，", "短讯（一）7月8日，"]
)
def test_a_bracket_without_names_is_no_dateline(lead: str) -> None:
    assert roles(TITLE, lead + LEAD, MORE) == "headline paragraph paragraph"


UNDER_TITLES = [
    "江报观察记者 冷青 温然", "石桥镇党政办", "区委宣传部", "文/王晴沐洋", "□王晴沐洋", "撰文：王晴沐洋", "报送单位：石桥镇",
    "作者：冷青 加入时间：2026/7/20 8:18:27 来源：护理部", "发布者：冷青 发布时间：2026-07-08 浏览：22次",
]  # fmt: skip


@pytest.mark.parametrize("line", UNDER_TITLES)
def test_a_credit_under_the_headline_is_a_byline(line: str) -> None:
    assert roles(TITLE, line, LEAD, MORE) == "headline byline paragraph paragraph"
    assert codes(TITLE, line, LEAD, MORE) == []


@pytest.mark.parametrize("line", ["走进区文化馆", "热烈祝贺我校团委 师生荣获", "高举旗帜 团结奋斗", "主持人：黄斌教授"])
def test_a_title_under_the_headline_is_no_byline(line: str) -> None:
    assert "byline" not in roles(TITLE, line, LEAD, MORE)


def test_every_brief_of_a_roundup_has_its_credit() -> None:
    briefs = (
        "新书房上月底开门，每天有上百名居民来看书。（何苗）",
        "县医院添了两台新设备。（冷青 温然）",
        "小学办起科技节。（周小棠）",
    )
    assert roles("一周简讯", *briefs) == "headline" + 3 * " paragraph credit"
    assert codes("一周简讯", *briefs) == []


TYPES = {
    "notice": ["关于开展读书活动的通知", "各乡镇、各单位：", LEAD, MORE],
    "brief": [TITLE, LEAD],
    "letter": ["致老同志的一封信", "尊敬的各位老同志：", LEAD, MORE, "云河县医院", "2026年2月10日"],
    "speech": ["新年致辞", "尊敬的各位工友：", LEAD, MORE],
    "interview": ["书房里的人", "记者：书房为什么开在老街？", LEAD, "记者：以后有什么打算？", MORE],
    "roundup": ["新书房与旧街", f"{LEAD}（何苗）", f"{MORE}（冷青 温然）", "小学办起科技节。（周小棠）"],
    "photo": [TITLE, "图为书房一角。林知远 摄"],
    "news": [TITLE, "□本报记者 林知远", LEAD, MORE],
}
SILENT = {"notice", "brief", "speech", "roundup", "web"}


@pytest.mark.parametrize("kind", TYPES)
def test_the_type_is_read_from_the_form(kind: str) -> None:
    report = LINTER.lint_text("\n\n".join(TYPES[kind]))
    assert report.document
    assert as_outline(report)["type"] == kind
    assert ("BYL001" in [finding.code for finding in report.findings]) == (kind == "interview")


@pytest.mark.parametrize("kind", [kind for kind in ARTICLE_TYPES if kind != "auto"])
def test_the_type_of_the_desk_counts(kind: str) -> None:
    report = Linter(Config(type=kind)).lint_text(f"{TITLE}\n\n{LEAD}\n\n{MORE}")
    assert as_outline(report)["type"] == kind
    assert ("BYL001" in [finding.code for finding in report.findings]) == (kind not in SILENT)


@pytest.mark.parametrize(
    ("signature", "signed"),
    [(["云河县医院"], True), (["冷青"], True), (["云河县医院", "2026年2月10日"], True), (["一名热心人"], False), ([], False)],
)  # fmt: skip
def test_a_letter_is_signed(signature: list[str], *, signed: bool) -> None:
    assert ("BYL001" in codes("老街该修路灯", "编辑同志：", LEAD, MORE, *signature)) != signed


AROUND = [
    (["致老同志的一封信", "尊敬的各位老同志：", LEAD, MORE, "云河县医院", "2026年2月10日"],
     "headline paragraph paragraph paragraph credit credit"),
    (["新年致辞", "尊敬的各位工友：", LEAD, MORE, "云河县总工会", "主席：冷青", "二〇二六年二月十日"],
     "headline paragraph paragraph paragraph credit credit credit"),
    (["：各位离退休老同志，你们好", LEAD, MORE, "云河县医院"], "paragraph paragraph paragraph credit"),
    (["关于开展读书活动的通知", "各乡镇、各单位：", LEAD, MORE, "附件：1.职工读书活动实施方案", "2.书房管理办法", "云河县总工会", "2026年7月10日"],
     "headline paragraph paragraph paragraph aside aside credit credit"),
    (["点击上方蓝字关注我们↑↑↑", TITLE, "原创 云河发布 今天", LEAD, MORE, "END", "记者丨周小棠", "往期推荐", "石桥镇办起科技节", "县医院添了新设备"],
     "aside headline aside paragraph paragraph aside credit aside aside aside"),
    ([TITLE, "发布时间：2026-07-08", LEAD, MORE, "来源：云河发布", "扫描二维码关注我们", "分享、点赞、在看"],
     "headline aside paragraph paragraph credit aside aside"),
    ([TITLE, LEAD, MORE, "此致", "敬礼", "林知远", "2026年7月10日"],
     "headline paragraph paragraph paragraph paragraph credit credit"),
    ([TITLE, "□本报记者 林知远", LEAD, "附件", "课题组成员", MORE], "headline byline paragraph aside subhead paragraph"),
    ([TITLE, "□本报记者 林知远", LEAD, "往期推荐", MORE], "headline byline paragraph aside paragraph"),
    ([TITLE, "□本报记者 林知远", LEAD, "县医院", MORE], "headline byline paragraph subhead paragraph"),
    ([TITLE, "□本报记者 林知远", LEAD, "点击量创了新高", MORE], "headline byline paragraph subhead paragraph"),
    (["【身边榜样】--云河市医院护士长冷青", "□本报记者 林知远", LEAD], "headline byline paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), AROUND)
def test_what_stands_around_the_words(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected
    assert set(codes(*lines)) <= {"PUN012", "PUN019"}


CITED = "关于印发云河县职工读书活动实施方案和书房管理办法以及志愿者服务管理细则（试行）的通知（云工发〔2026〕14号）"


def test_the_title_of_an_attachment_is_a_citation() -> None:
    notice = ["关于落实读书活动方案的通知", "各单位：", f"现将《{CITED}》转发给你们，请认真贯彻执行。", LEAD]
    signed = ["云河县总工会", "2026年7月10日"]
    assert codes(*notice, "附件", CITED, *signed) == []
    assert codes(*notice, f"{CITED}，请各单位遵照执行。", *signed) != []


PLEA = "要把渠修到田头，让水流到每一块地里，让种粮的人心里有底，这是全镇今年最要紧的一件事"
ASKED = "修渠要听群众的，群众说好才算好。各村要把账算清楚，修一条成一条"


@pytest.mark.parametrize(
    "lines",
    [
        ("把渠修到田头", ASKED, PLEA, f"本报石桥6月1日电 {LEAD}", f"他强调，{PLEA}。"),
        ("把渠修到田头（石桥观点）", ASKED, PLEA, LEAD, MORE),
        ("把渠修到田头", PLEA, f"{LEAD}{MORE}", MORE, MORE),
        ("把渠修到田头", "把账算清楚，把人心算进去", f"{LEAD}{MORE}", f"村民都说，{PLEA}。", MORE),
    ],
)
def test_lines_that_sum_up_under_the_headline_are_decks(lines: tuple[str, ...]) -> None:
    decks = [line for line in lines[1:] if not line.endswith("。")]
    assert roles(*lines).split()[: len(decks) + 1] == ["headline", *["deck"] * len(decks)]
    assert not {"STR003", "DUP003", "DUP009", "PUN021"}.intersection(codes(*lines))


@pytest.mark.parametrize(
    "lead",
    [
        "5月8日，镇里的新书房开门迎客，来了上百名居民，书房里坐得满满当当，志愿者帮助整理书架，也给孩子们讲故事",
        "近日，镇里的新书房开门迎客，来了上百名居民，书房里坐得满满当当，志愿者帮助整理书架，也给孩子们讲故事",
    ],
)
def test_a_lead_that_lost_its_stop_is_no_deck(lead: str) -> None:
    assert "STR003" in codes("新书房开门迎客", "□本报记者 林知远", lead, LEAD, MORE)


def test_a_sentence_over_the_credit_of_a_picture_is_its_caption() -> None:
    caption = "5月8日下午，县委书记季明远在镇里的新书房同居民交谈。"
    for credit in ("本报记者 陶一凡摄", "本报记者 陶 凡摄", "新华社发"):
        lines = ("季明远看望读者", caption, credit, f"本报南岭5月8日电 （记者陶一凡）{LEAD}", MORE)
        assert roles(*lines).split()[:2] == ["headline", "caption"]
        assert not {"PUN021", "BYL003", "DUP001"}.intersection(codes(*lines))


def test_the_letter_above_a_dateline_may_be_told_again_below() -> None:
    letter = f"{PLEA}，镇里、村里、组里的人都要多到地头去，多听群众怎么说，一件一件办好"
    above = ("季明远给石桥镇回信", f"乡亲们：{letter}。", f"本报石桥6月1日电 {LEAD}", f"季明远在信中说，{letter}。")
    assert "DUP009" not in codes(*above)
    assert "DUP009" in codes("石桥镇修渠", f"{LEAD}{letter}。", f"{MORE}{letter}。", MORE)


def test_the_opening_may_sum_up_what_is_said_far_below() -> None:
    passage = f"{PLEA}，镇里、村里、组里的人都要多到地头去，多听群众怎么说，一件一件办好"
    between = ["镇里开了三次会。", "村里走了四户人家。", "县里来过两批人。", "组里量了五条渠。"]
    told = ("石桥镇修渠", f"{passage}。这是镇里定下的事。", LEAD, *between)
    assert "DUP009" not in codes(*told, f"镇长说，{passage}。{MORE}")
    assert "DUP009" in codes("石桥镇修渠", LEAD, *between, f"镇长说，{passage}。", f"书记说，{passage}。{MORE}")


def test_the_space_in_a_name_over_what_the_person_did_is_no_gap() -> None:
    assert "BYL003" not in codes("石桥镇修渠", LEAD, f"{MORE}（本报记者  林知远  方  圆整理）")


def test_a_figure_with_a_space_may_open_a_point() -> None:
    points = ["1、只有好书，生意怎么做？", "2、8 岁学画，成长给了她什么？", "3、面对质疑，该怎么扛过去？"]
    assert "STR001" not in codes("石桥镇访谈", LEAD, *points, MORE)


RAW = [
    (["竞聘公告", LEAD, "岗位职责：", "1.整理书架；", "2.接待读者；", "任职资格：", "1.热心公益；", "2.住在镇上。"],
     "headline paragraph subhead list list subhead list list"),
    ([TITLE, LEAD, "他接着说：", MORE], "headline paragraph paragraph paragraph"),
    (["书房管理办法", LEAD, "二、评选标准：", MORE], "headline paragraph subhead paragraph"),
    (["读书大会通知", LEAD, "一、召开时间", "11月30日晚", "二、召开地点", "镇文化站", "三、注意事项", MORE],
     "headline paragraph subhead list subhead list subhead paragraph"),
    ([TITLE, LEAD, "石桥镇文化站", "2026年6月16日", "又讯", MORE], "headline paragraph credit credit subhead paragraph"),
    ([TITLE, LEAD, "毕业于北坡大学", "2015年9月", "调任站长", MORE], "headline paragraph list list list paragraph"),
    ([TITLE, "作者:教导处 编辑日期:2026-3-25 8:40:23 点击数:", LEAD, MORE], "headline byline paragraph paragraph"),
    ([TITLE, LEAD, MORE, "摘自：云河日报", "时间：2026-5-22 16:29", "链接：https://example.com/a.html"],
     "headline paragraph paragraph credit aside aside"),
    ([TITLE, LEAD, MORE, "文字：周小棠", "审核："], "headline paragraph paragraph credit credit"),
    ([TITLE, LEAD, "图1 书房的平面", MORE, "表2：借书的人", MORE], "headline paragraph caption paragraph caption paragraph"),
    ([TITLE, "□本报记者 林知远", LEAD, "如图1所示，书房分两层。"], "headline byline paragraph paragraph"),
    ([TITLE, "□本报记者 林知远", LEAD, "冷青（右一）、温然（左二）会谈", MORE], "headline byline paragraph caption paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), RAW)
def test_lines_of_raw_copy(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


def test_three_names_over_reports_of_their_words_are_captions() -> None:
    people = {"冷青": "顺义区委书记冷青", "温然": "通州区委书记温然", "顾晓岚": "昌平区总工会主席顾晓岚"}
    words = "运动会办得好，场馆将全年开放，供职工使用。"
    told = [line for name, person in people.items() for line in (person, f"{name}说，{words}")]
    assert "speaker" not in roles(*HEAD, *told)
    own = [line for person in people.values() for line in (person, words)]
    assert roles(*HEAD, *own).split().count("speaker") == 3


def test_a_rule_under_a_paragraph_makes_no_title_of_it() -> None:
    document = LINTER.lint_text(f"# {TITLE}\n\n{LEAD}\n---\n\n{MORE}\n", path="a.md").document
    assert document
    assert [block.role for block in document.blocks] == ["headline", "paragraph", "paragraph"]


PAGES = [
    (["教学楼调整公告[08-12]", "社团课通知[03-27]", "当前位置：首页 > 新闻中心 > 学校公告", "讲座通知", "文章来源： 作者： 发布时间：2026年08月14日 点击数： 次", "关于举办讲座的通知",
      "高三年级同学：", LEAD, "年级管委会", "2026年8月13日", "上一篇：晚自修安排[08-12]", "下一篇：没有了"],
     "aside aside aside headline aside deck paragraph paragraph credit credit aside aside"),
    (["首页>>媒体关注", "校史专栏", "老街新书房的一天", "发布时间：2026-01-27 09:30", LEAD, MORE], "aside headline headline aside paragraph paragraph"),
    ([TITLE, LEAD, "1. 申报类别", "（1）重点课题：研究两年。", "（2）专项课题：研究一年。", "2. 申报对象", MORE],
     "headline paragraph subhead list list subhead paragraph"),
    ([TITLE, LEAD, "图片报道，另发。", "书房检查表.doc", "冷青（镇文化站站长）", "2026年1月20日"],
     "headline paragraph paragraph aside credit credit"),
    ([TITLE, LEAD, "文：新闻部干事 443 王晴", "整理 / 编辑：river"], "headline paragraph credit credit"),
    (["老街新闻 > 往年 > 书房的来历", "书房的来历", LEAD, MORE], "aside headline paragraph paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), PAGES)
def test_the_furniture_of_a_page_is_no_part_of_the_piece(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


@pytest.mark.parametrize("word", ["干部", "文化", "党委", "农业", "高三"])
def test_a_common_word_is_no_name(word: str) -> None:
    assert "speaker" not in roles(TITLE, LEAD, f"五好学生、优秀学生{word}", MORE, f"石桥镇文化站站长{word}", MORE)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([TITLE, "发布时间：2026-07-08", TITLE, LEAD, MORE], "headline aside headline paragraph paragraph"),
        ([TITLE, LEAD, "一、登录方法", "网址：https://example.com/", "二、操作方法", MORE],
         "headline paragraph subhead aside subhead paragraph"),
        ([TITLE, LEAD, "男子冠军：何小川、方小满", MORE], "headline paragraph list paragraph"),
        ([TITLE, LEAD, "时间：一个难题", MORE], "headline paragraph list paragraph"),
        ([TITLE, LEAD, "殷殷寄语：让书香满街", MORE], "headline paragraph subhead paragraph"),
        ([TITLE, "2026年6月", LEAD, MORE], "headline aside paragraph paragraph"),
        ([TITLE, LEAD, "文字 / 头图：石桥镇团委", "阅读全文"], "headline paragraph credit aside"),
    ],
)  # fmt: skip
def test_lines_of_pages(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([TITLE, LEAD, "点击文件 -> 新建 -> 源代码", MORE], "headline paragraph subhead paragraph"),
        ([TITLE, LEAD, "讲座主题：老街的书房", MORE], "headline paragraph list paragraph"),
        ([TITLE, LEAD, "集团德育处、团委", "2026年6月2日", MORE, LEAD], "headline paragraph credit credit paragraph paragraph"),
        ([TITLE, LEAD, MORE, "小明 写于2026年9月18日"], "headline paragraph paragraph credit"),
    ],
)  # fmt: skip
def test_more_lines_of_pages(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


@pytest.mark.parametrize("line", ["女排逆转对手[25-23]", "活动时间：2026年7月15日 14:00", "返回家乡", "分享书房的快乐"])
def test_a_line_like_a_button_is_text(line: str) -> None:
    assert "aside" not in roles(TITLE, LEAD, line, MORE, LEAD, MORE)


@pytest.mark.parametrize("tail", [["2026年7月8日"], ["审核："], ["编辑 / 排版：river"]])
def test_neither_a_day_nor_the_desk_is_an_author(tail: list[str]) -> None:
    assert roles(TITLE, LEAD, MORE, *tail).split()[-1] == "credit"
    assert codes(TITLE, LEAD, MORE, *tail) == ["BYL001"]


def test_the_figures_of_a_table_are_no_verse() -> None:
    rows = [cell for number in "12345" for cell in (number, "理工", "490", "548", "文史", "540")]
    assert "verse" not in roles("录取分数一览", LEAD, *rows)


@pytest.mark.parametrize("time", ["08:05——", "约06:30——", "【19:35】", "21:30 "])
def test_lines_of_a_timeline_are_a_list(time: str) -> None:
    lines = [f"{time}志愿者来到新书房，帮助整理书架，也给孩子们讲故事"] * 3
    assert "STR003" not in codes("新书房的一天", LEAD, *lines, MORE)


@pytest.mark.parametrize(
    "ending",
    ["（編譯：陶一凡）1150714", "镇文化站提供", "AP圖片", "巴士報記者攝", "©网络", "☆", "▼", "｜石桥", "图源：石桥"],
)
def test_endings_of_credits_need_no_stop(ending: str) -> None:
    assert "STR003" not in codes("新书房的一天", LEAD, f"居民来看书，书房里坐得满满当当。{ending}", MORE)


@pytest.mark.parametrize(
    "caption", ["资料图：居民在老街口等着书房开门。", "老人和孩子在书房门口合影，身后是新挂的牌子。"]
)
def test_a_sentence_between_headline_and_dateline_is_the_caption_of_a_picture(caption: str) -> None:
    lines = (TITLE, caption, f"本报石桥5月8日电 {LEAD}", MORE)
    assert roles(*lines).split()[:2] == ["headline", "caption"]
    assert "PUN021" not in codes(*lines)
    assert "PUN021" in codes(f"{TITLE}。", f"本报石桥5月8日电 {LEAD}", MORE)
