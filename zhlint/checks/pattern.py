"""Patterns: expressions with guards around them, and a replacement."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.forms import check_form, groups_in, matches_nothing, parse_form
from zhlint.analysis.script import script
from zhlint.check import Check, Edit, Fix, Hit, OptionError, Related, options

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from zhlint.analysis.forms import Form
    from zhlint.document import Document


@options
class Pattern(Check):
    r"""Finds every place where `find` matches in the right surroundings.

    All of these are regular expressions, in which `{han}`, `{digit}`, `{latin}`, `{numeral}`, `{space}` and `{foreign}` are
    character classes, alone or within brackets:

    - `before` and `after` must stand right before and right after the match, `not-before` and `not-after` must not; `before`
      and `not-before` see the last 24 characters.
    - `not-line` must match nowhere in the line of the match, of which 1,000 characters on either side are seen.
    - `not-draft` matches less than three times in the draft, else what is looked for is the draft's own style.

    `replace` is a template (`\1`, `\g<name>`), or a table that maps the whole match or, where that is not in the table, its
    characters one by one; a template whose group took no part gives a hit without a fix. `at` asks that the match open
    (`start`) or close (`end`) its block. `safety` is `ask` where a fix is less sure than its rule. `forms` lists several
    patterns with these same keys, each for one `script` where it names one; where two match at overlapping places the first
    listed one counts. With `least` above 1 a draft with fewer matches has no hit; with `most`, one with more has a single hit, the
    first, whose fix is that of all and `ask`. The hit, which `replace` replaces, is the group `found` of `find`, or else the match.
    Slots: the named groups of `find`; `row`, ，全文共N处 where one hit stands for all.
    """

    guards: ClassVar[tuple[str, ...]] = (
        "before",
        "after",
        "not-before",
        "not-after",
        "not-line",
        "not-draft",
        "at",
        "script",
    )
    slots: ClassVar[tuple[str, ...]] = ()

    find: str = ""
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    not_line: str = ""
    not_draft: str = ""
    replace: str | Mapping[str, str] | None = None
    at: str = ""
    safety: str = ""
    forms: tuple[Mapping[str, str | Mapping[str, str]], ...] = field(default=())
    least: int = 1
    most: int = 0

    def __post_init__(self) -> None:
        if bool(self.find) == bool(self.forms):
            raise OptionError("find", "find 与 forms 必须且只能给出一个")
        for form in self.forms or (self._own,):
            check_form(form)

    @property
    def reach(self) -> str:
        by_draft = any("not-draft" in form for form in self.forms or (self._own,))
        return "document" if self.least > 1 or self.most or by_draft else "paragraph"

    def literals(self) -> frozenset[str] | None:
        """The strings that the matches of its forms need, where all are known."""
        strings = [form.needed for form in self.compiled]
        return None if None in strings else frozenset(chain.from_iterable(filter(None, strings)))

    def prepare(self) -> None:
        for form, keys in zip(self.compiled, self.forms or (self._own,), strict=True):
            if matches_nothing(form, keys):
                option = "find" if self.find else "forms"
                raise OptionError(option, "find 不能匹配空文字，请去掉空的一支，或把 ?、* 改为 +")
            for group in groups_in(form.replace) if isinstance(form.replace, str) else ():
                if group not in {*range(form.find.groups + 1), *form.find.groupindex}:
                    raise OptionError("replace", f"replace 中的 {group} 不是 find 里的组")

    @property
    def group_slots(self) -> frozenset[str]:
        groups = frozenset.intersection(*(frozenset(form.find.groupindex) for form in self.compiled))
        return groups | {"row"} if self.most else groups

    def run(self, document: Document) -> Iterator[Hit]:
        forms = [form for form in self.compiled if form.script in {"", document.analyse(script)}]
        by_form = [[_hit(form, match) for match in form.matches(document)] for form in forms]
        hits = by_form[0] if len(by_form) == 1 else list(_first_listed(by_form))
        if len(hits) < self.least:
            return
        if self.most and len(hits) > self.most:
            yield _of_all(sorted(hits))
        else:
            yield from (hit._replace(slots={"row": "", **hit.slots}) for hit in hits) if self.most else hits

    @property
    def _own(self) -> Mapping[str, str | Mapping[str, str]]:
        """The options that make up a form, by the keys of a card."""
        own = {
            "find": self.find, "before": self.before, "after": self.after, "not-before": self.not_before,
            "not-after": self.not_after, "not-line": self.not_line, "not-draft": self.not_draft, "replace": self.replace, "at": self.at, "safety": self.safety,
        }  # fmt: skip
        return {key: value for key, value in own.items() if value is not None}

    @cached_property
    def compiled(self) -> tuple[Form, ...]:
        """The forms of this rule in their order, compiled when first needed."""
        return tuple(parse_form(form) for form in self.forms or (self._own,))


def _of_all(hits: Sequence[Hit]) -> Hit:
    """The first of many hits, which stands for all."""
    first = hits[0]
    slots = {**first.slots, "row": f"，全文共{len(hits)}处"}
    if first.fix:
        slots["fix"] = first.fix.edits[0].replacement
    edits = tuple(edit for hit in hits if hit.fix for edit in hit.fix.edits)
    related = tuple(Related(hit.start, hit.end) for hit in hits[1:])
    return Hit(first.start, first.end, slots, Fix(edits, "ask") if edits else None, related)


def _first_listed(by_form: Sequence[Sequence[Hit]]) -> Iterator[Hit]:
    """The hits of all forms; of overlapping ones those of the form listed first."""
    covered: set[int] = set()
    for hits in by_form:
        yield from (hit for hit in hits if covered.isdisjoint(range(hit.start, hit.end)))
        covered.update(*(range(hit.start, hit.end) for hit in hits))


def _hit(form: Form, match: re.Match[str]) -> Hit:
    start, end = match.span("found" if "found" in form.find.groupindex else 0)
    new = form.replacement(match)
    fix = None if new is None else Fix((Edit(start, end, new),), form.safety)
    return Hit(start, end, match.groupdict(""), fix)
