"""Safe fixes mend only certain errors; a person decides on the others."""

from __future__ import annotations

import pytest
from conftest import PROSE

from zhlint import lint
from zhlint.config.model import Config
from zhlint.fixing.fixer import Scan, fix_all
from zhlint.linter import Linter

LINTER = Linter(Config(preset="full", select=("PUN", "CHR", "NUM", "STR005", "WRD001")))


def mended(text: str) -> str:
    def find(now: str) -> Scan:
        return Scan(LINTER.lint_text(f"{PROSE}\n{now}").findings)

    return fix_all(f"{PROSE}\n{text}", lambda now: find(now.removeprefix(f"{PROSE}\n"))).text.removeprefix(f"{PROSE}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("代表入场,会议开始.", "代表入场，会议开始。"),
        ("会议充分肯定了前期工作.他们表示再接再厉.", "会议充分肯定了前期工作。他们表示再接再厉。"),
        ('小读者说"我喜欢这里".', '小读者说"我喜欢这里"。'),
        ("他说：“下次再来.”大家笑了。", "他说：“下次再来。”大家笑了。"),
        ("真的吗???我不信。", "真的吗？？？我不信。"),
        ("谁来值班?", "谁来值班？"),
        ("他想说...又停下。", "他想说……又停下。"),
        ("她来了--带着书。", "她来了——带着书。"),
        ("他进了城......7月3日才回来。", "他进了城……7月3日才回来。"),
        ("画家马克．罗斯科到会。", "画家马克·罗斯科到会。"),
        ("会议结束，，代表离场、、各自回家。", "会议结束，代表离场、各自回家。"),
        ("各街道(园区)和世界卫生组织(WHO)到会。", "各街道（园区）和世界卫生组织（WHO）到会。"),
        ("国内生产总值GDP(现价)增长。", "国内生产总值GDP（现价）增长。"),
        ("国发(2023)5号文件。", "国发〔2023〕5号文件。"),
        ("筹备“3.15”晚会。", "筹备“3·15”晚会。"),
        ("来了20几人，增幅10～20%。", "来了二十几人，增幅10%～20%。"),
        ("会议定在星期3，正月15，看灯。", "会议定在星期三，正月十五，看灯。"),
        ("把服务送到一线， 大家都说好 。", "把服务送到一线，大家都说好。"),
        ("春天到了--柳树发了芽，只有一样--那口老井没变。", "春天到了——柳树发了芽，只有一样——那口老井没变。"),
        ("会议\u200b开始。", "会议开始。"),
    ],
)
def test_what_is_certain_is_mended(text: str, expected: str) -> None:
    assert mended(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # a point that is no full stop
        "来了阿依古丽.买买提、扎西.多吉和卡尔.马克思。",
        "他读了《史记.项羽本纪》和《水调歌头.明月几时有》。",
        "八一.三七页，一.五米，三.五亿元，零.五个百分点。",
        "推进“十四.五”规划，纪念“一.二八”。",
        "办法有：一.读书多；二.朋友多。",
        "网址是夜读.公益，见附表一.二。",
        "图书管理员.志愿者.居民代表都到会发了言。",
        "[1]王小明.论阅读[J].书房.",
        "附图一.\n说明见后。",
        "纪念“五.四”和“九·一八”。",
        # a full-width point, an interpunct, a dash
        "图书馆的灯亮了．居民陆续走进来．",
        "主要工作•抓宣传•促落实，地点：礼堂●时间：三点。",
        "先师–孔子的像，洪崖路―乐祖路。",
        "工作时间9:00--17:00，前三排（1）--（16）。",
        # lost characters
        "图书馆???开放，读者??到来，城?区的馆长?小明说，??路12号。",
        "混进了\ufffd，锟斤拷锟斤拷，又有烫烫烫烫。",
        "你去?我在楼下。",
        # dots that lead, fill or belong to a formula
        "第一章......3\n签名..........\n前言………………1",
        "取1，2，…，n。",
        # faces, programs, formulas
        "大家很开心(^_^)回家，笑脸:-)送给馆员，哭了(T_T)。",
        "到了县城要去坐坐 : ) 这是老程说的（他总爱这样写 : )）。",
        "调用print(你好)，概率P(事件)，设为\\(T1\\)，版权所有(c)2023。",
        "RSAL=(稳定水平 - 最低水平)/(最高水平)，K2等于(K1-3万)*6%。",
        # numbers
        "写2).5亿个int，提高.5个百分点，全班48，120元班费。",
        "取100，200，300元，每户5至10万元，每星期3、5开门。",
        "第０八年，腊月5斤肉，第5台山地车。",
        "一、二等奖之外，三、四名为二等奖。",
        "发生“5.8”级地震，破获三.五大案。",
        # lists and house styles
        "只有看、等、靠，推荐《甲报》、《乙报》。",
        "杭政储出[2023]112号地块，招标编号（2023）12号。",
        "产品有、、、、等，名单，，，略。",
        # blanks that part something
        "到会的有方一苇\u00a0陈小满，郑爽 摄大坝成库后，川江成为历史。".replace("\u00a0", " "),
        "会议结束。　　下一段从这里开始，各地都在办。",
        "老街热闹起来 大家都来看，送清凉 丝丝关怀入人心。",
        "中新网杭州5月1日电 (方一苇)一座旧厂房改成了书店。",
        # markup
        "<table><tr><td>南粳9108</td><td>12,000</td></tr></table>",
        "代码写作<img src=a.png>，空格是&nbsp;。",
        "故事到这里就讲完了。（完）",
        # a connector: a range, a joint undertaking, a compound
        "施工从东桥村--西桥村，属于写实--写意画法，江城大学--江城一中共建班开班。",
        # the marks of an interval, of a row of data, of a list of literature
        "分成(3，5]和[6，9)两段，写入一行(a,b,c)，两行数据是(1, “甲”, 10, “乙”)。",
        "[3] 林海. 团支部(书友会)读书活动[EB/OL]. 县图书馆网站, 2023-05-02.",
        # leaders, the name of a command, what is left of an entity
        "14:00致辞......周立宁教授",
        "点开【另存为…】，再点【导出...】。",
        "学习优?quot;好邻居。",
        "李文, & 方一苇. (2016). 夜读. (林海, Trans.). 江城出版社.",
        "早睡的人更精神(Wood等, 2019; Lee和Hill, 2020)，也更快活（Wood 等, 2019）。",
        "江城评论, 8(6), 88-112.",
        "桥边的人, mp.example.com/s/abc, 2020.",
        "[4] 林海. (2013). 桥的一生(第6版). _江城书店_.",
        "[3] 林海等. 桥的一生. 江城书店, 2015.",
        "保存后$form['name'] = trim($form['name']); $page->save(); 再看。",
        "吧，我没有啥关系（ ・ω・)=つ，明天见。",
        # one of several marks, of which another may be meant
        "饭送得很晚,.汤也凉了。",
        "难得很 ;;;没人管。",
        # a number of a list in a line
        "房间没有打扫好很气愤2.由于住了多次，前台都认得我。",
        # a ratio, a formula
        "子代中红花雄株:红花雌株:白花雄株=2:1:1。",
        "序列为1,2,⋯,n，一年后是(1.01 - 损耗)³⁶⁵。",
        # citations with a page, without a comma, of Chinese authors
        "采集者的收成更多(Lin,1979:204)，分工很早就有(Lin and Fang 1975; Shen2004)，另见(林海 1964)。",
        "前人说过(Lin 等人，2019 年)，又有人说过(Fang et al., 2021; 林海 等, 2020)，另见(林海, 方一苇, 2017)。",
        "Lin, 1995, “Bridges and Rivers”.",
        "林海,and 方一苇",
        # Japanese
        "原题是新番組…「花の駅」が教えた５つの秘密。",
        # marks that are quoted, faces, a lost character
        "她只回了一串“！！！！！”。",
        "睡得正香（＾＿＾）ｖ",
        "饭送到时已经凉了--",
        "我晕--，饭又送错了。",
        "动手术的时候，--定要选好医院。",
        "第二手总不如(n+1)手、(n-1)手，切口是3'──CTTAA↑G──5'。",
        # a list that has lost an item
        "货架上摆了 、茶叶、竹器，样样都好。",
        # words that stand so in old books
        "人有四端，犹其有四体也。",
        # two people
        "他译过贝克．彼得罗夫等人的书。",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_no_break_space_becomes_a_space() -> None:
    assert mended("到会的有方一苇\u00a0陈小满\u00a0何青山三位。") == "到会的有方一苇 陈小满 何青山三位。"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("图书馆???开放，读者??到来。", ["CHR007", "CHR007"]),
        ("城?区的馆长?小明说。", ["CHR007", "CHR007"]),
        ("纪念“五.四”，回望五.四运动。", ["PUN015", "PUN015"]),
        ("约三.五亿元，“十四.五”规划。", ["PUN001", "PUN001"]),
        ("网页上说<p>好</p>。" * 5, ["CHR005"]),
    ],
)
def test_a_fault_is_one_finding(text: str, codes: list[str]) -> None:
    config = Config(preset="full", select=("PUN", "CHR"))
    assert [finding.code for finding in lint(f"{PROSE}\n{text}", config=config)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('他说："夜读很好。”馆长答："是的。”', ["PUN003", "PUN003"]),
        ('“夜读"很好，"晨读”也好。', ["PUN003", "PUN003"]),
        ("“夜读很好。“馆长说，”晨读也好。”", ["PUN006"]),
        ("笑脸:-)送给馆员，眨眼;)也行。", []),
        ("下次要去坐坐 : ) 老程这样写。", []),
        ("大家高兴，就在书房坐下来，笑声也多了。“", ["PUN004"]),
    ],
)
def test_a_slip_of_quotes_is_told_by_the_rule_that_knows_it(text: str, codes: list[str]) -> None:
    config = Config(preset="full", select=("PUN", "STR003"))
    assert [finding.code for finding in lint(f"{PROSE}\n{text}", config=config)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "他说：“\n我们坚持先普查，再登记。",
        "县里推进平安建设\n”的做法，得到好评。",
        "学习习近平新时代中国特色社会主义思\n大家都说好。",
        "他们说要增\n“四个意识”要强，大家都说好。",
        "全厂职工說好\n大家都来看，收到了東西。",
    ],
)
def test_line_ends_of_either_kind_give_the_same(text: str) -> None:
    linter = Linter(Config(preset="full"))
    one, other = (
        [(finding.code, finding.message, finding.line, finding.column) for finding in linter.lint_text(draft).findings]
        for draft in (f"{PROSE}\n{text}", f"{PROSE}\n{text}".replace("\n", "\r\n"))
    )
    assert one == other
