"""The estimated error rate: weights, doubling, caps and the characters counted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import CARD, PROSE

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.rate.edition import Edition, edition_reader
from zhlint.rate.error_rate import Estimate, estimate, total
from zhlint.rate.profiles import load_profile, profile_names
from zhlint.rate.slips import error_size
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from conftest import Newsroom

    from zhlint.report import Report

HOUSE = CARD.replace("搞好", "搞好|哈哈哈哈哈哈|甲乙丙").replace("做好", "办")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a house's card as its only rule."""
    (tmp_path / "house").mkdir()
    return tmp_path


def checked(desk: Path, errata: str, *paragraphs: str, headline: str = "早市", level: str = "error") -> Report:
    (desk / "house/cards.toml").write_text(HOUSE + f'errata = "{errata}"\n', encoding="utf-8")
    linter = Linter(Config(root=desk, packs=("./house",), select=("HSE001",), level={"HSE001": level}))
    return linter.lint_text("\n\n".join([headline, "本报记者 顾晓岚", *paragraphs, PROSE]), path="a.txt")


def counted(*reports: Report, profile: str = "newspaper", unverified: bool = False) -> Estimate:
    return estimate(reports, load_profile(profile), unverified=unverified)


@pytest.mark.parametrize(
    ("profile", "errata", "text", "weight"),
    [
        ("newspaper", "fact", "大家搞好卫生。", 1),
        ("newspaper", "grammar", "大家搞好卫生。", 1),
        ("book", "fact", "大家搞好卫生。", 2),
        ("newspaper", "character", "大家搞好卫生。", 2),
        ("newspaper", "character", "大家哈哈哈哈哈哈地笑。", 4),
        ("periodical", "character", "大家搞好卫生。", 2),
        ("newspaper", "numeral", "大家搞好卫生。", 0.1),
        ("newspaper", "none", "大家搞好卫生。", 0),
        ("newspaper", "punctuation", "大家搞好卫生。", 0),
        ("newspaper", "format", "大家搞好卫生。", 0),
    ],
)
def test_what_an_error_weighs(desk: Path, profile: str, errata: str, text: str, weight: float) -> None:
    assert counted(checked(desk, errata, text), profile=profile).sum == weight


def test_an_unverified_weight_counts_only_where_asked(desk: Path) -> None:
    report = checked(desk, "punctuation", "大家搞好卫生。")
    (row,) = (row for row in counted(report).rows if row.found)
    assert (row.weight, row.sum, row.is_counted) == (0.1, 0, False)
    assert counted(report, unverified=True).sum == 0.1


def test_a_hint_weighs_nothing(desk: Path) -> None:
    assert counted(checked(desk, "fact", "大家搞好卫生。", level="hint")).sum == 0
    assert counted(checked(desk, "fact", "大家搞好卫生。", level="warning")).sum == 1


def test_an_error_in_a_headline_counts_twice_in_a_newspaper(desk: Path) -> None:
    report = checked(desk, "fact", headline="搞好早市")
    assert counted(report).sum == 2
    assert counted(report, profile="periodical").sum == 1


@pytest.mark.parametrize(("times", "weight"), [(2, 2), (3, 3), (5, 3)])
def test_the_same_error_counts_at_most_three_times_an_issue(desk: Path, times: int, weight: float) -> None:
    report = checked(desk, "fact", *["大家搞好卫生。"] * times)
    assert counted(report).sum == weight
    assert counted(report, report).sum == 3 if times > 1 else 2


def test_different_errors_are_not_the_same_error(desk: Path) -> None:
    assert counted(checked(desk, "fact", *["大家搞好卫生。", "甲乙丙来了。"] * 3)).sum == 6


def test_the_use_of_numerals_counts_at_most_one_an_issue(desk: Path) -> None:
    report = checked(desk, "numeral", "搞好。")
    first = report.findings[0]
    many = replace(report, findings=tuple(
        replace(first, text=f"搞好{n}", place=first.place._replace(start=100 + 10 * n, end=102 + 10 * n)) for n in range(14)
    ))  # fmt: skip
    (row,) = (row for row in counted(many).rows if row.found)
    assert (row.found, row.weight, row.sum) == (14, 1.4, 1)
    assert total([counted(many), counted(many)]).sum == 2


def test_the_rate_is_errors_in_ten_thousand_characters(desk: Path) -> None:
    report = checked(desk, "fact", "大家搞好卫生。")
    found = counted(report)
    assert found.chars == report.chars
    assert found.rate == pytest.approx(10_000 / report.chars, abs=0.001)
    assert not found.is_passed
    assert counted(checked(desk, "fact")).rate == 0


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [("早" * 17, 1), ("早" * 18, 2), ("早" * 37, 2), ("早" * 38, 3), ("12" * 17, 1), ("12" * 17 + "1", 2)],
)
def test_a_paragraph_fills_whole_lines_of_the_page_after_an_indent_of_two(
    desk: Path, paragraph: str, lines: int
) -> None:
    profile = load_profile("newspaper")

    def chars(*paragraphs: str) -> int:
        return estimate([checked(desk, "fact", *paragraphs)], profile, chars_per_line=20).chars

    assert chars("早起买菜。", f"{paragraph}。") - chars("早起买菜。") == 20 * lines


def test_what_a_fix_changes_is_the_size_of_the_error() -> None:
    linter = Linter(Config(select=("PUN001",)))
    (finding,) = linter.lint_text(f"早市\n\n{PROSE}大家来了,卫生好。").findings
    assert error_size(finding) == 1


def test_a_house_counts_in_its_own_classes(desk: Path) -> None:
    (desk / "house.toml").write_text(
        'extends = "newspaper"\ntitle = "本报"\npass-mark = 0.5\n\n'
        '[classes.A]\ntitle = "甲类"\nrules = ["HSE"]\nweight = 5\n\n[classes.B]\nerrata = ["punctuation"]\nweight = 0.2\n',
        encoding="utf-8",
    )
    profile = load_profile("house.toml", desk)
    found = estimate([checked(desk, "fact", "大家搞好卫生。")], profile)
    assert (found.sum, profile.title, profile.pass_mark, profile.repeat) == (5, "本报", 0.5, 3)
    keys = [one.key for one in profile.classes]
    assert keys[:2] == ["A", "B"]
    assert "punctuation" not in keys
    assert "fact" in keys


def test_the_profile_that_the_document_shows_can_be_read(tmp_path: Path) -> None:
    document = (Path(__file__).parent.parent / "docs/rate.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    (tmp_path / "house.toml").write_text(shown, encoding="utf-8")
    profile = load_profile("./house.toml", tmp_path)
    assert [one.key for one in profile.classes if one.key.isupper()] == ["A", "B", "C"]


@pytest.mark.parametrize("name", profile_names())
def test_every_shipped_profile_can_be_read_and_names_its_source(name: str) -> None:
    profile = load_profile(name)
    assert profile.pass_mark > 0
    assert profile.source
    assert all(found.title and found.weight > 0 for found in profile.classes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "house.toml:1: 计错办法缺 title"),
        ('extends = "newspapr"', "profile 不能是“newspapr”，是否想写“newspaper”"),
        ('extends = "house.toml"', "house.toml:1: extends 绕了一圈"),
        ('extends = "book"\npassmark = 3', "house.toml:2: 没有“passmark”这个键，是否想写“pass-mark”"),
        ('extends = "book"\npass-mark = "3"', "house.toml:2: pass-mark 应为不小于 0 的数"),
        ('extends = "book"\ndoubled = ["headlin"]', "house.toml:2: doubled 不能是“headlin”，是否想写“headline”"),
        ('extends = "book"\n[classes.A]\nrules = ["PUN"]', "house.toml:2: A 缺 weight"),
        ('extends = "book"\n[classes.A]\nweight = 1', "house.toml:2: A 缺 errata 或 rules"),
        ('extends = "book"\n[classes.A]\nweight = 1\nerrata = ["facts"]', "house.toml:4: errata 不能是“facts”，是否想写“fact”"),
        ('extends = "book"\n[classes.A]\nweight = 1\nerrata = ["fact"]\nstatus = "sure"', "house.toml:5: status 不能是“sure”"),
        ('extends = "book"\n[classes.A]\nweight = 1\nerrata = ["fact"]\nbands = [1, 2]', "house.toml:5: bands 应写成"),
        ('extends = "book"\n[classes.A]\nweight = 1\nerrata = ["fact"]\nbands = [[1, inf]]', "house.toml:5: bands 应写成"),
        ('extends = "book"\n[classes.A]\nweight = nan\nerrata = ["fact"]', "house.toml:3: weight 应为不小于 0 的数"),
        ('extends = "book"\npass-mark = inf', "house.toml:2: pass-mark 应为不小于 0 的数"),
        ('extends = "book"\nfewest-chars = "1"', "house.toml:2: fewest-chars 应为整数"),
        ('extends = "book"\nclasses = 3', "house.toml:2: classes 应为一张表"),
    ],
)  # fmt: skip
def test_a_wrong_profile_is_named_with_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "house.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_profile("./house.toml", tmp_path)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("path", "fields", "pattern", "place"),
    [
        ("2026-05/01版/a.txt", {}, None, Edition("2026-05", "", "01版")),
        ("x/20260512/A02/要闻/a.txt", {}, None, Edition("2026-05", "2026-05-12", "A02", "要闻")),
        ("2026年5月3日/头版/a.txt", {}, None, Edition("2026-05", "2026-05-03", "头版")),
        ("2026/05/12/03版/a.txt", {}, None, Edition("2026-05", "2026-05-12", "03版")),
        ("drafts/a.txt", {}, None, Edition()),
        ("drafts/a.txt", {"date": "2026-05-12", "栏目": "笔谈"}, None, Edition("2026-05", "2026-05-12", "", "笔谈")),
        ("2026-05/01版/a.txt", {"版": "02"}, None, Edition("2026-05", "", "02")),
        ("p/副刊/2026-05-12_03.txt", {}, "{column}/{date}_{page}", Edition("2026-05", "2026-05-12", "03", "副刊")),
        ("p/别处/a.txt", {}, "{date}/{page}/", Edition()),
    ],
)  # fmt: skip
def test_where_a_draft_stands_in_the_paper(
    path: str, fields: dict[str, str], pattern: str | None, place: Edition
) -> None:
    assert edition_reader(pattern)(path, fields) == place


def test_an_unknown_name_in_a_pattern_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"没有“\{pages\}”这个名称，是否想写“page”"):
        edition_reader("{date}/{pages}/")


FAULTY = f"早市\n\n本报记者 顾晓岚\n\n{PROSE}\n\n市集定于2月30日开张。"
#: Long enough for a rate.
LONG = FAULTY + f"\n\n{PROSE}" * 16


def test_the_command_shows_the_estimate_and_its_make_up(newsroom: Newsroom) -> None:
    newsroom.write("2026-05/01版/甲.txt", LONG)
    newsroom.write("2026-05/02版/乙.txt", f"晚市\n\n本报记者 顾晓岚\n\n{PROSE}")
    ran = newsroom.zhlint("rate", "2026-05", "--by", "month,page", "--select", "FCT001")
    assert ran.code == 0
    assert ran.out.startswith("差错率约万分之")
    assert "高于合格线万分之3（报纸）" in ran.out
    assert "估算：只计本工具能发现的差错，法定计算以印刷版面为准；未核实的分值未计入。" in ran.out
    rows = [line.split() for line in ran.out.splitlines() if line.startswith("2026-05")]
    assert [(row[:3], row[4]) for row in rows] == [
        (["2026-05", "01版", "1"], "1"),
        (["2026-05", "02版", "1"], "0"),
    ]


def test_json_gives_totals_groups_and_drafts(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("b.txt", f"晚市\n\n本报记者 顾晓岚\n\n{PROSE}")
    ran = newsroom.zhlint("rate", "a.txt", "b.txt", "--format", "json", "--select", "FCT001", "--by", "page")
    found = json.loads(ran.out)
    assert found["profile"]["name"] == "newspaper"
    assert found["total"]["sum"] == 1
    assert {row["class"]: row["sum"] for row in found["total"]["classes"]}["fact"] == 1
    assert [(one["path"], one["sum"]) for one in found["drafts"]] == [("a.txt", 1), ("b.txt", 0)]
    assert [(one["page"], one["files"]) for one in found["groups"]] == [("", 2)]


def test_what_is_no_draft_is_left_out_and_named(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    alone = newsroom.zhlint("rate", "a.txt").out.splitlines()
    newsroom.write("b.txt", "Notes for the desk, in English. " * 40)
    both = newsroom.zhlint("rate", "a.txt", "b.txt").out.splitlines()
    assert both == [*alone, "不像文稿，未计入：b.txt。"]


def test_the_exit_code_tells_whether_the_rate_is_above_what_is_allowed(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", LONG)
    only = ("--select", "FCT001")
    assert newsroom.zhlint("rate", "a.txt", *only).code == 0
    assert newsroom.zhlint("rate", "a.txt", *only, "--max", "3").code == 1
    assert newsroom.zhlint("rate", "a.txt", *only, "--max", "5000").code == 0
    assert newsroom.zhlint("rate", "a.txt", "gone.txt", *only, "--max", "3").code == 2
    for most in ("nan", "inf", "-1"):
        assert newsroom.zhlint("rate", "a.txt", *only, "--max", most).code == 2
    ran = newsroom.zhlint("rate", "a.txt", "--by", "pages")
    assert (ran.code, "没有“pages”，是否想写“page”" in ran.err) == (2, True)


def test_a_short_text_has_no_rate(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    ran = newsroom.zhlint("rate", "a.txt", "--select", "FCT001")
    assert ran.out.startswith("不足 1000 字，不估算差错率；差错 1 处（报纸）。")
    assert json.loads(newsroom.zhlint("rate", "a.txt", "--format", "json").out)["total"]["rate"] is None
    asked = newsroom.zhlint("rate", "a.txt", "--select", "FCT001", "--max", "3")
    assert (asked.code, "没有差错率可以与 --max 相比" in asked.err) == (2, True)
    newsroom.write("clean.txt", f"早市\n\n本报记者 顾晓岚\n\n{PROSE}")
    assert newsroom.zhlint("rate", "clean.txt", "--select", "FCT001", "--max", "3").code == 0


def test_a_rate_is_not_nought_where_nothing_found_counts(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"早市\n\n本报记者 顾晓岚\n\n{PROSE * 20}\n\n摊主来了,大家都来了。")
    ran = newsroom.zhlint("rate", "a.txt", "--select", "PUN001", "--by", "page")
    assert ran.out.startswith("差错率无法估算：1 处差错的分值都未核实，没有计入（报纸）。")
    assert "0.00" not in ran.out
    assert newsroom.zhlint("rate", "a.txt", "--select", "PUN001", "--max", "3").code == 2
    counted_too = newsroom.zhlint("rate", "a.txt", "--select", "PUN001", "--unverified")
    assert counted_too.out.startswith("差错率约万分之")
    newsroom.write("b.txt", LONG + "\n\n摊主来了,大家都来了。")
    both = newsroom.zhlint("rate", "b.txt", "--select", "PUN001,FCT001")
    assert both.out.startswith("差错率至少万分之")
    assert "另有 1 处分值未核实，未计入" in both.out
    page = newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "html", "--fail-on", "never").out
    assert "差错率无法估算" in page


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([(10, 12), (10, 12)], 1),
        ([(10, 12), (11, 13)], 1),
        ([(10, 12), (10, 15)], 1),
        ([(10, 12), (12, 14)], 2),
        ([(10, 12), (0, 60)], 2),
        ([(10, 10), (10, 11)], 1),
    ],
)
def test_a_slip_that_several_rules_see_counts_once(desk: Path, spans: list[tuple[int, int]], found: int) -> None:
    report = checked(desk, "character", "搞好。")
    one = report.findings[0]
    findings = tuple(
        replace(one, text=f"{start}-{number}", place=one.place._replace(start=start, end=end))
        for number, (start, end) in enumerate(spans)
    )
    assert sum(row.found for row in counted(replace(report, findings=findings)).rows) == found


def test_the_configuration_chooses_the_profile_and_the_command_line_another(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", FAULTY)
    newsroom.write("zhlint.toml", 'profile = "./计错.toml"\nselect = ["FCT001"]\n')
    newsroom.write(
        "计错.toml", 'extends = "newspaper"\ntitle = "本报"\n[classes.fact]\nerrata = ["fact"]\nweight = 7\n'
    )
    assert "计错 7，" in newsroom.zhlint("rate", "a.txt").out
    assert "计错 2，" in newsroom.zhlint("rate", "a.txt", "--profile", "book").out
    newsroom.write("gone/zhlint.toml", 'profile = "./gone.toml"\n')
    newsroom.write("gone/a.txt", FAULTY)
    ran = newsroom.zhlint("rate", "gone/a.txt")
    assert ran.code == 2
    assert "gone/zhlint.toml:1: profile 的文件不存在" in ran.err


def test_the_rule_speaks_only_where_it_is_on_and_the_rate_is_above_the_pass_mark(newsroom: Newsroom) -> None:
    newsroom.write("short.txt", FAULTY)
    newsroom.write("a.txt", LONG)
    newsroom.write("long.txt", FAULTY + f"\n\n{PROSE}" * 80)
    assert "MET001" not in newsroom.zhlint("check", "a.txt").out
    assert "a.txt:1:1: MET001" in newsroom.zhlint("check", "a.txt", "--select", "FCT001,MET001").out
    assert "MET001" not in newsroom.zhlint("check", "short.txt", "--select", "FCT001,MET001").out
    assert "MET001" not in newsroom.zhlint("check", "long.txt", "--select", "FCT001,MET001").out
    newsroom.write("books/zhlint.toml", 'profile = "book"\n')
    newsroom.write("books/long.txt", FAULTY + f"\n\n{PROSE}" * 80)
    assert "高于图书合格线万分之1" in newsroom.zhlint("check", "books/long.txt", "--select", "FCT001,MET001").out


def test_of_drafts_that_cannot_be_read_there_is_no_rate(newsroom: Newsroom) -> None:
    ran = newsroom.zhlint("rate", "missing.txt")
    assert (ran.code, ran.out) == (2, "没有可以计错的文稿。\n")
    assert "missing.txt: 没有这个文件" in ran.err
