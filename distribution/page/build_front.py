"""Builds the page of `zhlint serve`: the page without an installation, less Python.

    python distribution/page/build_front.py     it goes to zhlint/shipped/page.html, from there into the wheel

It needs Node.js and npm; `package-lock.json` names every package by its hash.
"""

from __future__ import annotations

import html
import shutil
from pathlib import Path
from string import Template
from typing import Final

from parts import ROOT, bundle, hash_of, inline, install_packages, sample, version

HERE: Final = Path(__file__).parent
WORK: Final = ROOT / "build" / "front"
PAGE: Final = ROOT / "zhlint" / "shipped" / "page.html"
#: What the page may do: run its own script, and ask the server that it came from.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; connect-src 'self'; script-src"
)
_PROMISE: Final = "文稿只在这台电脑里，由 zhlint serve 来查，不上传，不联网，也不存下。"


def build() -> Path:
    """Builds the page and returns its path."""
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(HERE, WORK, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(HERE / "server_engine.js", WORK / "engine.js")
    install_packages(WORK)
    script = inline(bundle(WORK, "app.js"))
    page = Template((HERE / "template.html").read_text(encoding="utf-8")).substitute(
        encoding="utf-8",
        version=version(),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        early="",
        script=script,
        policy=f"{_POLICY} {hash_of(script)}",
        promise=_PROMISE,
        parts="",
        sample=sample(),
        licences=html.escape(_licences()),
    )
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return PAGE


def _licences() -> str:
    file = next((WORK / "node_modules" / "@codemirror").glob("*/LICENSE"))
    return f"CodeMirror（MIT）\n\n{file.read_text(encoding='utf-8')}"


if __name__ == "__main__":
    built = build()
    print(f"{built} {built.stat().st_size / 2**10:.0f} KB")
