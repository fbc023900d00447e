"""No fix changes the structure of a Markdown draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_properties import PIECES, unhurried

import zhlint
from zhlint.config.model import Config
from zhlint.finding import Finding, FindingFix, Place, Replacement
from zhlint.fixing.edits import apply_edits
from zhlint.fixing.fixer import Scan, fix_all
from zhlint.fixing.guard import guard_round
from zhlint.reading.markdown.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Newsroom
    from markdown_it.token import Token


def finding(text: str, old: str, new: str, safety: str = "safe") -> Finding:
    """A finding whose fix replaces every `old` of the text by `new`."""
    starts = [at for at in range(len(text)) if text.startswith(old, at)]
    edits = [Replacement(Place(at, at + len(old), 1, at + 1, 1, at + len(old) + 1), new) for at in starts]
    return Finding("HSE001", "x", "error", "", old, edits[0].place, fix=FindingFix(safety, tuple(edits)))


BREAKING = [
    ("**看灯会。** 有人来", "** ", "**"),
    ("- 甲项\n- 乙项", "- 乙", "—乙"),
    ("见[网站](https://example.com/a)。", "](", "]（"),
    ("见[网站](https://example.com/a,b)。", "a,b", "a，b"),
    ("见[网站][一]。\n\n[一]: https://example.com/a", "[一]:", "[一]："),
    ("1. 甲项\n2. 乙项", "1. ", "1．"),
    ("# 灯会", "# ", "#"),
    ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", "---|---", "——|——"),
    ("换行<br>继续", "<br>", "〈br〉"),
    ("用`a,b`表示", "a,b", "a，b"),
    ("用`a`表示", "`", "‘"),
    ("```\n代码\n```", "```", "…"),
    ("> 引文", "> ", ">>"),
    ("上段\n\n下段", "\n\n", "\n"),
    ("![灯](灯,一.png)", "灯,一", "灯，一"),
    ("甲\n---", "---", "——"),
    ("\\*星\\*", "\\*", "*"),
    ("每场3\\~5小时", "~", "～"),
    ("大家说\\[好\\]", "]", "］"),
    ("见<https://example.com/a>", "<", "《"),
    ("---\ntitle: 灯会\n---\n正文", "title:", "title："),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("text", "old", "new"), BREAKING, ids=[text for text, _, _ in BREAKING])
def test_a_fix_that_changes_the_structure_is_not_made_and_those_beside_it_are(
    text: str, old: str, new: str, end: str
) -> None:
    text, old, new = (some.replace("\n", end) for some in (f"{text}\n\n菜场,街口。\n", old, new))
    good, bad = finding(text, "菜场,", "菜场，"), finding(text, old, new)
    done = guard_round(text, [bad, good], skeleton)
    assert done.breaking == (bad,)
    assert done.round.text == text.replace("菜场,", "菜场，")


WORDS = [
    ("**菜场,街口。** 有人来", "场,街", "场，街"),
    ("- 菜场,街口", ",", "，"),
    ("见[网站,二](https://example.com/a)。", "站,二", "站，二"),
    ("# 菜场,街口", ",", "，"),
    ("> 菜场,街口", ",", "，"),
    ("*菜场*,街口", ",", "，"),
    ("`码`,街口", ",", "，"),
    ("<b>菜场</b>,街口", ",", "，"),
    ("\\*菜场\\*,街口", ",", "，"),
    ("2\\. 菜场,街口", ",", "，"),
    ("菜场,街口\n再说", ",", "，"),
    ("---\ntitle: 灯会\n---\n菜场,街口", ",", "，"),
    ("| 甲,一 | 乙 |\n|---|---|\n| 丙 | 丁 |", ",", "，"),
]


@pytest.mark.parametrize(("text", "old", "new"), WORDS, ids=[text for text, _, _ in WORDS])
def test_a_fix_of_the_words_alone_is_made(text: str, old: str, new: str) -> None:
    only = finding(text, old, new)
    done = guard_round(text, [only], skeleton)
    assert (done.round.text, done.breaking) == (text.replace(old, new), ())


def test_one_bad_fix_in_a_long_block_takes_no_good_one_back() -> None:
    items = [f"- **第{at}场。** 灯会,街口{at}" for at in range(60)]
    text = "\n".join(items)
    good = [finding(text, f",街口{at}", f"，街口{at}") for at in range(10, 60)]
    bad = [finding(text, f"第{at}场。** ", f"第{at}场。**") for at in (11, 12, 40)]
    done = guard_round(text, [*good, *bad], skeleton)
    assert {*done.breaking} == {*bad}
    assert done.round.text.count("，") == 50


def test_a_fix_taken_back_leaves_room_for_one_that_it_overlapped() -> None:
    text = "**看灯会。** 有人来"
    bad, good = finding(text, "。** ", "。**"), finding(text, "有人来", "有人去")
    over = finding(text, " 有人", " 没人")
    done = guard_round(text, [bad, over, good], skeleton)
    assert done.breaking == (bad,)
    assert done.round.text == "**看灯会。** 没人来"


def test_check_offers_no_fix_that_would_change_the_structure_and_fix_says_which_it_left(newsroom: Newsroom) -> None:
    newsroom.write("house/cards.toml", (
        '[HSE001]\nname = "house-dash"\ntitle = "本报"\nkind = "pattern"\nlevel = "error"\npresets = ["desk"]\nfix = "safe"\n'
        'message = "“{found}”应为“{fix}”"\nfind = "：：|,"\nreplace = "："\n'
    ))  # fmt: skip
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001"]\n')
    text = f"{PROSE}\n\n**奖项：**：灯会,街口\n"
    path = newsroom.write("a.md", text)
    assert "1 处可照改（HSE001 1）" in newsroom.zhlint("a.md").out
    (kept, fixed) = zhlint.Linter(None).lint_path("a.md").findings
    assert (kept.fix, fixed.fix and fixed.fix.safety) == (None, "safe")
    ran = newsroom.zhlint("fix", "a.md")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "a.md: 改了 1 处（HSE001 1）\na.md: 1 处没有改，改了会变动 Markdown 的版式：第3行第5列（HSE001）\n改了 1 个文稿 1 处。\n"
    )
    assert path.read_text(encoding="utf-8") == text.replace(",", "：")
    again = newsroom.zhlint("fix", "-", "--stdin-filename", "a.md", stdin=path.read_bytes())
    assert (again.code, again.raw) == (0, path.read_bytes())
    assert "1 处没有改" in again.err


MARKUP = (
    "**", "*", "_", "~~", "`", "``", "# ", "## ", "- ", "1. ", "2) ", "> ", "    ", "\n", "\n\n", "  \n", "---\n", "***\n", "```\n", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
    "[", "](", "](https://example.com/中,文 )", "![", ")", "[^1]", "[^1]: ", "[一]: https://example.com\n", "<br>", "<b>", "</b>", "<div>\n", "</div>\n", "<!-- 备注,一 -->", "&nbsp;", "\\", "\\(", "\\)",
    "$", "$$", ":::tip\n", ":::\n", ": ", '!!! note "题"\n', "[[", "]]", "{{", "}}", "{%", "%}", "https://example.com/中,文 ", "==", "%%",
)  # fmt: skip
DRAFTS = st.lists(st.sampled_from(PIECES) | st.sampled_from(MARKUP) | st.sampled_from(MARKUP), max_size=40).map("".join)


def tags(source: str) -> list[Any]:
    """The HTML tags that CommonMark with tables makes of a draft.

    Indented text may belong to an admonition and is left out.
    """
    parser = MarkdownIt("commonmark").enable("table")

    def kept(token: Token) -> Any:
        if token.type in {"fence", "code_inline", "html_inline"}:
            return token.content
        return re.findall(r"<[^<>]*>", token.content) if token.type == "html_block" else ""

    def told(tokens: Sequence[Token]) -> list[Any]:
        return [
            (token.type, token.tag, token.attrs, kept(token), told(token.children or ()))
            for token in tokens
            if token.type != "text"
        ]

    return told(parser.parse(source))


@pytest.fixture(scope="module")
def linter() -> zhlint.Linter:
    return zhlint.Linter(Config(preset="full"))


@unhurried(120)
@given(text=DRAFTS, unsafe=st.booleans())
def test_the_structure_survives_every_fix(linter: zhlint.Linter, text: str, unsafe: bool) -> None:
    def find(now: str) -> Scan:
        report = linter.lint_text(now, path="a.md")
        return Scan(report.findings, report.accepted, report.withheld)

    source = f"{PROSE}\n\n{text}\n\n{PROSE}\n"
    once = fix_all(source, find, unsafe=unsafe, shape=skeleton).text
    assert tags(once) == tags(source)
    assert fix_all(once, find, unsafe=unsafe, shape=skeleton).text == once


@unhurried(60)
@given(text=DRAFTS)
def test_the_fixes_that_check_offers_may_all_be_made_at_once(linter: zhlint.Linter, text: str) -> None:
    source = f"{PROSE}\n\n{text}\n"
    report = linter.lint_text(source, path="a.md")
    safe = [one for one in report.findings if one.fix and one.fix.safety == "safe"]
    assert guard_round(source, safe, skeleton).breaking == ()
    assert not {*report.withheld} & {*report.findings}


@pytest.mark.parametrize("source", ["", "\n", "---\n", "---\n---\n", "[", "\r", "\0", "# ", "|"])
def test_a_text_of_nothing_has_a_structure_too(source: str) -> None:
    assert skeleton(source) == skeleton(apply_edits(source, []))
