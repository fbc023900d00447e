"""A draft with its fixes made, its new bytes and its baseline."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zhlint.acceptance.baseline import change_baseline, replace_keys
from zhlint.acceptance.keys import key_of
from zhlint.cli.search import STDIN
from zhlint.finding import Problem, source_place
from zhlint.fixing.fixer import CircularFixesError, Scan, fix_all, fix_once
from zhlint.linter import CheckError
from zhlint.phrasing.reasons import system_reason
from zhlint.reading.encoding import UnreadableError, decode, encode_like
from zhlint.reading.formats import FIXABLE_TITLES, promised_format
from zhlint.storage.atomic_write import ChangedError, save

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhlint.acceptance.decisions import ChangeOrder, Decisions
    from zhlint.acceptance.keys import Key
    from zhlint.cli.drafts import Drafts
    from zhlint.document import Document
    from zhlint.fixing.fixer import AcceptedSpan, Fixed
    from zhlint.linter import Linter
    from zhlint.report import Report


class FixedDraft(NamedTuple):
    """A draft before and after its fixes.

    `before` is its text, `original` its bytes; `fixed` has the new text and `content` the new bytes. `keys` are the new keys of
    its accepted findings by their old ones, `order` the decisions that were carried out, where there are any.
    """

    path: str
    before: str
    fixed: Fixed
    original: bytes
    content: bytes
    keys: dict[Key, set[Key]]
    order: ChangeOrder | None = None

    @property
    def has_changed(self) -> bool:
        return self.before != self.fixed.text


def fix_draft(drafts: Drafts, path: str, report: Report, unsafe: bool, decisions: Decisions | None) -> FixedDraft:
    """Fixes a draft that has been checked, in memory.

    With `decisions` only those are carried out. Raises CheckError where the draft cannot be read, checked, fixed or encoded.
    """
    if report.errors:
        raise CheckError(report.errors)
    linter, document, encoding = drafts.linter_for(path), report.document, report.encoding
    promised = promised_format(path)
    if document is None or encoding is None or (promised is not None and not promised.fixable):
        raise _error(_not_fixable(decisions))
    try:
        if path != STDIN and not Path(path).is_file():
            raise _error("不是普通文件，不能写回；管道里的文稿请用 - 从标准输入读")
        original = drafts.stdin if path == STDIN else Path(path).read_bytes()
        if decode(original, linter.config.encoding) != (document.source, encoding):
            raise _changed()
        order = decisions.change_order(report, drafts.paths) if decisions else None
        fixed = _fix(document.source, linter, report, unsafe=unsafe, order=order)
        content = original if fixed.text == document.source else encode_like(original, fixed.text, encoding)
    except (UnreadableError, CircularFixesError) as error:
        raise _error(str(error)) from None
    except OSError as error:
        raise _error(f"无法读取（{system_reason(error)}）") from None
    after = linter.parse(fixed.text, path=report.path)
    keys = _new_keys(report, document, after, fixed.accepted)
    return FixedDraft(path, document.source, fixed, original, content, keys, order)


def write_back(draft: FixedDraft) -> None:
    """Writes a draft to its file, or to standard output if read from standard input.

    Raises CheckError where that fails; the file is then as it was.
    """
    if draft.path == STDIN:
        write_bytes(draft.content)
    elif draft.has_changed:
        try:
            save(Path(draft.path), draft.content, expected=draft.original)
        except ChangedError:
            raise _changed() from None
        except OSError as error:
            raise _error(f"无法写入（{system_reason(error)}），文稿没有动") from None


def update_baseline(draft: FixedDraft, file: Path | None) -> None:
    """Update the entries of the baseline whose sentence a fix has changed.

    Raises CheckError where that fails.
    """
    if file is None or draft.path == STDIN or all(new == {old} for old, new in draft.keys.items()):
        return
    try:
        change_baseline(file, lambda now: replace_keys(now, draft.path, draft.keys))
    except OSError as error:
        raise _error(f"基线 {file} 无法写入（{system_reason(error)}）") from None


def write_bytes(content: bytes) -> None:
    """Writes bytes to standard output, after what was written there before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _fix(source: str, linter: Linter, report: Report, *, unsafe: bool, order: ChangeOrder | None) -> Fixed:
    """The fixes of a text: the ordered ones, or safe ones until none is left."""
    shape = linter.shape(report.path)
    if order:
        return fix_once(source, Scan(order.fixable, report.accepted), shape=shape)

    def scan(text: str) -> Scan:
        again = report if text == source else linter.lint_text(text, path=report.path)
        if again.errors:
            raise CheckError(again.errors)
        return Scan(again.findings, again.accepted, again.withheld)

    return fix_all(source, scan, unsafe=unsafe, shape=shape)


def _new_keys(
    report: Report, before: Document, after: Document, accepted: Iterable[AcceptedSpan]
) -> dict[Key, set[Key]]:
    """The new keys of accepted findings by their old ones."""
    keys: dict[Key, set[Key]] = {}
    for finding, span in accepted:
        if finding in report.accepted:
            moved = replace(finding, place=source_place(after, span))
            keys.setdefault(key_of(before, finding), set()).add(key_of(after, moved))
    return keys


def _not_fixable(decisions: Decisions | None) -> str:
    instead = f"--from {decisions.file}" if decisions else "--track-changes"
    return f"fix 只改这些格式：{FIXABLE_TITLES}；.docx 请用 zhlint annotate {instead}"


def _changed() -> CheckError:
    return _error("文稿正在被别的程序改动，没有改，请再运行一次")


def _error(message: str) -> CheckError:
    return CheckError((Problem(message),))
