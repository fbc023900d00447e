"""Handlers of the messages of a client.

The library hands the server to a parameter called `ls`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from zhlint.finding import LEVEL_TITLES
from zhlint.language_server.actions import FIX_ALL, Buffer, finding_actions, fix_all_action
from zhlint.language_server.commands import COMMANDS
from zhlint.language_server.drafts import OpenDraft
from zhlint.language_server.server import ZhlintServer
from zhlint.language_server.structure import folds_of, symbols_of
from zhlint.sources.texts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from zhlint.finding import Finding
    from zhlint.language_server.drafts import Check

#: What decides about findings besides the drafts: configurations, words of the house, and files that may be sources.
_WATCHED: Final = ("**/*.toml", "**/.zhlint-baseline.json", "**/*.csv", *(f"**/*{suffix}" for suffix in SUFFIXES))


def make_server() -> ZhlintServer:
    """A server with all its handlers."""
    server = ZhlintServer()
    for method, handler in _FEATURES.items():
        server.feature(method, _OPTIONS.get(method))(handler)
    for name, command in COMMANDS.items():
        server.command(name)(command)
    return server


def _initialize(ls: ZhlintServer, params: types.InitializeParams) -> None:
    ls.prepare(params)


async def _initialized(ls: ZhlintServer, _params: types.InitializedParams) -> None:
    await _ask_settings(ls)
    files = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
    if files and files.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("zhlint", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    await ls.checker.warm_up()


def _shutdown(ls: ZhlintServer, _params: None) -> None:
    ls.checker.close()


def _opened(ls: ZhlintServer, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    draft = OpenDraft(item.uri, str(getattr(item.language_id, "value", item.language_id)), item.text, item.version)
    ls.drafts[item.uri] = draft
    if draft.is_text:
        ls.check(draft)


def _changed(ls: ZhlintServer, params: types.DidChangeTextDocumentParams) -> None:
    draft = ls.drafts.get(params.text_document.uri)
    if draft and draft.is_text and params.content_changes:
        draft.text, draft.version = params.content_changes[-1].text, params.text_document.version
        ls.check(draft)


def _saved(ls: ZhlintServer, params: types.DidSaveTextDocumentParams) -> None:
    """A saved configuration or source may change everything; its time tells whether it does."""
    if params.text_document.uri in ls.drafts:
        ls.checker.look_again()
        ls.check_all()


def _closed(ls: ZhlintServer, params: types.DidCloseTextDocumentParams) -> None:
    draft = ls.drafts.pop(params.text_document.uri, None)
    if draft:
        draft.is_open = False
        if draft.is_text:
            ls.publish(draft.uri, [])


async def _settings_changed(ls: ZhlintServer, params: types.DidChangeConfigurationParams) -> None:
    own = params.settings.get("zhlint") if isinstance(params.settings, dict) else None
    if isinstance(own, dict):
        ls.take_settings(own)
    else:
        await _ask_settings(ls)
    ls.check_all()


def _files_changed(ls: ZhlintServer, _params: types.DidChangeWatchedFilesParams) -> None:
    ls.checker.look_again()
    ls.check_all()


async def _code_actions(ls: ZhlintServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    found = await ls.newest(params.text_document.uri)
    if not found:
        return []
    draft, check = found
    buffer = _buffer(ls, draft, check)
    start, end = map(check.positions.offset, (params.range.start, params.range.end))
    has_config = check.linter.config.origin is not None
    actions = [
        action
        for finding, diagnostic in zip(check.report.findings, check.diagnostics, strict=False)
        if finding.place.start <= end and start <= finding.place.end
        for action in finding_actions(buffer, finding, diagnostic, has_config=has_config)
    ]
    if everything := fix_all_action(buffer, check.report.findings, check.linter.shape(check.report.path)):
        actions.append(everything)
    return [action for action in actions if _is_asked_for(action, params.context.only)]


async def _hover(ls: ZhlintServer, params: types.HoverParams) -> types.Hover | None:
    found = await ls.newest(params.text_document.uri)
    if not found:
        return None
    _, check = found
    offset = check.positions.offset(params.position)
    findings = [one for one in check.report.findings if one.place.start <= offset <= one.place.end]
    if not findings:
        return None
    texts = [await ls.checker.run(_hover_text, check, finding) for finding in findings]
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
    return types.Hover(content, check.positions.range(findings[0].place))


async def _symbols(ls: ZhlintServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    found = await ls.newest(params.text_document.uri)
    document = found[1].report.document if found else None
    return symbols_of(document, found[1].positions) if found and document else []


async def _folds(ls: ZhlintServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    found = await ls.newest(params.text_document.uri)
    document = found[1].report.document if found else None
    return folds_of(document, found[1].positions) if found and document else []


async def _ask_settings(ls: ZhlintServer) -> None:
    """Asks the client for its settings, where it can be asked."""
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.configuration:
        asked = types.ConfigurationParams([types.ConfigurationItem(section="zhlint")])
        (settings,) = await ls.workspace_configuration_async(asked)
        if isinstance(settings, dict):
            ls.take_settings(settings)


def _buffer(ls: ZhlintServer, draft: OpenDraft, check: Check) -> Buffer:
    workspace = ls.client_capabilities.workspace
    is_versioned = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
    return Buffer(draft.uri, draft.version, draft.text, check.positions, is_versioned, draft.path is not None)


def _is_asked_for(action: types.CodeAction, kinds: Iterable[types.CodeActionKind | str] | None) -> bool:
    """Whether an action is of one of these kinds, or of a kind below one."""
    own = str(getattr(action.kind, "value", action.kind))
    names = [str(getattr(kind, "value", kind)) for kind in kinds or ()]
    return not names or any(not name or own == name or own.startswith(f"{name}.") for name in names)


def _hover_text(check: Check, finding: Finding) -> str:
    return f"**{LEVEL_TITLES[finding.level]}** {finding.message}\n\n{check.pages.text(finding.code) or ''}"


_FEATURES: Final[Mapping[str, Callable[..., Any]]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.SHUTDOWN: _shutdown,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _settings_changed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
    types.TEXT_DOCUMENT_CODE_ACTION: _code_actions,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _symbols,
    types.TEXT_DOCUMENT_FOLDING_RANGE: _folds,
}
_OPTIONS: Final[Mapping[str, Any]] = {
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]),
}
