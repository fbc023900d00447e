"""The page in Chromium, opened from the disk with the network off."""

from __future__ import annotations

import csv
import io
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE
from needs import libreoffice
from wordfile import paragraph, word_file

from zhlint import Linter
from zhlint.reading.conversion import soffice
from zhlint.word.text import open_word, read_text

playwright = pytest.importorskip("playwright.sync_api", reason="make test-page installs it")

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.page
PAGE = Path(__file__).parents[1] / "dist" / "校对.html"
DRAFTS = Path(__file__).parent / "drafts"
FAULTY = f"{PROSE}代表入场,会议开始。"
#: Milliseconds to wait for anything: far more than any takes.
PATIENCE = 60_000


class Desk:
    """The page, and what a person does on it."""

    def __init__(self, page: Any, address: str = "") -> None:
        self.page = page
        self.address = address or PAGE.as_uri()
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._note)
        page.on("dialog", self._answer)
        self.reload()

    def _note(self, request: Any) -> None:
        own = self.address.partition("#")[0]
        if request.url.startswith("http") and not request.url.startswith(own):
            self.faults.append(request.url)

    def _answer(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.faults.append(dialog.message)
        dialog.accept()

    def reload(self) -> None:
        """Opens the page anew."""
        self.page.goto(self.address)
        self.says("可以了")

    def until(self, function: str, argument: Any = None) -> None:
        """Waits until a function returns true, as the page's policy allows."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(function, argument):
            assert time.monotonic() < end, self.page.inner_text("#status")
            self.page.wait_for_timeout(50)

    def says(self, text: str) -> None:
        """Waits until the status line has this text in it."""
        self.until("text => document.getElementById('status').textContent.includes(text)", text)

    def take_all_back(self) -> None:
        """Undoes every step, and shows the first draft."""
        self.page.keyboard.press("Escape")
        if self.page.locator("[role=tab]").count():
            self.page.locator("[role=tab]").first.click()
        while self.page.evaluate("!document.getElementById('undo').disabled"):
            self.page.evaluate("document.getElementById('undo').click()")
            self.page.wait_for_timeout(50)

    def paste(self, text: str, markup: str = "") -> None:
        """Pastes into the draft, replacing all of it."""
        self.page.locator(".cm-content").focus()
        self.page.keyboard.press("Control+a")
        self.page.evaluate(
            """([text, markup]) => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                if (markup) data.setData("text/html", markup);
                document.querySelector(".cm-content").dispatchEvent(
                    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            [text, markup],
        )

    def give(self, *files: Path) -> None:
        """Hands files to the page."""
        self.page.set_input_files("#files", [str(file) for file in files])

    def text(self) -> str:
        """The text of the draft, as it would be saved."""
        return self.taken("save").decode()

    def taken(self, button: str) -> bytes:
        """The file that a button gives."""
        with self.page.expect_download() as download:
            self.page.click(f"#{button}")
        return Path(download.value.path()).read_bytes()

    def codes(self, *expected: str) -> None:
        """Waits until the notes are these."""
        shown = "[...document.querySelectorAll('article .code')].map(one => one.textContent)"
        self.until(f"wanted => JSON.stringify({shown}) === JSON.stringify(wanted)", list(expected))

    def press(self, note: int, label: str) -> None:
        """Presses a button of a note, counted from 0."""
        self.page.locator("article").nth(note).get_by_role("button", name=label).click()


@pytest.fixture(scope="module")
def opened() -> Iterator[Desk]:
    """The page, which is opened once: that takes longer than anything done on it."""
    assert PAGE.is_file(), "make page builds it"
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = chromium.new_context(offline=True, accept_downloads=True, viewport={"width": 1280, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield Desk(context.new_page())
        chromium.close()


@pytest.fixture
def desk(opened: Desk) -> Iterator[Desk]:
    """The page with an empty draft and no file of the house."""
    opened.faults.clear()
    yield opened
    opened.take_all_back()
    assert opened.faults == []


def test_the_page_is_small_enough_to_be_handed_on() -> None:
    assert PAGE.stat().st_size <= 45_000_000


def test_every_draft_has_the_findings_of_the_command(desk: Desk) -> None:
    for draft in sorted(DRAFTS.glob("*.txt")):
        found = [one for one in Linter().lint_path(draft).findings if one.level != "hint"]
        desk.give(draft)
        desk.until(
            "name => (document.querySelector('[role=tab][aria-selected=true]')?.textContent || name) === name",
            draft.name,
        )
        desk.codes(*(one.code for one in found))
        shown = desk.page.locator("article > p:first-of-type").all_inner_texts()
        assert shown == [one.message for one in found], draft.name


@pytest.mark.parametrize("missing", ["DecompressionStream", "WebAssembly", "Worker"])
def test_a_browser_that_is_too_old_is_told_so_and_which_are_not(desk: Desk, missing: str) -> None:
    page = desk.page.context.new_page()
    page.add_init_script(f"delete self.{missing}")
    page.goto(PAGE.as_uri())
    line = page.locator("#refusal")
    line.wait_for()
    assert f"缺 {missing}" in line.inner_text()
    assert "Chrome、Edge 或 Firefox" in line.inner_text()
    page.close()


def test_a_fix_changes_the_text_and_is_undone(desk: Desk) -> None:
    desk.paste(FAULTY)
    desk.codes("PUN001")
    desk.press(0, "改为“，”")
    desk.codes()
    assert desk.text() == FAULTY.replace(",", "，")
    desk.page.click("#undo")
    desk.codes("PUN001")
    assert desk.text() == FAULTY


def test_all_safe_fixes_are_one_step(desk: Desk) -> None:
    text = f"{FAULTY}天晴,风停,人散。"
    desk.paste(text)
    desk.codes(*["PUN001"] * 3)
    desk.page.click("#fix-all")
    desk.codes()
    assert desk.text() == text.replace(",", "，")
    desk.page.click("#undo")
    desk.codes(*["PUN001"] * 3)


def test_a_finding_that_is_not_to_be_changed_stays_away_until_that_is_undone_and_after_a_reload(desk: Desk) -> None:
    desk.reload()
    desk.paste(FAULTY)
    desk.codes("PUN001")
    desk.press(0, "不改")
    desk.page.locator(".why").fill("原文如此")
    desk.page.locator(".why").press("Enter")
    desk.codes()
    assert "看过不改 1 处" in desk.page.inner_text("#status")
    desk.reload()
    desk.paste(FAULTY)
    desk.says("看过不改 1 处")
    desk.paste(f"{FAULTY}天晴,风停。")
    desk.codes("PUN001")
    desk.press(0, "误报")
    desk.codes()
    desk.page.click("#undo")
    desk.codes("PUN001")
    desk.page.click(".house summary")
    desk.page.click("text=不再用")
    desk.codes("PUN001", "PUN001")
    desk.reload()


def test_alike_findings_are_decided_together(desk: Desk) -> None:
    desk.paste(f"{FAULTY}天晴,风停,人散。")
    desk.codes(*["PUN001"] * 3)
    desk.press(0, "误报")
    desk.codes(*["PUN001"] * 2)
    desk.page.click(".together")
    desk.codes()


def test_a_word_of_the_house_is_added_and_is_in_force_in_every_draft(desk: Desk) -> None:
    text = f"{PROSE}工程布署已经完成。"
    code = Linter().lint_text(text).findings[0].code
    desk.paste(text)
    desk.codes(code)
    desk.press(0, "加入本社词表")
    desk.codes()
    desk.page.click(".house summary")
    assert desk.page.input_value("#names") == "布署\n"


def test_files_of_the_house_are_taken_in_and_wrong_ones_are_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "zhlint.toml").write_text('ignore = ["PUN001"]\n', encoding="utf-8")
    (tmp_path / "terms.csv").write_text("错;对\n", encoding="utf-8")
    desk.paste(FAULTY)
    desk.codes("PUN001")
    desk.give(tmp_path / "zhlint.toml")
    desk.codes()
    desk.give(tmp_path / "terms.csv")
    desk.says("应为半角逗号")


def test_a_source_that_is_given_is_held_against_the_draft(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "zhlint.toml").write_text('sources = ["讲话稿.txt"]\n', encoding="utf-8")
    (tmp_path / "讲话稿.txt").write_text("修渠要听群众的，各村把账算清楚，修一条成一条。\n", encoding="utf-8")
    desk.give(tmp_path / "zhlint.toml")
    desk.paste(f"{PROSE}他说：“修渠要听群众的，各村把账理清楚，修一条成一条。”")
    desk.says("还没有拖进来")
    desk.give(tmp_path / "讲话稿.txt")
    desk.codes("QUO001")
    assert [desk.page.inner_text(f".sides {mark}") for mark in ("del", "ins")] == ["理", "算"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_file_comes_back_in_its_own_encoding(desk: Desk, tmp_path: Path, encoding: str) -> None:
    draft = tmp_path / "稿 件.txt"
    draft.write_bytes(f"{FAULTY}\r\n".encode(encoding))
    desk.give(draft)
    desk.codes("PUN001")
    assert desk.taken("save") == draft.read_bytes()
    desk.press(0, "改为“，”")
    desk.codes()
    assert desk.taken("save") == f"{FAULTY}\r\n".replace(",", "，").encode(encoding)


@libreoffice
def test_a_word_file_comes_back_with_comments_and_changes_that_libreoffice_opens(desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "稿.docx"
    draft.write_bytes(word_file(paragraph(PROSE), paragraph("代表入场,会议开始,散会。")))
    desk.give(draft)
    desk.codes("PUN001", "PUN001")
    desk.press(0, "改为“，”")
    copy = tmp_path / "稿.zhlint.docx"
    copy.write_bytes(desk.taken("annotate"))
    whole = open_word(copy.read_bytes(), 2**24)
    assert "代表入场，会议开始,散会。" in read_text(whole).source
    assert whole.read("word/comments.xml").count(b"<w:comment ") == 1
    command = [
        str(soffice()),
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        str(copy),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert "代表入场" in (tmp_path / "稿.zhlint.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p class=MsoNormal>昌平区\n  工会<o:p></o:p></p>\n<p class=MsoNormal>第二段</p>", "昌平区工会\n第二段"),
        ("<p>GDP\n growth</p>", "GDP growth"),
        (
            "<section><span>微信</span><span>正文</span></section><section><br></section><section>下一段</section>",
            "微信正文\n\n下一段",
        ),
        ("<table><tr><td><p>甲</p></td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "甲\t乙\n丙\t丁"),
        ("甲<br>乙", "甲\n乙"),
        (
            "<p>甲&nbsp;乙</p><style>p{}</style><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>",
            "甲 乙",
        ),
    ],
)
def test_what_is_pasted_keeps_its_paragraphs_and_nothing_else(desk: Desk, markup: str, expected: str) -> None:
    desk.paste("x", markup)
    assert desk.text() == expected
    assert desk.page.evaluate("window.ran") is None


def test_marks_never_change_while_a_character_is_composed(desk: Desk) -> None:
    desk.paste(FAULTY)
    desk.codes("PUN001")
    session = desk.page.context.new_cdp_session(desk.page)
    desk.page.locator(".cm-content").focus()
    desk.page.keyboard.press("Control+End")
    for syllables in ("n", "ni", "nih", "niha", "nihao"):
        session.send(
            "Input.imeSetComposition",
            {"text": syllables, "selectionStart": len(syllables), "selectionEnd": len(syllables)},
        )
        desk.page.wait_for_timeout(400)
    session.send("Input.insertText", {"text": "你好,"})
    desk.codes("PUN001", "PUN001")
    assert desk.text() == f"{FAULTY}你好,"
    # The simulated input method never quite lets go of the keyboard.
    session.detach()
    desk.reload()


def test_hostile_text_and_names_run_nothing(desk: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "<img src=x onerror=alert(1)>.txt"
    draft.write_text(f"{PROSE}<script>alert(1)</script>代表“<img src=x onerror=alert(2)>,会议开始。", encoding="utf-8")
    desk.give(draft)
    desk.page.wait_for_selector("article")
    desk.give(DRAFTS / "demo.txt")
    desk.page.wait_for_selector("[role=tab]")
    assert desk.page.locator("#paper img, #notes img, header img, #paper script").count() == 0


def test_a_script_that_gets_in_is_stopped_by_the_policy(desk: Desk) -> None:
    desk.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )
    assert desk.page.evaluate("window.ran") is None
    assert desk.page.evaluate("fetch('https://example.com').then(() => 'sent', () => 'refused')") == "refused"


def test_keys_go_through_the_findings_and_decide(desk: Desk) -> None:
    desk.paste(f"{FAULTY}天晴,风停。")
    desk.codes("PUN001", "PUN001")
    desk.page.evaluate("document.activeElement.blur()")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("j")
    assert desk.page.locator("article.lit b").inner_text() == "2 差错"
    desk.page.keyboard.press("k")
    desk.page.keyboard.press("1")
    desk.codes("PUN001")
    assert desk.text() == f"{FAULTY}天晴,风停。".replace(",", "，", 1)


def test_a_megabyte_of_text_is_checked(desk: Desk) -> None:
    text = "\n".join(f"{PROSE}这是第{number}段。" for number in range(5000)) + "\n代表入场,会议开始。"
    errors = sum(one.level == "error" for one in Linter().lint_text(text).findings)
    desk.paste(text)
    desk.says(f"差错 {errors}")


def test_the_whole_text_is_copied(desk: Desk) -> None:
    desk.paste(FAULTY)
    desk.codes("PUN001")
    desk.page.click("#copy")
    desk.says("全文已复制")
    assert desk.page.evaluate("navigator.clipboard.readText()") == FAULTY


def test_the_proof_page_and_the_register_are_given(desk: Desk) -> None:
    desk.paste(FAULTY)
    desk.codes("PUN001")
    assert "半角标点" in desk.taken("proof").decode()
    rows = list(csv.DictReader(io.StringIO(desk.taken("register").decode("utf-8-sig"))))
    assert (",", "，") in [(row["原文"], row["应为"]) for row in rows]


def test_a_traditional_draft_is_checked_as_by_the_command(desk: Desk) -> None:
    text = "清晨的菜場裏，賣豆腐的周師傅揭開蒸籠，熱氣漫過半條街；排隊的人不急，一邊等一邊說昨夜的雨，說山上的筍，说誰家的孩子考上了大學,很高興。"
    found = [one.code for one in Linter().lint_text(text).findings if one.level != "hint"]
    assert found
    desk.paste(text)
    desk.codes(*found)
