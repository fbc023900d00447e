"""Comments in Markdown that silence rules: reach, errors, and unused ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE

from zhlint import Linter, lint
from zhlint.config.model import Config

if TYPE_CHECKING:
    from conftest import Newsroom

    from zhlint.report import Report

RULES = Config(select=("PUN001", "PUN003", "MET002"))


def checked(text: str, path: str = "a.md") -> Report:
    return Linter(RULES).lint_text(f"{text}\n\n{PROSE}\n", path=path)


def codes(text: str, path: str = "a.md") -> list[str]:
    report = checked(text, path)
    assert report.errors == ()
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("船开了,雾散了。<!-- zhlint: ignore PUN001 船工的写法 -->", []),
        ("<!-- zhlint: ignore PUN001 -->船开了,雾散了。", []),
        ("<!-- 旧版 -->船开了,雾散了。", ["PUN001"]),
        ("先说一句。<!-- zhlint: ignore PUN001 -->船开了,雾散了。", []),
        ("船开了,雾散了。<!-- zhlint: ignore half-width-stop -->", []),
        ("船开了,雾散了。<!--zhlint:ignore PUN001-->", []),
        ('船开了,叫作"早船"。<!-- zhlint: ignore PUN001 PUN003 原因 -->', []),
        ('船开了,叫作"早船"。<!-- zhlint: ignore PUN001，PUN003：原因 -->', []),
        ('船开了,叫作"早船"。<!-- zhlint: ignore PUN001 原因 PUN003 -->', ["PUN003"]),
        ("<!-- zhlint: ignore PUN001 -->\n\n船开了,雾散了。\n\n人来了,走了。", ["PUN001"]),
        ("<!-- zhlint: ignore PUN001 -->\n船开了,雾散了。\n\n人来了,走了。", ["PUN001"]),
        ('<!-- zhlint: ignore PUN001 -->\n<!-- zhlint: ignore PUN003 -->\n\n船开了,叫作"早船"。', []),
        ("> 船开了,雾散了。<!-- zhlint: ignore PUN001 -->\n", []),
        ("- 船开了,雾散了。<!-- zhlint: ignore PUN001 -->\n- 人来了,走了。", ["PUN001"]),
        ("船开了,雾散了。<!-- 平常的注释 -->", ["PUN001"]),
        ("船开了,雾散了。`<!-- zhlint: ignore PUN001 -->`", ["PUN001"]),
        ("```\n<!-- zhlint: ignore PUN001 -->\n```\n\n船开了,雾散了。", ["PUN001"]),
    ],
)  # fmt: skip
def test_a_comment_holds_for_its_line_or_alone_for_the_next_block(text: str, reported: list[str]) -> None:
    assert codes(text) == reported


def test_plain_text_has_no_comments() -> None:
    assert "PUN001" in codes("船开了,雾散了。<!-- zhlint: ignore PUN001 -->", "a.txt")


def test_what_is_suppressed_is_counted(newsroom: Newsroom) -> None:
    newsroom.write("a.md", f"{PROSE}船开了,雾散了。<!-- zhlint: ignore PUN001 船工的写法 -->\n")
    ran = newsroom.zhlint("a.md", "--select", "PUN001,MET002")
    assert (ran.code, "看过免报 1 处" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- zhlint: ignore PUN01 原因 -->", "没有“PUN01”这条规则，是否想写“PUN001”"),
        ("<!-- zhlint: ignore PUN -->", "没有“PUN”这条规则"),
        ("<!-- zhlint: ignore 原因 -->", "没有“原因”这条规则"),
        ("<!-- zhlint: ignore -->", "没有写免查哪条规则"),
        ("<!-- zhlint: disable PUN001 -->", "“zhlint: disable”看不懂"),
        (
            "<!-- zhlint: ignore PUN001 half-width-dot -->",
            "没有“half-width-dot”这条规则，是否想写“half-width-stop”",
        ),
    ],
)
def test_a_wrong_comment_is_an_error_that_names_the_line(newsroom: Newsroom, comment: str, said: str) -> None:
    newsroom.write("a.md", f"{PROSE}\n\n船开了,雾散了。{comment}\n")
    ran = newsroom.zhlint("a.md", "--select", "PUN001")
    assert ran.code == 2
    assert ran.err.startswith("zhlint: a.md:3: 注释")
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("船开了，雾散了。<!-- zhlint: ignore PUN001 -->", (1, 9)),
        ("<!-- zhlint: ignore PUN001 -->\n\n船开了，雾散了。", (1, 1)),
        ('船叫作"早船"。<!-- zhlint: ignore PUN001 PUN003 -->', (1, 29)),
    ],
)
def test_a_comment_in_vain_is_found_where_it_stands(text: str, place: tuple[int, int]) -> None:
    report = checked(text)
    assert [(finding.code, finding.line, finding.column) for finding in report.findings] == [("MET002", *place)]


def test_nothing_is_said_of_a_rule_that_failed(newsroom: Newsroom) -> None:
    card = CARD.replace('"pattern"', '"substitution"').replace('find = "搞好"\nreplace = "做好"', 'table = "words.tsv"')
    newsroom.write("house/cards.toml", card)
    newsroom.write("house/tables/words.tsv", b"wrong\tright\n\xff\xff\t\n")
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001", "MET002"]')
    newsroom.write("a.md", f"{PROSE}船开了，雾散了。<!-- zhlint: ignore HSE001 -->\n")
    ran = newsroom.zhlint("a.md")
    assert (ran.code, "规则 HSE001 house-word 在偏移 0 之后出错" in ran.err) == (2, True)
    assert "MET002" not in ran.out
    newsroom.write("house/tables/words.tsv", "wrong\tright\n轨交\t\n")
    assert "MET002" in newsroom.zhlint("a.md").out


@pytest.mark.parametrize(
    "text",
    ["船开了，雾散了。<!-- zhlint: ignore NUM001 -->", "船开了，雾散了。<!-- zhlint: ignore MET001 -->"],
)
def test_nothing_is_said_of_a_rule_that_is_off(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("船开了。<!-- zhlint: ignore PUN001 -->\n", "船开了。\n"),
        ("船开了。  <!-- zhlint: ignore PUN001 -->\n", "船开了。\n"),
        ("船<!-- zhlint: ignore PUN001 -->开了。\n", "船开了。\n"),
        ("雾散了。\n\n<!-- zhlint: ignore PUN001 -->\n\n船开了。\n", "雾散了。\n\n船开了。\n"),
        ("<!-- zhlint: ignore PUN001 -->\n\n船开了。\n", "船开了。\n"),
        ("雾散了。\n\n<!-- zhlint: ignore PUN001 -->\n船开了。\n", "雾散了。\n\n船开了。\n"),
        ("雾散了。\n\n船开了。\n\n<!-- zhlint: ignore PUN001 -->", "雾散了。\n\n船开了。\n\n"),
        (
            '叫作"早船"。<!-- zhlint: ignore PUN001 PUN003 原因 -->\n',
            '叫作"早船"。<!-- zhlint: ignore PUN003 原因 -->\n',
        ),
        (
            '叫作"早船"。<!-- zhlint: ignore PUN003 PUN001 原因 -->\n',
            '叫作"早船"。<!-- zhlint: ignore PUN003 原因 -->\n',
        ),
        (
            '叫作"早船"。<!-- zhlint: ignore PUN003 原因 -->\n',
            '叫作"早船"。<!-- zhlint: ignore PUN003 原因 -->\n',
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fixing_takes_out_what_is_in_vain_and_its_line(newsroom: Newsroom, before: str, after: str, end: str) -> None:
    text = PROSE + "\n\n"
    path = newsroom.write("a.md", (text + before).replace("\n", end))
    newsroom.zhlint("fix", "a.md", "--select", "PUN001,PUN003,MET002")
    assert path.read_bytes().decode() == (text + after).replace("\n", end)


def test_the_api_raises_for_a_wrong_comment() -> None:
    with pytest.raises(Exception, match="PUN01"):
        lint(f"{PROSE}<!-- zhlint: ignore PUN01 -->", path="a.md", config=RULES)


@pytest.mark.parametrize("top", ["□本报记者 顾晓岚", "# 渡口重开", "玄武区文化和旅游局局长 陆知行"])
def test_a_comment_between_lines_does_not_change_what_they_are(top: str) -> None:
    body = f"\n\n{PROSE}\n"
    plain = Linter(RULES).parse(f"# 渡口\n\n{top}{body}", path="a.md")
    told = Linter(RULES).parse(f"# 渡口\n\n<!-- zhlint: ignore PUN001 -->\n\n{top}{body}", path="a.md")
    roles = [(block.role, told[block]) for block in told.blocks if block.role != "code"]
    assert roles == [(block.role, plain[block]) for block in plain.blocks]
