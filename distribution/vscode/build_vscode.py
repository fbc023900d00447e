"""Builds the extension for VS Code: one file for every system, with Python and zhlint inside.

    PYTHONPATH=distribution/page python distribution/vscode/build_vscode.py      it goes to dist/zhlint.vsix, what it is made of to build/vscode

`package-lock.json` and `requirements.txt` name every file by its hash.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from build_page import HERE as PAGE_HERE
from build_page import lay_out, licences
from parts import install_packages

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
WORK: Final = ROOT / "build" / "vscode"
EXTENSION: Final = ROOT / "dist" / "zhlint.vsix"
#: What of Pyodide runs in Node.js.
_PYODIDE: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "package.json")
_BUNDLE: Final = ("--bundle", "--format=cjs", "--platform=node", "--target=node20", "--external:vscode", "--minify")


def build() -> Path:
    """Builds the extension and returns its path."""
    libraries = ROOT / "build" / "vscode-python"
    lay_out(libraries, PAGE_HERE / "requirements.txt", HERE / "requirements.txt")
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(HERE, WORK, ignore=shutil.ignore_patterns("*.py", "requirements.txt"))
    install_packages(WORK)
    _run("node_modules/.bin/tsc")
    _run(
        "node_modules/.bin/esbuild", "src/extension.ts", *_BUNDLE, "--outfile=extension.js", "--log-level=error"
    )  # fmt: skip
    _lay_python(libraries, WORK / "python")
    shutil.copy(ROOT / "LICENSE", WORK / "LICENSE.txt")
    (WORK / "THIRD-PARTY.txt").write_text(_licences(libraries), encoding="utf-8")
    _set_version(WORK / "package.json")
    EXTENSION.parent.mkdir(exist_ok=True)
    _run("node_modules/.bin/vsce", "package", "--no-dependencies", "--out", str(EXTENSION))
    return EXTENSION


def _lay_python(libraries: Path, folder: Path) -> None:
    """Lays Pyodide, without the list of packages it could fetch, and zhlint into a folder."""
    pyodide = libraries / "node_modules" / "pyodide"
    folder.mkdir()
    for name in _PYODIDE:
        shutil.copy(pyodide / name, folder)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8")) | {"packages": {}}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    shutil.copy(libraries / "site.zip", folder)


def _licences(libraries: Path) -> str:
    """The licences of all that is inside."""
    client = sorted((WORK / "node_modules").glob("vscode-*/[Ll]icense*"))
    own = "\n\n".join(f"── {file.parent.name} ──\n{file.read_text(encoding='utf-8')}" for file in client)
    return f"{licences(libraries)}\n\n{own}\n"


def _set_version(manifest: Path) -> None:
    """Gives the extension the version of zhlint, as far as the market of extensions knows such versions."""
    version = re.findall(r"\d+", (ROOT / "zhlint" / "version.py").read_text(encoding="utf-8"))
    content = json.loads(manifest.read_text(encoding="utf-8")) | {"version": ".".join(version[:3])}
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _run(*words: str) -> None:
    subprocess.run(words, check=True, cwd=WORK)


if __name__ == "__main__":
    built = build()
    print(f"{built} {built.stat().st_size / 2**20:.1f} MB")
