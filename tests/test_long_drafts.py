"""A long draft is checked in pieces, and no finding depends on the cut."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from zhlint.analysis.copies.passages import passages
from zhlint.analysis.slices import slices
from zhlint.cards.packs import shipped_rules
from zhlint.engine.kept_hits import KeptHits
from zhlint.engine.release import release_after_use
from zhlint.engine.run import run
from zhlint.engine.tasks import LONG
from zhlint.reading import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.check import Hit
    from zhlint.document import Document

DRAFTS = sorted(Path(__file__).with_name("drafts").glob("*.[tm][xd][td]"))
LOCAL = tuple(rule for rule in shipped_rules() if rule.check.reach == "paragraph")


def read(file: Path) -> Document:
    return parse(file.read_text(encoding="utf-8"), markdown=file.suffix == ".md")


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
@pytest.mark.parametrize("size", [1, 60, 400])
def test_parts_are_whole_lines_and_make_up_the_draft(file: Path, size: int) -> None:
    document = read(file)
    cut = list(slices(document, size))
    assert "".join(part.text for _, part in cut) == document.text
    blocks = [(block.role, block.start + start, block.end + start) for start, part in cut for block in part.blocks]
    assert blocks == [tuple(block) for block in document.blocks]
    masked = [(span.start + start, span.end + start) for start, part in cut for span in part.masked]
    assert masked == [tuple(span) for span in document.masked]


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_a_paragraph_is_judged_alike_in_a_part(file: Path) -> None:
    document = read(file)
    whole = {(rule.code, hit.start, hit.end) for rule in LOCAL for hit in rule.check.run(document)}
    cut = {
        (rule.code, hit.start + start, hit.end + start)
        for start, part in slices(document, 1)
        for rule in LOCAL
        for hit in rule.check.run(part)
    }
    assert cut == whole


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_a_rule_for_some_roles_finds_alike_in_slices(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule for rule in LOCAL if rule.roles is not None]
    whole = run(read(file), rules)
    monkeypatch.setattr("zhlint.engine.run.LONG", 0)
    monkeypatch.setattr("zhlint.engine.long_drafts.slices", partial(slices, size=60))
    assert run(read(file), rules) == whole


@pytest.mark.parametrize(
    "file", [file for file in DRAFTS if file.name.endswith("faulty.txt")], ids=lambda file: file.name
)
def test_a_draft_after_much_else_has_the_findings_it_has_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    filler = "".join(f"第{number}车西瓜装好了，司机数过件数，签了单子。\n" for number in range(LONG // 20))
    long = parse(filler + text)
    rules = [rule for rule in LOCAL if rule.roles is None]
    alone, _ = run(parse(text), rules)
    after, problems = run(long, rules)
    assert not problems
    found = {
        (finding.code, finding.place.start - len(filler), finding.text)
        for finding in after
        if finding.place.start >= len(filler)
    }
    assert found >= {(finding.code, finding.place.start, finding.text) for finding in alone}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_a_draft_checked_again_has_the_findings_of_a_first_check(
    file: Path, line_end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhlint.engine.run.LONG", 0)
    monkeypatch.setattr("zhlint.engine.long_drafts.slices", partial(slices, size=60))
    text, chance, kept = file.read_text(encoding="utf-8").replace("\n", line_end), Random(file.name), KeptHits()
    for _ in range(4):
        start = chance.randrange(len(text))
        put_in = chance.choice(["", "，，", line_end, line_end * 2, "𠮷", "|", "的的", "<!-- zhlint: off -->", "-1%"])
        text = text[:start] + put_in + text[start + chance.randrange(3) :]
        document = parse(text, markdown=file.suffix == ".md")
        assert run(document, LOCAL, kept) == run(parse(text, markdown=file.suffix == ".md"), LOCAL)


ALL = shipped_rules()


def test_slips_in_idioms_are_found_wherever_they_stand_in_a_long_draft() -> None:
    (rule,) = (rule for rule in ALL if rule.code == "WRD029")
    text = "来客说这故事扑所迷离，看两队斗智都勇。\n"
    filler = "".join(f"第{number}车西瓜装好了，司机数过件数，签了单子。\n" for number in range(LONG // 20))
    alone = [(hit.start, hit.end) for hit in rule.check.run(parse(text))]
    assert len(alone) == 2
    shift = len(text) + len(filler)
    assert [(hit.start, hit.end) for hit in rule.check.run(parse(text + filler + text))] == [
        *alone,
        *((start + shift, end + shift) for start, end in alone),
    ]


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.name)
def test_a_draft_whose_analyses_are_let_go_has_the_same_findings(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.engine.run.LONG", 0)
    kept, let_go = read(file), read(file)
    whole = run(kept, ALL)
    monkeypatch.setattr("zhlint.engine.long_drafts._HUGE", 0)
    assert run(let_go, ALL) == whole


def test_an_analysis_is_let_go_after_the_last_rule_that_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhlint.engine.long_drafts._HUGE", LONG)
    first, last = (rule for rule in ALL if rule.code in {"DUP001", "DUP002"})
    document = parse("".join(f"第{number}车西瓜装好了，司机数过件数，签了单子。\n" for number in range(LONG // 20)))
    held = []
    for rule in release_after_use((first, last), document):
        for _ in rule.check.run(document):
            pass
        held.append(passages in document.memo)
    assert held == [True, True]
    assert passages not in document.memo


@pytest.mark.parametrize("text", ["第一车西瓜装好了，司机数过件数，签了单子。" * 2_000, "第一车西瓜装好了。\n" * 4_000])
def test_of_a_very_long_draft_its_beginning_is_looked_at_first(text: str) -> None:
    seen = []

    class Seeing:
        class check:  # noqa: N801
            @staticmethod
            def run(document: Document) -> Iterator[Hit]:
                seen.append((len(document.text), document.blocks[-1].end <= len(document.text)))
                yield from ()

    rules: Any = (Seeing(),)
    assert tuple(release_after_use(rules, parse(text))) == rules
    assert seen == [(LONG, True)]


def test_hits_in_a_slice_of_one_long_line_are_not_kept() -> None:
    kept = KeptHits()
    run(parse("第一车西瓜装好了,司机数过件数，签了单子。" * 1_500), LOCAL, kept)
    assert not kept._hits


def test_a_rule_that_fails_on_the_sample_lets_the_others_run() -> None:
    class Failing:
        code = "XXX001"

        class check:  # noqa: N801
            @staticmethod
            def run(_document: Document) -> None:
                raise ValueError

    rules: Any = (Failing(), *LOCAL[:2])
    document = parse("第一车西瓜装好了。\n")
    assert tuple(release_after_use(rules, document)) == rules


def test_only_the_latest_slices_are_kept() -> None:
    document, kept = parse("第一车西瓜装好了。\n" * 400), KeptHits()
    parts = [part for _, part in slices(parse("".join(f"第{number}车西瓜。\n" for number in range(400))), 1)]
    for part in parts:
        kept.keep(LOCAL, part, ())
    assert kept.of(LOCAL, parts[0]) is None
    assert kept.of(LOCAL, parts[-1]) == ()
    assert kept.of(LOCAL[1:], parts[-1]) is None
    assert kept.of(LOCAL, document) is None
