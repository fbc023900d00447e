"""Reading TOML so that an error can name file, line, key and the nearest legal name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


#: The names that a configuration file may have, the first before the second.
CONFIG_FILES: Final = ("zhlint.toml", "pyproject.toml")
_ALIKE: Final = 0.5
#: A message of so many characters is looked at for long quotations; so much of a name is compared.
_LONG: Final = 200
_COMPARED: Final = 100


class ConfigError(Exception):
    """Something in a configuration, a card or a pack is wrong; the message is Chinese, one or two lines, and says where.

    What it quotes at great length is shortened.
    """

    def __init__(self, message: str) -> None:
        super().__init__(shorten_quotes(message))


def shorten_quotes(message: str) -> str:
    """A message with its longest quotations cut in the middle."""
    return re.sub(r"“([^”]{60})[^”]{20,}([^”]{20})”", r"“\1……\2”", message) if len(message) > _LONG else message


def nearest_hint(name: str, legal: Iterable[str]) -> str:
    """A hint in Chinese naming the legal name nearest to `name`, or the empty string.

    Of equals, one with the same first letter goes first, then the first by alphabet: PUN for PNU, PUN001 for PUN01.
    """
    from difflib import SequenceMatcher

    name = name[:_COMPARED]
    likeness = {word: SequenceMatcher(None, word.lower(), name.lower()).ratio() for word in sorted(legal)}
    best = max(likeness, key=lambda word: (likeness[word], word[:1].lower() == name[:1].lower()), default="")
    return f"，是否想写“{best}”" if best and likeness[best] >= _ALIKE else ""


def display_path(file: Path) -> str:
    """A path as a person at this place would write it: inside the current folder from there, else whole."""
    try:
        return str((file.parent.resolve() / file.name).relative_to(Path.cwd()))
    except ValueError:
        return str(file)


class PythonSource:
    """Where a configuration was written that is no file: its errors name the key alone."""

    def error(self, keys: tuple[str, ...], message: str) -> ConfigError:
        return ConfigError(f"{'.'.join(keys)}: {message}")


class TomlFile:
    """A parsed TOML file that can point at its keys. Raises ConfigError where it cannot be read or parsed."""

    def __init__(self, path: Path, shown: str | None = None) -> None:
        import tomllib

        self.path = path
        self.shown = shown or str(path)
        try:
            self.text = path.read_bytes().decode("utf-8-sig")
            self.data: dict[str, Any] = tomllib.loads(self.text.replace("\r\n", "\n"))
        except OSError as error:
            from zhlint.phrasing.reasons import system_reason

            raise ConfigError(f"{self.shown}: 无法读取（{system_reason(error)}）") from None
        except UnicodeDecodeError:
            raise ConfigError(f"{self.shown}: 不是 UTF-8 编码，请另存为 UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            from zhlint.phrasing.reasons import toml_reason

            found = re.search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            raise ConfigError(f"{self.shown}:{line}: TOML 语法有误：{toml_reason(error)}") from None
        except (ValueError, RecursionError):
            raise ConfigError(f"{self.shown}: 无法读取（有一个数太长，或括号套得太深）") from None

    def error(self, keys: tuple[str, ...], message: str) -> ConfigError:
        """An error at the key that this path of table names leads to, or at its nearest parent that has a line."""
        return ConfigError(f"{self.shown}:{self.line(keys)}: {message}")

    def line(self, keys: tuple[str, ...]) -> int:
        """The line (from 1) where a key is written, as a table header, a dotted or an inline key; 1 where it cannot be told."""
        best, depth = 1, 0
        table: tuple[str, ...] = ()
        for number, line in enumerate(self.text.split("\n"), 1):
            names: tuple[str, ...]
            if header := re.match(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$", line):
                table = names = _names(header[1])
            elif key := re.match(
                r"""\s*((?:[\w\-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w\-]+|"[^"]*"|'[^']*'))*)\s*=""", line
            ):
                names = (*table, *_names(key[1]))
                if len(names) < len(keys) and names == keys[: len(names)] and keys[len(names)] in line[key.end() :]:
                    names = keys[: len(names) + 1]
            else:
                continue
            shared = len(names) if names == keys[: len(names)] else 0
            if shared > depth:
                best, depth = number, shared
        return best


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(bare or quoted[1:-1] for bare, quoted in re.findall(r"""([\w\-]+)|("[^"]*"|'[^']*')""", dotted))
