"""The forms of a pattern rule: regular expressions with guards around their matches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.analysis.bigrams import characters, heads_of, pairs
from zhlint.check import OptionError
from zhlint.lexicon.lines import line_beside
from zhlint.patterns.classes import expand_classes
from zhlint.patterns.expressions import compile_expression, needed_strings
from zhlint.phrasing.reasons import expression_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document

#: So many characters before a match are seen by `before` and `not-before`.
_LOOK_BACK: Final = 24
#: So many characters of its line, on either side of a match's start, are seen by `not-line`.
_LINE: Final = 1_000
_KEYS: Final = frozenset(
    {"find", "before", "after", "not-before", "not-after", "not-line", "not-draft", "replace", "at", "safety", "script"}
)
#: So many matches of `not-draft` are the style of a draft.
_STYLE: Final = 3
_EDGES: Final = ("", "start", "end")
_SCRIPTS: Final = ("", "simplified", "traditional")

#: The keys of a form as a card writes them.
FormOptions = Mapping[str, str | Mapping[str, str]]


class Form(NamedTuple):
    """A form, compiled; see the options of `checks.pattern.Pattern`.

    `at` and `script` are empty where the card gives none.
    """

    find: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_line: re.Pattern[str] | None
    not_draft: re.Pattern[str] | None
    replace: str | Mapping[str, str] | None
    at: str
    safety: str | None
    script: str
    #: Every text with a match has one of these strings; None where unknown.
    needed: tuple[str, ...] | None
    #: Their heads: pairs of characters, and single ones.
    pairs: frozenset[int | str]
    characters: frozenset[int | str]

    def matches(self, document: Document) -> Iterator[re.Match[str]]:
        """Yields the matches in the right surroundings, in order and without overlaps."""
        text = document.text
        if not self._may_match(document) or self._is_of_style(text):
            return
        if self.at:
            yield from (match for match in self._at_edges(document) if self._stands(text, match.start()))
            return
        offset = 0
        while offset <= len(text) and (match := self.find.search(text, offset)):
            start, end = match.span()
            if start < end and self._stands(text, start):
                yield match
                offset = max(end, start + 1)
            else:
                offset = start + 1

    def _may_match(self, document: Document) -> bool:
        """Whether the text has what every match needs."""
        return (
            self.needed is None
            or not self.pairs.isdisjoint(document.analyse(pairs))
            or not self.characters.isdisjoint(document.analyse(characters))
        )

    def _is_of_style(self, text: str) -> bool:
        """Whether a draft writes what is looked for by its own rule."""
        if self.not_draft is None:
            return False
        return len(list(islice(self.not_draft.finditer(text), _STYLE))) == _STYLE

    def _at_edges(self, document: Document) -> Iterator[re.Match[str]]:
        """The matches that open or close a block."""
        for _, start, end in document.blocks:
            if self.at == "start":
                match = self.find.match(document.text, start, end)
            else:
                tail = self.find.finditer(document.text, max(start, end - _LOOK_BACK), end)
                match = next((match for match in tail if match.end() == end), None)
            if match and match[0]:
                yield match

    def _stands(self, text: str, start: int) -> bool:
        """Whether a match stands in the right surroundings; `find` looks ahead itself."""
        first = max(0, start - _LOOK_BACK)
        if self.before and not self.before.search(text, first, start):
            return False
        if self.not_before and self.not_before.search(text, first, start):
            return False
        return not (self.not_line and self.not_line.search("".join(line_beside(text, start, start, _LINE))))

    def replacement(self, match: re.Match[str]) -> str | None:
        """The text to put in the place of a match.

        None where `replace` is absent or names a group that took no part.
        """
        replace = self.replace
        if replace is None or isinstance(replace, str):
            if replace is None or "\\" not in replace:
                return replace
            return match.expand(replace) if all(match[group] is not None for group in groups_in(replace)) else None
        if match[0] in replace:
            return replace[match[0]]
        return "".join(replace.get(char, char) for char in match[0])


def check_form(options: FormOptions) -> None:
    """Checks the keys and the plain values of a form, without compiling. Raises OptionError."""
    for key in options:
        if key not in _KEYS:
            raise OptionError("forms", f"forms 中的键不合法：{key}")
    if not options.get("find"):
        raise OptionError("forms", "forms 中缺 find")
    if options.get("at", "") not in _EDGES:
        raise OptionError("at", f"at 只能是 start 或 end，现为 {options['at']}")
    if options.get("script", "") not in _SCRIPTS:
        raise OptionError("script", f"script 只能是 simplified 或 traditional，现为 {options['script']}")
    if options.get("safety", "") not in {"", "ask"}:
        raise OptionError("safety", f"safety 只能是 ask，现为 {options['safety']}")


def parse_form(options: FormOptions) -> Form:
    """A form from its keys. Raises OptionError where an expression is wrong."""
    find = f"(?:{options['find']})"
    find += f"(?={options['after']})" if options.get("after") else ""
    find += f"(?!{options['not-after']})" if options.get("not-after") else ""
    before, not_before = options.get("before"), options.get("not-before")
    strings = _needed_strings("find", find)
    heads = frozenset(heads_of([string[:2] for string in strings or ()]))
    single = frozenset(head for head in heads if isinstance(head, str))
    return Form(
        compile_option("find", find),
        compile_option("before", f"(?:{before})\\Z") if before else None,
        compile_option("not-before", f"(?:{not_before})\\Z") if not_before else None,
        compile_option("not-line", str(options["not-line"])) if options.get("not-line") else None,
        compile_option("not-draft", str(options["not-draft"])) if options.get("not-draft") else None,
        options.get("replace"),
        str(options.get("at", "")),
        "ask" if options.get("safety") else None,
        str(options.get("script", "")),
        strings,
        heads - single,
        single,
    )


def matches_nothing(form: Form, options: FormOptions) -> bool:
    """Whether the expression `find` of a form matches an empty text, whatever must follow it."""
    find = compile_option("find", str(options["find"])) if options.get("after") else form.find
    return find.fullmatch("") is not None


def compile_option(option: str, source: str) -> re.Pattern[str]:
    """The expression that an option of a card holds. Raises OptionError where it is wrong."""
    try:
        return compile_expression(expand_classes(source))
    except re.error as error:
        raise OptionError(option, f"正则表达式有误：{expression_reason(error)}") from None


def _needed_strings(option: str, source: str) -> tuple[str, ...] | None:
    try:
        return needed_strings(expand_classes(source))
    except re.error as error:
        raise OptionError(option, f"正则表达式有误：{expression_reason(error)}") from None


def groups_in(template: str) -> Iterator[str | int]:
    """Yields the groups that a template names, by number or name."""
    for match in re.finditer(r"\\(?:(\d+)|g<(\w+)>)", template):
        name = match[1] or match[2]
        yield int(name) if name.isdigit() else name
