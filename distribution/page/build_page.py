"""Builds the page in which a draft is checked without an installation: one HTML file, with Python and zhlint inside.

    python distribution/page/build_page.py      the page goes to dist/校对.html, what it is made of to build/page

`package-lock.json` and `requirements.txt` name every file by its hash.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Final
from zipfile import ZIP_STORED, ZipFile

import deflate
from parts import SAMPLE, bundle, hash_of, inline, install_packages, sample, version

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
WORK: Final = ROOT / "build" / "page"
PAGE: Final = ROOT / "dist" / "校对.html"
_PIP: Final = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
#: The library takes a worker that can load scripts for one of an old kind; this one cannot, and has all it needs.
_BANNER: Final = 'self.importScripts=()=>{throw new Error("no network")};'
#: A character for each byte: the page is an eighth smaller than with base64, and a browser keeps it in half the memory of UTF-8.
_ENCODING: Final = "iso-8859-15"
#: The bytes that mean something else in a page or to this encoding; engine.js has the same list. The first announces the others.
_REPLACED: Final = bytes.fromhex("01 00 0D 3C A4 A6 A8 B4 B8 BC BD BE")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
_PROMISE: Final = "文稿只在这台电脑的这个页面里，不上传，不联网。"
#: The files of the wheel that hold for one version of Python alone.
_OF_ONE_PYTHON: Final = "zhlint/shipped/expressions-"
_LICENCE: Final = re.compile(r"(?i)(?:^|/)(?:licen[cs]e|notice|copying)[^/]*$")
_SOURCES: Final = (
    "Pyodide（MPL-2.0，源码：github.com/pyodide/pyodide）",
    "Python（PSF-2.0）",
    "CodeMirror（MIT）",
    "click（BSD-3-Clause）",
    "jieba 的词典（MIT）",
    "markdown-it-py、mdit-py-plugins、mdurl（MIT）",
    "opencc-python-reimplemented（Apache-2.0）",
)


def build() -> Path:
    """Builds the page and returns its path."""
    lay_out(WORK, HERE / "requirements.txt")
    _take_snapshot()
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_bytes(_page().encode(_ENCODING, "xmlcharrefreplace"))
    return PAGE


def lay_out(work: Path, *requirements: Path) -> None:
    """Lays in a folder the sources of the page, its packages (`node_modules`) and its Python libraries.

    These are zhlint and what the files of requirements name: compiled in `site.zip`, as they came in `plain.zip`. The words of jieba are among
    the shipped tables of zhlint.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for file in HERE.iterdir():
        if file.suffix in {".js", ".mjs", ".json"}:
            shutil.copy(file, work)
    install_packages(work)
    (work / "plain.zip").write_bytes(_site(*_libraries(work / "wheels", *requirements)))
    _run("node", "compile.mjs", "plain.zip", "site.zip", cwd=work)


def _take_snapshot() -> None:
    """Writes the memory of Python with zhlint loaded to `snapshot.bin`, what is not in it of `site.zip` to `rest.zip`."""
    command = ("node", "snapshot.mjs", "site.zip", str(SAMPLE), "snapshot.bin")
    run = subprocess.run(command, cwd=WORK, check=True, capture_output=True, encoding="utf-8")
    loaded = set(run.stdout.split())
    with ZipFile(WORK / "site.zip") as site, ZipFile(WORK / "rest.zip", "w", ZIP_STORED) as rest:
        for info in site.infolist():
            if info.filename not in loaded:
                rest.writestr(info, site.read(info))


def _libraries(wheels: Path, *requirements: Path) -> list[Path]:
    """The wheel of zhlint, and the files that the files of requirements name."""
    _run(*_PIP, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    for file in requirements:
        _run(*_PIP, "download", "--no-deps", "--require-hashes", "--requirement", str(file), "--dest", str(wheels))
    return sorted(wheels.iterdir())


def _site(*libraries: Path) -> bytes:
    """The contents of wheels in one zip, not compressed.

    Compiled expressions are left out, since they hold for the Python that built the wheel and not for that of the page.
    """
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as site:
        for library in libraries:
            with ZipFile(library) as wheel:
                for name in wheel.namelist():
                    if not name.startswith(_OF_ONE_PYTHON):
                        site.writestr(name, wheel.read(name))
    return content.getvalue()


def _page() -> str:
    pyodide = WORK / "node_modules" / "pyodide"
    worker = bundle(WORK, "worker.js", f"--banner:js={_BANNER}")
    script, early = inline(bundle(WORK, "app.js")), inline(bundle(WORK, "early.js", "--target=es5"))
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8")) | {"packages": {}}
    parts = {
        "pyodide.asm.wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
        "python_stdlib.zip": (pyodide / "python_stdlib.zip").read_bytes(),
        "site.zip": (WORK / "rest.zip").read_bytes(),
        "snapshot.bin": (WORK / "snapshot.bin").read_bytes(),
        "lock.json": json.dumps(lock).encode(),
    }
    blocks = [_block(f"part-{number}", content, name) for number, (name, content) in enumerate(parts.items())]
    return Template((HERE / "template.html").read_text(encoding="utf-8")).substitute(
        encoding=_ENCODING,
        version=version(),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        early=f"<script>{early}</script>",
        script=script,
        policy=f"{_POLICY} script-src {hash_of(script)} {hash_of(early)} 'wasm-unsafe-eval' blob:; worker-src blob:",
        promise=_PROMISE,
        parts="\n".join([*blocks, _text_block("worker", worker)]),
        sample=sample(),
        licences=html.escape("\n".join(_SOURCES) + "\n\n" + licences(WORK)),
    )


def _block(name: str, content: bytes, part: str) -> str:
    packed = _as_text(bytes(deflate.gzip_compress(content, 12)))
    return f'<script type="text/plain" id="{name}" data-part="{part}">{packed}</script>'


def _as_text(content: bytes) -> str:
    """Bytes as characters of the page, their number before them; engine.js has the way back."""
    text = content
    for number, byte in enumerate(_REPLACED):
        text = text.replace(bytes([byte]), _REPLACED[:1] + b"%c" % (ord("a") + number))
    return f"{len(content)} {text.decode(_ENCODING)}"


def _text_block(name: str, text: str) -> str:
    return f'<script type="text/plain" id="{name}">{b64encode(text.encode()).decode()}</script>'


def licences(work: Path) -> str:
    """The licences in the libraries and packages of a folder, each under the name of its file."""
    texts = {"jieba": (ROOT / "distribution" / "windows" / "licences" / "jieba.txt").read_bytes()}
    with ZipFile(work / "plain.zip") as site:
        texts |= {name: site.read(name) for name in site.namelist() if _LICENCE.search(name)}
    packages = work / "node_modules"
    texts |= {
        str(file.relative_to(packages)): file.read_bytes()
        for file in sorted(packages.rglob("LICENSE*"))
        if "esbuild" not in file.parts and "ws" not in file.parts
    }
    return "\n\n".join(f"── {name} ──\n{text.decode('utf-8', 'replace')}" for name, text in texts.items())


def _run(*words: str, cwd: Path = ROOT) -> None:
    subprocess.run(words, check=True, cwd=cwd)


if __name__ == "__main__":
    built = build()
    print(f"{built} {built.stat().st_size / 2**20:.1f} MB")
