"""Damages drafts at random and prints every promise that then fails.

    python benchmarks/mutations.py [--seconds 60] [--seed 1] [--only NUMBER]

The drafts are those of tests/drafts. The same seed makes the same texts; a violation names the number of its text, which
`--only` makes again. Seconds are those of the processor. Exits with 1 where anything was violated.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint import Config, Linter
from zhlint.acceptance.baseline import Baseline, Entry
from zhlint.acceptance.keys import key_of
from zhlint.engine.run import run as engine
from zhlint.fixing.edits import edits_of
from zhlint.fixing.fixer import CircularFixesError, Scan, fix_all
from zhlint.reports import FORMATS, Style, load_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.finding import Finding
    from zhlint.fixing.fixer import Fixed
    from zhlint.report import Report

    #: Names of what was violated, each with what shows it.
    Violations = Iterator[tuple[str, object]]

DRAFTS: Final = sorted(Path(__file__).parents[1].glob("tests/drafts/*.[tm][xd][td]"))
#: More seconds than any of these texts may take.
SLOW: Final = 5.0
ODD: Final = (
    *"，。、；：？！,.;:?!…—–-·•～~（）()《》〈〉【】[]{}“”‘’\"'「」『』|*_`#>\\/&<=$^%",
    *"０９ａＡ①⑴㎡　 \t\v\f\x1b\x00\u200b\u200d\ufeff\u202e\xa0\u2028\u0301𠮷👩‍👧�",
    "\n", "\n\n", "\r", "\r\n", "---\n", "***", "```", "$$", "![图](a.png)", "[甲](b.md)", "[[乙]]", "<b>", "<!-- zhlint: ignore PUN001 好 -->",
    "<!--", "-->", "| 甲 | 乙 |\n|---|---|\n", "> ", "# ", "1. ", "- ", ":::", "{{< 丙 >}}", "&nbsp;", "https://a.cn/b,c", "a@b.cn", "GB/T 7714",
    "2026年2月30日", "星期八", "３月", "二零二五年", "近300多人", "10%～20", "1,234.5万", "一是", "第三，", "（二）", "□本报记者 顾晓岚", "（记者 陆知行）",
    "新华社南京4月23日电", "再接再励", "按排", "的的", "记者记者", "学習", "萬", "???", "锟斤拷", "秦淮区区长 顾晓岚：", "“四个意识”", "某某", "待补",
)  # fmt: skip


class Text(NamedTuple):
    """A damaged draft."""

    number: int
    path: str
    text: str


class Readers(NamedTuple):
    """A linter for each preset."""

    all: tuple[Linter, ...]

    def of(self, text: Text) -> Linter:
        return self.all[text.number % len(self.all)]


def texts(seed: int) -> Iterator[Text]:
    """Damaged drafts without end."""
    sources = [(file.suffix, file.read_text(encoding="utf-8")) for file in DRAFTS]
    number = 0
    while True:
        chance = random.Random(f"{seed} {number}")
        suffix, text = chance.choice(sources)
        for _ in range(chance.randrange(1, 12)):
            text = _damaged(text, chance, sources)
        yield Text(number, f"draft{chance.choice((suffix, '.md', '.txt'))}", text[:6000])
        number += 1


def _damaged(text: str, chance: random.Random, sources: Sequence[tuple[str, str]]) -> str:
    """The text with one thing put in, taken out, doubled, moved, exchanged or cut."""
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20, 80)))
    head, piece, tail = text[:start], text[start:end], text[end:]
    other = chance.choice(sources)[1]
    at = chance.randrange(len(other))
    new = chance.choice((
        "", piece * 2, piece * chance.choice((3, 9)), piece[::-1], chance.choice(ODD), chance.choice(ODD) * chance.choice((2, 3, 7)),
        chance.choice(ODD) + piece, piece + chance.choice(ODD), other[at : at + 60], "".join(chance.sample(ODD, 4)),
    ))  # fmt: skip
    return (
        chance.choice((head + new + tail, head + new + tail, head + new + tail, tail + new + head, head + new)) or "字"
    )


def violations(linter: Linter, text: Text) -> Violations:
    """The promises that fail for a damaged draft."""
    begun = time.process_time()
    report = linter.lint_text(text.text, path=text.path)
    if (taken := time.process_time() - begun) > SLOW:
        yield "slow", f"{taken:.1f} s"
    for problem in report.errors:
        yield "a failure", problem
    for finding in report.findings:
        yield from _misplaced(finding, text.text)
    order = [(finding.place.start, finding.code, finding.place.end) for finding in report.findings]
    if order != sorted(order):
        yield "unsorted", order
    yield from _equal("twice", [one for one, count in Counter(order).items() if count > 1], [])
    yield from _equal(
        "another report when repeated", linter.lint_text(text.text, path=text.path).findings, report.findings
    )
    yield from _rewritten(linter, text, report)
    yield from _in_parts(linter, text, report)
    yield from _fixes(linter, text)
    yield from _accepted(linter, text, report)
    for name in FORMATS:
        try:
            out = io.StringIO()
            load_format(name)([report], out, Style(hints=True, everything=True))
            out.getvalue().encode()
        except Exception as error:  # noqa: BLE001 - what is looked for
            yield f"format {name}", repr(error)


def _equal(name: str, one: Sequence[object], other: Sequence[object]) -> Violations:
    if list(one) != list(other):
        yield name, ([each for each in one if each not in other][:3], [each for each in other if each not in one][:3])


def _misplaced(finding: Finding, text: str) -> Violations:
    start, end = finding.place[:2]
    if not 0 <= start <= end <= len(text) or finding.text != text[start:end]:
        yield "a wrong place", finding
    last = 0
    for place, _ in edits_of(finding):
        if not last <= place.start <= place.end <= len(text):
            yield "a wrong edit", finding
        last = place.end
    if not finding.message or any(not 0 <= place.start <= place.end <= len(text) for place, _ in finding.related):
        yield "a wrong message or related place", finding


def _summary_of(report: Report) -> list[tuple[object, ...]]:
    """The findings by what is the same in every form of the text."""
    return [(one.code, one.line, one.column, one.message, "".join(one.text.split())) for one in report.findings]


def _rewritten(linter: Linter, text: Text, report: Report) -> Violations:
    """The same draft with other line ends, in other encodings."""
    if "\r" not in text.text:
        other = linter.lint_text(text.text.replace("\n", "\r\n"), path=text.path)
        yield from _equal("CR LF", _summary_of(other), _summary_of(report))
    if "\0" in text.text or not text.text.strip() or text.text[0] == "\ufeff":
        return
    known = linter.lint_bytes(text.text.encode(), path=text.path)
    if known.errors:
        return
    yield from _equal("UTF-8", known.findings, report.findings)
    for encoding in ("utf-16", "utf-8-sig", "gb18030"):
        other = linter.lint_bytes(text.text.encode(encoding), path=text.path)
        if encoding != "gb18030" or other.encoding == "gb18030":
            yield from _equal(encoding, other.findings, known.findings)


def _in_parts(linter: Linter, text: Text, report: Report) -> Violations:
    """The same draft run in parts, as a long one is."""
    document = linter.parse(text.text, path=text.path)
    rules = linter.rules_for(text.path)
    whole, _ = engine.run(document, rules)
    long, part = engine.LONG, engine.parts
    engine.LONG, engine.parts = 0, lambda document: part(document, 60)  # type: ignore[misc, assignment]
    try:
        cut, problems = engine.run(linter.parse(text.text, path=text.path), rules)
    finally:
        engine.LONG, engine.parts = long, part  # type: ignore[misc]
    yield from _equal("in parts", cut, whole)
    yield from _equal("a failure in parts", problems, report.errors)


def _fixes(linter: Linter, text: Text) -> Violations:
    """Violations by fixes: those that undo each other, or leave something to fix."""
    for unsafe in (False, True):
        try:
            done = _fix(linter, text.text, text.path, unsafe=unsafe)
            again = _fix(linter, done.text, text.path, unsafe=unsafe)
        except CircularFixesError as error:
            yield f"unsettled, unsafe={unsafe}", error
            continue
        if again.text != done.text and not done.circular:
            yield f"fixed again, unsafe={unsafe}", again.applied[:3]
        if done.circular and not unsafe:
            yield "safe fixes undo each other", done.circular[:3]


def _fix(linter: Linter, text: str, path: str, *, unsafe: bool) -> Fixed:
    def find(text: str) -> Scan:
        report = linter.lint_text(text, path=path)
        return Scan(report.findings, report.accepted, report.withheld)

    return fix_all(text, find, unsafe=unsafe, shape=linter.shape(path))


def _accepted(linter: Linter, text: Text, report: Report) -> Violations:
    """A baseline of all findings silences all."""
    if not report.document or report.accepted:
        return
    own = [one for one in report.findings if one.name not in {"unused-ignore", "error-rate"}]
    entries = tuple(Entry(text.path, key_of(report.document, one), "好") for one in own)
    linter.baseline = Baseline(Path("accepted.json").absolute(), entries)
    try:
        left = [
            one
            for one in linter.lint_text(text.text, path=text.path).findings
            if one.name not in {"unused-ignore", "error-rate"}
        ]
    finally:
        linter.baseline = None
    yield from _equal("not silenced", left, [])


def main(seconds: float, seed: int, only: int | None) -> bool:
    """Damage drafts for so many seconds; whether all held."""
    readers = Readers(tuple(Linter(Config(preset=preset, baseline="")) for preset in ("full", "desk", "core")))
    seen: Counter[str] = Counter()
    begun, number = time.process_time(), 0
    for text in texts(seed):
        if only is not None and text.number < only:
            continue
        if time.process_time() - begun > seconds or (only is not None and text.number > only):
            break
        number += 1
        for name, shown in violations(readers.of(text), text):
            seen[name] += 1
            print(f"{text.number} {text.path}: {name}: {str(shown)[:600]}", flush=True)
    print(
        f"{number} texts, {time.process_time() - begun:.0f} s, "
        + (", ".join(f"{name} {count}" for name, count in seen.most_common()) or "nothing violated")
    )
    return not seen


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    asked = _arguments()
    sys.exit(0 if main(asked.seconds, asked.seed, asked.only) else 1)
