"""The page of `zhlint serve` in Chromium, over drafts of a folder."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from test_page import DRAFTS, FAULTY, Desk, playwright
from wordfile import paragraph, word_file

from zhlint import Linter
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.page


class Front(NamedTuple):
    """The page, and the folder that is served."""

    desk: Desk
    folder: Path

    def open(self, name: str) -> None:
        """Opens a draft of the folder."""
        self.desk.page.click("#folder summary")
        self.desk.page.locator("#folder").get_by_role("button", name=name, exact=True).click()
        self.desk.until(
            "name => (document.querySelector('[role=tab][aria-selected=true]')?.textContent || name) === name", name
        )


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("desk")
    for draft in DRAFTS.glob("*.txt"):
        shutil.copy(draft, folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "稿.txt").write_bytes(f"{FAULTY}\r\n".encode("gb18030"))
    (folder / "sub" / "zhlint.toml").write_text('ignore = ["CHR001"]\n', encoding="utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    command = [sys.executable, "-m", "zhlint", "serve", "--no-browser"]
    with (
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) as server,
        playwright.sync_playwright() as play,
    ):
        assert server.stdout
        address = server.stdout.readline().decode().rpartition("：")[2].strip()
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = chromium.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
        desk = Desk(context.new_page(), address)
        yield Front(desk, folder)
        faults = desk.faults
        chromium.close()
        server.send_signal(signal.SIGTERM)
    assert faults == []
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_every_draft_of_the_folder_has_the_findings_of_the_command(front: Front) -> None:
    for draft in sorted(DRAFTS.glob("*.txt")):
        found = [
            one for one in Linter(front.folder).lint_path(front.folder / draft.name).findings if one.level != "hint"
        ]
        front.open(draft.name)
        front.desk.codes(*(one.code for one in found))
        shown = front.desk.page.locator("article > p:first-of-type").all_inner_texts()
        assert shown == [one.message for one in found], draft.name


def test_a_draft_is_changed_on_the_page_and_given_in_its_own_encoding(front: Front) -> None:
    front.open("sub/稿.txt")
    front.desk.codes("PUN001")
    front.desk.press(0, "改为“，”")
    front.desk.codes()
    assert front.desk.taken("save") == f"{FAULTY}\r\n".replace(",", "，").encode("gb18030")
    front.desk.page.click("#undo")
    front.desk.codes("PUN001")


def test_what_is_decided_can_be_taken_out_and_in_and_goes_with_the_server(front: Front, tmp_path: Path) -> None:
    front.open("sub/稿.txt")
    front.desk.codes("PUN001")
    front.desk.press(0, "误报")
    front.desk.codes()
    assert "看过不改 1 处" in front.desk.page.inner_text("#status")
    front.desk.page.click("details.house:not(#folder) summary")
    with front.desk.page.expect_download() as download:
        front.desk.page.click("text=存为 .zhlint-baseline.json")
    assert '"path": "sub/稿.txt"' in Path(download.value.path()).read_text(encoding="utf-8")
    front.desk.page.keyboard.press("Escape")
    front.desk.page.click("#undo")
    front.desk.codes("PUN001")
    given = tmp_path / ".zhlint-baseline.json"
    given.write_bytes(Path(download.value.path()).read_bytes())
    front.desk.give(given)
    front.desk.codes()
    front.desk.page.click("#undo")
    front.desk.codes("PUN001")
    assert front.desk.page.evaluate("localStorage.length") == 0


def test_the_page_names_its_version_and_licences(front: Front) -> None:
    front.desk.page.click("footer summary")
    assert front.desk.page.inner_text("footer summary") == f"zhlint {__version__} 和所含软件的许可"
    assert "Permission is hereby granted" in front.desk.page.inner_text("footer pre")


def test_the_blank_draft_goes_once_another_is_open(front: Front) -> None:
    front.desk.page.click("#sample")
    front.desk.until("document.querySelectorAll('[role=tab]').length > 1")
    assert "文稿.txt" not in front.desk.page.locator("[role=tab]").all_inner_texts()


def test_several_files_are_taken_at_once(front: Front, tmp_path: Path) -> None:
    files = [tmp_path / "甲.txt", tmp_path / "乙.md", tmp_path / "甲.docx"]
    for file in files[:2]:
        file.write_text(FAULTY, encoding="utf-8")
    files[2].write_bytes(word_file(paragraph(FAULTY)))
    front.desk.give(*files)
    for file in reversed(files):
        front.desk.page.get_by_role("tab", name=file.name, exact=True).click()
        front.desk.codes("PUN001")


def test_every_note_is_on_the_paper_in_print_and_no_tool(front: Front) -> None:
    front.open("demo.txt")
    front.desk.page.wait_for_selector("article")
    front.desk.page.emulate_media(media="print")
    notes, shown, tools = front.desk.page.evaluate(
        """() => {
            const panel = document.getElementById("notes"), paper = document.body.getBoundingClientRect();
            const notes = [...document.querySelectorAll("article")].map((one) => one.getBoundingClientRect());
            const inside = notes.filter((one) => one.width && one.right <= paper.right + 1 && one.bottom <= paper.bottom + 1);
            return [notes.length, panel.scrollWidth <= panel.clientWidth ? inside.length : 0, document.querySelector(".tools").offsetHeight];
        }"""
    )
    front.desk.page.emulate_media(media="screen")
    assert notes > 0
    assert (shown, tools) == (notes, 0)


def test_a_script_that_gets_in_is_stopped_and_no_other_address_is_asked(front: Front) -> None:
    front.desk.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )
    assert front.desk.page.evaluate("window.ran") is None
    assert front.desk.page.evaluate("fetch('https://example.com').then(() => 'sent', () => 'refused')") == "refused"


def test_without_the_token_the_page_says_what_to_open(front: Front) -> None:
    page = front.desk.page.context.new_page()
    page.goto(front.desk.address.partition("#")[0])
    page.locator("#status", has_text="请用 zhlint serve 显示的完整地址打开").wait_for()
    page.close()
