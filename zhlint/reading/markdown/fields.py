"""The fields of a front matter in YAML, TOML or JSON, with their offsets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import TextSpan
from zhlint.patterns.expressions import compile_expression, expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

#: The characters with which a value of YAML without quotation marks may not begin.
_INDICATORS: Final = frozenset("[]{}>|*&!%#`@,?:-\"'")
#: The head of a table of TOML.
_TABLE: Final = expression(r"\[{1,2}[ \t]*([\w.\"'-]+)[ \t]*\]{1,2}[ \t]*(?:#[^\0]*)?")
_QUOTED: Final = expression(r"""(?:"(?:[^"\\\r\n]|\\[^\r\n])*"|'(?:[^'\r\n]|'')*')(?=[ \t]*(?:#[^\r\n]*)?$)""")
#: A mark, a value or a comment inside brackets.
_TOKEN: Final = expression(
    r"""[\[\]{},:=]|"(?:[^"\\]|\\.)*"|'[^']*'|[^\s\[\]{},:="'#][^\[\]{},:=\r\n]*|:(?=\S)|#[^\r\n]*"""
)
_ASSIGNED: Final = expression(r"[ \t]*[:=]")


class Field(NamedTuple):
    """A value of a front matter.

    `path` are the keys it lies under, outermost first; items of a list have none of their own. `quote` is the mark around it.
    """

    path: tuple[str, ...]
    value: TextSpan
    quote: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the value is Chinese words without any mark of the format."""
        words = self.value.text
        if self.quote:
            return not {self.quote, "\\"} & {*words}
        marked = words[0] in _INDICATORS or words[-1] == ":" or ": " in words or " #" in words or "\t" in words
        return not marked and any(char >= "\u3400" for char in words)


def fields_of_lines(source: str, lines: Sequence[TextSpan], key: re.Pattern[str]) -> Iterator[Field]:
    """Reads the fields of YAML or TOML line by line.

    Indentation and the heads of tables say what they lie in; `key` matches a key.
    """
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
        name = key.match(rest)
        path = (*table, *(outer for _, outer in above))
        if name:
            path = (*path, _bare(name[1]))
            start += name.end()
            rest = rest[name.end() :]
        if name and not rest.strip():
            above.append((indent + len(bare) - len(bare.lstrip("- ") if dash else bare), path[-1]))
        elif name and rest[0] in "|>":
            text = indent
        elif name or dash:
            fields = tuple(_value(source, start, line.start + len(line.text), lines[-1].end, path))
            done = max(done, *(field.value.end for field in fields)) if fields else done
            yield from fields


def _value(source: str, start: int, line_end: int, end: int, path: tuple[str, ...]) -> Iterator[Field]:
    """The fields at a value: those in brackets, or words to the line's end."""
    first = source[start]
    if first in "[{":
        yield from fields_of_flow(source, start, end, path)
        return
    if first in "\"'" and (quoted := _QUOTED.match(source, start, line_end)):
        yield from _field(source, quoted.start() + 1, quoted.end() - 1, path, first)
        return
    comment = source.find(" #", start, line_end)
    yield from _field(source, start, comment if comment >= 0 else line_end, path)


def _field(source: str, start: int, end: int, path: tuple[str, ...], quote: str = "") -> Iterator[Field]:
    """The field of this stretch without blanks; none if there is nothing else."""
    words = source[start:end]
    start += len(words) - len(words.lstrip())
    if words.strip():
        yield Field(path, TextSpan(words.strip(), start, start + len(words.strip())), quote)


def fields_of_flow(source: str, start: int, end: int, path: tuple[str, ...], *, bare: bool = False) -> Iterator[Field]:
    """Reads the fields of a list or table up to the bracket that closes it.

    With `bare`, the stretch is a table without brackets of its own.
    """
    inside = [("{", "")] if bare else []
    key, last = "", None
    for token in _TOKEN.finditer(source, start, end):
        mark = token[0]
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
        elif not _is_key(source, token.end(), inside):
            names = tuple(name for _, name in inside if name)
            quote = mark[0] if mark[0] in "\"'" else ""
            whole = (*path, *names, *((key,) if key else ()))
            yield from _field(source, token.start() + len(quote), token.end() - len(quote), whole, quote)
        last = mark


def _is_key(source: str, at: int, inside: Sequence[tuple[str, str]]) -> bool:
    """Whether the token that ends here is a key of a table."""
    return bool(inside) and inside[-1][0] == "{" and bool(_ASSIGNED.match(source, at))


def _bare(name: str) -> str:
    return name.strip().strip("\"'").lower()


@cache
def key_pattern(assigned: str = r"[:：](?!/)") -> re.Pattern[str]:
    """The expression of a key (group 1) and the mark that assigns its value."""
    return compile_expression(
        rf"""("[^"\r\n]*"|'[^'\r\n]*'|[^\s:：=#"'\[\]{{}},-][^:：=\r\n]{{0,60}}?)[ \t]*{assigned}[ \t]*"""
    )
