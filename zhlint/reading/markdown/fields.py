"""The fields of a front matter in YAML, TOML or JSON, with their places in the source."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Part
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

#: What a value of YAML without quotation marks may not begin with.
_INDICATORS: Final = frozenset("[]{}>|*&!%#`@,?:-\"'")
_TABLE: Final = expression(r"\[{1,2}[ \t]*([\w.\"'-]+)[ \t]*\]{1,2}[ \t]*(?:#[^\0]*)?")
_QUOTED: Final = expression(r"""(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\r\n]|'')*')(?=[ \t]*(?:#[^\r\n]*)?$)""")
_TOKEN: Final = expression(
    r"""[\[\]{},:=]|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s\[\]{},:="'#][^\[\]{},:=\r\n]*|:(?=\S)|#[^\r\n]*"""
)
_ASSIGNED: Final = expression(r"[ \t]*[:=]")


class Field(NamedTuple):
    """A value and where it stands, with the names of the fields it lies in, outermost first; a place in a list has no name."""

    path: tuple[str, ...]
    value: Part
    quote: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the words mean themselves, nothing in them being a mark of YAML, TOML or JSON."""
        words = self.value.text
        if self.quote:
            return not {self.quote, "\\"} & {*words}
        marked = words[0] in _INDICATORS or words[-1] == ":" or ": " in words or " #" in words or "\t" in words
        return not marked and any(char >= "\u3400" for char in words)


def fields_of_lines(source: str, lines: Sequence[Part], key: re.Pattern[str]) -> Iterator[Field]:
    """The fields of YAML or TOML, line by line, by indentation and by the heads of tables."""
    table: tuple[str, ...] = ()
    above: list[tuple[int, str]] = []
    done = 0
    # The indent of a field whose text goes on below it, as a block.
    text = -1
    for line in lines:
        bare = line.text.lstrip(" \t")
        indent = len(line.text) - len(bare)
        if not bare or bare[0] == "#" or line.start < done or (text >= 0 and indent > text):
            continue
        text = -1
        if head := _TABLE.fullmatch(bare):
            table, above = tuple(_bare(name) for name in head[1].split(".")), []
            continue
        dash = bare.startswith("- ")
        while above and (above[-1][0] > indent or (above[-1][0] == indent and not dash)):
            above.pop()
        rest = bare.lstrip("- ") if dash else bare
        start = line.start + len(line.text) - len(rest)
        found = key.match(rest)
        path = (*table, *(name for _, name in above))
        if found:
            path = (*path, _bare(found[1]))
            start += found.end()
            rest = rest[found.end() :]
        if found and not rest.strip():
            above.append((indent + len(bare) - len(bare.lstrip("- ") if dash else bare), path[-1]))
        elif found and rest[0] in "|>":
            text = indent
        elif found or dash:
            fields = tuple(_value(source, start, line.start + len(line.text), lines[-1].end, path))
            done = max(done, *(field.value.end for field in fields)) if fields else done
            yield from fields


def _value(source: str, start: int, line_end: int, end: int, path: tuple[str, ...]) -> Iterator[Field]:
    """What stands at a value: a list or a table, whose values are told one by one, or words to the end of the line."""
    first = source[start]
    if first in "[{":
        yield from fields_of_flow(source, start, end, path)
        return
    if first in "\"'" and (quoted := _QUOTED.match(source, start, line_end)):
        yield from _part(source, quoted.start() + 1, quoted.end() - 1, path, first)
        return
    comment = source.find(" #", start, line_end)
    yield from _part(source, start, comment if comment >= 0 else line_end, path)


def _part(source: str, start: int, end: int, path: tuple[str, ...], quote: str = "") -> Iterator[Field]:
    words = source[start:end]
    start += len(words) - len(words.lstrip())
    if words.strip():
        yield Field(path, Part(words.strip(), start, start + len(words.strip())), quote)


def fields_of_flow(source: str, start: int, end: int, path: tuple[str, ...], *, bare: bool = False) -> Iterator[Field]:
    """The values in a list or a table written in brackets, up to the bracket that closes it; `bare` is a table without its own."""
    inside = [("{", "")] if bare else []
    key, last = "", None
    for found in _TOKEN.finditer(source, start, end):
        mark = found[0]
        if mark[0] == "#":
            continue
        if mark in "[{":
            inside.append((mark, key))
            key = ""
        elif mark in "]}":
            if inside:
                _, key = inside.pop()
            if not inside:
                break
        elif mark in ":=" and last:
            key = _bare(last)
        elif mark == ",":
            key = "" if inside and inside[-1][0] == "{" else key
        elif not _names_next(source, found.end(), inside):
            names = tuple(name for _, name in inside if name)
            quote = mark[0] if mark[0] in "\"'" else ""
            whole = (*path, *names, *((key,) if key else ()))
            yield from _part(source, found.start() + len(quote), found.end() - len(quote), whole, quote)
        last = mark


def _names_next(source: str, at: int, inside: Sequence[tuple[str, str]]) -> bool:
    """Whether what ends here is the name of a field: in a table, before a colon or an equals sign."""
    return bool(inside) and inside[-1][0] == "{" and bool(_ASSIGNED.match(source, at))


def _bare(name: str) -> str:
    return name.strip().strip("\"'").lower()


@cache
def key_pattern(assigned: str = r"[:：](?!/)") -> re.Pattern[str]:
    return compile_expression(
        rf"""("[^"\r\n]*"|'[^'\r\n]*'|[^\s:：=#"'\[\]{{}},-][^:：=\r\n]{{0,60}}?)[ \t]*{assigned}[ \t]*"""
    )
