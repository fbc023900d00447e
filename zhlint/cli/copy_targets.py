"""The paths of the copies that `zhlint annotate` writes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhlint.cli.own_files import ANNOTATED
from zhlint.reading.formats import ANNOTATABLE_NAMES, WORD, promised_format

if TYPE_CHECKING:
    from collections.abc import Iterable


def copy_targets(
    words: Iterable[str], paths: Iterable[str], output: Path | None, folder: Path | None
) -> dict[str, Path]:
    """The path of the copy of each draft.

    `words` are the paths on the command line, `paths` the drafts that they stand for. Raises UsageError where it is not clear.
    """
    roots = [Path(path) for path in words if Path(path).is_dir()]
    _demand_clear({*words}, roots, output, folder)
    targets: dict[str, Path] = {}
    for path in (Path(path) for path in paths):
        root = next((root for root in roots if path.is_relative_to(root)), path.parent)
        if folder:
            if root in roots and folder.resolve() != root.resolve() and path.resolve().is_relative_to(folder.resolve()):
                continue  # a copy of an earlier run, where copies go into the folder itself
            target, mark = folder / path.relative_to(root).with_name(_copy_name(path, "")), ""
        else:
            target, mark = output or path.with_name(_copy_name(path, ANNOTATED)), ANNOTATED
        if target in targets.values() and promised_format(str(path)) is not WORD:
            target = target.with_name(f"{path.name}{mark}.docx")
        targets[str(path)] = target
    if not targets:
        raise click.UsageError(f"文件夹里没有可以批注的文稿（{ANNOTATABLE_NAMES}）")
    doubled = [str(target) for target, count in Counter(targets.values()).items() if count > 1]
    if doubled:
        raise click.UsageError(f"不止一个文稿的副本会写成 {doubled[0]}，请分开批注")
    return targets


def _demand_clear(words: set[str], roots: list[Path], output: Path | None, folder: Path | None) -> None:
    """Raises UsageError where the words do not say where the copies go."""
    if "-" in words:
        raise click.UsageError("annotate 不能从标准输入读，请写出文件名")
    if roots and not folder:
        raise click.UsageError("批注整个文件夹，请用 --out 指明副本放在哪个文件夹")
    if output and (folder or roots or len(words) > 1):
        raise click.UsageError("-o 只用于一个文稿；几个文稿请用 --out 指明文件夹")
    if output and promised_format(str(output)) is not WORD:
        raise click.UsageError(f"批注的副本是 Word 文件，-o 的文件名应以 .docx 结尾：{output}")


def _copy_name(path: Path, mark: str) -> str:
    """The name of a draft's copy: that of a Word file, or with .docx."""
    suffix = path.suffix if promised_format(str(path)) is WORD else ".docx"
    return f"{path.stem}{mark}{suffix}"
