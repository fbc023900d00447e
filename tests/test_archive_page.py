"""The page that `zhlint archive report` makes of an archive."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import PROSE
from test_archive import BAD, articles, checked, lines

if TYPE_CHECKING:
    from conftest import Newsroom

HOSTILE = "<script>alert(1)</script>&\"'"


class Elements(HTMLParser):
    """The names of all elements, and the addresses they load or link to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]
        assert not [name for name, _ in attrs if name.startswith("on")]


def page(newsroom: Newsroom) -> str:
    done = newsroom.zhlint("archive", "report", "out")
    assert done.code == 0, done.err
    assert "report.html" in done.out
    return (Path("out") / "report.html").read_text(encoding="utf-8")


def test_the_page_shows_rates_rules_and_passages(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines([one | {"text": BAD * 2} for one in articles()]))
    checked(["a.jsonl"])
    text = page(newsroom)
    for part in (
        "12 篇",
        "2024-01",
        "2024-03",
        "01版",
        "PUN001",
        "<mark>,</mark>",
        "大家都来了",
        "a.jsonl 第 1 条",
        "各月差错率",
    ):
        assert part in text, part
    elements = Elements(text)
    assert elements.names & {"script", "link", "img", "iframe"} == set()
    assert {"svg", "polyline", "rect"} <= elements.names
    assert all(address.startswith("file://") for address in elements.addresses)
    assert elements.addresses


def test_hostile_text_stays_text(newsroom: Newsroom) -> None:
    rows = [
        {"id": HOSTILE, "date": HOSTILE, "page": HOSTILE, "text": f"{BAD}{PROSE}{HOSTILE},好。{HOSTILE}"},
        {"id": "b", "date": "2024-01-01", "page": HOSTILE, "text": BAD * 2},
    ]
    newsroom.write("a.jsonl", lines(rows))
    checked(["a.jsonl"])
    text = page(newsroom)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert Elements(text).names & {"script"} == set()


def test_an_archive_without_dates_or_findings_has_a_page(newsroom: Newsroom) -> None:
    newsroom.write("a.jsonl", lines([{"text": PROSE}]))
    checked(["a.jsonl"])
    text = page(newsroom)
    assert "没有日期" in text
    assert "没有差错" in text
    assert not re.search("nan|inf", text)


def test_a_folder_that_is_no_result_is_said(newsroom: Newsroom) -> None:
    newsroom.write("out/summary.json", "{}")
    for folder in ("out", "无"):
        done = newsroom.zhlint("archive", "report", folder)
        assert (done.code, "summary.json" in done.err) == (2, True)
    assert newsroom.zhlint("archive", "report").code == 2
