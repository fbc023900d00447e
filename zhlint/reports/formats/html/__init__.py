"""A page for an editor: drafts with proof marks, notes and room for decisions.

The page needs no network and runs no script but its own; a decision stays in the browser until it is exported.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from zhlint.reports.formats.html.page import fields
from zhlint.reports.output import write_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from zhlint.report import Report
    from zhlint.reports import Style


def write(reports: Sequence[Report], stream: IO[str], style: Style) -> None:
    """Writes the page for these drafts, the worst first."""
    sheet, script = _part("style.css"), _part("script.js")
    page = Template(_part("template.html")).substitute(
        fields(reports, style),
        style=sheet,
        style_hash=_hash(sheet),
        script=script,
        script_hash=_hash(script),
    )
    write_utf8(stream, page)


def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the page's policy admits its own style or script."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
