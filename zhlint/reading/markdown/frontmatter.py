"""Front matter: the fields at the very top of a Markdown draft.

It may be YAML, TOML or JSON, and is read leniently: what the writer's tools would refuse, such as a full-width colon, makes a
field all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.document import Credit, TextSpan
from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.byline import parse_credits
from zhlint.reading.markdown.fields import Field, fields_of_flow, fields_of_lines, key_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The keys whose values are credits, those of a name in them, and those of the headline.
_AUTHORS: Final = frozenset({"author", "authors", "byline", "reporter", "作者", "记者", "署名"})
_NAMES: Final = frozenset({"name", "姓名", "名字", "fullname", "display_name"})
_TITLES: Final = frozenset({"title", "headline", "标题", "題目", "题目"})
#: The line that opens each kind, and those that close it.
_FENCES: Final = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",), ";;;": (";;;",)}
_LINES: Final = expression(r"([^\r\n]*)(?:\r\n|\n|\r(?!\n)|\Z)")
#: No front matter of a draft has more characters.
_LONGEST: Final = 20_000


class FrontMatter(NamedTuple):
    """The fields of a front matter.

    `end` is the source offset where the body begins, 0 without a front matter.
    """

    fields: tuple[Field, ...] = ()
    end: int = 0

    @property
    def title(self) -> Field | None:
        """The field that is the headline, None unless one can be read as it stands."""
        titles = [field for field in self.fields if len(field.path) == 1 and field.path[0] in _TITLES]
        return (
            titles[0]
            if len(titles) == 1 and not any(mark in titles[0].value.text for mark in ("\\", "''", "\r", "\n"))
            else None
        )

    @property
    def metadata(self) -> dict[str, str]:
        """The values of the fields at the top, by key, joined by 、."""
        values: dict[str, list[str]] = {}
        for field in self.fields:
            if len(field.path) == 1 or field.path[0] in _AUTHORS:
                values.setdefault(field.path[0], []).append(field.value.text)
        return {key: "、".join(texts) for key, texts in values.items()}

    @property
    def credits(self) -> tuple[Credit, ...]:
        """The credits in the fields of authors."""
        names: dict[str, list[TextSpan]] = {}
        for path, value, _ in self.fields:
            if path[0] in _AUTHORS and (len(path) == 1 or path[-1] in _NAMES):
                names.setdefault(path[0], []).append(value)
        return tuple(credit for values in names.values() for credit in _credits(values))


def read_front_matter(source: str) -> FrontMatter:
    """Reads the front matter of a draft; an empty one where there is none."""
    lines = [TextSpan(line[1], line.start(1), line.end()) for line in _LINES.finditer(source, 0, _reach(source))]
    closing = _FENCES.get(lines[0].text.rstrip(" \t")) if lines else None
    last = next((at for at, line in enumerate(lines) if at and closing and line.text.rstrip(" \t") in closing), 0)
    if not last:
        return FrontMatter()
    inner, end = lines[1:last], lines[last].end
    if lines[0].text.startswith("{"):
        return FrontMatter(tuple(fields_of_flow(source, 0, end, ())), end)
    if lines[0].text.startswith("---") and any(map(_is_prose, [line for line in inner if line.text.strip()][:1])):
        return FrontMatter()
    if lines[0].text.startswith(";;;"):
        return FrontMatter(tuple(fields_of_flow(source, lines[0].end, lines[last].start, (), bare=True)), end)
    key = key_pattern("=") if lines[0].text.startswith("+++") else key_pattern()
    return FrontMatter(tuple(fields_of_lines(source, inner, key)), end)


def _reach(source: str) -> int:
    """The number of characters to look at: none where no front matter opens."""
    return _LONGEST if source.startswith(tuple(_FENCES)) else 0


def _is_prose(line: TextSpan) -> bool:
    """Whether the first line under --- is no field, as under a mere rule."""
    return not line.text.lstrip().startswith("#") and not key_pattern().match(line.text)


def _credits(values: Sequence[TextSpan]) -> Iterator[Credit]:
    """The credits in the values of one field; names without a role word make one."""
    bare: list[TextSpan] = []
    for value in values:
        credits_ = parse_credits(value.text, value.start, "frontmatter", bare_names=True)
        yield from (credit for credit in credits_ if credit.role)
        bare += [name for credit in credits_ if not credit.role for name in credit.names] or (
            [] if credits_ else [value]
        )
    if bare:
        yield Credit("frontmatter", "", tuple(bare), bare[0].start, bare[-1].end)
