"""`zhlint serve --languagetool`, as clients of LanguageTool's protocol see it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from conftest import PROSE

from zhlint import Linter
from zhlint.server.checks import LIMIT, Checks, application
from zhlint.server.serving import listen
from zhlint.server.submission import SubmissionError, submission

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFTS = Path(__file__).parent / "drafts"
FAULTY = f"𠮷野家代表入场,会议开始。{PROSE}"


class Server:
    """A server on a free port, and requests to it."""

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.folder = folder

    def ask(
        self, path: str, fields: dict[str, str] | bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """The status and the body of an answer; with fields, to a form."""
        body = urlencode(fields).encode() if isinstance(fields, dict) else fields
        request = Request(self.address + path, body, headers or {})  # noqa: S310 - the address is our own
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def matches(self, text: str, path: str = "/v2/check", **fields: str) -> list[dict[str, Any]]:
        """The matches in a text."""
        status, body = self.ask(path, {"language": "zh-CN", "text": text, **fields})
        assert status == 200, body
        matches: list[dict[str, Any]] = json.loads(body)["matches"]
        return matches


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in a folder of its own."""
    import uvicorn

    folder = tmp_path_factory.mktemp("desk")
    (folder / "zhlint.toml").write_text("", encoding="utf-8")
    checks, listener = Checks(folder), listen(0)
    port = listener.getsockname()[1]
    running = uvicorn.Server(
        uvicorn.Config(application(checks, port), log_config=None, log_level="critical", lifespan="off")
    )
    thread = Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    yield Server(port, folder)
    running.should_exit = True
    thread.join()
    listener.close()
    checks.close()


def codes(matches: list[dict[str, Any]]) -> list[str]:
    return [match["rule"]["id"] for match in matches]


def test_chinese_is_the_language(server: Server) -> None:
    assert json.loads(server.ask("/v2/languages")[1]) == [
        {"name": "Chinese (China)", "code": "zh", "longCode": "zh-CN"}
    ]


@pytest.mark.parametrize("path", ["/v2/check", "/paragraph/v2/check"])
def test_places_are_counted_in_units_of_utf_16(server: Server, path: str) -> None:
    (match,) = server.matches(FAULTY, path)
    assert (match["offset"], match["length"], match["replacements"]) == (8, 1, [{"value": "，"}])
    assert match["rule"]["id"] == "PUN001"
    assert match["context"]["text"][7:8] == ","
    assert (match["context"]["offset"], match["context"]["length"]) == (8, 1)


def test_a_question_in_the_address_is_answered_like_a_form(server: Server) -> None:
    status, body = server.ask(f"/v2/check?{urlencode({'language': 'zh-CN', 'text': FAULTY})}")
    assert (status, codes(json.loads(body)["matches"])) == (200, ["PUN001"])


def test_markup_is_not_checked_and_places_count_it(server: Server) -> None:
    pieces = [
        {"markup": "<b>𠮷</b>"},
        {"text": "代表"},
        {"markup": "<br/>", "interpretAs": "\n"},
        {"text": "入场,会议开始。"},
    ]
    data = json.dumps({"annotation": [*pieces, {"text": PROSE}]})
    status, body = server.ask("/v2/check", {"language": "zh-CN", "data": data})
    assert status == 200
    (match,) = json.loads(body)["matches"]
    sent = "<b>𠮷</b>代表<br/>入场,会议开始。"
    units = sent.encode("utf-16-le")
    assert units[2 * match["offset"] :][: 2 * match["length"]].decode("utf-16-le") == ","


def test_a_change_across_markup_is_not_offered(server: Server) -> None:
    data = json.dumps({"annotation": [{"text": f"{PROSE}工程布"}, {"markup": "<i>"}, {"text": "署已经完成。"}]})
    (match,) = json.loads(server.ask("/v2/check", {"language": "zh-CN", "data": data})[1])["matches"]
    assert match["replacements"] == []


@pytest.mark.parametrize("draft", sorted(DRAFTS.glob("*.txt")), ids=lambda draft: draft.stem)
def test_a_whole_draft_has_the_findings_of_the_command(server: Server, draft: Path) -> None:
    text = draft.read_bytes().decode("utf-8-sig")
    found = Linter().lint_text(text).findings
    matches = server.matches(text)
    assert [(match["rule"]["id"], match["message"]) for match in matches] == [(one.code, one.message) for one in found]


def test_each_replacement_makes_what_the_fix_makes(server: Server) -> None:
    from zhlint.fixing.edits import apply_edits, edits_of

    text = (DRAFTS / "demo.txt").read_text(encoding="utf-8")
    found = Linter().lint_text(text).findings
    for match, finding in zip(server.matches(text), found, strict=True):
        units = text.encode("utf-16-le")
        start, end = 2 * match["offset"], 2 * (match["offset"] + match["length"])
        for replacement in match["replacements"]:
            after = units[:start] + replacement["value"].encode("utf-16-le") + units[end:]
            assert after.decode("utf-16-le") == apply_edits(text, edits_of(finding))
        assert bool(match["replacements"]) == bool(finding.fix)


@pytest.mark.parametrize(
    "text",
    [
        # A quotation that goes on in the next paragraph, years of a draft that writes all zeros so, a name told apart, a headline.
        "“军官是工作人员的组成部分，享有与其职责相应的地位和荣誉。",
        "共同创造美好的新世纪——二○○一年新年贺词",
        "区长梁文博、副区长邵一鸣到场听课。梁文柏说，要把课堂搬到田头。",
        "春风吹又生。",
        f"{PROSE}他说：",
    ],
)
def test_a_lone_paragraph_is_not_judged_by_what_may_stand_elsewhere(server: Server, text: str) -> None:
    assert codes(server.matches(text)) == []


def test_several_lines_are_a_whole_text_unless_the_client_says_otherwise(server: Server) -> None:
    text = f"书屋开到家门口\n{PROSE}\n“{PROSE}"
    whole = codes(server.matches(text))
    assert {"BYL001", "PUN004"} <= set(whole)
    assert codes(server.matches(text, "/paragraph/v2/check")) == []
    assert codes(server.matches(text, mode="allButTextLevelOnly")) == []
    assert codes(server.matches(f"\n{PROSE}“\r\n\r\n")) == []


def test_a_client_may_leave_rules_out(server: Server) -> None:
    assert codes(server.matches(FAULTY, disabledRules="CHR001,PUN001")) == []
    assert codes(server.matches(FAULTY, enabledRules="PUN001", enabledOnly="true")) == ["PUN001"]
    assert codes(server.matches(FAULTY, enabledRules="WRD001", enabledOnly="true")) == []


def test_a_saved_configuration_counts_at_once_and_a_wrong_one_is_said(server: Server) -> None:
    config = server.folder / "zhlint.toml"
    try:
        config.write_text('ignore = ["PUN001"]\n', encoding="utf-8")
        assert codes(server.matches(FAULTY)) == []
        config.write_text('ignore = ["PUN01"] # 写错\n', encoding="utf-8")
        status, body = server.ask("/v2/check", {"language": "zh-CN", "text": FAULTY})
        assert status == 500
        assert "没有“PUN01”" in body
    finally:
        config.write_text("", encoding="utf-8")
    assert codes(server.matches(FAULTY)) == ["PUN001"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "example.com"}, 403),
        ({"Host": "127.0.0.1.example.com:8081"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Origin": "https://example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "moz-extension://2c127fa4"}, 200),
        ({"Origin": "app://obsidian.md"}, 200),
    ],
)
def test_pages_of_the_web_are_refused_and_programs_are_not(
    server: Server, headers: dict[str, str], status: int
) -> None:
    assert server.ask("/v2/languages", headers=headers)[0] == status


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": FAULTY},
        {"language": "zh-CN"},
        {"language": "en-US", "text": "a"},
        {"language": "zh-CN", "data": "{"},
        {"language": "zh-CN", "data": "[" * 100_000},
        {"language": "zh-CN", "data": '{"annotation": [1]}'},
        {"language": "zh-CN", "data": '{"annotation": [{"text": 1}]}'},
        {"language": "zh-CN", "data": '{"annotation": {}}'},
        {str(number): "" for number in range(200)},
        b"\xff\xfe=%ff&language=zh-CN&text=%ff",
        b"language=zh-CN&text=" + b"%00" * 3 + b"\xff",
    ],
    ids=range(12),
)
def test_a_wrong_request_is_answered_in_one_line(server: Server, fields: dict[str, str] | bytes) -> None:
    status, body = server.ask("/v2/check", fields)
    assert status == 400
    assert body.startswith("Error: ")
    assert "\n" not in body


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), " \n", "é" * 9]
)
def test_any_text_is_answered(server: Server, text: str) -> None:
    assert isinstance(server.matches(text), list)


def test_too_large_a_request_is_refused_before_it_is_read(server: Server) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /v2/check HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {LIMIT + 1}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(12) == b"HTTP/1.1 413"
    assert server.matches(FAULTY)


def test_a_body_of_unknown_length_is_read_up_to_the_limit(server: Server) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    chunk = b"%x\r\n%b\r\n" % (2**20, b"a" * 2**20)
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            f"POST /v2/check HTTP/1.1\r\nHost: {host}:{port}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        connection.sendall(chunk * (LIMIT // 2**20) + b"%x\r\n%b\r\n0\r\n\r\n" % (5, b"aaaaa"))
        assert connection.recv(12) == b"HTTP/1.1 413"


def test_pieces_are_joined_and_told_apart() -> None:
    sent = submission({"language": "zh", "data": '{"annotation": [{"markup": "<p>"}, {"text": "甲乙"}]}'})
    assert (sent.text, sent.source, sent.span(1, 2), sent.span(0, 0)) == ("甲乙", "<p>甲乙", (4, 5), (3, 3))
    with pytest.raises(SubmissionError):
        submission({"language": "de"})


def test_a_taken_port_is_said_and_nothing_is_served(tmp_path: Path) -> None:
    with listen(0) as listener:
        port = str(listener.getsockname()[1])
        command = [sys.executable, "-m", "zhlint", "serve", "--languagetool", "--port", port]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert f"端口 {port} 用不上" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
