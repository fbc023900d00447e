"""Front matter: the fields at the very top of a Markdown draft, as YAML, TOML or JSON, with their places.

Read leniently: what its writer's tools would refuse, such as a full-width colon, is a field all the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Credit, Part
from zhlint.patterns.expressions import compile_expression, expression
from zhlint.reading.grammar.byline import parse_credits

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_AUTHORS: Final = frozenset({"author", "authors", "byline", "reporter", "作者", "记者", "署名"})
_NAMES: Final = frozenset({"name", "姓名", "名字", "fullname", "display_name"})
_TITLES: Final = frozenset({"title", "headline", "标题", "題目", "题目"})
#: What a value of YAML without quotation marks may not begin with.
_INDICATORS: Final = frozenset("[]{}>|*&!%#`@,?:-\"'")
#: The line that opens each kind, and those that close it.
_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",), ";;;": (";;;",)}


_LINES: Final = expression(r"([^\r\n]*)(?:\r\n|\n|\r(?!\n)|\Z)")
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


class FrontMatter(NamedTuple):
    """The fields, the title among them, None where there is none or it takes several lines, and where the body begins: 0 without one."""

    fields: tuple[Field, ...] = ()
    end: int = 0

    @property
    def title(self) -> Field | None:
        """The field that is the headline."""
        titles = [field for field in self.fields if len(field.path) == 1 and field.path[0] in _TITLES]
        return (
            titles[0]
            if len(titles) == 1 and not any(mark in titles[0].value.text for mark in ("\\", "''", "\r", "\n"))
            else None
        )

    @property
    def metadata(self) -> dict[str, str]:
        """The fields at the top and their values; several values of one are joined by 、."""
        found: dict[str, list[str]] = {}
        for field in self.fields:
            if len(field.path) == 1 or field.path[0] in _AUTHORS:
                found.setdefault(field.path[0], []).append(field.value.text)
        return {key: "、".join(values) for key, values in found.items()}

    @property
    def credits(self) -> tuple[Credit, ...]:
        """The credits in the fields of authors."""
        found: dict[str, list[Part]] = {}
        for path, value, _ in self.fields:
            if path[0] in _AUTHORS and (len(path) == 1 or path[-1] in _NAMES):
                found.setdefault(path[0], []).append(value)
        return tuple(credit for values in found.values() for credit in _credits(values))


def read_front_matter(source: str) -> FrontMatter:
    """The front matter of a draft."""
    lines = [Part(found[1], found.start(1), found.end()) for found in _LINES.finditer(source, 0, _reach(source))]
    closing = _FENCES.get(lines[0].text.rstrip(" \t")) if lines else None
    last = next((at for at, line in enumerate(lines) if at and closing and line.text.rstrip(" \t") in closing), 0)
    if not last:
        return FrontMatter()
    inner, end = lines[1:last], lines[last].end
    if lines[0].text.startswith("{"):
        return FrontMatter(tuple(_flow(source, 0, end, ())), end)
    if lines[0].text.startswith("---") and any(map(_is_prose, [line for line in inner if line.text.strip()][:1])):
        return FrontMatter()
    if lines[0].text.startswith(";;;"):
        return FrontMatter(tuple(_flow(source, lines[0].end, lines[last].start, (), bare=True)), end)
    key = _key("=") if lines[0].text.startswith("+++") else _key()
    return FrontMatter(tuple(_fields(source, inner, key)), end)


def _reach(source: str) -> int:
    """No front matter of a draft is longer, and where the first line opens none nothing is to be looked at."""
    return _LONGEST if source.startswith(tuple(_FENCES)) else 0


def _is_prose(line: Part) -> bool:
    """Whether the first line of what looks like a front matter is none of it: the rule above is a rule."""
    return not line.text.lstrip().startswith("#") and not _key().match(line.text)


def _credits(values: Sequence[Part]) -> Iterator[Credit]:
    """The credits in the values of one field; names without a role stand in one."""
    bare: list[Part] = []
    for value in values:
        credits_ = parse_credits(value.text, value.start, "frontmatter", bare_names=True)
        yield from (credit for credit in credits_ if credit.role)
        bare += [name for credit in credits_ if not credit.role for name in credit.names] or (
            [] if credits_ else [value]
        )
    if bare:
        yield Credit("frontmatter", "", tuple(bare), bare[0].start, bare[-1].end)


def _fields(source: str, lines: Sequence[Part], key: re.Pattern[str]) -> Iterator[Field]:
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
        yield from _flow(source, start, end, path)
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


def _flow(source: str, start: int, end: int, path: tuple[str, ...], *, bare: bool = False) -> Iterator[Field]:
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


#: Characters; more than any draft's.
_LONGEST: Final = 20_000


@cache
def _key(assigned: str = r"[:：](?!/)") -> re.Pattern[str]:
    return compile_expression(
        rf"""("[^"\r\n]*"|'[^'\r\n]*'|[^\s:：=#"'\[\]{{}},-][^:：=\r\n]{{0,60}}?)[ \t]*{assigned}[ \t]*"""
    )
