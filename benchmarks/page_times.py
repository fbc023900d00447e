"""Prints how long the page takes to its first marks, and to marks after a key.

    python benchmarks/page_times.py PAGE DRAFT...

Each opening is a Chromium of its own, without a network. A time after a key runs from the key to the last change of the
page's status line, so the page's own pause of 0.12 s is in it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPENINGS: Final = 5
KEYS: Final = "布署好。渡口"
#: The page is taken to be done when its status has not changed for so many seconds.
STILL: Final = 2.0
STATUS: Final = "document.getElementById('status').textContent + document.querySelectorAll('article').length"


def main() -> None:
    address = Path(sys.argv[1]).resolve().as_uri()
    with sync_playwright() as play:
        chromium = play.chromium
        first = []
        for _ in range(OPENINGS):
            browser = chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            first.append(first_marks(browser.new_context(offline=True).new_page(), address))
            browser.close()
        print(f"first marks of the sample: {min(first):.1f} to {max(first):.1f} s, {OPENINGS} openings")
        for draft in map(Path, sys.argv[2:]):
            browser = chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            times = after_keys(browser.new_context(offline=True).new_page(), address, draft)
            browser.close()
            size = draft.stat().st_size >> 10
            print(f"after a key, {size} KB: {median(times):.2f} s at the median, {max(times):.2f} at most")


def first_marks(page: Page, address: str) -> float:
    """The seconds from opening the page to the first note on its sample."""
    begun = time.monotonic()
    page.goto(address)
    page.evaluate("document.getElementById('sample').click()")
    page.locator("article").first.wait_for(state="attached", timeout=120_000)
    return time.monotonic() - begun


def after_keys(page: Page, address: str, draft: Path) -> list[float]:
    """The seconds from each key in a draft to the last change of the status."""
    page.goto(address)
    page.set_input_files("input[type=file]", str(draft))
    page.locator("article").first.wait_for(state="attached", timeout=120_000)
    settled(page)
    page.locator(".cm-content").click()
    times = []
    for key in KEYS:
        begun = time.monotonic()
        page.keyboard.type(key)
        times.append(settled(page) - begun)
    return times[1:]


def settled(page: Page) -> float:
    """The moment of the last change of the status."""
    last, since = None, time.monotonic()
    while time.monotonic() - since < STILL:
        status = page.evaluate(STATUS)
        if status != last:
            last, since = status, time.monotonic()
        time.sleep(0.01)
    return since


if __name__ == "__main__":
    main()
