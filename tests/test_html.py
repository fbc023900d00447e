"""The page for an editor, valid, harmless and usable, in a real Chromium."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from browser import Browser, chromium
from conftest import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Newsroom

DEMO = Path(__file__).parent / "drafts" / "demo.txt"
EVIL = (
    "<script>document.title = 'owned'</script>"
    '"><img src=x onerror="document.title = \'owned\'"></textarea></style></title><!--\n\n'
)


def page(newsroom: Newsroom, *words: str, name: str = "page.html") -> Path:
    """The page of a run."""
    ran = newsroom.zhlint(*words, "--format", f"html={name}", "--fail-on", "never")
    assert ran.code == 0, ran.err
    return newsroom.folder / name


@pytest.fixture
def demo(newsroom: Newsroom) -> Path:
    """The page of the demo."""
    newsroom.write("demo.txt", DEMO.read_bytes())
    return page(newsroom, "demo.txt")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all the tests here."""
    program = chromium()
    if program is None:
        pytest.skip("Chromium is not installed")
    opened = Browser(program)
    yield opened
    opened.close()


def test_the_page_is_valid_html_and_the_same_every_time(newsroom: Newsroom, demo: Path) -> None:
    content = demo.read_bytes()
    html5lib.HTMLParser(strict=True).parse(content.decode("utf-8"))
    assert page(newsroom, "demo.txt", name="again.html").read_bytes() == content


def test_the_page_stands_alone(demo: Path, browser: Browser) -> None:
    assert re.findall(r'\b(?:src|href)="(?!#)|url\(|@import|https?:', demo.read_text(encoding="utf-8")) == []
    browser.open(demo)
    assert browser.requests == [demo.resolve().as_uri()]
    assert browser.complaints == []


def test_every_finding_has_a_mark_a_number_and_a_note(newsroom: Newsroom, demo: Path, browser: Browser) -> None:
    findings = json.loads(newsroom.zhlint("demo.txt", "--format", "json").out)["findings"]
    browser.open(demo)
    shown = browser.evaluate(
        "[...document.querySelectorAll('article.note')].map(note => { const n = note.dataset.number; return ["
        "Number(n), note.querySelector('.code').textContent, note.querySelector('.message').textContent,"
        "[...document.querySelectorAll(`.row:not(.story) .mark[data-notes~='${n}']`)].map(m => m.textContent).join('')"
        ".includes(document.querySelector(`#m${n}`).textContent === n ? '' : '?')]; })"
    )
    shown.sort()
    assert shown == [[number, finding["code"], finding["message"], True] for number, finding in enumerate(findings, 1)]
    assert browser.evaluate("document.querySelectorAll('main .text .number').length") == len(findings)


def test_the_marks_hold_the_found_text(newsroom: Newsroom, browser: Browser) -> None:
    newsroom.write("a.txt", f"{PROSE}𠮷先生说：入场,会议\u200b开始。")
    browser.open(page(newsroom, "a.txt", "--select", "PUN001,CHR"))
    marked = browser.evaluate("[...document.querySelectorAll('.text .mark')].map(mark => mark.textContent)")
    assert marked == [",", "U+200B"]


def test_the_head_says_what_is_worst(newsroom: Newsroom, demo: Path, browser: Browser) -> None:
    browser.open(demo)
    worst = browser.evaluate("[...document.querySelectorAll('.worst li')].map(item => item.textContent)")
    assert 3 <= len(worst) <= 5
    assert "建邺区韩予安的发言中出现“秦淮篇章”" in worst[0]
    facts = browser.evaluate("document.querySelector('.facts').textContent")
    for fact in ("demo.txt", "UTF-8", "1,887", "估算差错率", "只计本工具能发现的差错", "规则"):
        assert fact in facts
    browser.click(".worst a")
    assert browser.evaluate("document.activeElement.querySelector('.code').textContent") == "NAM001"
    other = page(newsroom, "demo.txt", "--ignore", "PUN001", name="other.html").read_text(encoding="utf-8")
    prints = [re.findall(r"指纹 (\w+)", text) for text in (demo.read_text(encoding="utf-8"), other)]
    assert prints[0] != prints[1]


def test_a_speaker_place_fault_and_the_copy_it_came_from_are_one_story(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    story = browser.evaluate(
        "[...document.querySelectorAll('.story')].map(story => [...story.querySelectorAll('.code')].map(code => code.textContent))"
    )
    assert story == [["NAM001", "DUP003"]]
    left, right = browser.evaluate("[...document.querySelectorAll('.story blockquote')].map(side => side.textContent)")
    assert "秦淮区 沈若谷" in left
    assert "建邺区 韩予安" in right
    differs = browser.evaluate(
        "[...document.querySelectorAll('.story .differs')].map(part => part.textContent).join('')"
    )
    assert "楼宇书房有楼宇书房的难处" in differs
    assert "把选书权交给读者" not in differs
    assert browser.evaluate("document.querySelector('.story blockquote .mark').textContent") == "秦淮"
    boxes = browser.evaluate(
        "[...document.querySelectorAll('.story blockquote')].map(e => e.getBoundingClientRect().x)"
    )
    assert boxes[0] < boxes[1]


def test_a_draft_cannot_do_anything_on_the_page(newsroom: Newsroom, browser: Browser) -> None:
    name = "<b>'\"&.txt" if os.name == "posix" else "b'&.txt"
    newsroom.write(name, f"{EVIL}{PROSE}\n\n入场,</script><script>document.title = 'owned'</script>,会议开始。\n")
    browser.open(page(newsroom, name))
    assert browser.evaluate("document.title").startswith("文稿检查：")
    assert browser.evaluate("document.querySelectorAll('img, iframe, main script, header script, b > b').length") == 0
    assert browser.evaluate("document.scripts.length") == 2
    assert "document.title = 'owned'" in browser.evaluate("document.querySelector('main').textContent")
    assert browser.complaints == []
    assert browser.evaluate("JSON.parse(document.querySelector('#data').textContent).notes[0].path") == name


def test_even_a_script_that_slipped_through_would_not_run(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    browser.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = \"document.title = 'owned'\";"
        " document.body.append(s); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">'); })()"
    )
    assert browser.evaluate("document.title").startswith("文稿检查")


def test_j_and_k_walk_the_findings(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    current = "Number(document.activeElement.dataset.number)"
    browser.press("KeyJ", "j")
    assert browser.evaluate(current) == 1
    for _ in range(3):
        browser.press("KeyJ", "j")
    assert browser.evaluate(current) == 4
    # With a Chinese input method on, the key gives no character.
    browser.press("KeyK", "Process")
    assert browser.evaluate(current) == 3
    top, bottom = browser.evaluate("(b => [b.top, b.bottom])(document.activeElement.getBoundingClientRect())")
    assert 0 <= top < bottom <= browser.evaluate("innerHeight")
    assert browser.evaluate("document.querySelector('.lit').textContent") == "星期三"


def test_findings_are_filtered_by_level_and_family(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    visible = "[...document.querySelectorAll('article.note')].filter(note => note.offsetParent).length"
    everything = browser.evaluate(visible)
    browser.click(".tools input[value=warning]")
    levels = browser.evaluate(
        "[...new Set([...document.querySelectorAll('article.note')].filter(n => n.offsetParent).map(n => n.dataset.level))]"
    )
    assert sorted(levels) == ["error", "hint"]
    browser.click(".tools input[value=warning]")
    browser.click(".families summary")
    browser.click(".tools input[value=PUN]")
    assert browser.evaluate("document.querySelectorAll('article.note.off:not([data-family=PUN])').length") == 0
    assert 0 < browser.evaluate(visible) < everything


def test_hints_are_folded_until_asked_for(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    folded = (
        "[...document.querySelectorAll('article.note')].map(n => [n.dataset.level, n.querySelector('details').open])"
    )
    assert {(level, is_open) for level, is_open in browser.evaluate(folded)} == {
        ("error", True), ("warning", True), ("hint", False),
    }  # fmt: skip
    browser.click("article.note.hint summary b")
    assert browser.evaluate("document.querySelector('article.note.hint details').open")


def test_decisions_are_kept_exported_and_read_back(newsroom: Newsroom, demo: Path, browser: Browser) -> None:
    browser.open(demo)
    note = "#f1 "
    browser.click(note + "input[value=不改]")
    browser.click(note + ".reason")
    browser.ask("Input.insertText", {"text": "报社的写法"})
    browser.click("#f2 input[value=误报]")
    browser.press("KeyJ", "j")
    browser.press("Digit1", "1")
    browser.open(demo)
    assert browser.evaluate("document.querySelector('.progress').textContent") == "已处理 3/19"
    assert browser.evaluate("document.querySelector('#f1 .reason').value") == "报社的写法"
    assert browser.evaluate("document.querySelector('#f3').dataset.decision") == "改"
    browser.click(".export")
    sheet = browser.downloaded("处理单.json")
    entries = json.loads(sheet.read_text(encoding="utf-8"))["entries"]
    assert [(entry["code"], entry["decision"], entry["reason"]) for entry in entries] == [
        ("BYL002", "不改", "报社的写法"), ("BYL003", "误报", ""), ("FCT002", "改", ""),
    ]  # fmt: skip
    assert newsroom.zhlint("baseline", "write", "--from", str(sheet)).code == 0
    ran = newsroom.zhlint("demo.txt", "--baseline", ".zhlint-baseline.json", "--format", "json")
    left = json.loads(ran.out)["findings"]
    assert {finding["code"] for finding in left} & {"BYL002", "BYL003"} == set()
    assert "FCT002" in {finding["code"] for finding in left}
    browser.evaluate("localStorage.clear()")


def test_a_note_stands_beside_its_paragraph_and_on_a_phone_below_it(demo: Path, browser: Browser) -> None:
    sides = (
        "(() => { const row = document.querySelector('#f3').closest('.row'), t = row.querySelector('.text').getBoundingClientRect(),"
        " n = document.querySelector('#f3').getBoundingClientRect();"
        " return [n.left >= t.right, n.top >= t.bottom - 1, document.documentElement.scrollWidth <= innerWidth]; })()"
    )
    for width, expected in ((1280, [True, False, True]), (390, [False, True, True])):
        browser.ask(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        browser.open(demo)
        beside, below, fits = browser.evaluate(sides)
        assert (beside, fits) == (expected[0], expected[2])
        if width == 390:
            assert below
    browser.ask("Emulation.clearDeviceMetricsOverride")


def test_notes_do_not_lie_on_each_other(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    boxes = browser.evaluate(
        "[...document.querySelectorAll('article.note')].map(n => n.getBoundingClientRect()).map(b => [b.top, b.bottom])"
    )
    boxes.sort()
    assert [after for before, after in pairwise(boxes) if after[0] < before[1] - 0.5] == []


HALF = f"{PROSE}\n\n代表入场,会议开始。\n\n大家坐定,主持人讲话。\n\n散会以后,各自回家。周末休息休息。\n"
PROGRESS = "document.querySelector('.progress').textContent"


def decisions(browser: Browser) -> list[str | None]:
    """The decision of every note, by number."""
    listed = "[...document.querySelectorAll('article.note')].sort((a, b) => a.dataset.number - b.dataset.number)"
    found: list[str | None] = browser.evaluate(f"{listed}.map(note => note.dataset.decision || null)")
    return found


def test_all_findings_of_a_rule_are_decided_at_once_and_opened_again(newsroom: Newsroom, browser: Browser) -> None:
    newsroom.write("half.txt", HALF)
    browser.open(page(newsroom, "half.txt", "--select", "PUN001"))
    browser.evaluate("localStorage.clear()")
    browser.open(newsroom.folder / "page.html")
    assert decisions(browser) == [None] * 3
    browser.click("#f2 input[value=误报]")
    browser.click("#f3 input[value=改]")
    assert browser.evaluate("document.querySelector('#f3 .alike').textContent") == "同一规则还有 1 条，都这样定"
    browser.click("#f3 .alike")
    assert decisions(browser) == ["改", "误报", "改"]
    assert browser.evaluate(PROGRESS) == "已处理 3/3，刚把 1 条定为“改”"
    browser.click(".undo")
    assert decisions(browser) == [None, "误报", "改"]
    browser.evaluate("localStorage.clear()")


def test_what_is_open_in_a_draft_is_decided_at_once_and_other_drafts_are_left_alone(
    newsroom: Newsroom, browser: Browser
) -> None:
    newsroom.write("a.txt", HALF)
    newsroom.write("b.txt", HALF.replace("散会", "会后"))
    browser.open(page(newsroom, "a.txt", "b.txt", "--select", "PUN001"))
    browser.evaluate("localStorage.clear()")
    browser.open(newsroom.folder / "page.html")
    browser.click("#f1 input[value=不改]")
    assert (
        browser.evaluate("document.querySelector('#d1 .together span').textContent") == "这篇还有 2 条未处理，全部定为"
    )
    browser.click("#d1 .together button[value=改]")
    assert decisions(browser) == ["不改", "改", "改", None, None, None]
    assert browser.evaluate("document.querySelector('#d1 .together').hidden") is True
    browser.evaluate("localStorage.clear()")


def test_print_has_every_note_boxes_to_tick_and_no_buttons(demo: Path, browser: Browser) -> None:
    browser.open(demo)
    browser.click("#f1 input[value=改]")
    browser.ask("Emulation.setEmulatedMedia", {"media": "print"})
    browser.evaluate("dispatchEvent(new Event('beforeprint'))")
    hidden = "[...document.querySelectorAll('article.note .message')].filter(note => !note.offsetParent).length"
    buttons = "[...document.querySelectorAll('button, .tools')].filter(e => e.offsetParent).length"
    bare = "[...document.querySelectorAll('article.note')].filter(n => n.querySelectorAll('input').length !== 4).length"
    unseen = "[...document.querySelectorAll('article.note input')].filter(box => !box.offsetWidth).length"
    assert [browser.evaluate(count) for count in (hidden, buttons, bare, unseen)] == [0, 0, 0, 0]
    tick = "getComputedStyle(document.querySelector('#f{} input[value=改]'), '::after').content"
    assert [browser.evaluate(tick.format(number)) for number in (1, 2)] == ['"✓"', "none"]
    browser.ask("Emulation.setEmulatedMedia", {"media": ""})
    browser.evaluate("localStorage.clear()")


def test_an_issue_is_one_page_with_the_worst_draft_first(newsroom: Newsroom, browser: Browser) -> None:
    newsroom.write("issue/a.txt", f"{PROSE}\n\n入场,开会。")
    newsroom.write("issue/b.txt", f"{PROSE}\n\n入场,开会。散场,回家。")
    newsroom.write("issue/c.txt", b"\x89PNG\r\n\0\0")
    ran = newsroom.zhlint("issue", "--select", "PUN001", "--format", "html=p.html")
    assert ran.code == 2
    browser.open(newsroom.folder / "p.html")
    rows = browser.evaluate(
        "[...document.querySelectorAll('.index tbody tr')].map(row => row.cells[0].textContent.trim())"
    )
    assert rows == ["issue/b.txt", "issue/a.txt", "issue/c.txt 没有查成"]
    assert browser.evaluate("[...document.querySelectorAll('.draft h2')].map(name => name.textContent)") == rows[:2]
    assert "issue/c.txt：这是二进制文件" in browser.evaluate("document.querySelector('.failures').textContent")
    assert "逐字相同" in browser.evaluate("document.querySelector('.shared').textContent")
    ways = browser.evaluate(
        "[...document.querySelectorAll('.shared a')].map(a => document.querySelector(a.hash).textContent)"
    )
    assert [PROSE in way for way in ways] == [True, True]


def test_compared_with_the_last_run_findings_are_mended_kept_or_new(newsroom: Newsroom, browser: Browser) -> None:
    newsroom.write("a.txt", f"{PROSE}\n\n入场,开会?")
    newsroom.zhlint("a.txt", "--select", "PUN001", "--format", "json=last.json")
    newsroom.write("a.txt", f"{PROSE}\n\n{PROSE}\n\n入场,开会。散会;")
    words = ("a.txt", "--select", "PUN001", "--compare", "last.json")
    assert "与上次相比：已改 1，未改 1，新增 1。" in newsroom.zhlint(*words).out
    browser.open(page(newsroom, *words))
    assert "已改 1，未改 1，新增 1" in browser.evaluate("document.querySelector('.compared').textContent")
    assert browser.evaluate(
        "[...document.querySelectorAll('.fresh')].map(e => e.closest('article').dataset.number)"
    ) == ["2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "没有这个文件"),
        ("{", "不是 zhlint 写的 JSON"),
        ('{"findings": [{}]}', "不是 zhlint --format json 写的报告"),
    ],
)
def test_a_last_run_that_cannot_be_read_is_an_error(newsroom: Newsroom, content: str | None, message: str) -> None:
    newsroom.write("a.txt")
    if content is not None:
        newsroom.write("last.json", content)
    ran = newsroom.zhlint("a.txt", "--compare", "last.json")
    assert (ran.code, ran.out) == (2, "")
    assert "last.json" in ran.err
    assert message in ran.err


def test_the_page_is_opened_in_the_browser_of_the_user(newsroom: Newsroom) -> None:
    newsroom.write("a.txt", f"{PROSE}入场,开会。")
    newsroom.write("browse.py", "import sys, pathlib; pathlib.Path('opened').write_text(sys.argv[1], encoding='utf-8')")
    environment = {**os.environ, "BROWSER": f"{sys.executable} browse.py %s"}
    for more in ([], ["--format", "html=mine.html"]):
        command = [sys.executable, "-m", "zhlint", "a.txt", "--open", *more]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        assert (done.returncode, done.stderr) == (1, b"")
        address = (newsroom.folder / "opened").read_text(encoding="utf-8")
        assert address.startswith("file://")
        assert address.endswith("mine.html" if more else "zhlint.html")


def test_an_empty_draft_and_one_of_blanks_have_a_page(newsroom: Newsroom, browser: Browser) -> None:
    for name, text in (("empty.txt", ""), ("blank.txt", "\n\n　　\n")):
        newsroom.write(name, text)
        assert newsroom.zhlint(name, "--format", "html=page.html").code == 2
        browser.open(newsroom.folder / "page.html")
        assert browser.complaints == []
        assert "请核对" in browser.evaluate("document.querySelector('.failures').textContent")
        assert browser.evaluate("document.querySelector('.tools').hidden")
