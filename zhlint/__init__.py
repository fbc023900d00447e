"""Editorial linter for Chinese press drafts.

    import zhlint

    for finding in zhlint.lint("代表入场,会议开始。"):
        print(finding.place.line, finding.place.column, finding.code, finding.message)

`lint`, `fix`, `annotate` and `outline` take one draft; `Linter` has loaded the rules and takes any number; `learn` counts an
archive, `lint_records` checks one. Without `config`
the defaults count: no configuration is read that was not asked for. Nothing else in this package is meant for programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhlint.version import __version__ as __version__

if TYPE_CHECKING:
    from zhlint.annotation import Annotated
    from zhlint.api import annotate, fix, learn, lint, outline
    from zhlint.archive.lint import Row, lint_records
    from zhlint.config.model import Config
    from zhlint.desk import Lexicon
    from zhlint.finding import Finding, FindingFix, Place, Problem, RelatedPlace, Replacement
    from zhlint.fixing.fixer import Fixed
    from zhlint.learning.count import Learned
    from zhlint.linter import CheckError, Linter
    from zhlint.report import Report
    from zhlint.storage.toml import ConfigError

__all__ = [
    "Annotated",
    "CheckError",
    "Config",
    "ConfigError",
    "Finding",
    "FindingFix",
    "Fixed",
    "Learned",
    "Lexicon",
    "Linter",
    "Place",
    "Problem",
    "RelatedPlace",
    "Replacement",
    "Report",
    "Row",
    "annotate",
    "fix",
    "learn",
    "lint",
    "lint_records",
    "outline",
]
_FOUND_IN = {
    "annotation": ("Annotated",),
    "api": ("annotate", "fix", "learn", "lint", "outline"),
    "archive.lint": ("Row", "lint_records"),
    "config.model": ("Config",),
    "desk": ("Lexicon",),
    "finding": ("Finding", "FindingFix", "Place", "Problem", "RelatedPlace", "Replacement"),
    "fixing.fixer": ("Fixed",),
    "learning.count": ("Learned",),
    "linter": ("CheckError", "Linter"),
    "report": ("Report",),
    "storage.toml": ("ConfigError",),
}


def __getattr__(name: str) -> Any:
    """Loads a name when it is first asked for: `--version` must not load the engine."""
    for module, names in _FOUND_IN.items():
        if name in names:
            from importlib import import_module

            globals()[name] = getattr(import_module(f"zhlint.{module}"), name)
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
