"""The tools for agents, as a client sees them over standard input and output."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PROSE

from zhlint.mcp import serve

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = f"{PROSE}代表入场,会议开始。"


def answers(*messages: Any) -> list[dict[str, Any]]:
    """The answers to messages; one that is no string is sent as JSON."""
    lines = [message if isinstance(message, str) else json.dumps(message) for message in messages]
    outgoing = io.StringIO()
    serve(io.StringIO("\n".join(lines) + "\n"), outgoing)
    return [json.loads(line) for line in outgoing.getvalue().splitlines()]


def call(name: str, **arguments: Any) -> dict[str, Any]:
    """The result of a tool."""
    params = {"name": name, "arguments": arguments}
    (answer,) = answers({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    result: dict[str, Any] = answer["result"]
    return result


def text_of(result: dict[str, Any]) -> str:
    """The text of a result."""
    (content,) = result["content"]
    return str(content["text"])


@pytest.mark.parametrize(
    ("asked", "answered"), [("2025-03-26", "2025-03-26"), ("1999-01-01", "2025-06-18"), (None, "2025-06-18")]
)
def test_the_server_agrees_on_a_version(asked: str | None, answered: str) -> None:
    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": asked}}
    done = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    first, second = answers(begin, done, {"jsonrpc": "2.0", "id": "a", "method": "ping"})
    assert first["result"]["protocolVersion"] == answered
    assert second == {"jsonrpc": "2.0", "id": "a", "result": {}}


def test_the_tools_are_listed_and_only_read() -> None:
    (answer,) = answers({"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    tools = answer["result"]["tools"]
    assert [tool["name"] for tool in tools] == ["check", "explain", "fix"]
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools)


def test_a_draft_is_checked_as_text_and_as_file(tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text(FAULTY, encoding="gb18030")
    for result in (call("check", text=FAULTY), call("check", path=str(file))):
        assert [finding["code"] for finding in json.loads(text_of(result))["findings"]] == ["PUN001"]


def test_the_configuration_beside_the_draft_counts(tmp_path: Path) -> None:
    (tmp_path / "zhlint.toml").write_text('ignore = ["PUN001"]', encoding="utf-8")
    result = call("check", text=FAULTY, path=str(tmp_path / "稿.txt"))
    assert json.loads(text_of(result))["findings"] == []


def test_fixes_are_shown_and_not_made(tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text(FAULTY, encoding="utf-8")
    assert f"+{FAULTY.replace(',', '，')}" in text_of(call("fix", path=str(file)))
    assert file.read_text(encoding="utf-8") == FAULTY
    assert text_of(call("fix", text=PROSE)) == ""


def test_a_rule_is_explained_by_code_and_by_name() -> None:
    assert text_of(call("explain", code="PUN001")) == text_of(call("explain", code="half-width-stop"))


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("check", {}, "text 和 path"),
        ("fix", {"path": "没有.txt"}, "没有.txt"),
        ("explain", {"code": "PUN999"}, "PUN999"),
        ("explain", {"rule": "PUN001"}, "没有 rule 这个参数，可用的是 code"),
        ("explain", {}, "缺少参数 code"),
        ("check", {"text": 5}, "text 应为文字"),
        ("check", {"text": None}, "text 应为文字"),
        ("fix", {"path": "没有\0.txt"}, ""),
    ],
)
def test_what_goes_wrong_is_said_to_the_agent(tool: str, arguments: dict[str, Any], said: str) -> None:
    result = call(tool, **arguments)
    assert result["isError"]
    assert said in text_of(result)


@pytest.mark.parametrize("line", ["no json", "[]", "{}", '{"id": 1}', "[" * 100_000])
def test_a_line_that_is_no_message_is_an_error_and_the_server_goes_on(line: str) -> None:
    first, second = answers(line, {"jsonrpc": "2.0", "id": 2, "method": "ping"})
    assert first["error"]["code"] == -32700
    assert second["id"] == 2


@pytest.mark.parametrize("method", ["initialize", "tools/call"])
@pytest.mark.parametrize("params", ["x", [1], 5])
def test_parameters_that_are_no_object_are_an_error(method: str, params: Any) -> None:
    (answer,) = answers({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
    assert answer["error"]["code"] == -32602


def test_arguments_that_are_no_object_are_said_to_the_agent() -> None:
    params = {"name": "fix", "arguments": [1]}
    (answer,) = answers({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    assert answer["result"]["isError"]


def test_a_diff_marks_a_last_line_without_an_end() -> None:
    assert text_of(call("fix", text=FAULTY)).count("\\ No newline at end of file\n") == 2


@pytest.mark.parametrize("params", [{"name": "write"}, {"name": []}, {"name": None}, {}])
def test_an_unknown_tool_is_an_error(params: dict[str, Any]) -> None:
    (answer,) = answers({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
    assert answer["error"]["code"] == -32601


def test_the_command_speaks_the_protocol() -> None:
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    done = subprocess.run(
        [sys.executable, "-m", "zhlint", "mcp"], input=message + b"\n", capture_output=True, check=True
    )
    assert len(json.loads(done.stdout)["result"]["tools"]) == 3
