"""Editorial linter for Chinese press drafts.

`lint(text)` and `Linter(config).lint_path(path)` are the whole public interface; both are loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhlint.linter import CheckError, Finding, Linter, Report, lint

__version__ = "0.1.0"
__all__ = ["CheckError", "Finding", "Linter", "Report", "lint"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from zhlint import linter  # noqa: PLC0415 - start-up: `--version` must not load the engine

        return getattr(linter, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
