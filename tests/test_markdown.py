"""Markdown: the same structure as plain text, with all but prose masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PROSE

import zhlint
from zhlint.config.model import Config
from zhlint.reading import parse

if TYPE_CHECKING:
    from conftest import Newsroom


BODY = "全市各级工会认真学习会议精神，把思想和行动统一起来。各单位表示，要再立新功。"


def outline(text: str) -> list[tuple[str, str]]:
    document = parse(text, markdown=True)
    return [(block.role, document[block]) for block in document.blocks]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("# 江城**再**出发 #\n\n" + BODY, [("headline", "江城再出发"), ("paragraph", BODY)]),
        ("江城再出发\n===\n\n" + BODY, [("headline", "江城再出发"), ("paragraph", BODY)]),
        ("# 江城\n\n## 凝聚力量\n\n" + BODY, [("headline", "江城"), ("subhead", "凝聚力量"), ("paragraph", BODY)]),
        ("# 江城\n\n——侧记\n\n□本报记者 *钱一鸣*\n\n" + BODY,
         [("headline", "江城"), ("deck", "——侧记"), ("byline", "□本报记者 钱一鸣"), ("paragraph", BODY)]),
        ("> 引文**一**句。\n> 再引一句。", [("quotation", "引文一句。"), ("quotation", "再引一句。")]),
        ("- 甲项\n- 乙项", [("list", "甲项"), ("list", "乙项")]),
        ("1. 甲项\n2. 乙项", [("list", "甲项"), ("list", "乙项")]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", [("table", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |")]),
        ("见[网站](https://example.com/a_b)消息。", [("paragraph", "见网站消息。")]),
        ("![现场](a.png)\n\n图为现场。", [("caption", "图为现场。")]),
        # A line goes on in the next where that opens with a mark, or an open bracket is closed there.
        ("头一件**是修路**\n，第二件**是修桥**\n。" + BODY, [("paragraph", "头一件是修路，第二件是修桥。" + BODY)]),
        ("**修路的账**\n：修路用了三个月，一天也没有停。", [("paragraph", "修路的账：修路用了三个月，一天也没有停。")]),
        # Converters of pages break the address of an image at a hyphen.
        (BODY + "\n\n![](https://example.com/a-\nb/1000)_老街口的口袋公园_\n\n" + BODY,
         [("paragraph", BODY), ("caption", "老街口的口袋公园"), ("paragraph", BODY)]),
        ("一\\*二*三*四。", [("paragraph", "一*二三四。")]),
        ("他说**“再出发”**很好。", [("paragraph", "他说“再出发”很好。")]),
        ("五*六，七 * 八。", [("paragraph", "五*六，七 * 八。")]),
        ("　\n甲。\n　\n乙。", [("paragraph", "甲。"), ("paragraph", "乙。")]),
        ("___\n\n" + BODY, [("paragraph", BODY)]),
        ("## 昌平区总工会主席 钱一鸣\n\n**凝聚力量**\n\n" + BODY,
         [("speaker", "昌平区总工会主席 钱一鸣"), ("subhead", "凝聚力量"), ("paragraph", BODY)]),
    ],
)  # fmt: skip
def test_blocks(source: str, read: list[tuple[str, str]]) -> None:
    assert outline(source) == read
    assert outline(source.replace("\n", "\r\n")) == [(role, words.replace("\n", "\r\n")) for role, words in read]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_brackets_of_a_dateline_may_be_closed_in_the_next_line(end: str) -> None:
    document = parse(f"# 江城{end}{end}【江城报记者 钱一鸣{end}孙二娘】{BODY}", markdown=True)
    assert [name.text for credit in document.credits for name in credit.names] == ["钱一鸣", "孙二娘"]
    assert [block.role for block in document.blocks] == ["headline", "dateline", "paragraph"]


@pytest.mark.parametrize(
    ("source", "masked"),
    [
        ("运行`zhlint`命令。", ["zhlint"]),
        ("运行``a`b``命令。", ["a`b"]),
        ("见<https://example.com>网页。", ["<https://example.com>"]),
        ("换行<br>继续&nbsp;写。", ["<br>", "&nbsp;"]),
        ("```\n代码，代码\n```", ["```\n代码，代码\n```"]),
        ("<div>\n<br>\n</div>", ["<div>\n<br>\n</div>"]),
        ("<p>甲<b>乙</b>&nbsp;丙</p>", ["<b>", "</b>", "&nbsp;"]),
        ("行内<code>码,一</code>文字", ["<code>码,一</code>"]),
        ("<!-- 备注 -->", ["<!-- 备注 -->"]),
    ],
)
def test_what_is_no_prose_is_masked(source: str, masked: list[str]) -> None:
    document = parse(source, markdown=True)
    assert [document.text[span.start : span.end] for span in document.masked] == masked


def test_a_line_end_inside_a_paragraph_is_no_paragraph() -> None:
    first, second = BODY[:16], BODY[16:]
    assert outline(f"{first}\n{second}") == [("paragraph", BODY)]
    assert outline(f"江城再出发\n□本报记者 钱一鸣\n{BODY}") == [
        ("headline", "江城再出发"),
        ("byline", "□本报记者 钱一鸣"),
        ("paragraph", BODY),
    ]


def test_positions_lead_back_through_what_was_left_out() -> None:
    source = "# 标题\n\n> 见**[江城](http://a.example/b)**消息。\n"
    document = parse(source, markdown=True)
    at = document.text.index("江城消息")
    span = document.to_source(at, at + 4)
    assert source[span.start : span.end] == "江城](http://a.example/b)**消息"


LINTER = zhlint.Linter(Config(preset="full"))


# What the publishing tools add, in its line; with a mark of prose beside it that is to be mended.
DIALECTS = (
    "公式$a,b$", "公式$$a,中_1$$", "公式\\(甲_1,T2\\)", "公式\\\\(a,b\\\\)", "公式\\[a,b\\]", "[[石桥古街,旧影|石桥古街]]", "![[灯会,夜景.png]]",
    "((20240501 '夜读,活动'))", '((20240501-ab12 "夜读,活动"))', '{{< figure title="石桥,晨光" >}}', "{{% 提示,一 %}}", "{% asset_img a.png 图,一 %}",
    "{{ site.标题,一 }}", "{# 备注,一 #}", "{#石桥,一}", '{.引文 style="a,b"}', "{/* 备注,一 */}", "%%备注,勿发%%", "<Tabs items={['甲,一','乙']}>", "<img src=”图,一.jpg”>",
    '<a title="甲,一">', "<code>码,一</code>", "<!-- 备注,一 -->", "https://example.com/中文,路径 ", "https://example.com/a?q=中,文#一 ", "www.example.com/a,b",
    "[网站](https://example.com/中,文)", "[网站][一]", "![灯,会](a.png)", "脚注[^甲,一]", "`码,一`", "&nbsp;", "**游戏里面。** ", " **“石桥”**", "**奖项：** ",
    ":rainbow:", ":+1:", ":heavy_minus_sign:", ":100:",
)  # fmt: skip
HALF = str.maketrans("，！？：", ",!?:")


#: Some of them stand among the words of HTML as well.
IN_HTML = (
    '{{< figure title="石桥,晨光" >}}', "{% asset_img a.png 图,一 %}", "<%= 标题,一 %>", "[[石桥,旧影]]", "%%备注,勿发%%",
    "\\(甲_1,T2\\)",
)  # fmt: skip
PARAGRAPH = '{}\n\n[一]: https://example.com/中,文 "题,一"\n'
HTML = "<div>\n{}\n</div>\n"


@pytest.mark.parametrize(
    ("mark", "draft"), [*((mark, PARAGRAPH) for mark in DIALECTS), *((mark, HTML) for mark in IN_HTML)]
)
def test_a_mark_is_left_alone_and_the_prose_beside_it_is_mended(newsroom: Newsroom, mark: str, draft: str) -> None:
    text = f"{PROSE}\n\n{draft.format(f'人们来了,看{mark}有人看热闹,有人说笑。')}"
    path = newsroom.write("a.md", text)
    newsroom.zhlint("fix", "--unsafe", "a.md", "--no-config", "--select", "PUN,CHR,NUM")
    assert path.read_text(encoding="utf-8") == text.replace("来了,", "来了，").replace("热闹,", "热闹，")


@pytest.mark.parametrize(
    "prose",
    [
        "这本书$5,那本书$6,都不贵。", "书5$,报6$,都不贵。", "收成增长5%%,开支下降3%%,好。", "若a<b,就取c>d,再算。", "石桥\\(镇,上\\)的人来了。", "这里[[站]](http://a.example)人多,热闹。",
        "((夜读,活动))很好,人多。", "{大家,都来}看。", "见https://example.com/a,再说,好。", "见https://example.com,再说。", "见(https://example.com/a)再,说。", "见(https://example.com/中文)再,说。", ":::石桥,好。", "术语,一\n\n： 解释,二", "!!!太好了,来吧。",
        "???为什么,谁说的。", "一百元$,两百元,好。", "[^1] 说,好。", "%% 说,好。", "{{ 说,好。", "\\( 说,好。", "$ 说,好。", "[[ 说,好。", "{% 说,好。", "=== 说,好。",
        "说:a,好:b。", "比分3:2,好。", "说:Rainbow,好:。",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_prose(newsroom: Newsroom, prose: str) -> None:
    path = newsroom.write("a.md", f"{PROSE}\n\n{prose}\n")
    newsroom.zhlint("fix", "a.md", "--no-config", "--select", "PUN001")
    mended = path.read_text(encoding="utf-8")
    assert "," not in mended.replace("://", "")
    assert mended.translate(HALF) == f"{PROSE}\n\n{prose}\n".translate(HALF)


@pytest.mark.parametrize(
    ("prose", "fixed"),
    [
        ("音频库(https://example.com/a)里人多。", None),
        ("音频库（见 https://example.com/a)里人多。", None),
        ("网址 https://example.com/a,人多。", None),
        ("网址：https://example.com/a, 人多。", None),
        ("网址 www.example.com/a,人多。", None),
        ("网址https://example.com/a,人多。", "网址https://example.com/a，人多。"),
        ("网址 https://example.com/a 人多,好。", "网址 https://example.com/a 人多，好。"),
        ("[网址](https://example.com/a),人多。", "[网址](https://example.com/a)，人多。"),
        ("<https://example.com/a>,人多。", "<https://example.com/a>，人多。"),
    ],
)
def test_a_mark_beside_an_address_that_becomes_a_link_is_asked_for(prose: str, fixed: str | None) -> None:
    text = f"{PROSE}\n\n{prose}\n"
    assert zhlint.fix(text, path="a.md", config=Config()).text == f"{PROSE}\n\n{fixed or prose}\n"
    assert LINTER.lint_text(text, path="a.md").findings


POST = """\
import 页签,甲 from '@theme/Tabs';

# 石桥镇的夜读

:::tip 提示,一
容器,里面
:::

!!! note "编者按,一"
    容器,里面

??? tip "更多,一"

    容器,里面

=== "页签,一"

    容器,里面

{% note 提示,一 %}
容器,里面
{% endnote %}

{% raw %}
代码,一

代码,一
{% endraw %}

$$
a,中

b,中
$$

\\[
a,中
- b,中
\\]

\\begin{align}
a,中
\\end{align}

%%
备注,一

备注,一
%%

术语,里面
:   解释,里面

    解释,里面

[^1]: 脚注,里面

    脚注,里面

<p align="甲,一">正文,里面<b title="甲,一">正文,里面</b></p>

<ul><li>正文,里面</li></ul>

<pre>
代码,一
</pre>

| 表,里面 | $a,中_1$ |
|---|---|
| [[词,一]] | 表,里面 |

> 引文,里面

{{< figure
  title="图,一"
>}}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_block_of_a_post_is_read_and_its_scaffolding_left_alone(newsroom: Newsroom, end: str) -> None:
    text = f"{POST}\n{PROSE}\n".replace("\n", end)
    path = newsroom.write("a.md", text.encode())
    ran = newsroom.zhlint("fix", "a.md", "--no-config", "--select", "PUN001")
    assert path.read_bytes().decode() == text.replace(",里面", "，里面")
    assert (
        ran.out
        == f"a.md: 改了 {text.count(',里面')} 处（PUN001 {text.count(',里面')}）\n改了 1 个文稿 {text.count(',里面')} 处。\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[他想说…](/a)\n", "[他想说……](/a)\n"),
        ("**他想说…**\n", "**他想说……**\n"),
        ("“…**你好**”\n", "“……**你好**”\n"),
    ],
)
def test_what_is_added_to_a_mark_stays_on_its_side_of_the_markup(newsroom: Newsroom, before: str, after: str) -> None:
    path = newsroom.write("a.md", f"{PROSE}\n\n{before}")
    newsroom.zhlint("fix", "a.md", "--no-config", "--select", "PUN010")
    assert path.read_text(encoding="utf-8") == f"{PROSE}\n\n{after}"


def test_what_notes_and_definitions_say_has_its_role() -> None:
    assert outline(f"{BODY}[^1]\n\n[^1]: 脚注一句。\n\n术语\n: 解释一句。") == [
        ("paragraph", BODY), ("note", "脚注一句。"), ("list", "术语"), ("list", "解释一句。"),
    ]  # fmt: skip


def test_code_of_the_page_above_a_headline_leaves_it_one() -> None:
    source = f"import 甲 from '乙';\n\n<div>\n<br>\n</div>\n\n# 江城再出发\n\n{BODY}"
    assert [role for role, _ in outline(source)] == ["code", "code", "headline", "paragraph"]


OPENINGS = (
    "---", "+++", "---\ntitle: 书房", "***", "--- ", "- - -", "```", "{", "<!--", "> ---", "%%", ":::tip", "$$", "\\[", "{% raw %}", "{{<", "<p>",
    "!!! note", '=== "题"', "\\begin{align}", "[^1]:", "术语\n: 解释",
)  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_what_opens_at_the_top_and_never_closes_takes_no_longer_than_a_paragraph(newsroom: Newsroom, end: str) -> None:
    for at, opening in enumerate(OPENINGS):
        text = "\n".join([opening, *["今天天气很好，我们出去走走。"] * 60])
        newsroom.write(f"{at}.md", text.replace("\n", end))
    # A process has a minute; what takes twice as long with every line would need days.
    ran = newsroom.process("check", ".", "--no-config", "--fail-on", "never")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    "piece",
    [
        "\\[\n",
        "$$a\n\n",
        "{{\n",
        "{%\n",
        "{% raw %}\n",
        "%%\n\n",
        "\\begin{align}\n",
        "<!--",
        "<p>\n<!--",
        "<script>",
        "<p>\n<pre>",
        '<a "',
        "<Tabs a={",
        "[[",
        "((a 'b",
        "!!中",
        ">!中\n",
    ],
)
def test_marks_that_are_never_closed_are_read_once(newsroom: Newsroom, piece: str) -> None:
    newsroom.write("a.md", f"{piece * (12_000 // len(piece))}\n\n{PROSE}\n")
    # A process has a minute; looking for the end of each anew would take more.
    ran = newsroom.process("outline", "a.md", "--no-config")
    assert (ran.code, ran.err) == (0, "")


EMPTY = (
    "---\ntitle: 关于我们\n---\n",
    "---\n标题: 关于我们\n---\n\n![馆舍](a.png)\n",
    "---\ntitle: 关于我们\n---\n\n#\n",
    "---\ntitle:\n---",
    "---\n---\n",
    "---\ntitle: 关于我们\n---\n<!-- -->\n",
    "",
    "#",
    "![](a.png)",
)


@pytest.mark.parametrize("text", EMPTY)
def test_a_post_without_words_is_read(text: str) -> None:
    for source in (text, text.replace("\n", "\r\n")):
        assert {block.role for block in parse(source, markdown=True).blocks} <= {"frontmatter", "code", "headline"}


def test_a_line_of_odd_blanks_between_words_and_a_mark_divides_them() -> None:
    assert outline(f"{BODY[:20]}\n \xa0\n`a + b`") == [("paragraph", BODY[:20]), ("code", "a + b")]


def test_a_line_goes_on_where_its_bracket_is_closed_below() -> None:
    lines = ("镇里请来园艺师安娜（Anna", "Lind）和三名花匠，每周来两天，教居民修枝")
    assert outline("\n".join(lines)) == [("paragraph", "\n".join(lines))]
