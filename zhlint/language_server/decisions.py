"""Decisions of an editor: accepted findings, and names of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhlint.acceptance.baseline import Baseline, Entry, change_baseline, relative_path
from zhlint.acceptance.keys import key_of
from zhlint.config.file import read_config
from zhlint.config.search import BASELINE
from zhlint.storage.atomic_write import lock, save
from zhlint.storage.toml import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from zhlint.config.model import Config
    from zhlint.document import Document
    from zhlint.finding import Finding


def accept(document: Document, finding: Finding, path: Path, config: Config, reason: str) -> Path:
    """Adds a finding to the baseline in force.

    Where there is none, one is made beside the configuration or the draft. Returns the baseline's file. Raises OSError where it cannot be written, ConfigError where it cannot be read.
    """
    file = config.baseline_file or (config.root or path.parent) / BASELINE
    entry = Entry(relative_path(str(path), file), key_of(document, finding), reason)

    def with_entry(baseline: Baseline) -> Baseline:
        return baseline._replace(entries=(*baseline.entries, entry))

    change_baseline(file, with_entry)
    return file


def add_name(name: str, config: Config) -> Path:
    """Adds a name to `lexicon.names` of the configuration.

    All else in the file stays as it is. Returns the file. Raises OSError where it cannot be written, ConfigError where there is none or it is wrong; the file then
    stays as it was.
    """
    import tomlkit

    if config.origin is None:
        raise ConfigError("没有 zhlint.toml，先运行 zhlint init 写一份")
    file = config.origin.path
    with lock(file):
        content = file.read_bytes()
        whole = tomlkit.parse(content.decode("utf-8-sig"))
        table = whole if file.name != "pyproject.toml" else whole["tool"]["zhlint"]
        names = table.setdefault("lexicon", tomlkit.table()).setdefault("names", tomlkit.array())
        if name not in names:
            names.append(name)
            bom = content[: 3 * content.startswith(b"\xef\xbb\xbf")]
            _save_checked(file, bom + tomlkit.dumps(whole).encode(), content)
    return file


def _save_checked(file: Path, content: bytes, before: bytes) -> None:
    """Writes a configuration, unless it is wrong.

    Raises ConfigError where it is; the old one then stays.
    """
    save(file, content, expected=before)
    try:
        read_config(file)
    except ConfigError:
        save(file, before, expected=content)
        raise
