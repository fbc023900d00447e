"""Code actions: fixes of findings, and the commands that a finding may be met with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from zhlint.fixing.edits import apply_edits, edits_of
from zhlint.fixing.guard import guard_round

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lsprotocol.types import Diagnostic

    from zhlint.finding import Finding, Replacement
    from zhlint.fixing.guard import Shape
    from zhlint.language_server.positions import PositionMap

#: The kind of the action that makes all safe fixes, also on save.
FIX_ALL: Final = f"{CodeActionKind.SourceFixAll.value}.zhlint"
#: The commands of the server; their arguments are those of the handlers.
ACCEPT: Final = "zhlint.accept"
ADD_NAME: Final = "zhlint.addName"
SHOW_RULE: Final = "zhlint.showRule"
#: The longest text in a title (code points).
_SHOWN: Final = 20
#: A text that may be a name or a term.
_NAME: Final = re.compile(r"[\u3400-\u9fff·]{2,12}")


class Buffer(NamedTuple):
    """A draft as the client has it: its address, version, text and positions.

    `is_versioned` says that edits carry the version, `has_file` that the draft is saved somewhere.
    """

    uri: str
    version: int | None
    text: str
    positions: PositionMap
    is_versioned: bool
    has_file: bool

    def edit(self, replacements: Iterable[Replacement]) -> WorkspaceEdit:
        """The edit that makes these replacements."""
        edits = [TextEdit(self.positions.range(place), text) for place, text in replacements]
        if not self.is_versioned:
            return WorkspaceEdit(changes={self.uri: edits})
        identifier = OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return WorkspaceEdit(document_changes=[TextDocumentEdit(identifier, [*edits])])


def finding_actions(
    buffer: Buffer, finding: Finding, diagnostic: Diagnostic, *, has_config: bool
) -> Iterator[CodeAction]:
    """Actions on a finding, the likeliest first.

    With `has_config` there is a configuration that a name can be added to.
    """
    if finding.fix:
        yield CodeAction(
            _fix_title(buffer.text, finding),
            kind=CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            is_preferred=finding.fix.safety == "safe",
            edit=buffer.edit(edits_of(finding)),
        )
    place = [finding.code, finding.place.start, finding.place.end]
    if buffer.has_file:
        yield _command(f"不改“{_shown(finding.text)}”，注明原因", ACCEPT, [buffer.uri, *place, ""], diagnostic)
    if has_config and _NAME.fullmatch(finding.text):
        yield _command(f"把“{finding.text}”加入本社词表", ADD_NAME, [buffer.uri, finding.text], diagnostic)
    yield _command(f"查看规则 {finding.code}", SHOW_RULE, [buffer.uri, finding.code], diagnostic)


def fix_all_action(buffer: Buffer, findings: Sequence[Finding], shape: Shape | None) -> CodeAction | None:
    """The action that makes all safe fixes of a draft, None where there are none."""
    done, _ = guard_round(buffer.text, findings, shape)
    if not done.edits:
        return None
    title = f"改好本稿全部可照改的（{len(done.applied)}处）"
    return CodeAction(title, kind=FIX_ALL, edit=buffer.edit(done.edits))


def _command(title: str, name: str, arguments: list[Any], diagnostic: Diagnostic) -> CodeAction:
    command = Command(title, name, arguments=arguments)
    return CodeAction(title, kind=CodeActionKind.QuickFix, diagnostics=[diagnostic], command=command)


def _fix_title(text: str, finding: Finding) -> str:
    edits = edits_of(finding)
    start = min(edit.place.start for edit in edits)
    end = max(edit.place.end for edit in edits)
    new = apply_edits(text[start:end], edits, start)
    return f"改为“{_shown(new)}”" if new else f"删去“{_shown(text[start:end])}”"


def _shown(text: str) -> str:
    line = text.replace("\n", "↵")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
