"""The extension in a real VS Code (code-server) in Chromium, with and without Python."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import chromium
from conftest import PROSE

from zhlint import Linter

playwright = pytest.importorskip("playwright.sync_api", reason="make test-vscode installs it")

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "dist" / "zhlint.vsix"
HOST = ROOT / "build" / "code-server"
BIN = Path(sys.executable).parent
TEXT = f"{PROSE}\n𠮷野家代表入场,会议开始。\n工程布署已经完成。\n"
#: Seconds to wait for anything: far more than any takes.
PATIENCE = 180
SETTINGS = {
    "security.workspace.trust.enabled": False,
    "editor.unicodeHighlight.ambiguousCharacters": False,
    "workbench.startupEditor": "none",
    "telemetry.telemetryLevel": "off",
    "extensions.autoCheckUpdates": False,
}
pytestmark = [
    pytest.mark.vscode,
    pytest.mark.skipif(chromium() is None, reason="Chromium is not installed"),
    pytest.mark.skipif(not EXTENSION.is_file(), reason="make vscode builds the extension; it needs node and npm"),
    pytest.mark.skipif(not (HOST / "ready").is_file(), reason="make test-vscode installs code-server by npm"),
]


@contextmanager
def code_server(folder: Path, desk: Path) -> Iterator[str]:
    """The address of a VS Code with the extension and a folder of drafts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "data" / "User").mkdir(parents=True)
    (folder / "data" / "User" / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (folder / "config.yaml").write_text("", encoding="utf-8")
    places: list[str | Path] = ["--user-data-dir", folder / "data", "--extensions-dir", folder / "extensions", "--config", folder / "config.yaml"]  # fmt: skip
    program: list[str | Path] = [
        BIN / "node",
        HOST / "node_modules" / "code-server" / "out" / "node" / "entry.js",
        *places,
    ]
    # No zhlint is on this PATH.
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
    subprocess.run(
        [*program, "--install-extension", EXTENSION], check=True, capture_output=True, env=variables, timeout=PATIENCE
    )
    address = f"127.0.0.1:{port}"
    server = subprocess.Popen(
        [*program, "--auth", "none", "--bind-addr", address, "--disable-telemetry", "--disable-update-check", desk],
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until_it_listens(port)
        yield f"http://{address}/?folder={desk}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(PATIENCE)


def _until_it_listens(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < end, "code-server does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.mark.parametrize("has_python", [True, False])
def test_a_draft_is_marked_mended_and_saved(tmp_path: Path, has_python: bool) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "zhlint.toml").write_text("", encoding="utf-8")
    draft = desk / "draft.txt"
    draft.write_text(TEXT, encoding="utf-8")
    if has_python:
        scripts = desk / ".venv" / "bin"
        scripts.mkdir(parents=True)
        (scripts / "zhlint-press").symlink_to(BIN / "zhlint-press")
    findings = Linter(desk).lint_path(draft).findings
    assert len(findings) > 1
    with code_server(tmp_path, desk) as address, playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(address)
        page.locator(".explorer-folders-view .monaco-list-row", has_text=draft.name).dblclick()
        page.wait_for_selector(".squiggly-error")
        status = page.locator(".statusbar-item", has_text=f"zhlint {len(findings)}")
        status.wait_for()
        said = status.locator("[aria-label]").first.get_attribute("aria-label") or ""
        assert f"{len(Linter(desk).rules.selected)} rules" in said
        assert str(desk / "zhlint.toml") in said
        assert (str(desk / ".venv") in said, "inside the extension" in said) == (has_python, not has_python)
        problems(page, [one.code for one in findings])
        mend(page, "代表入场", "改为“，”")
        page.locator(".statusbar-item", has_text=f"zhlint {len(findings) - 1}").wait_for()
        page.keyboard.press("Control+s")
        _until(lambda: draft.read_text(encoding="utf-8") == TEXT.replace(",", "，"))
        browser.close()
    shutil.rmtree(tmp_path / "extensions")


def problems(page: Any, codes: list[str]) -> None:
    """Opens the list of problems, which has these codes."""
    page.keyboard.press("Control+Shift+M")
    rows = page.locator(".markers-panel .monaco-list-row")
    rows.nth(len(codes)).wait_for()
    shown = "\n".join(rows.all_inner_texts())
    assert [code for code in codes if code not in shown] == []


def mend(page: Any, words: str, label: str) -> None:
    """Takes an action on the finding in the line that has some words."""
    page.locator(".view-line", has_text=words).first.click(position={"x": 5, "y": 5})
    page.keyboard.press("F8")
    page.wait_for_selector(".marker-widget, .zone-widget")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+.")
    row = page.locator(".action-widget .monaco-list-row", has_text=label)
    row.wait_for()
    row.click()


def _until(is_so: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
