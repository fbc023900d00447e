"""Examples of cards, run: they test a rule, document it, and prove its guards."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.suppression import Outcome, suppress
from zhlint.cards.packs import shipped_rules
from zhlint.check import OptionError
from zhlint.config.model import Config
from zhlint.config.values import parse_date
from zhlint.desk import Desk, SourceSet
from zhlint.document import Block, Document, Span
from zhlint.engine.run import run
from zhlint.rate.error_rate import with_rate_finding
from zhlint.rate.profiles import load_profile
from zhlint.reading import parse
from zhlint.report import Evidence, Report
from zhlint.sources.selection import sources_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.finding import Finding
    from zhlint.rule import Example, Rule

_MARK = re.compile("[⟦⟧]")


class Failure(NamedTuple):
    """An example that does not hold; `reason` (Chinese) says what happened instead."""

    rule: Rule
    example: Example
    reason: str


def failures(rule: Rule) -> Iterator[Failure]:
    """The examples of a rule that do not hold."""
    for example in rule.examples:
        for reason in _faults(rule, example):
            yield Failure(rule, example, reason)


def unproved(rule: Rule) -> Iterator[str]:
    """The guards and numbers of a card that no example needs.

    Each is given as a change (Chinese) with which all examples still hold.
    """
    for change, other in chain(_without_guards(rule), _with_other_numbers(rule)):
        if not any(failures(other)):
            yield change


def _without_guards(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule once without each guard of it, or of one of its forms."""
    guards, forms = rule.check.guards, rule.options.get("forms", [])
    if rule.unless_ordinary is not None:
        yield "去掉 unless-ordinary", replace(rule, unless_ordinary=None)
    for guard in guards:
        if guard in rule.options:
            options = {key: value for key, value in rule.options.items() if key != guard}
            yield f"去掉 {guard}", rule.with_options(options)
    for number, form in enumerate(forms):
        for guard in guards:
            if guard in form:
                bare = {key: value for key, value in form.items() if key != guard}
                others = [*forms[:number], bare, *forms[number + 1 :]]
                yield f"去掉第 {number + 1} 个 forms 的 {guard}", rule.with_options({**rule.options, "forms": others})


def _with_other_numbers(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one of its numbers changed by one, for each number and direction."""
    for key, value in rule.options.items():
        if type(value) not in {int, float} or key in rule.unproved:
            continue
        for other in (value - 1, value + 1):
            try:
                yield f"{key} 改为 {other}", rule.with_options({**rule.options, key: other})
            except OptionError:
                continue
    if (least := rule.unless_ordinary) is not None and "unless-ordinary" not in rule.unproved:
        for other in (least - 1, least + 1):
            yield f"unless-ordinary 改为 {other}", replace(rule, unless_ordinary=other)


def findings_in(rule: Rule, example: Example, text: str) -> tuple[Finding, ...]:
    """The findings of a rule in a text, under an example's conditions.

    Raises AssertionError where the rule itself fails.
    """
    given = rule.with_options({**rule.options, **example.settings.get("options", {})})
    document = _document(example, text)
    known = shipped_rules() if {"markdown", "beside"} & set(example.settings) else ()
    beside = [other for other in known if other.code in example.settings.get("beside", ())]
    rules = [given, *beside]
    outcome = suppress(document, Outcome(*run(document, rules)), rules, [given, *known])
    if outcome.problems:
        raise AssertionError(outcome.problems[0].message)
    report = Report("", None, len("".join(text.split())), outcome.findings, (), Evidence.of(document, tuple(rules)))
    found = with_rate_finding(report, lambda: load_profile(Config().profile))
    return tuple(finding for finding in found if finding.code == rule.code)


def split_marks(text: str) -> tuple[str, list[Span]]:
    """An example's text without its ⟦⟧ marks, and the spans they enclosed."""
    spans: list[Span] = []
    opened: list[int] = []
    for count, mark in enumerate(_MARK.finditer(text)):
        at = mark.start() - count
        if mark[0] == "⟦":
            opened.append(at)
        else:
            spans.append(Span(opened.pop(), at))
    return _MARK.sub("", text), sorted(spans)


def apply_fixes(text: str, findings: tuple[Finding, ...]) -> str:
    """The text after the fixes of these findings."""
    edits = {edit for finding in findings if finding.fix for edit in finding.fix.edits}
    for place, new in sorted(edits, reverse=True):
        text = text[: place.start] + new + text[place.end :]
    return text


def _faults(rule: Rule, example: Example) -> Iterator[str]:
    text, expected = split_marks(example.text)
    try:
        found = findings_in(rule, example, text)
    except AssertionError as error:
        yield str(error)
        return
    spans = [Span(*finding.place[:2]) for finding in found]
    if spans != expected:
        listed = "、".join(f"“{text[start:end]}”（{start}–{end}）" for start, end in spans) or "没有报"
        yield f"应报 {len(expected)} 处，实报 {listed}"
    elif example.safe is not None and (after := apply_fixes(text, _safe(found))) != example.safe:
        yield f"只用可放心的改法，应为“{example.safe}”，实为“{after}”"
    elif example.fixed is not None:
        after = apply_fixes(text, found) if rule.fix != "no" else example.fixed
        if after != example.fixed:
            yield f"改后应为“{example.fixed}”，实为“{after}”"
        elif again := findings_in(rule, example, example.fixed):
            yield f"改正后的文字仍被报“{again[0].text}”"


def _safe(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if finding.fix and finding.fix.safety == "safe")


def _document(example: Example, text: str) -> Document:
    given = example.settings
    desk = Desk(
        date=parse_date(given["date"]) if "date" in given else None,
        script=given.get("script", "auto"),
        article_type=given.get("type", "auto"),
        home=given.get("home", ""),
        sources=sources_in_memory(given["sources"]) if "sources" in given else SourceSet(),
    )
    document = replace(parse(text, desk=desk, markdown=given.get("markdown", False)), kind="draft")
    if example.role is None:
        return document
    lone = (Block(example.role, 0, len(text)),)
    return Document(text=text, source=text, blocks=lone, desk=desk)
