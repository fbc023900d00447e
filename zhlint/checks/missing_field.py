"""Fields that the type of article requires and the draft lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, ClassVar

from zhlint.analysis.article.fields import FIELDS, is_complete, missing_fields
from zhlint.analysis.article.types import READ_TYPES, USUAL_FIELDS, article_type
from zhlint.check import Check, Hit, OptionError, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.document import Document


@options
class MissingField(Check):
    """Finds the fields that the desk requires and the draft lacks, one hit for each.

    `required` lists the fields for every type of article, or maps types to lists; types without a list keep the usual fields:
    headline and by-line; nothing for notices; headline and source for reprints; the headline for briefs, speeches, roundups
    and pages of the web. Fields: headline, deck, byline (of any kind:
    by-line, reporter or agency in the dateline, tail credit, named source; in photo stories the photographer), dateline,
    reporter, correspondent, photographer, editor, source, date. `advice` maps fields to the words of the slot. The hit is the
    line where the field would stand. Stays silent on a text with neither headline nor by-line: a fragment. Slots: `field`,
    its Chinese name; `advice`.
    """

    slots: ClassVar[tuple[str, ...]] = ("advice", "field")

    required: tuple[str, ...] | Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lists = self.required.values() if isinstance(self.required, Mapping) else (self.required,)
        for name in self.required if isinstance(self.required, Mapping) else ():
            if name not in USUAL_FIELDS:
                raise OptionError("required", f"没有“{name}”这种稿件类型，可用：{'、'.join(USUAL_FIELDS)}")
        for name in (name for names in lists for name in names):
            if name not in FIELDS:
                raise OptionError("required", f"没有“{name}”这个栏目，可用：{'、'.join(FIELDS)}")
        if unknown := sorted(set(self.advice) - set(FIELDS)):
            raise OptionError("advice", f"没有“{unknown[0]}”这个栏目，可用：{'、'.join(FIELDS)}")

    def run(self, document: Document) -> Iterator[Hit]:
        if isinstance(self.required, Mapping):
            article = document.desk.article_type
            types = READ_TYPES if article == "auto" else (article,)
            if is_complete(document, set().union(*(self.required.get(name, USUAL_FIELDS[name]) for name in types))):
                return
            kind = document.analyse(article_type)
            required = tuple(self.required.get(kind, USUAL_FIELDS[kind]))
        else:
            required = self.required
        for name, span in missing_fields(document, required):
            slots = {"field": FIELDS[name], "advice": self.advice.get(name, "按本报要求应有此项")}
            yield Hit(span.start, span.end, slots)
