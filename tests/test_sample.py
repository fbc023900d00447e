"""The sample page in docs is the one that zhlint writes today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Newsroom

ROOT = Path(__file__).parent.parent
DEMO = "tests/drafts/demo.txt"


def test_the_sample_page_is_what_the_demo_makes(newsroom: Newsroom) -> None:
    newsroom.write(DEMO, (ROOT / DEMO).read_bytes())
    made = newsroom.zhlint("--no-config", "--no-cache", "--fail-on", "never", "--format", "html=sample.html", DEMO)
    assert made.code == 0
    kept = (ROOT / "docs/sample.html").read_bytes()
    assert kept == (newsroom.folder / "sample.html").read_bytes(), "make sample"


def test_the_sample_page_needs_nothing_but_itself() -> None:
    page = (ROOT / "docs/sample.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "://" not in page
    assert "src=" not in page
