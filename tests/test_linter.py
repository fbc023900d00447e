"""The engine's work on hits: masks, roles, quotations, failures, fixes and places."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CARD, PROSE

import zhlint
from zhlint.check import Check, Edit, Fix, Hit
from zhlint.config.file import read_config
from zhlint.config.model import Config
from zhlint.document import Block, Document, Run
from zhlint.engine.run import run
from zhlint.reading import parse
from zhlint.reading.blocks import Contents, cut_lines
from zhlint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Newsroom

    from zhlint.finding import Finding


def rule(find: str, replace: str | dict[str, str] | None = None, **card: Any) -> Rule:
    """A rule that finds a pattern."""
    options: dict[str, Any] = {"find": find} | ({"replace": replace} if replace is not None else {})
    common: dict[str, Any] = {
        "code": "HSE001", "name": "house-word", "title": "本报", "kind": "pattern", "level": "error",
        "fix": "safe", "message": "“{found}”应为“{fix}”", "folder": Path(),
    }  # fmt: skip
    return Rule(**common | card, options=options)


def findings(text: str, *rules: Rule) -> tuple[Finding, ...]:
    found, problems = run(parse(text), rules)
    assert problems == ()
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见 https://example.com/a,b 一文，", []),
        ("来信请寄 desk@example.com,欢迎投稿", [","]),
        ("会议定于9:30开始", []),
        ("比分是3:1", []),
        ("气温3.5摄氏度", []),
        ("版本为1.2.3,请升级", [","]),
        ("标准号GB/T 15834,现行", [","]),
        ("执行〖HT5,6〗命令", []),
        ("他说Hello, world: a test", []),
        ("代码是`a,b`的", []),
        ("入场,开会:好", [",", ":"]),
    ],
)
def test_what_is_no_chinese_prose_is_masked(text: str, found: list[str]) -> None:
    assert [finding.text for finding in findings(text + PROSE, rule("[,:.]"))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The key 撤销, opened with a click, takes 导出: it undoes the last step.", 0),
        ("She said 再见, and (later) the whole room was quiet: 散会.", 0),
        ("他用的是iPhone, iPad, Photoshop和Word,都不太熟。", 1),
        ("店里放着let it be,大家跟着哼,都很高兴。", 2),
        ("他说of the people, by the people,台下一阵掌声,久久不息。", 2),
        ("<p class=b><span id=a>会议,开始</span><br/><b>散会</b></p><p><i>完</i></p>", 1),
        ("运行`npm install a b c d e f`,再试。", 1),
    ],
)
def test_in_a_line_of_english_no_mark_is_chinese(text: str, found: int) -> None:
    assert len(findings(f"{PROSE}\n\n{text}\n\n{PROSE}", rule("[,:.]"))) == found


def test_a_hit_that_merely_contains_a_mask_stands() -> None:
    assert [f.text for f in findings(f"比分是3:1呢。{PROSE}", rule("是3:1呢"))] == ["是3:1呢"]


def test_names_and_terms_of_the_house_are_never_flagged_inside(newsroom: Newsroom) -> None:
    newsroom.write("house/cards.toml", CARD)
    newsroom.write("a.txt", f"{PROSE}剧目《搞好明天》上演，大家搞好关系。")
    for lexicon, count in (('terms = ["搞好明天"]', 1), ('names = ["搞好关系"]', 1), ('terms = ["明天"]', 2)):
        newsroom.write("zhlint.toml", f'packs = ["./house"]\nselect = ["HSE001"]\n[lexicon]\n{lexicon}')
        report = zhlint.Linter(read_config(Path("zhlint.toml"))).lint_path("a.txt")
        assert len(report.findings) == count


def test_roles_say_in_which_blocks_a_rule_speaks() -> None:
    text = "好山好水好人家\n\n□本报记者 高远\n\n" + PROSE + "好。\n"
    both = findings(text, rule("好"))
    body = findings(text, rule("好", roles=frozenset({"paragraph"})))
    head = findings(text, rule("好", roles=frozenset({"headline"})))
    assert (len(both), len(head), len(body)) == (4, 3, 1)
    assert both == (*head, *body)


def test_a_hit_over_two_blocks_has_no_role() -> None:
    text = "好山好水好人家\n\n" + PROSE
    assert findings(text, rule("家\\s+清", roles=frozenset({"headline", "paragraph"}))) == ()
    assert len(findings(text, rule("家\\s+清"))) == 1


def test_a_long_quotation_is_spared_by_a_rule_that_asks_for_it() -> None:
    long = "“" + "山高水长" * 7 + "好。”"
    text = f"他说：{long}又说“好”，{PROSE}"
    assert len(findings(text, rule("好"))) == 2
    assert [f.place.start for f in findings(text, rule("好", quoted="skip"))] == [text.rindex("好")]


def test_a_rule_for_one_script_is_silent_in_the_other() -> None:
    simplified = "国家发展、乡镇实际、干部进门、东西两边、认真学习，" * 3
    traditional = "國家發展、鄉鎮實際、幹部進門、東西兩邊、認真學習，" * 3
    for text, script, count in (
        (simplified, "simplified", 3), (simplified, "traditional", 0),
        (traditional, "simplified", 0), (traditional, "traditional", 3),
    ):  # fmt: skip
        assert len(findings(text, rule("[进進]", scripts=(script,)))) == count


def test_a_rule_without_its_trigger_is_not_even_built() -> None:
    broken = rule("(", triggers=("搞",))
    assert findings(PROSE, broken) == ()
    found, problems = run(parse(PROSE + "搞"), [broken])
    assert (found, [problem.code for problem in problems]) == ((), ["HSE001"])


@dataclass(frozen=True, kw_only=True)
class Stumbling(Check):
    """A check that finds one fault, then raises."""

    def run(self, document: Document) -> Iterator[Hit]:
        yield Hit(0, 2)
        raise ZeroDivisionError(f"{len(document.text)} characters")


def test_a_rule_that_fails_is_named_and_the_others_run() -> None:
    stumbling = rule("x", code="HSE002", message="“{found}”")
    stumbling.__dict__["check"] = Stumbling()
    found, problems = run(parse(PROSE), [stumbling, rule("豆腐")])
    assert [(f.code, f.text) for f in found] == [("HSE002", "清晨"), ("HSE001", "豆腐")]
    (problem,) = problems
    assert (problem.code, problem.line) == ("HSE002", 1)
    assert "HSE002 house-word" in problem.message
    assert "ZeroDivisionError" in problem.message


FAILING_CARD = """
[HSE001]
name    = "house-word"
title   = "本社用语"
kind    = "substitution"
level   = "warning"
presets = ["desk"]
fix     = "no"
message = "“{found}”不合本社用语，{advice}"
table   = "words.tsv"
"""


def write_a_card_that_fails(newsroom: Newsroom) -> None:
    """A legal card whose table turns out to be no text when the rule runs."""
    newsroom.write("house/cards.toml", FAILING_CARD)
    table = Path("house/tables/words.tsv")
    table.parent.mkdir(parents=True)
    table.write_bytes(b"wrong\tright\n\xff\xfe\xff\n")


def test_a_rule_that_fails_makes_the_run_fail_and_nothing_clean(newsroom: Newsroom) -> None:
    write_a_card_that_fails(newsroom)
    newsroom.write("zhlint.toml", 'packs = ["./house"]\nselect = ["HSE001", "PUN001"]')
    newsroom.write("a.txt", f"{PROSE}代表入场,大家搞好关系。")
    ran = newsroom.zhlint("a.txt", "--format", "text", "--format", "json=a.json", "--fail-on", "never")
    assert ran.code == 2
    assert "HSE001 house-word" in ran.err
    assert "PUN001" in ran.out
    assert "没有查完的规则：HSE001（a.txt）" in ran.out
    (error,) = json.loads(Path("a.json").read_text(encoding="utf-8"))["files"][0]["errors"]
    assert (error["code"], error["line"]) == ("HSE001", 1)


def test_lint_raises_where_a_rule_failed(newsroom: Newsroom) -> None:
    write_a_card_that_fails(newsroom)
    config = Config(packs=("./house",), select=("HSE001",))
    with pytest.raises(zhlint.CheckError, match="HSE001"):
        zhlint.lint(f"{PROSE}大家搞好关系。", config=config)


@pytest.mark.parametrize(
    ("find", "replace", "edits"),
    [
        ("搞好关系", "做好关系", [("搞", "做")]),
        ("搞好关系", "搞好团结", [("关系", "团结")]),
        ("搞好关系", "做好联系", [("搞", "做"), ("关", "联")]),
        ("搞好关系", "搞好了关系", [("", "了")]),
        ("搞好关系", "搞关系", [("好", "")]),
        ("搞好关系", "", [("搞好关系", "")]),
    ],
)
def test_a_fix_is_cut_to_the_characters_that_differ(find: str, replace: str, edits: list[tuple[str, str]]) -> None:
    text = f"{PROSE}大家搞好关系。"
    (finding,) = findings(text, rule(find, replace))
    assert finding.fix is not None
    assert [(text[place.start : place.end], new) for place, new in finding.fix.edits] == edits
    assert finding.text == find


@pytest.mark.parametrize(
    ("card", "hit", "safety"), [("safe", None, "safe"), ("safe", "ask", "ask"), ("ask", "safe", "ask")]
)
def test_a_hit_may_be_less_sure_than_its_rule_never_surer(card: str, hit: str | None, safety: str) -> None:
    @dataclass(frozen=True, kw_only=True)
    class Sure(Check):
        def run(self, document: Document) -> Iterator[Hit]:
            yield Hit(0, 1, fix=Fix((Edit(0, 1, document.text[1]),), hit))

    sure = rule("x", fix=card)
    sure.__dict__["check"] = Sure()
    (finding,) = findings(PROSE, sure)
    assert finding.fix is not None
    assert finding.fix.safety == safety


def test_a_rule_without_a_fix_gives_none() -> None:
    assert findings(f"{PROSE}搞好", rule("搞好", "做好", fix="no"))[0].fix is None


def wrapped(*pieces: str) -> Document:
    """One paragraph broken between these pieces, with an indent of two spaces."""
    source, text, runs = "\n\u3000\u3000".join(pieces), "".join(pieces), [Run(0, 0)]
    for count, _ in enumerate(pieces[1:], 1):
        start = sum(map(len, pieces[:count]))
        runs.append(Run(start, start + 3 * count))
    return Document(text=text, source=source, blocks=(Block("paragraph", 0, len(text)),), runs=tuple(runs))


def test_a_position_in_a_wrapped_paragraph_is_that_of_the_source() -> None:
    (finding,), _ = run(wrapped("清晨的菜场里大家搞", "好关系，不争先。"), [rule("搞好", "做好")])
    assert (finding.line, finding.column) == (1, 9)
    assert (finding.place.end_line, finding.place.end_column) == (2, 4)
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert (edit.place.line, edit.place.column, edit.text) == (1, 9, "做")


def test_a_fix_over_a_line_break_keeps_the_break_or_is_not_offered() -> None:
    document = wrapped("清晨的菜场里大家搞", "好关系，不争先。")
    (kept,), _ = run(document, [rule("搞好", "做妥")])
    assert kept.fix is not None
    assert [(edit.place.line, edit.place.column, edit.text) for edit in kept.fix.edits] == [
        (1, 9, "做"),
        (2, 3, "妥"),
    ]
    (lost,), _ = run(document, [rule("搞好", "办")])
    assert lost.fix is None


def test_only_a_line_break_makes_an_edge_of_a_line(newsroom: Newsroom) -> None:
    """A break in Markdown is a mere blank."""
    text = f"操场\n\n见**本报**，`代码`。{PROSE}\n\n　　{PROSE}\n，{PROSE}\n"
    newsroom.write("a.md", f"# {text}")
    newsroom.write("a.txt", text)
    assert "PUN019" not in newsroom.zhlint("a.md", "--select", "PUN019").out
    found = newsroom.zhlint("a.txt", "--select", "PUN019").out
    assert "a.txt:6:1: PUN019" in found
    assert found.count("PUN019") == 1


def test_what_is_written_is_never_told_as_what_it_should_be() -> None:
    assert [finding.text for finding in findings(f"{PROSE}布署。布暑。", rule("布署|布暑", {"暑": "署"}))] == ["布暑"]
    (told,) = findings(f"{PROSE}布署。", rule("布署", {"暑": "署"}, message="“{found}”不成词"))
    assert told.fix is None


def test_a_message_is_filled_by_the_engine_and_its_quotes_stay_apart() -> None:
    (finding,) = findings(f"{PROSE}他说“好”吧", rule("“好”", "“妥”"))
    assert finding.message == "「“好”」应为「“妥”」"


def test_a_long_find_is_shortened_in_the_message_not_in_the_finding() -> None:
    (finding,) = findings(PROSE * 3, rule(PROSE * 2))
    assert finding.text == PROSE * 2
    assert len(finding.message) < 60
    assert "……" in finding.message


def test_findings_are_sorted_and_one_per_rule_and_span() -> None:
    text = f"{PROSE}搞好关系，搞好团结。"
    found = findings(
        text,
        rule("团结", code="HSE002"),
        rule("搞好", code="HSE003"),
        rule("搞好(?=团结)", code="HSE002"),
        rule("搞好"),
    )
    assert [(f.code, f.place.start - len(PROSE)) for f in found] == [
        ("HSE001", 0), ("HSE003", 0), ("HSE001", 5), ("HSE002", 5), ("HSE003", 5), ("HSE002", 7),
    ]  # fmt: skip
    assert len(findings(text, rule("搞好"), rule("搞好"))) == 2


def test_the_public_interface_reads_a_text_and_a_path(newsroom: Newsroom) -> None:
    config = Config(select=("PUN001",))
    (finding,) = zhlint.lint("代表入场,会议开始。", path="要闻.txt", config=config)
    assert (finding.code, finding.path, finding.line, finding.column) == ("PUN001", "要闻.txt", 1, 5)
    newsroom.write("a.txt", "代表入场,会议开始。", encoding="gb18030")
    report = zhlint.Linter(config).lint_path("a.txt")
    assert (report.path, report.encoding, report.chars, report.errors) == ("a.txt", "gb18030", 10, ())
    assert [f.text for f in report.findings] == [","]
    missing = zhlint.Linter(config).lint_path("missing.txt")
    assert (missing.encoding, missing.findings, len(missing.errors)) == (None, (), 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "."), 2), (("fix", "."), 2), (("fix", "--diff", "."), 2), (("rate", "."), 2), (("repeats", "."), 2),
        (("outline", "."), 2), (("baseline", "write", ".", "--reason", "照录"), 2), (("check", "--jobs", "2", "."), 2),
    ],
)  # fmt: skip
def test_a_draft_that_breaks_the_reader_is_named_and_the_others_are_still_looked_at(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    def breaking(text: str, *rest: Any) -> Contents:
        if "读不了" in text:
            raise IndexError("list index out of range")
        return cut_lines(text, *rest)

    monkeypatch.setattr("zhlint.reading.blocks.cut_lines", breaking)
    newsroom.write("a.txt", f"{PROSE}\n\n代表入场,会议开始。\n")
    newsroom.write("b.md", "读不了\n")
    ran = newsroom.zhlint(*words, "--no-config")
    assert ran.code == code
    assert "b.md: 读这份文稿时程序出错（IndexError: list index out of range）" in ran.err.replace("./", "")
    assert "b.md" in ran.err
    assert "a.txt" not in ran.err
    assert ran.out
    with pytest.raises(zhlint.CheckError, match="IndexError"):
        zhlint.lint("读不了")
