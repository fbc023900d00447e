"""`zhlint serve`, as the page and others on the machine see it over HTTP."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from conftest import PROSE
from needs import posix
from wordfile import paragraph, word_file
from work import HANG

from zhlint import Linter
from zhlint.cli.commands.serve import drafts_in
from zhlint.server.folder import FolderBench
from zhlint.server.page import TOKEN_HEADER, application
from zhlint.server.serving import listen

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTY = f"{PROSE}代表入场,会议开始。"
TOKEN = "a-token-of-the-tests"  # noqa: S105 - not a real one
PAGE = b"<!DOCTYPE html><title>page</title>"


class Server:
    """A server over a folder, and requests to it."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder

    def ask(
        self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """The status, the headers and the body of an answer."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", body, headers or {})
        try:
            with urlopen(request, timeout=HANG) as answer:  # noqa: S310
                return answer.status, dict(answer.headers), answer.read()
        except HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()

    def call(self, name: str, *args: Any, **headers: str) -> Any:
        """The result of a call with the token, or its error."""
        packed = [{"bytes": b64encode(arg).decode()} if isinstance(arg, bytes) else arg for arg in args]
        _, _, body = self.ask(f"/call/{name}", json.dumps(packed).encode(), {TOKEN_HEADER: TOKEN, **headers})
        told = json.loads(body)
        result = told.get("result", told.get("error"))
        return b64decode(result["bytes"]) if isinstance(result, dict) and result.keys() == {"bytes"} else result

    def codes(self, name: str, text: str) -> list[str]:
        """The codes of the findings in a draft."""
        return [finding["code"] for finding in self.call("check", name, text)["findings"]]

    def open(self, name: str) -> str:
        """Opens a draft of the folder, as the page does, and returns its text."""
        opened = self.call("open", name, self.call("folder_draft", name))
        assert isinstance(opened, dict), opened
        return str(opened["text"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server over drafts, one of which has a configuration of its own."""
    import uvicorn

    (tmp_path / "drafts" / "sub").mkdir(parents=True)
    folder = tmp_path / "drafts"
    (folder / "zhlint.toml").write_text("", encoding="utf-8")
    (folder / "sub" / "zhlint.toml").write_text('ignore = ["PUN001"]\n', encoding="utf-8")
    for name in ("稿.txt", "sub/稿.txt", "sub/表.dat"):
        (folder / name).write_bytes(FAULTY.encode("gb18030"))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    bench, listener = FolderBench(folder, lambda: drafts_in(folder)), listen(0)
    port = listener.getsockname()[1]
    app = application(bench, PAGE, port, TOKEN)
    running = uvicorn.Server(uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off"))
    thread = Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    before = files_in(tmp_path)
    yield Server(port, folder)
    running.should_exit = True
    thread.join()
    listener.close()
    bench.close()
    changed = {name for name, _ in files_in(tmp_path) ^ before}
    assert {Path(name).name for name in changed} <= {"zhlint.toml", ".zhlint-baseline.json"}, (
        "the tests write only these"
    )


def files_in(folder: Path) -> set[tuple[str, bytes]]:
    return {(str(file), file.read_bytes()) for file in folder.rglob("*") if file.is_file()}


def test_the_page_is_given_and_may_not_be_framed_or_kept(server: Server) -> None:
    status, headers, body = server.ask("/")
    assert (status, body, headers["content-type"]) == (200, PAGE, "text/html; charset=utf-8")
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], f"{TOKEN}x", "é"])
def test_without_the_token_nothing_is_answered(server: Server, token: str) -> None:
    status, _, body = server.ask("/call/folder_drafts", b"[]", {TOKEN_HEADER: token})
    assert status == 403
    assert "完整地址" in json.loads(body)["error"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "example.com"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": "127.0.0.1.example.com"}, 403),
        ({"Origin": "https://example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "moz-extension://2c127fa4"}, 403),
        ({}, 200),
    ],
)
def test_other_names_of_this_machine_and_other_pages_are_refused(
    server: Server, headers: dict[str, str], status: int
) -> None:
    assert server.ask("/", headers=headers)[0] == status
    assert server.ask("/call/folder_drafts", b"[]", {TOKEN_HEADER: TOKEN, **headers})[0] == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/call/close", b"[]"),
        ("/call/__init__", b"[]"),
        ("/call/linter", b"[]"),
        ("/call/check", b"{"),
        ("/call/check", b"7"),
        ("/call/check", b'["a.txt"]'),
        ("/call/check", b'["a.txt", 7]'),
        ("/call/check", b"[" * 100_000),
        ("/call/put_house_file", b'["../x.txt", "x"]'),
        ("/call/open", b'["a.txt", {"bytes": "?"}]'),
        ("/call/folder_draft", b'["../secret.txt"]'),
        ("/call/folder_draft", b'["/etc/passwd"]'),
        ("/call/folder_draft", '["sub/表.dat"]'.encode()),
    ],
)
def test_what_is_no_request_of_the_page_is_answered_in_one_line(server: Server, path: str, body: bytes) -> None:
    status, _, answer = server.ask(path, body, {TOKEN_HEADER: TOKEN})
    assert status in {400, 404}
    assert set(json.loads(answer)) == {"error"}
    assert server.codes("a.txt", FAULTY) == ["PUN001"]


def test_the_drafts_of_the_folder_are_listed_and_opened(server: Server) -> None:
    assert server.call("folder_drafts") == ["sub/稿.txt", "稿.txt"]
    assert server.open("稿.txt") == FAULTY
    assert server.call("saved", "稿.txt", FAULTY) == FAULTY.encode("gb18030")


def test_each_draft_is_checked_by_the_configuration_of_its_folder_as_soon_as_it_is_saved(server: Server) -> None:
    for name in ("稿.txt", "sub/稿.txt"):
        server.open(name)
    assert server.codes("稿.txt", FAULTY) == ["PUN001"]
    assert server.codes("sub/稿.txt", FAULTY) == []
    (server.folder / "sub" / "zhlint.toml").write_text("", encoding="utf-8")
    (server.folder / "zhlint.toml").write_text('[per-file-ignores]\n"稿.txt" = ["PUN001"]\n', encoding="utf-8")
    assert server.codes("稿.txt", FAULTY) == []
    assert server.codes("别的.txt", FAULTY) == ["PUN001"]
    assert server.codes("sub/稿.txt", FAULTY) == ["PUN001"]
    (server.folder / "zhlint.toml").write_text("ignore = 7\n", encoding="utf-8")
    assert "zhlint.toml" in server.call("check", "稿.txt", FAULTY)


def test_what_is_accepted_counts_here_comes_on_top_of_the_baseline_and_fits_the_command(server: Server) -> None:
    text = f"{FAULTY}天晴,风停。\n"
    server.open("稿.txt")
    first, second = (one for one in server.call("check", "稿.txt", text)["findings"])
    server.call("accept", "稿.txt", text, first["code"], first["start"], first["end"], "原文如此")
    given = server.call("house_files")[".zhlint-baseline.json"]
    assert [entry["path"] for entry in json.loads(given)["entries"]] == ["稿.txt"]
    server.call("put_house_file", ".zhlint-baseline.json", "")
    assert server.codes("稿.txt", text) == ["PUN001", "PUN001"]

    # The file lies in the folder now, and what is accepted next comes on top.
    (server.folder / ".zhlint-baseline.json").write_text(given, encoding="utf-8")
    assert server.codes("稿.txt", text) == ["PUN001"]
    server.call("accept", "稿.txt", text, second["code"], second["start"], second["end"], "误报")
    assert server.codes("稿.txt", text) == []
    both = server.call("house_files")[".zhlint-baseline.json"]
    server.call("put_house_file", ".zhlint-baseline.json", both)
    assert server.codes("稿.txt", text) == []
    (server.folder / ".zhlint-baseline.json").write_text(both, encoding="utf-8")
    assert Linter(server.folder).lint_text(text, path=str(server.folder / "稿.txt")).findings == ()


def test_words_of_the_house_and_a_configuration_that_is_dropped_count_here(server: Server) -> None:
    text = f"{PROSE}工程布署已经完成。"
    (code,) = server.codes("稿.txt", text)
    server.call("add_name", "布署")
    assert server.codes("稿.txt", text) == []
    server.call("put_house_file", "names.txt", "")
    server.call("put_house_file", "zhlint.toml", f'ignore = ["{code}"]\n')
    assert server.codes("稿.txt", text) == []
    assert "zhlint.toml" in server.call("put_house_file", "zhlint.toml", "ignore = 7\n")
    assert server.codes("稿.txt", text) == []


def test_a_word_file_of_the_folder_is_checked_and_annotated(server: Server) -> None:
    content = word_file(paragraph(PROSE), paragraph("代表入场,会议开始。"))
    assert server.call("open", "稿.docx", content)["editable"] is False
    (finding,) = server.call("check", "稿.docx", "")["findings"]
    copy = server.call("annotated", "稿.docx", "", [[finding["code"], finding["start"], finding["end"]]])
    assert copy[:2] == b"PK"
    assert copy != content


def run(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "zhlint", "serve", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@posix
def test_the_command_serves_until_it_is_ended_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhlint.server.page import page_file

    (tmp_path / "temporary").mkdir()
    (tmp_path / "drafts").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with run(tmp_path / "drafts", "--no-browser") as running:
        assert running.stdout
        if page_file().is_file():
            line = running.stdout.readline().decode()
            found = re.fullmatch(r"校对页开了，按 Ctrl\+C 结束：http://127\.0\.0\.1:(\d+)/#([\w-]{32})\n", line)
            assert found, line
            request = Request(
                f"http://127.0.0.1:{found[1]}/call/folder_drafts", b"[]", {TOKEN_HEADER: found[2]}
            )  # fmt: skip
            with urlopen(request, timeout=HANG) as answer:  # noqa: S310
                assert json.loads(answer.read()) == {"result": []}
            running.send_signal(signal.SIGTERM)
            assert running.wait(HANG) == 0
        else:
            _, complaint = running.communicate(timeout=HANG)
            assert running.returncode == 2
            assert "make front" in complaint.decode()
    assert list((tmp_path / "drafts").iterdir()) == []
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_option_of_the_page_is_not_taken_for_other_programs(tmp_path: Path) -> None:
    with run(tmp_path, "--languagetool", "--no-browser") as running:
        _, complaint = running.communicate(timeout=HANG)
    assert running.returncode == 2
    assert "--no-browser" in complaint.decode()
