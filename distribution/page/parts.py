"""The parts of a page: packages by npm, one script from many, what a page may run, the sample."""

from __future__ import annotations

import html
import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SAMPLE: Final = ROOT / "tests" / "drafts" / "demo.txt"
#: What Python has for other systems, and names that a bundler must not follow.
_OUTSIDE: Final = ("node:*", "ws", "fs", "path", "url", "vm", "crypto", "child_process")


def install_packages(folder: Path) -> None:
    """Installs what `package-lock.json` in a folder names."""
    command = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    subprocess.run(command, check=True, cwd=folder)


def bundle(folder: Path, name: str, *options: str) -> str:
    """One script from a script of a folder and all that it imports."""
    outside = [f"--external:{module}" for module in _OUTSIDE]
    form = ("--bundle", "--format=iife", "--platform=browser", "--minify", "--log-level=error")
    command = ("node_modules/.bin/esbuild", name, *form, *outside, *options)
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def inline(script: str) -> str:
    """A script as it can stand in a page of any encoding."""
    plain = re.sub(r"[^\x00-\x7f]", lambda found: f"\\u{ord(found[0]):04x}", script)
    return plain.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def hash_of(script: str) -> str:
    """A script as a content security policy names it."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def sample() -> str:
    """The sample draft as text of a page."""
    return html.escape(SAMPLE.read_text(encoding="utf-8"), quote=False)


def version() -> str:
    """The version of zhlint."""
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "zhlint" / "version.py").read_text(encoding="utf-8"))
    if not found:
        raise ValueError("zhlint/version.py has no __version__")
    return found[1]
