"""The work of 校对.bat on the drafts and folders dropped on it.

Annotated copies are put beside them, and a page of all findings is opened.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_USAGE: Final = """\
把文稿（.docx、.txt、.md），或放文稿的文件夹，拖到“校对.bat”的图标上再松手；可以一次拖几个。
做完会打开一个网页，列出各篇的问题；文稿旁边另有一份带批注的 Word 副本，原稿不动。详见“使用说明.txt”。"""
#: The command line with which the shell of Windows passes on what was dropped on a batch file.
_DROPPED: Final = re.compile(r'/c "("[^"]+".*)"\s*$', re.IGNORECASE | re.DOTALL)
#: A path there is quoted where it holds a blank, and only there.
_WORD: Final = re.compile(r'"([^"]*)"|([^ \t"]+)')


def dropped_paths(line: str, batch: str, words: Sequence[str]) -> list[str]:
    """The paths dropped on a batch file, from the command line of its shell.

    Without them, the words that it was given.
    The words alone will not do: the shell cuts them at an `&`.
    """
    found = _DROPPED.search(line)
    own, *paths = [quoted or bare for quoted, bare in _WORD.findall(found[1])] if found else [""]
    is_own = own.replace("\\", "/").rpartition("/")[2].casefold() == batch.casefold()
    return paths if batch and is_own else list(words)


def page_for(paths: Sequence[Path]) -> Path | None:
    """The path of the page: beside the draft or folder, or the first of several.

    None where nothing can be written there.
    """
    first = Path(os.path.abspath(paths[0]))
    name = (first.name if first.is_dir() else first.stem) if len(paths) == 1 else "校对结果"
    try:
        with tempfile.TemporaryFile(dir=first.parent):
            return first.parent / f"{name or '校对结果'}.zhlint.html"
    except OSError:
        return None


def copies_of(folder: Path) -> Path:
    """The folder for annotated copies of a folder: beside it, or inside a whole disk."""
    return folder.with_name(f"{folder.name}-批注") if folder.name else folder / "批注"


def proofread(paths: Sequence[Path]) -> int:
    """Annotate and check; 0 when all was read, else 2."""
    files = [path for path in paths if path.is_file()]
    codes = [_zhlint("annotate", *files)] if files else []
    codes += [_zhlint("annotate", folder, "--out", copies_of(folder)) for folder in paths if folder.is_dir()]
    page = page_for(paths)
    codes.append(_zhlint("check", "--open", *([f"--format=html={page}"] if page else []), *paths))
    return 2 if max(codes) > 1 else 0


def _zhlint(command: str, *words: str | Path) -> int:
    return subprocess.run([sys.executable, "-m", "zhlint", command, *map(str, words)], check=False).returncode


def main() -> int:
    """Proofread what was dropped, or say how to drop something."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    paths = dropped_paths(os.environ.get("ZHLINT_LINE", ""), os.environ.get("ZHLINT_BAT", ""), sys.argv[1:])
    if not paths:
        print(_USAGE)
        return 2
    return proofread([Path(path) for path in paths])


if __name__ == "__main__":
    sys.exit(main())
