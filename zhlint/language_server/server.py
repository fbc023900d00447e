"""The server: the open drafts, and what is sent to the client unasked."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from zhlint.language_server.checking import Checker
from zhlint.language_server.diagnostics import config_diagnostic
from zhlint.storage.toml import ConfigError
from zhlint.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pygls.server import ServerErrors

    from zhlint.language_server.drafts import Check, OpenDraft, Outcome

#: The file that a message about a wrong configuration begins with.
_FILE: Final = re.compile(r"(.+?\.(?:toml|json|csv|txt)):")
_log = logging.getLogger(__name__)


class ZhlintServer(LanguageServer):
    """A language server for drafts.

    Texts come whole with every change: what counts as a line differs between libraries, and a draft may hold any character.
    """

    def __init__(self) -> None:
        super().__init__("zhlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.checker = Checker(self._publish)
        self.drafts: dict[str, OpenDraft] = {}
        self._config_error = ""
        self._config_uri = ""

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """Writes an error to the logs, in one line."""
        _log.error("%s: %s", source.__name__, error)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"zhlint: {error}"))

    def prepare(self, params: types.InitializeParams) -> None:
        """Takes over what a client says of itself."""
        self.checker.encoding = str(
            getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)
        )
        folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        if root := to_fs_path(folders[0]) if folders[0] else None:
            self.checker.root = Path(root)
        if isinstance(params.initialization_options, dict):
            self.take_settings(params.initialization_options)

    def take_settings(self, settings: Mapping[str, Any]) -> None:
        """Takes over the client's settings; `enable` is auto, always or never."""
        enable = settings.get("enable", "auto")
        self.checker.is_on = enable != "never"
        self.checker.everywhere = enable == "always"

    def check(self, *drafts: OpenDraft) -> None:
        """Checks drafts soon, and publishes the outcomes."""
        for draft in drafts:
            self.checker.start(draft)

    def check_all(self) -> None:
        """Checks every open draft again, as after a change of the configuration."""
        self.check(*(draft for draft in self.drafts.values() if draft.is_text))

    async def newest(self, uri: str) -> tuple[OpenDraft, Check] | None:
        """An open draft and the check of its present text; None where there is none."""
        draft = self.drafts.get(uri)
        check = await self.checker.newest(draft) if draft and draft.is_text else None
        return (draft, check) if draft and check else None

    def say(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Shows a message to the editor."""
        self.window_show_message(types.ShowMessageParams(kind, f"zhlint: {message}"))

    def publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None = None) -> None:
        """Puts diagnostics in the place of those of a file or draft."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version=version))

    def _publish(self, draft: OpenDraft, outcome: Outcome) -> None:
        self._show_config_error(outcome if isinstance(outcome, ConfigError) else None)
        diagnostics = outcome.diagnostics if outcome and not isinstance(outcome, ConfigError) else []
        self.publish(draft.uri, diagnostics, draft.version)

    def _show_config_error(self, error: ConfigError | None) -> None:
        """Shows a wrong configuration once, at its line; with None takes back what was shown."""
        message = str(error or "")
        if message == self._config_error:
            return
        if self._config_uri:
            self.publish(self._config_uri, [])
        file = _FILE.match(message)
        self._config_error, self._config_uri = message, Path(file[1]).absolute().as_uri() if file else ""
        if message:
            self.say(message, types.MessageType.Error)
        if self._config_uri:
            self.publish(self._config_uri, [config_diagnostic(message)])
