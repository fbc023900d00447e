"""The language server, as a client sees it over standard input and output."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import PROSE
from hypothesis import given
from hypothesis import strategies as st
from lsp_client import Client
from lsprotocol.types import Position

from zhlint import Linter
from zhlint.language_server.embedded_server import EmbeddedServer
from zhlint.language_server.positions import PositionMap

DRAFTS = Path(__file__).parent / "drafts"
ENCODINGS = ("utf-8", "utf-16", "utf-32")

MALFORMED = (
    b"not json!",
    b"{}",
    b"[]",
    b"\xff\xfe\xfd\xfc",
    b'{"jsonrpc":"2.0","method":"no/such/thing"}',
    b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":1}',
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of drafts with a configuration."""
    (tmp_path / "zhlint.toml").write_text("# 本社的配置\n[lexicon]\nnames = []  # 人名\n", encoding="utf-8")
    return tmp_path


def edited(text: str, edit: dict[str, Any], encoding: str = "utf-16") -> str:
    """The text after an edit of the workspace, made as a client makes it."""
    changes = edit["documentChanges"][0]["edits"] if "documentChanges" in edit else next(iter(edit["changes"].values()))
    positions = PositionMap(text, encoding)
    spans = [
        (*(positions.offset(Position(**change["range"][end])) for end in ("start", "end")), change["newText"])
        for change in changes
    ]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def titled(actions: list[dict[str, Any]], beginning: str) -> dict[str, Any]:
    """The one action whose title begins so."""
    (action,) = (action for action in actions if action["title"].startswith(beginning))
    return action


@pytest.mark.parametrize(
    ("text", "encoding", "offset", "line", "character"),
    [
        ("甲乙", "utf-16", 1, 0, 1),
        ("甲乙", "utf-8", 1, 0, 3),
        ("𠮷乙", "utf-16", 1, 0, 2),
        ("𠮷乙", "utf-8", 1, 0, 4),
        ("𠮷乙", "utf-32", 1, 0, 1),
        ("甲\r\n乙", "utf-16", 3, 1, 0),
        ("甲\r乙", "utf-16", 2, 1, 0),
        # Python's own lines end here, those of the protocol do not.
        ("甲\u2028乙\x0b丙\x85丁", "utf-16", 6, 0, 6),
        ("甲\n", "utf-16", 2, 1, 0),
        ("", "utf-16", 0, 0, 0),
    ],
)
def test_a_position_counts_lines_and_units_as_the_protocol_does(
    text: str, encoding: str, offset: int, line: int, character: int
) -> None:
    positions = PositionMap(text, encoding)
    assert positions.position(offset) == Position(line, character)
    assert positions.offset(Position(line, character)) == offset


@given(st.text(st.sampled_from("甲a𠮷\n\r\u2028\ud800é")), st.sampled_from(ENCODINGS))
def test_every_offset_comes_back_from_its_position(text: str, encoding: str) -> None:
    positions = PositionMap(text, encoding)
    for offset in range(len(text) + 1):
        is_inside_a_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert positions.offset(positions.position(offset)) == offset - is_inside_a_line_end


@pytest.mark.parametrize(("line", "character", "offset"), [(0, 99, 1), (9, 0, 3), (0, 1, 0)])
def test_a_position_beyond_the_text_or_inside_a_character_is_the_nearest_before(
    line: int, character: int, offset: int
) -> None:
    assert PositionMap("𠮷\n乙", "utf-16").offset(Position(line, character)) == offset


def test_every_draft_has_the_findings_of_the_command(desk: Path) -> None:
    linter = Linter(desk)
    with Client(desk) as client:
        for draft in sorted(DRAFTS.glob("*.txt")):
            text = draft.read_bytes().decode("utf-8-sig")
            report = linter.lint_text(text, path=str(desk / draft.name))
            positions = PositionMap(text, "utf-16")
            expected = [(one.code, one.message, positions.range(one.place).start) for one in report.findings]
            shown = client.diagnostics(client.open(draft.name, text))
            assert [(one["code"], one["message"], Position(**one["range"]["start"])) for one in shown] == expected


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_places_and_fixes_are_right_after_a_character_outside_the_basic_plane(desk: Path, encoding: str) -> None:
    text = f"{PROSE}\n𠮷野家代表入场,会议开始。\n"
    with Client(desk, {"general": {"positionEncodings": [encoding]}}) as client:
        assert client.capabilities["positionEncoding"] == encoding
        uri = client.open("稿.txt", text)
        (diagnostic,) = client.diagnostics(uri)
        start = diagnostic["range"]["start"]
        fix = client.actions(uri, (start["line"], start["character"]))[0]
        assert (fix["title"], fix["isPreferred"]) == ("改为“，”", True)
        assert edited(text, fix["edit"], encoding) == text.replace(",", "，")


def test_an_edit_carries_the_version_where_the_client_takes_it(desk: Path) -> None:
    with Client(desk, {"workspace": {"workspaceEdit": {"documentChanges": True}}}) as client:
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        client.diagnostics(uri)
        client.change(uri, f"{PROSE}代表入场,会议开始,散会。", 7)
        everything = titled(client.actions(uri, (0, 0)), "改好本稿全部可照改的（2处）")
        (change,) = everything["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 7}
        assert client.actions(uri, (0, 0), (0, 999), "source.fixAll") == [everything]


def test_the_page_of_a_rule_is_shown_on_hover_and_linked(desk: Path) -> None:
    with Client(desk, {"window": {"showDocument": {"support": True}}}) as client:
        client.answers["window/showDocument"] = {"success": True}
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        (diagnostic,) = client.diagnostics(uri)
        hover = client.request(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": diagnostic["range"]["start"]}
        )
        assert diagnostic["message"] in hover["contents"]["value"]
        assert "# PUN001" in hover["contents"]["value"]
        start = diagnostic["range"]["start"]
        client.execute(titled(client.actions(uri, (start["line"], start["character"])), "查看规则 PUN001")["command"])
        page = Path(diagnostic["codeDescription"]["href"].removeprefix("file://"))
        assert page.read_text(encoding="utf-8").startswith("# PUN001")
    assert not page.exists(), "the pages go with the server"


def test_a_related_place_has_words(desk: Path) -> None:
    passage = "全区各级工会要广泛开展读书活动，让更多职工走进书屋，在阅读中增长见识、提升技能、丰富生活。" * 2
    with Client(desk) as client:
        shown = client.diagnostics(client.open("a.txt", f"{passage}\n\n{PROSE}\n\n{passage}\n"))
    places = [place for one in shown for place in one.get("relatedInformation") or ()]
    assert places
    assert all(place["message"] for place in places)


def test_sections_and_speakers_are_symbols_and_fold(desk: Path) -> None:
    draft = DRAFTS / "demo.txt"
    with Client(desk) as client:
        document = {"textDocument": {"uri": client.open("a.txt", draft.read_text(encoding="utf-8"))}}
        symbols = client.request("textDocument/documentSymbol", document)
        folds = client.request("textDocument/foldingRange", document)
    assert "陆知行" in [symbol["name"] for symbol in symbols]
    assert symbols[0]["name"].startswith("一盏灯")
    assert all(fold["endLine"] > fold["startLine"] for fold in folds)


def test_an_accepted_finding_goes_to_the_baseline_with_its_reason(desk: Path) -> None:
    text = f"{PROSE}代表入场,会议开始。"
    with Client(desk) as client:
        client.answers["window/showMessageRequest"] = {"title": "原文如此"}
        uri = client.open("a.txt", text)
        start = client.diagnostics(uri)[0]["range"]["start"]
        client.execute(titled(client.actions(uri, (start["line"], start["character"])), "不改")["command"])
        assert client.diagnostics(uri) == []
    (entry,) = json.loads((desk / ".zhlint-baseline.json").read_text(encoding="utf-8"))["entries"]
    assert (entry["path"], entry["code"], entry["reason"]) == ("a.txt", "PUN001", "原文如此")


def test_nothing_is_accepted_where_the_editor_chooses_no_reason(desk: Path) -> None:
    with Client(desk) as client:
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        start = client.diagnostics(uri)[0]["range"]["start"]
        client.execute(titled(client.actions(uri, (start["line"], start["character"])), "不改")["command"])
    assert not (desk / ".zhlint-baseline.json").exists()


def test_a_name_goes_to_the_lexicon_and_the_rest_of_the_file_stays(desk: Path) -> None:
    text = f"{PROSE}工程布署已经完成。"
    with Client(desk) as client:
        uri = client.open("a.txt", text)
        (diagnostic,) = client.diagnostics(uri)
        start = diagnostic["range"]["start"]
        client.execute(
            titled(client.actions(uri, (start["line"], start["character"])), "把“布署”加入本社词表")["command"]
        )
        assert client.diagnostics(uri) == []
    assert (desk / "zhlint.toml").read_text(encoding="utf-8") == '# 本社的配置\n[lexicon]\nnames = ["布署"]  # 人名\n'


def test_a_text_that_no_configuration_governs_is_left_alone_unless_it_is_switched_on(tmp_path: Path) -> None:
    text = f"{PROSE}代表入场,会议开始。"
    with Client(tmp_path) as client:
        assert client.diagnostics(client.open("a.txt", text)) == []
        client.notify("workspace/didChangeConfiguration", {"settings": {"zhlint": {"enable": "always"}}})
        assert [one["code"] for one in client.diagnostics((tmp_path / "a.txt").as_uri())] == ["PUN001"]
    with Client(tmp_path, enable="always") as client:
        assert client.diagnostics(client.open("b.txt", text))


@pytest.mark.parametrize(
    ("name", "language"), [("README.md", "markdown"), ("LICENSE.txt", "plaintext"), ("old/a.txt", "plaintext")]
)
def test_files_of_a_project_and_excluded_drafts_are_left_alone(desk: Path, name: str, language: str) -> None:
    (desk / "zhlint.toml").write_text('exclude = ["old/**"]\n', encoding="utf-8")
    with Client(desk) as client:
        assert client.diagnostics(client.open(name, f"{PROSE}代表入场,会议开始。", language)) == []


def test_code_is_not_checked(desk: Path) -> None:
    with Client(desk, enable="always") as client:
        code = client.open("a.py", f"# {PROSE}代表入场,会议开始。", "python")
        assert client.diagnostics(client.open("a.txt", f"{PROSE}代表入场,会议开始。"))
        assert client.actions(code, (0, 0), (0, 99)) == []


def test_a_buffer_without_a_file_is_checked_and_cannot_be_accepted(desk: Path) -> None:
    with Client(desk) as client:
        uri = client.open("", f"{PROSE}代表入场,会议开始。", uri="untitled:Untitled-1")
        start = client.diagnostics(uri)[0]["range"]["start"]
        titles = [action["title"] for action in client.actions(uri, (start["line"], start["character"]))]
        assert titles[0] == "改为“，”"
        assert not any(title.startswith("不改") for title in titles)


def test_a_saved_configuration_counts_at_once_and_its_errors_are_shown_at_their_line(desk: Path) -> None:
    config = desk / "zhlint.toml"
    with Client(desk) as client:
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        settings = client.open("zhlint.toml", config.read_text(encoding="utf-8"), "toml")
        assert client.diagnostics(uri)
        config.write_text('\nignore = ["PUN01"]\n', encoding="utf-8")
        client.notify("textDocument/didSave", {"textDocument": {"uri": settings}})
        assert "PUN01" in client.message()
        (wrong,) = client.diagnostics(settings)
        assert wrong["range"]["start"]["line"] == 1
        assert client.diagnostics(uri) == []
        config.write_text('ignore = ["PUN001"]\n', encoding="utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings, "type": 2}]})
        assert client.diagnostics(settings) == []
        assert client.diagnostics(uri) == []
        config.write_text('ignore = ["PUN002"]\n', encoding="utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings, "type": 2}]})
        assert [one["code"] for one in client.diagnostics(uri)] == ["PUN001"]


def test_a_changed_source_counts_at_once(tmp_path: Path) -> None:
    speech, right = tmp_path / "讲话" / "一.txt", "同志们：\n\n　　修渠要听群众的，各村把账算清楚，修一条成一条。\n"
    speech.parent.mkdir()
    speech.write_text(right, encoding="utf-8")
    (tmp_path / "zhlint.toml").write_text('sources = ["讲话/**"]\nselect = ["QUO001"]\n', encoding="utf-8")
    with Client(tmp_path) as client:
        uri = client.open("稿.txt", f"{PROSE}她说：“修渠要听群众的，各村把账理清楚，修一条成一条。”")
        assert [one["code"] for one in client.diagnostics(uri)] == ["QUO001"]
        speech.write_text(right.replace("算清楚", "理清楚"), encoding="utf-8")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": speech.as_uri(), "type": 2}]})
        assert client.diagnostics(uri) == []
        speech.write_text(right, encoding="utf-8")
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert [one["code"] for one in client.diagnostics(uri)] == ["QUO001"]


def test_only_the_newest_text_is_reported(desk: Path) -> None:
    with Client(desk) as client:
        uri = client.open("a.txt", PROSE)
        for version in range(2, 30):
            client.change(uri, PROSE + "代表入场,会议开始。" * version, version)
        assert len(client.diagnostics(uri, 29)) == 29
        client.change(uri, PROSE, 30)
        assert client.diagnostics(uri, 30) == []
        versions = [
            note["params"].get("version")
            for note in client.notes
            if note["method"] == "textDocument/publishDiagnostics"
        ]
        assert versions == sorted(versions)


def test_a_closed_draft_has_no_diagnostics(desk: Path) -> None:
    with Client(desk) as client:
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        assert client.diagnostics(uri)
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.diagnostics(uri) == []


def test_a_malformed_message_does_not_end_the_server(desk: Path) -> None:
    with Client(desk) as client:
        for number, body in enumerate(MALFORMED):
            client.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            assert client.diagnostics(client.open(f"{number}.txt", f"{PROSE}代表入场,会议开始。"))


def test_a_client_that_is_gone_leaves_no_server_behind(desk: Path) -> None:
    client = Client(desk)
    uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
    page = Path(client.diagnostics(uri)[0]["codeDescription"]["href"].removeprefix("file://"))
    client.hang_up()
    assert not page.parent.exists()


def test_a_client_is_told_what_a_draft_is_checked_by(desk: Path) -> None:
    with Client(desk) as client:
        uri = client.open("a.txt", PROSE)
        status = client.execute({"command": "zhlint.status", "arguments": [uri]})
        assert status == {"config": str(desk / "zhlint.toml"), "rules": len(Linter(desk).rules.selected)}
        unchecked = client.open("README.md", PROSE, "markdown")
        assert client.execute({"command": "zhlint.status", "arguments": [unchecked]}) is None


def test_a_configuration_is_written_where_there_is_none_and_puts_drafts_under_check(tmp_path: Path) -> None:
    start = {"command": "zhlint.init", "arguments": [tmp_path.as_uri()]}
    with Client(tmp_path) as client:
        uri = client.open("a.txt", f"{PROSE}代表入场,会议开始。")
        assert client.diagnostics(uri) == []
        assert client.execute(start) == (tmp_path / "zhlint.toml").as_uri()
        assert [one["code"] for one in client.diagnostics(uri)] == ["PUN001"]
        (tmp_path / "zhlint.toml").write_text("# 自己的\n", encoding="utf-8")
        assert client.execute(start) == (tmp_path / "zhlint.toml").as_uri()
    assert (tmp_path / "zhlint.toml").read_text(encoding="utf-8") == "# 自己的\n"


def test_a_server_without_streams_answers_each_message_that_it_is_handed(desk: Path) -> None:
    sent: list[dict[str, Any]] = []
    server = EmbeddedServer(lambda message: sent.append(json.loads(message)))

    async def talk() -> None:
        for malformed in ("not json!", "[]", "{}"):
            server.receive(malformed)
        params: dict[str, Any] = {"processId": None, "rootUri": desk.as_uri(), "capabilities": {}}
        server.receive(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}))
        await asyncio.sleep(0)

    asyncio.run(talk())
    (answer,) = (message for message in sent if message.get("id") == 1)
    assert answer["result"]["serverInfo"]["name"] == "zhlint"
    with pytest.raises(SystemExit):
        server.receive(json.dumps({"jsonrpc": "2.0", "method": "exit"}))
