"""Run the selected rules over a document, filter their hits, and say what was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhlint.analysis.masks import masks
from zhlint.analysis.quotes import is_quoted
from zhlint.analysis.script import script
from zhlint.config import Config, RuleSet, accepted, find_config, rule_set
from zhlint.error_rate import with_verdict
from zhlint.finding import (
    Finding,
    FindingFix,
    Place,
    Problem,
    RelatedPlace,
    Replacement,
    filled,
    source_place,
)
from zhlint.profiles import Profile, load_profile
from zhlint.reading import parse, parse_word
from zhlint.reading.encoding import UnreadableError, decode
from zhlint.rule import SCRIPTS
from zhlint.suppression import Outcome, suppress
from zhlint.word import WordFileError, is_word_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zhlint.baseline import Baseline
    from zhlint.check import Edit, Fix, Hit
    from zhlint.document import Document
    from zhlint.rule import Rule

__all__ = [
    "CheckError",
    "Finding",
    "FindingFix",
    "Linter",
    "Place",
    "Problem",
    "RelatedPlace",
    "Replacement",
    "Report",
    "lint",
    "run",
]

_SURFACE: Final = frozenset({"PUN", "CHR"})


@dataclass(frozen=True)
class Report:
    """What became of one file. `chars` counts non-space code points; `encoding` is None where it could not be read.

    `document` is None where `errors` say the file could not be read. `rules` are those that were run.
    """

    path: str
    encoding: str | None
    chars: int
    findings: tuple[Finding, ...] = ()
    errors: tuple[Problem, ...] = ()
    document: Document | None = field(default=None, compare=False, repr=False)
    rules: tuple[Rule, ...] = field(default=(), compare=False, repr=False)
    suppressed: int = 0


class CheckError(Exception):
    """A rule failed on a text; `problems` say which, where and how."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


def lint(text: str, *, path: str | None = None, config: Config | None = None) -> list[Finding]:
    """The findings in a text, by position and code. `path` tells Markdown from plain text and is named in findings.

    Without `config` the defaults apply. Raises CheckError when a rule failed, ConfigError for a wrong configuration.
    """
    report = Linter(config or Config()).lint_text(text, path=path)
    if report.errors:
        raise CheckError(report.errors)
    return list(report.findings)


class Linter:
    """The rules of one configuration, ready for any number of drafts. Raises ConfigError where the configuration is wrong."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or find_config(Path.cwd())
        self.rules: RuleSet = rule_set(self.config)
        self.baseline: Baseline | None = accepted(self.config)

    @cached_property
    def profile(self) -> Profile:
        """How this configuration counts errors. Raises ConfigError where its file is wrong."""
        return load_profile(self.config.profile, self.config.root)

    def lint_path(self, path: str | Path) -> Report:
        """Read and check one file, whatever its suffix. Never raises for a file: what went wrong stands in `errors`."""
        shown = str(path)
        try:
            content = _content(Path(path), self.config.max_size)
        except UnreadableError as error:
            return Report(shown, None, 0, errors=(Problem(str(error), line=error.line),))
        return self.lint_bytes(content, path=shown)

    def lint_bytes(self, content: bytes, *, path: str) -> Report:
        """Decode and check a draft's bytes; `path` is what it is called. What went wrong stands in `errors`."""
        try:
            if is_word_file(content):
                return self._lint_word(_within(content, self.config.max_size), path)
            text, encoding = decode(_within(content, self.config.max_size), self.config.encoding)
        except UnreadableError as error:
            return Report(path, None, 0, errors=(Problem(str(error), line=error.line),))
        return self.lint_text(text, path=path, encoding=encoding)

    def lint_text(self, text: str, *, path: str | None = None, encoding: str | None = None) -> Report:
        """Check a text that is already decoded (no BOM)."""
        return self._lint(self.parse(text, path=path), encoding)

    def _lint_word(self, content: bytes, path: str) -> Report:
        """Check a Word file. Raises UnreadableError."""
        from zhlint.word.text import open_word, read_text  # noqa: PLC0415 - start-up: only for Word files

        try:
            words = read_text(open_word(content, self.config.max_size))
        except WordFileError as error:
            raise UnreadableError(str(error)) from None
        return self._lint(parse_word(words, path=path, desk=self.rules.desk), None)

    def _lint(self, document: Document, encoding: str | None) -> Report:
        path, text = document.path, document.source
        rules = self.rules_for(path)
        entries = self.baseline.of(path) if self.baseline and path else ()
        found = Outcome(*run(document, rules))
        findings, problems, suppressed = suppress(document, found, rules, self.rules.known, entries)
        chars = len(text) - sum(map(len, re.findall(r"\s+", text)))
        report = Report(path or "", encoding, chars, findings, problems, document, rules, suppressed)
        return replace(report, findings=with_verdict(report, lambda: self.profile))

    def parse(self, text: str, *, path: str | None = None) -> Document:
        """The document that the rules see."""
        markdown = (path or "").lower().endswith((".md", ".markdown"))
        return parse(text, path=path, desk=self.rules.desk, markdown=markdown)

    def rules_for(self, path: str | None) -> tuple[Rule, ...]:
        """The selected rules less those that `per-file-ignores` switches off for this path."""
        off = set(self.config.ignored_for(path)) if path else set()
        return tuple(rule for rule in self.rules.selected if not off & {rule.family, rule.code, rule.name})


def run(document: Document, rules: Iterable[Rule]) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """The findings of these rules, sorted by position and code, and the rules that failed. Raises nothing."""
    findings: dict[tuple[str, int, int], Finding] = {}
    problems: list[Problem] = []
    for rule in rules:
        if not _concerns(rule, document):
            continue
        reached = 0
        try:
            for hit in rule.check.run(document):
                reached = hit.end
                if _stands(rule, hit, document):
                    finding = _finding(rule, hit, document)
                    findings.setdefault((finding.code, *finding.place[:2]), finding)
        except Exception as error:  # noqa: BLE001 - one broken rule must not silence the others, nor itself
            problems.append(_failure(rule, error, reached, document))
    return tuple(sorted(findings.values(), key=lambda f: (f.place.start, f.code, f.place.end))), tuple(
        problems
    )


def _content(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_file() and size > limit:
            raise UnreadableError(_too_large(size, limit))
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError("没有这个文件，请核对路径") from None
    except IsADirectoryError:
        raise UnreadableError("这是文件夹，不是文稿") from None
    except PermissionError:
        raise UnreadableError("没有读取权限，请检查文件的权限，或关闭占用它的程序") from None
    except OSError as error:
        raise UnreadableError(f"无法读取（{error.strerror}）") from None


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise UnreadableError(_too_large(len(content), limit))
    return content


def _too_large(size: int, limit: int) -> str:
    return f"文件有 {size / 2**20:.1f} MiB，超过上限 {limit / 2**20:g} MiB；确要检查，请用 --max-size 放宽"


def _concerns(rule: Rule, document: Document) -> bool:
    if not document.is_draft and rule.family not in _SURFACE:
        return False
    if rule.triggers and not any(trigger in document.text for trigger in rule.triggers):
        return False
    return len(rule.scripts) == len(SCRIPTS) or document.analyse(script) in rule.scripts


def _stands(rule: Rule, hit: Hit, document: Document) -> bool:
    if rule.roles is not None:
        block = document.block_at(hit.start)
        if block is None or block.role not in rule.roles or hit.end > block.end:
            return False
    if document.analyse(masks).cover(hit.start, hit.end):
        return False
    return rule.quoted == "check" or not is_quoted(document, hit.start, hit.end)


def _failure(rule: Rule, error: Exception, reached: int, document: Document) -> Problem:
    line = document.position(document.to_source(reached, reached).start).line
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Problem(
        f"规则 {rule.code} {rule.name} 在偏移 {reached} 之后出错（{reason}），这条规则没有查完",
        rule.code,
        line,
    )


def _finding(rule: Rule, hit: Hit, document: Document) -> Finding:
    place = _place(document, hit.start, hit.end)
    fix = _fix(rule, hit.fix, document)
    slots = {
        "found": document.source[place.start : place.end],
        "fix": _fixed(document, hit, hit.fix) if hit.fix else "",
        "there": _there(document, hit.related[0].start) if hit.related else "",
        **hit.slots,
    }
    message = filled(rule.message, slots)
    related = tuple(RelatedPlace(_place(document, start, end), note) for start, end, note in hit.related)
    text = document.source[place.start : place.end]
    return Finding(rule.code, rule.name, rule.level, message, text, place, document.path, fix, related)


def _place(document: Document, start: int, end: int) -> Place:
    return source_place(document, document.to_source(start, end))


def _fixed(document: Document, hit: Hit, fix: Fix) -> str:
    pieces, at = [], min(hit.start, fix.edits[0].start)
    for start, end, new in fix.edits:
        pieces += [document.text[at:start], new]
        at = end
    return "".join([*pieces, document.text[at : max(hit.end, at)]])


def _there(document: Document, offset: int) -> str:
    line = document.position(document.to_source(offset, offset).start).line
    section = document.section_at(offset)
    if section is None or section.speaker is None:
        return f"第{line}{document.line_name}"
    speaker = section.speaker
    return f"第{line}{document.line_name}（{speaker.place.text + ' ' if speaker.place else ''}{speaker.name.text}）"


def _fix(rule: Rule, fix: Fix | None, document: Document) -> FindingFix | None:
    if fix is None or rule.fix == "no":
        return None
    cut = [piece for edit in fix.edits for piece in _minimal(edit, document.text)]
    joints = [run.start for run in document.runs[1:]]
    pieces = [piece for edit in cut for piece in _unbroken(edit, joints)]
    masked = document.analyse(masks)
    torn = any(
        bisect_right(joints, start) != bisect_right(joints, max(start, end - 1)) or masked.cut_by(start, end)
        for start, end, _ in pieces
    )
    if torn or not pieces:
        return None
    safety = "ask" if "ask" in {rule.fix, fix.safety} else "safe"
    return FindingFix(
        safety, tuple(Replacement(_place(document, start, end), new) for start, end, new in pieces)
    )


def _minimal(edit: Edit, text: str) -> Iterator[Edit]:
    """The edit cut to the characters that differ: several edits where old and new are of one length."""
    start, end, new = edit
    old = text[start:end]
    if len(old) == len(new):
        changed = [at for at in range(len(old)) if old[at] != new[at]]
        runs: list[list[int]] = []
        for at in changed:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        for run_ in runs:
            yield edit._replace(
                start=start + run_[0], end=start + run_[-1] + 1, replacement=new[run_[0] : run_[-1] + 1]
            )
        return
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield edit._replace(start=start + head, end=end - tail, replacement=new[head : len(new) - tail])


def _unbroken(edit: Edit, joints: list[int]) -> Iterator[Edit]:
    """An edit over a line break inside a paragraph, parted at the break where it keeps its length, so that the break survives."""
    start, end, new = edit
    inside = [joint for joint in joints if start < joint < end]
    if not inside or len(new) != end - start:
        yield edit
        return
    for first, last in zip([start, *inside], [*inside, end], strict=True):
        yield edit._replace(start=first, end=last, replacement=new[first - start : last - start])
