"""Commands of the server: an editor's decisions, and the page of a rule.

The library hands the server to a parameter called `ls`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.uris import to_fs_path

from zhlint.language_server.actions import ACCEPT, ADD_NAME, SHOW_RULE
from zhlint.language_server.decisions import accept, add_name
from zhlint.language_server.server import ZhlintServer  # noqa: TC001 - the library reads the types of a command
from zhlint.manual.scaffold import CONFIG
from zhlint.phrasing.reasons import system_reason
from zhlint.storage.atomic_write import save
from zhlint.storage.toml import CONFIG_FILES, ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhlint.finding import Finding

#: Commands that no action gives: what a draft is checked by, and a configuration to start from.
STATUS: Final = "zhlint.status"
INIT: Final = "zhlint.init"
#: The reasons that an editor may choose from for not changing a place.
_REASONS: Final = ("原文如此", "本社写法", "误报")


async def _accept(ls: ZhlintServer, uri: str, code: str, start: int, end: int, reason: str) -> None:
    """Accepts a finding; for an empty reason the editor is asked for one."""
    found = await ls.newest(uri)
    findings = found[1].report.findings if found else ()
    finding = next((one for one in findings if (one.code, *one.place[:2]) == (code, start, end)), None)
    if not found or not finding:
        ls.say("这一处已经改动，没有记下")
        return
    draft, check = found
    reason = reason or await _chosen_reason(ls, finding)
    document, path = check.report.document, draft.path
    if reason and document and path:
        await _decide(ls, lambda: accept(document, finding, path, check.linter.config, reason))


async def _add_name(ls: ZhlintServer, uri: str, name: str) -> None:
    if found := await ls.newest(uri):
        config = found[1].linter.config
        await _decide(ls, lambda: add_name(name, config))


async def _show_rule(ls: ZhlintServer, uri: str, code: str) -> None:
    """Opens the page of a rule, or says its title where the client opens nothing."""
    found = await ls.newest(uri)
    if not found:
        return
    pages = found[1].pages
    window = ls.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        await ls.checker.run(pages.write, [code])
        await ls.window_show_document_async(types.ShowDocumentParams(pages.uri(code), take_focus=True))
    else:
        text = await ls.checker.run(pages.text, code)
        ls.say((text or code).split("\n", 1)[0].lstrip("# "))


async def _status(ls: ZhlintServer, uri: str) -> dict[str, Any] | None:
    """The configuration and rules of a draft; None where it is not checked.

    `config` is the file of the configuration or None, `rules` the number of rules in force.
    """
    found = await ls.newest(uri)
    if not found:
        return None
    linter, path = found[1].linter, found[1].report.path
    origin = linter.config.origin
    return {"config": str(origin.path) if origin else None, "rules": len(linter.rules_for(path))}


async def _init(ls: ZhlintServer, folder: str) -> str | None:
    """Writes a configuration with comments into a folder, unless there is one; returns its address."""
    file = Path(to_fs_path(folder) or "", CONFIG_FILES[0])
    await _decide(ls, lambda: None if file.exists() else save(file, CONFIG.encode()))
    return f"{folder.rstrip('/')}/{file.name}" if await ls.checker.run(file.exists) else None


async def _chosen_reason(ls: ZhlintServer, finding: Finding) -> str:
    """The reason that the editor chooses, empty where none is chosen."""
    asked = types.ShowMessageRequestParams(
        types.MessageType.Info,
        f"不改“{finding.text}”，原因是：",
        actions=[types.MessageActionItem(reason) for reason in _REASONS],
    )
    answer = await ls.window_show_message_request_async(asked)
    return answer.title if answer else ""


async def _decide(ls: ZhlintServer, write: Callable[[], object]) -> None:
    """Writes a decision of the editor, and checks again."""
    try:
        await ls.checker.run(write)
    except OSError as error:
        ls.say(f"无法写入 {error.filename or ''}（{system_reason(error)}）", types.MessageType.Error)
    except ConfigError as error:
        ls.say(str(error), types.MessageType.Error)
    ls.check_all()


#: The commands by the names that actions give them.
COMMANDS: Final[Mapping[str, Callable[..., Any]]] = {
    ACCEPT: _accept,
    ADD_NAME: _add_name,
    SHOW_RULE: _show_rule,
    STATUS: _status,
    INIT: _init,
}
