"""The rules of one configuration over any number of drafts: bytes in, a report out."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhlint.config.search import to_config
from zhlint.engine.ruleset import RuleSet, load_baseline, rule_set
from zhlint.finding import Finding, Problem
from zhlint.reading import Reading, parse, read, read_source, skeleton_of
from zhlint.reading.encoding import UnreadableError
from zhlint.reading.files import draft_bytes
from zhlint.report import Evidence, Report, from_plain, unread_report
from zhlint.rule import RATE
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhlint.acceptance.baseline import Baseline
    from zhlint.config.model import Config
    from zhlint.document import Document
    from zhlint.engine.kept_hits import KeptHits
    from zhlint.fixing.guard import Shape
    from zhlint.rate.profile import Profile
    from zhlint.rule import Rule
    from zhlint.source_text import LineNames

    Findings = tuple[Finding, ...]


class CheckError(Exception):
    """A rule failed on a text; `problems` say which, where and how."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


class Linter:
    """The rules of one configuration, ready for any number of drafts.

    Raises ConfigError where the configuration is wrong.
    """

    def __init__(self, config: Config | Mapping[str, Any] | str | Path | None = None) -> None:
        """Loads the rules that a configuration asks for.

        `config` is a Config, a mapping of its keys, a configuration file, or a folder to look for one from; None for the defaults.
        """
        self.config = to_config(config)
        self._prepare()
        self.baseline: Baseline | None = load_baseline(self.config)
        self._rules_without: dict[frozenset[str], tuple[Rule, ...]] = {}

    def _prepare(self) -> None:
        """Loads the rules. Raises ConfigError."""
        _ = self.rules

    @cached_property
    def rules(self) -> RuleSet:
        """The rules of the configuration."""
        return rule_set(self.config)

    @property
    def has_rules(self) -> bool:
        """Whether any rule is on."""
        return bool(self.rules.selected)

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes (Chinese) on what of the configuration does nothing."""
        return self.rules.notes

    def for_fragments(self) -> Linter:
        """A linter of this configuration for paragraphs without their drafts."""
        linter = Linter(self.config)
        selected = tuple(rule for rule in linter.rules.selected if rule.serves_fragments)
        linter.rules = linter.rules._replace(selected=selected)
        return linter

    @cached_property
    def _kept_hits(self) -> KeptHits:
        from zhlint.engine.kept_hits import KeptHits

        return KeptHits()

    @cached_property
    def profile(self) -> Profile:
        """The profile by which errors are weighed. Raises ConfigError where its file is wrong."""
        from zhlint.rate.profiles import load_profile

        return load_profile(self.config.profile, self.config.root)

    def lint_path(self, path: str | Path) -> Report:
        """Reads and checks one file, whatever its suffix.

        Never raises for a file: what went wrong stands in `errors`.
        """
        shown = str(path)
        try:
            content = draft_bytes(Path(path), self.config.max_size)
        except UnreadableError as error:
            return unread_report(shown, error)
        return self.lint_bytes(content, path=shown)

    def lint_bytes(self, content: bytes, *, path: str) -> Report:
        """Decodes and checks the bytes of a draft that is called `path`.

        What went wrong stands in `errors`. Raises TypeError for anything but bytes.
        """
        if not isinstance(content, bytes):
            raise TypeError(f"content 应为 bytes（文件的内容），现为 {type(content).__name__}")
        return _report_of(path, lambda: self._lint(*self.read(content, path=path)))

    def from_plain(self, plain: tuple[Any, ...], content: bytes, *, path: str) -> Report:
        """The report that `report.to_plain` made plain data of.

        Its document is read again from the draft's bytes when asked for.
        """
        return from_plain(plain, path, partial(self._evidence, content, path), self._baseline_name)

    def without_document(self, report: Report, content: bytes) -> Report:
        """The same report, its document read again from the draft's bytes when asked for."""
        if report.evidence is None:
            return report
        return replace(report, evidence=self._evidence(content, report.path, report.evidence.kind, report.line_names))

    def _evidence(self, content: bytes, path: str, kind: str, line_names: LineNames) -> Evidence:
        return Evidence(
            kind,
            line_names,
            lambda: read_source(content, path, limit=self.config.max_size, encoding=self.config.encoding),
            lambda: self.read(content, path=path).document,
            lambda: self.rules_for(path),
        )

    @cached_property
    def is_rated(self) -> bool:
        """Whether any rule asks for the rate of errors."""
        return any(rule.kind == RATE for rule in self.rules.selected)

    def read(self, content: bytes, *, path: str) -> Reading:
        """The document in a draft's bytes, and their encoding.

        The encoding is None for a Word file. Raises UnreadableError.
        """
        limit, encoding, desk = self.config.max_size, self.config.encoding, self.rules.desk
        return read(content, path, limit=limit, encoding=encoding, desk=desk)

    def lint_text(self, text: str, *, path: str | None = None, encoding: str | None = None) -> Report:
        """Checks a text that is already decoded (no BOM).

        What went wrong stands in `errors`. Raises TypeError for anything but a string.
        """
        if not isinstance(text, str):
            raise TypeError(f"text 应为 str（解码后的文字），现为 {type(text).__name__}")
        return _report_of(path or "", lambda: self._lint(self.parse(text, path=path), encoding))

    def _lint(self, document: Document, encoding: str | None) -> Report:
        # Not at the top: a run whose results are all known checks no draft.
        from zhlint.engine.run import run

        path, rules = document.path, self.rules_for(document.path)
        findings, problems, accepted = self._accept(document, rules, *run(document, rules, self._kept_hits))
        findings, withheld = self._withhold(document, findings)
        chars, evidence = sum(map(len, document.source.split())), Evidence.of(document, rules)
        report = Report(
            path or "", encoding, chars, findings, problems, evidence, accepted, withheld, self._baseline_name
        )
        return self._rate(report, rules)

    def _accept(
        self, document: Document, rules: tuple[Rule, ...], findings: Findings, problems: tuple[Problem, ...]
    ) -> tuple[Findings, tuple[Problem, ...], Findings]:
        """The findings that no comment and no baseline accepts, the problems, and the accepted ones."""
        entries = self.baseline.entries_for(document.path) if self.baseline and document.path else ()
        if not entries and "zhlint" not in document.source:
            return findings, problems, ()
        from zhlint.acceptance.suppression import Outcome, suppress

        return suppress(document, Outcome(findings, problems), rules, self.rules.available, entries)

    def _withhold(self, document: Document, findings: Findings) -> tuple[Findings, Findings]:
        """The findings without fixes that would change the structure, and those that had one."""
        shape = self.shape(document.path)
        if shape is None or not any(finding.fix for finding in findings):
            return findings, ()
        from zhlint.fixing.guard import withhold_breaking

        return withhold_breaking(document.source, findings, shape)

    def _rate(self, report: Report, rules: tuple[Rule, ...]) -> Report:
        """The report with what a rule says of its rate of errors."""
        if not self.is_rated or not any(rule.kind == RATE for rule in rules):
            return report
        from zhlint.rate.error_rate import with_rate_finding

        return replace(report, findings=with_rate_finding(report, lambda: self.profile))

    @staticmethod
    def shape(path: str | None) -> Shape | None:
        """The function that tells the structure of a draft, which no fix may change.

        None where drafts of this name have none.
        """
        return skeleton_of(path)

    @cached_property
    def _baseline_name(self) -> str:
        """The file of accepted findings as it is shown, empty where there is none."""
        return display_path(self.baseline.file) if self.baseline else ""

    def parse(self, text: str, *, path: str | None = None) -> Document:
        """The document that the rules see."""
        return parse(text, path=path, desk=self.rules.desk)

    def rules_for(self, path: str | None) -> tuple[Rule, ...]:
        """The selected rules less those that `per-file-ignores` switches off for this path."""
        off = frozenset(self.config.ignored_for(path)) if path else frozenset()
        if off not in self._rules_without:
            others = (rule for rule in self.rules.selected if not off & {rule.family, rule.code, rule.name})
            self._rules_without[off] = tuple(others) if off else self.rules.selected
        return self._rules_without[off]


def _report_of(path: str, check: Callable[[], Report]) -> Report:
    """The report that `check` makes; whatever goes wrong there concerns this draft alone.

    Raises ConfigError.
    """
    try:
        return check()
    except UnreadableError as error:
        return unread_report(path, error)
    except ConfigError:
        raise
    except Exception as error:  # noqa: BLE001 - one draft that cannot be read must not silence the others
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"读这份文稿时程序出错（{reason}），没有查；请把这一行连同文稿告诉维护者"
        return Report(path, None, 0, errors=(Problem(message),))
