"""A server of the Model Context Protocol: check, explain and fix as tools for agents.

Messages are JSON-RPC, one a line, over standard input and output.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from zhlint import api
from zhlint.cards.card_store import with_prose
from zhlint.fixing.diff import diff_lines
from zhlint.linter import CheckError, Linter
from zhlint.manual.explanation import page
from zhlint.reports.formats.json import as_object
from zhlint.reports.output import as_json
from zhlint.storage.toml import ConfigError
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The versions of the protocol that are spoken, the newest last.
_VERSIONS: Final = ("2024-11-05", "2025-03-26", "2025-06-18")
_TEXT: Final = {"type": "string", "description": "The draft itself."}
_PATH: Final = {
    "type": "string",
    "description": "The draft's file. With `text`, what the draft is called: `.md` makes it Markdown, and the nearest zhlint.toml counts.",
}
_CODE: Final = {"type": "string", "description": "The code of a rule, such as PUN001."}


def serve(incoming: IO[str], outgoing: IO[str]) -> None:
    """Answers the messages of a client until it hangs up."""
    for line in incoming:
        if line.strip() and (answer := _answer(line)):
            outgoing.write(as_json(answer) + "\n")
            outgoing.flush()


def _answer(line: str) -> dict[str, Any] | None:
    """The answer to a message, None to a notification."""
    try:
        message = json.loads(line)
        number, method, params = message.get("id"), message["method"], message.get("params") or {}
    except (ValueError, KeyError, AttributeError, RecursionError):
        return _error(None, -32700, "not a message of JSON-RPC")
    if number is None:
        return None
    if not isinstance(params, dict):
        return _error(number, -32602, "params must be an object")
    if method == "initialize":
        asked = params.get("protocolVersion")
        return _result(number, {
            "protocolVersion": asked if asked in _VERSIONS else _VERSIONS[-1],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "zhlint", "version": __version__},
        })  # fmt: skip
    if method == "ping":
        return _result(number, {})
    if method == "tools/list":
        return _result(number, {"tools": [_described(name) for name in _TOOLS]})
    if method == "tools/call" and str(params.get("name")) in _TOOLS:
        return _result(number, _called(params["name"], params.get("arguments") or {}))
    return _error(number, -32601, f"no method or tool of this name: {method} {params.get('name', '')}".strip())


def _called(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The result of a tool, errors included, for the agent to read."""
    try:
        _demand(name, arguments)
        text, is_error = _TOOLS[name][0](**arguments), False
    except (CheckError, ConfigError, OSError, ValueError) as error:
        text, is_error = str(error), True
    return {"content": [{"type": "text", "text": text}], "isError": is_error}


def _demand(name: str, arguments: Any) -> None:
    """Raises ValueError where the arguments are not those that a tool takes."""
    _, _, properties, required = _TOOLS[name]
    if not isinstance(arguments, dict):
        raise ValueError(f"{name} 的参数应为一张表")  # noqa: TRY004
    for argument, value in arguments.items():
        if argument not in properties:
            raise ValueError(f"{name} 没有 {argument} 这个参数，可用的是 {'、'.join(properties)}")
        if not isinstance(value, str):
            raise ValueError(f"{name} 的 {argument} 应为文字")  # noqa: TRY004
    if missing := [argument for argument in required if argument not in arguments]:
        raise ValueError(f"{name} 缺少参数 {'、'.join(missing)}")


def _check(text: str | None = None, path: str | None = None) -> str:
    linter = _linter(path)
    report = linter.lint_path(_file(path)) if text is None else linter.lint_text(text, path=path)
    return as_json(as_object([report]))


def _fix(text: str | None = None, path: str | None = None) -> str:
    """The safe fixes as a diff; no file is written."""
    source = text
    if source is None:
        reading = _linter(path).read(Path(_file(path)).read_bytes(), path=_file(path))
        source = reading.document.source
    fixed = api.fix(source, path=path, config=_linter(path).config)
    return "".join(diff_lines(source, fixed.text, path or "draft", context=0))


def _explain(code: str) -> str:
    rules = with_prose(rule for rule in _linter(None).rules.available if code in (rule.code, rule.name))
    if not rules:
        raise ValueError(f"没有“{code}”这条规则")
    return page(rules[0])


@cache
def _linter(path: str | None) -> Linter:
    return Linter(Path(path).absolute().parent if path and Path(path).absolute().parent.is_dir() else Path.cwd())


def _file(path: str | None) -> str:
    if path is None:
        raise ValueError("text 和 path 至少要给一个")
    return path


#: The tools: their function, what they do, their arguments, and those of them that must be given.
_TOOLS: Final[Mapping[str, tuple[Callable[..., str], str, dict[str, Any], tuple[str, ...]]]] = {
    "check": (
        _check,
        "Finds faults in a Chinese press draft, by line. Returns JSON.",
        {"text": _TEXT, "path": _PATH},
        (),
    ),
    "explain": (_explain, "Says why a rule speaks, with examples. Returns Markdown.", {"code": _CODE}, ("code",)),
    "fix": (_fix, "Shows the safe fixes of a draft as a diff; writes nothing.", {"text": _TEXT, "path": _PATH}, ()),
}


def _described(name: str) -> dict[str, Any]:
    _, description, properties, required = _TOOLS[name]
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return {"name": name, "description": description, "inputSchema": schema, "annotations": {"readOnlyHint": True}}


def _result(number: Any, result: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _error(number: Any, code: int, message: str) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}
