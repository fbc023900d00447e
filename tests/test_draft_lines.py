"""Whole drafts of every kind: the role of each line, and silent rules."""

from __future__ import annotations

import pytest
from story import LEAD, LINTER, MORE, TITLE, codes, roles

from zhlint.config.model import Config
from zhlint.config.values import ARTICLE_TYPES
from zhlint.linter import Linter
from zhlint.reports.outlines import as_outline

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
    ([TITLE, "本文为「云河周报」原创内容", LEAD, MORE, "本文为原创内容，版权归「云河周报」所有。欢迎文末分享、点赞！未经许可，严禁转载。"],
     "headline aside paragraph paragraph aside"),
    ([TITLE, "本文为原创作品的保护提三点建议，都是书房里的人想到的。", LEAD], "headline paragraph paragraph"),
    ([TITLE, "江口区育才幼儿园     作者：周小棠", LEAD, MORE], "headline byline paragraph paragraph"),
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
        ([TITLE, LEAD, "点击文件 -> 新建 -> 源代码", MORE], "headline paragraph subhead paragraph"),
        ([TITLE, LEAD, "讲座主题：老街的书房", MORE], "headline paragraph list paragraph"),
        ([TITLE, LEAD, "集团德育处、团委", "2026年6月2日", MORE, LEAD], "headline paragraph credit credit paragraph paragraph"),
        ([TITLE, LEAD, MORE, "小明 写于2026年9月18日"], "headline paragraph paragraph credit"),
    ],
)  # fmt: skip
def test_lines_of_pages(lines: list[str], expected: str) -> None:
    assert roles(*lines) == expected


@pytest.mark.parametrize("line", ["女排逆转对手[25-23]", "活动时间：2026年7月15日 14:00", "返回家乡", "分享书房的快乐"])
def test_a_line_like_a_button_is_text(line: str) -> None:
    assert "aside" not in roles(TITLE, LEAD, line, MORE, LEAD, MORE)


def test_the_figures_of_a_table_are_no_verse() -> None:
    rows = [cell for number in "12345" for cell in (number, "理工", "490", "548", "文史", "540")]
    assert "verse" not in roles("录取分数一览", LEAD, *rows)


@pytest.mark.parametrize("time", ["08:05——", "约06:30——", "【19:35】", "21:30 "])
def test_lines_of_a_timeline_are_a_list(time: str) -> None:
    lines = [f"{time}志愿者来到新书房，帮助整理书架，也给孩子们讲故事"] * 3
    assert "STR003" not in codes("新书房的一天", LEAD, *lines, MORE)
