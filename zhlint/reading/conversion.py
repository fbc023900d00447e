"""Old formats turned into Word files by LibreOffice.

It reads a copy of the draft, in a folder and with a profile of our own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Final
from weakref import finalize

from zhlint.phrasing.reasons import size_reason, system_reason
from zhlint.reading.encoding import UnreadableError
from zhlint.word import ZIP_MAGIC

if TYPE_CHECKING:
    from zhlint.reading.formats import Format

#: One draft may take so long.
SECONDS: Final = 120
_PROGRAMS: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
#: No macro is run, no link followed; whatever would be fetched is asked of a port where nobody answers.
_SETTINGS: Final = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2", "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": "9", "ooInetNoProxy": "",
    },
}  # fmt: skip
_NOWHERE: Final = "http://127.0.0.1:9"


def soffice() -> str | None:
    """The path of LibreOffice's program, None where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    return program or next((path for path in _PROGRAMS if os.path.isfile(path)), None)


class Converter:
    """LibreOffice with a profile of its own, which is removed with the converter."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """`seconds` is how long one draft may take."""
        self._seconds = seconds

    def word_file(self, content: bytes, original: Format, limit: int) -> bytes:
        """Converts a draft to a Word file of at most `limit` bytes.

        `original` is the format of `content`. Raises UnreadableError.
        """
        program = soffice()
        if program is None:
            raise UnreadableError(
                "--convert 要用 LibreOffice，没有找到（soffice）；请安装，或用 Word、WPS 另存为 .docx"
            )
        with TemporaryDirectory(prefix="zhlint-") as name:
            draft, target = Path(name, f"draft{original.suffixes[0]}"), Path(name, "made", "draft.docx")
            try:
                draft.write_bytes(content)
                self._run(program, draft, target.parent)
                size = target.stat().st_size if target.is_file() else 0
                if size > limit:
                    raise UnreadableError(size_reason("转成的 Word 文件", size, limit))
                word = target.read_bytes() if size else b""
            except OSError as error:
                raise UnreadableError(f"LibreOffice 没有转成（{system_reason(error)}）") from None
        if not word.startswith(ZIP_MAGIC):
            raise UnreadableError("LibreOffice 没有转成，文件可能有密码或已损坏；请用 Word 或 WPS 另存为 .docx")
        return word

    def _run(self, program: str, draft: Path, folder: Path) -> None:
        command = [
            program, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck",
            "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(draft),
        ]  # fmt: skip
        proxies = dict.fromkeys(
            ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"), _NOWHERE
        )
        process = subprocess.Popen(
            command,
            cwd=draft.parent,
            env={**os.environ, **proxies},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=sys.platform != "win32",
        )
        try:
            process.wait(self._seconds)
        except subprocess.TimeoutExpired:
            raise UnreadableError(
                f"LibreOffice 过了 {self._seconds:g} 秒还没有转成，已停止；请用 Word 或 WPS 另存为 .docx"
            ) from None
        finally:
            _end(process)

    @cached_property
    def _profile(self) -> Path:
        profile = Path(mkdtemp(prefix="zhlint-profile-"))
        finalize(self, shutil.rmtree, profile, ignore_errors=True)
        (profile / "user").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        return profile


def _registry() -> str:
    """The settings of the profile as LibreOffice stores them."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program with all that it has started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
