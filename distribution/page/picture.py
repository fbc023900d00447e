"""Pictures of the page: empty, with a draft, on a phone, in print. They go to build/picture.

python distribution/page/picture.py      after `make page`, with playwright and Chromium
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "build" / "picture"
#: Milliseconds to wait for anything: far more than any takes.
_PATIENCE: Final = 120_000


def main() -> None:
    """Takes the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(_PATIENCE)
        page.goto((ROOT / "dist" / "校对.html").as_uri())
        page.locator("#status", has_text="可以了").wait_for()
        page.screenshot(path=FOLDER / "page-empty.png")
        page.click("#sample")
        page.locator("article").nth(3).wait_for()
        page.locator("article").nth(1).click()
        page.set_viewport_size({"width": 1080, "height": 600})
        page.screenshot(path=FOLDER / "page.png")
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=FOLDER / "page-phone.png")
        page.set_viewport_size({"width": 1280, "height": 860})
        page.pdf(path=FOLDER / "page-print.pdf", format="A4")
        chromium.close()


if __name__ == "__main__":
    main()
