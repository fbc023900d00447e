"""TOML files whose errors name the file, the line and the nearest legal name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    #: A way into a TOML file: names of keys, and numbers (from 0) of the tables in an array.
    Keys = tuple[str | int, ...]

#: The names that a configuration file may have, the first before the second.
CONFIG_FILES: Final = ("zhlint.toml", "pyproject.toml")
#: The least likeness (0 to 1) of a name to one that is suggested instead.
_ALIKE: Final = 0.5
#: Quotations are cut in messages of more characters.
_LONG: Final = 200
#: The most characters of a name that are compared.
_COMPARED: Final = 100
_NAME: Final = r"""(?:[\w\-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED: Final = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEADER: Final = rf"\s*\[(\[)?[ \t]*({_DOTTED})[ \t]*\]"
_ASSIGNMENT: Final = rf"\s*({_DOTTED})[ \t]*="
#: What decides where a statement ends: strings, comments, brackets and line ends.
_DELIMITER: Final = (
    r'''(?s)"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|[\[\]{}\n]'''
)


class ConfigError(Exception):
    """An error in a configuration, a card or a pack.

    The message is Chinese, one or two lines, and says where. Its longest quotations are shortened.
    """

    def __init__(self, message: str) -> None:
        super().__init__(shorten_quotes(message))


def shorten_quotes(message: str) -> str:
    """The message; a long one with its longest quotations cut in the middle."""
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
    """The path relative to the current folder where it lies inside, else the whole path."""
    try:
        return str((file.parent.resolve() / file.name).relative_to(Path.cwd()))
    except ValueError:
        return str(file)


class PythonSource:
    """Stands for `TomlFile` where a configuration comes from Python: errors name the key alone."""

    def error(self, keys: Keys, message: str) -> ConfigError:
        return ConfigError(f"{'.'.join(map(str, keys))}: {message}")


class TomlFile:
    """A parsed TOML file that can point at its keys.

    `data` is its content, `shown` its path as errors name it. Raises ConfigError where it cannot be read or parsed.
    """

    def __init__(self, path: Path, shown: str | None = None) -> None:
        import tomllib

        self.path = path
        self.shown = shown or str(path)
        try:
            self.text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except OSError as error:
            from zhlint.phrasing.reasons import system_reason

            raise ConfigError(f"{self.shown}: 无法读取（{system_reason(error)}）") from None
        except UnicodeDecodeError:
            raise ConfigError(f"{self.shown}: 不是 UTF-8 编码，请另存为 UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            from zhlint.phrasing.reasons import toml_reason

            match = re.search(r"at line (\d+)", str(error))
            line = int(match[1]) if match else self.text.count("\n") + 1
            raise ConfigError(f"{self.shown}:{line}: TOML 语法有误：{toml_reason(error)}") from None
        except (ValueError, RecursionError):
            raise ConfigError(f"{self.shown}: 无法读取（有一个数太长，或括号套得太深）") from None

    def error(self, keys: Keys, message: str) -> ConfigError:
        """A ConfigError that names the file and the line of `keys`."""
        return ConfigError(f"{self.shown}:{self.line(keys)}: {message}")

    def line(self, keys: Keys) -> int:
        """The line (from 1) at which `keys` are written.

        The header or assignment that shares most keys counts; the first line where none shares any.
        """
        best, depth = 1, 0
        for number, names, value in _statements(self.text):
            shared = next(
                (count for count, (one, other) in enumerate(zip(names, keys, strict=False)) if one != other),
                min(len(names), len(keys)),
            )
            # The next key may stand inside the value, an inline table or a list.
            if shared == len(names) < len(keys) and str(keys[shared]) in value:
                shared += 1
            if shared > depth:
                best, depth = number, shared
        return best


def _statements(text: str) -> Iterator[tuple[int, Keys, str]]:
    """The headers and assignments of a valid TOML text.

    Each has its first line (from 1), its keys from the root, and its value (empty for a header).
    """
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for line, statement in _pieces(text):
        if header := re.match(_HEADER, statement):
            table = _numbered(_names(header[2]), counts)
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield line, table, ""
        elif key := re.match(_ASSIGNMENT, statement):
            yield line, (*table, *_names(key[1])), statement[key.end() :]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at line ends outside strings and brackets.

    Each piece has its first line (from 1).
    """
    start = depth = 0
    line = first = 1
    for token in re.finditer(_DELIMITER, text):
        line += token[0].count("\n")
        depth += (token[0] in {"[", "{"}) - (token[0] in {"]", "}"})
        if token[0] == "\n" and not depth:
            yield first, text[start : token.start()]
            start, first = token.end(), line
    yield first, text[start:]


def _numbered(names: Iterable[str], counts: dict[Keys, int]) -> Keys:
    """The names, with the number of its last table after each array of tables."""
    keys: Keys = ()
    names = list(names)
    for name in names[:-1]:
        keys = (*keys, name)
        if keys in counts:
            keys = (*keys, counts[keys])
    return (*keys, *names[-1:])


def _names(dotted: str) -> list[str]:
    return [name[1:-1] if name[0] in "\"'" else name for name in re.findall(_NAME, dotted)]
