"""Front matter of Markdown: fields, authors, titles."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from test_properties import PIECES, unhurried

import zhlint
from zhlint.config.model import Config
from zhlint.fixing.fixer import Scan, fix_all
from zhlint.reading import parse
from zhlint.reading.markdown.skeleton import skeleton

if TYPE_CHECKING:
    from conftest import Newsroom


BODY = "全市各级工会认真学习会议精神，把思想和行动统一起来。各单位表示，要再立新功。"


def outline(text: str) -> list[tuple[str, str]]:
    document = parse(text, markdown=True)
    return [(block.role, document[block]) for block in document.blocks]


FRONT = """---
title: "江城---再出发"
author: [钱一鸣, 孙二娘]
日期： 2023-05-01
---

"""


def test_front_matter() -> None:
    document = parse(FRONT + BODY, markdown=True)
    assert document.metadata == {"title": "江城---再出发", "author": "钱一鸣、孙二娘", "日期": "2023-05-01"}
    assert [block.role for block in document.blocks] == ["frontmatter", "headline", "frontmatter", "paragraph"]
    assert document[document.blocks[1]] == "江城---再出发"
    (credit,) = document.credits
    assert (credit.where, [document[name] for name in credit.names]) == ("frontmatter", ["钱一鸣", "孙二娘"])
    assert document.masked[0].start == 0


@pytest.mark.parametrize(
    ("line", "role", "names"),
    [
        ("author: 钱一鸣", "", ["钱一鸣"]),
        ("作者：本报记者 钱一鸣", "本报记者", ["钱一鸣"]),
        ("author: 江城工人", "", ["江城工人"]),
        ("tags: 钱一鸣", None, []),
    ],
)
def test_authors_in_front_matter(line: str, role: str | None, names: list[str]) -> None:
    document = parse(f"---\n{line}\n---\n{BODY}", markdown=True)
    assert [credit.role for credit in document.credits] == ([] if role is None else [role])
    assert [name.text for credit in document.credits for name in credit.names] == names


def test_a_headline_in_front_matter_lets_names_stand_alone() -> None:
    assert [role for role, _ in outline(f"{FRONT}钱一鸣\n\n{BODY}")] == [
        "frontmatter", "headline", "frontmatter", "byline", "paragraph",
    ]  # fmt: skip


NAMED = [
    "---\nauthor: 钱一鸣\n---", "---\nauthor: [钱一鸣]\n---", "---\nauthors:\n  - 钱一鸣\n---", "---\nauthors:\n- 钱一鸣\n---",
    "---\nauthors:\n  - name: 钱一鸣\n    url: https://example.com\n---", "---\nauthor:\n  name: 钱一鸣\n  email: a@example.com\n---",
    "---\nauthor: {name: 钱一鸣, url: 'https://example.com'}\n---", '---\nauthors: [{name: "钱一鸣"}]\n---', "---\nauthors: [\n  钱一鸣,\n]\n---",
    "---\nauthor: '钱一鸣' # 本报\n---", "---\n# 备注\ntags: [甲]\nauthor: 钱一鸣\n...", "---\nAuthor：钱一鸣\n---", "---\ntitle: >\n  江城\n  再出发\nauthor: 钱一鸣\n---",
    "+++\nauthor = '钱一鸣'\n+++", '+++\nauthors = ["钱一鸣"]\n+++', "+++\nauthors = [\n  '钱一鸣', # 本报\n]\n+++", "+++\n[author]\nname = '钱一鸣'\n+++",
    "+++\n[[authors]]\nname = '钱一鸣'\n[params]\nname = '孙二娘'\n+++", "+++\nauthor = {name = '钱一鸣', email = 'a@example.com'}\n+++",
    '{\n"author": "钱一鸣"\n}', '{\n  "tags": ["甲"],\n  "authors": [{"name": "钱一鸣", "url": "https://example.com"}]\n}', ';;;\n"author": "钱一鸣"\n;;;',
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("front", NAMED)
def test_every_form_of_an_author_is_read(front: str, end: str) -> None:
    document = parse(f"{front}\n\n{BODY}".replace("\n", end), markdown=True)
    (credit,) = document.credits
    (name,) = credit.names
    assert (credit.where, name.text, document[name]) == ("frontmatter", "钱一鸣", "钱一鸣")
    assert [block.role for block in document.blocks if block.role != "frontmatter"] == ["paragraph"]


@pytest.mark.parametrize(
    ("front", "metadata"),
    [
        ("---\ntitle: 江城\ndate: 2023-05-01\n版次: 02\n---", {"title": "江城", "date": "2023-05-01", "版次": "02"}),
        (
            "+++\ntitle = '江城'\ndate = 2023-05-01\n版次 = '02'\n+++",
            {"title": "江城", "date": "2023-05-01", "版次": "02"},
        ),
        (
            '{\n"title": "江城", "date": "2023-05-01",\n"版次": "02"\n}',
            {"title": "江城", "date": "2023-05-01", "版次": "02"},
        ),
        ("---\nseo:\n  title: 江城\ntags:\n  - 甲\n---", {"tags": "甲"}),
        ("---\ntitle: '江城：再''出发'\n---", {"title": "江城：再''出发"}),
        ("---\n---", {}),
    ],
)
def test_the_fields_of_every_kind_of_front_matter(front: str, metadata: dict[str, str]) -> None:
    assert parse(f"{front}\n\n{BODY}", markdown=True).metadata == metadata


@pytest.mark.parametrize(
    "source",
    [
        f"---\n{BODY}\n---\n{BODY}",
        f"---\n\n{BODY}\n\n---\n",
        f"{{大家}}\n{BODY}",
        f"+++\n{BODY}",
        f"----\ntitle: 江城\n----\n{BODY}",
        f"\n---\ntitle: 江城\n---\n{BODY}",
    ],
)
def test_what_opens_no_front_matter_is_read(source: str) -> None:
    document = parse(source, markdown=True)
    assert document.metadata == {}
    assert "frontmatter" not in {block.role for block in document.blocks}
    assert any(block.role in {"paragraph", "subhead", "headline"} for block in document.blocks)


TITLES = [
    "---\ntitle: {}\n---", '---\ntitle: "{}"\n---', "---\ntitle: '{}' # 题\n---", "+++\ntitle = '{}'\n+++", '+++\ntitle = "{}"\n+++',
    '{{\n"title": "{}",\n"tags": ["甲,乙"]\n}}',
]  # fmt: skip


@pytest.mark.parametrize("front", TITLES)
def test_the_title_is_checked_as_a_headline_and_mended_only_when_asked(newsroom: Newsroom, front: str) -> None:
    text = f"{front}\n\n{PROSE}\n"
    path = newsroom.write("a.md", text.format("石桥夜读,人人争先"))
    (found,) = zhlint.lint(path.read_text(encoding="utf-8"), path="a.md", config=Config(select=("PUN001",)))
    assert (found.text, found.line, found.fix and found.fix.safety) == (",", 2, "ask")
    assert newsroom.zhlint("fix", "a.md", "--no-config", "--select", "PUN001").code == 0
    newsroom.zhlint("fix", "--unsafe", "a.md", "--no-config", "--select", "PUN001")
    assert path.read_text(encoding="utf-8") == text.format("石桥夜读，人人争先")


def load(source: str) -> Any:
    """The data in a front matter, by the parsers of YAML, TOML and JSON."""
    front = source[: source.index("\n\n")]
    if front.startswith("---"):
        return yaml.safe_load(front.strip("-\n"))
    return tomllib.loads(front.strip("+\n")) if front.startswith("+++") else json.loads(front)


@unhurried(150)
@given(
    title=st.lists(
        st.sampled_from(PIECES) | st.sampled_from([*"：: #'\"\\,-[]{}&*!|>%@`％＃"]), min_size=1, max_size=12
    ).map("".join),
    front=st.sampled_from(TITLES),
)
def test_a_front_matter_says_the_same_after_its_title_was_mended(title: str, front: str) -> None:
    source = f"{front.format(title)}\n\n{PROSE}\n"
    try:
        before = load(source)
    except (yaml.YAMLError, ValueError):
        return

    def find(text: str) -> Scan:
        report = LINTER.lint_text(text, path="a.md")
        return Scan(report.findings, report.accepted, report.withheld)

    after = load(fix_all(source, find, unsafe=True, shape=skeleton).text)
    if not isinstance(before, dict):
        assert after == before
        return
    assert {key: value for key, value in after.items() if key != "title"} == {
        key: value for key, value in before.items() if key != "title"
    }
    assert [type(value) for value in after.values()] == [type(value) for value in before.values()]


LINTER = zhlint.Linter(Config(preset="full"))


def test_a_rule_without_an_end_is_no_front_matter() -> None:
    document = parse(f"---\ntitle: 江城\n\n{BODY}", markdown=True)
    assert document.metadata == {}


@pytest.mark.parametrize(
    ("block", "fixed"),
    [
        ("---\ntitle: 石桥夜读\ntags:\n- 夜读,活动\n---", False),
        ("---\nkind: 夜读,活动\n...", False),
        ("---\n- 夜读,活动\n---", True),
        ("---\n人多: 夜读,活动\n---", True),
        ("---\n夜读,活动\n---", True),
        ("---\n\n夜读,活动\n\n---", True),
    ],
)
def test_a_block_of_metadata_below_the_top_is_no_prose(newsroom: Newsroom, block: str, *, fixed: bool) -> None:
    text = f"{BODY}\n\n{block}\n\n{BODY}\n"
    path = newsroom.write("a.md", text)
    newsroom.zhlint("fix", "a.md", "--no-config", "--select", "PUN001")
    assert ("夜读，活动" in path.read_text(encoding="utf-8")) is fixed
    if not fixed:
        assert path.read_text(encoding="utf-8") == text
