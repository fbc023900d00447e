"""Pages: what stands around a piece on a site."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from zhlint.patterns.expressions import expression
from zhlint.reading.grammar.folding import fold
from zhlint.reading.grammar.forms import is_calling_title, is_sentence
from zhlint.reading.grammar.furniture import (
    AT_PAGE,
    DATED_FIELD,
    LONGEST_FIELD,
    NEXT_PAGE,
    is_account,
    is_at_edge,
    is_copyright,
    is_furniture,
    is_official,
)
from zhlint.reading.roles.signatures import SIGNED_DAY, may_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhlint.reading.roles.line_form import LineForm

#: So many lines may stand under 附件 or 往期推荐.
_MOST_LISTED: Final = 12
#: So many titles may stand over the field of the day, which is one of so many lines.
_MOST_TITLES: Final = 3
_DEEPEST: Final = 40
#: The heads of lists of other pieces.
_OTHERS: Final = expression(
    r"\W*(?:往期(?:推荐|回顾|精选|精彩)|精彩(?:推荐|回顾)|推荐阅读|相关推荐|热门推荐|更多精彩)\W*"
)
_RELATED: Final = expression(r"\W*相关(?:链接|新闻|阅读|报道|文章)\W*")
_ATTACHED: Final = expression(r"附件[\d一二三四五]{0,2}\s*(?::|$)|附\s*:\s*[^，。:]{2,24}$")

#: Titles of documents, as they stand under 附件.
_CITED: Final = expression(
    r"^(?:\d{1,2}[.．、]|《|关于)|(?:表|方案|办法|细则|通知|规定|意见|规则|名单|须知|指南|图|手册|\.(?:docx?|xlsx?|pdf|zip))(?:\(.{1,20}\))?$"
)


def find_page(lines: Sequence[LineForm]) -> None:
    """Sets the furniture of the page and the titles under 附件 apart."""
    listed, others = 0, False
    for at, line in enumerate(lines):
        if line.role not in {"", "subhead"}:
            listed = 0
            continue
        if is_copyright(line.words):
            line.role = "aside"
            continue
        # Running text is none of these: most lines are done with here.
        if "。" in line.words[:-1] or len(line.words) > LONGEST_FIELD:
            listed = 0
            continue
        folded = fold(line.words)
        label = _OTHERS.fullmatch(folded) or _ATTACHED.match(folded) or _heads_links(lines, at, folded)
        if label or (listed and not is_sentence(line.words) and (others or _CITED.search(folded))):
            listed = listed - 1 if not label else 0 if folded.startswith("附:") else _MOST_LISTED
            others = not _ATTACHED.match(folded) if label else others
        elif is_at_edge(folded, at, len(lines)):
            line.role = "aside"
            continue
        elif not (is_furniture(line.words) or is_official(folded)):
            listed = 0
            continue
        if not (SIGNED_DAY.fullmatch(folded) or may_sign(line)) or label:
            line.role = "aside"
    _cut_page(lines)
    _read_titles(lines)


def _heads_links(lines: Sequence[LineForm], at: int, folded: str) -> bool:
    """Whether a line heads the links at the end of a page.

    A box with words of its own has sentences below.
    """
    return _RELATED.fullmatch(folded) is not None and not any(is_sentence(line.words) for line in lines[at + 1 :])


def _read_titles(lines: Sequence[LineForm]) -> None:
    """Makes a headline of the lines above the day on a page."""
    field = next((at for at, line in enumerate(islice(lines, _DEEPEST)) if _dates(line.words)), 0)
    start = next((at for at in range(field, 0, -1) if lines[at - 1].role), 0)
    titles = lines[start:field] if field and lines[field].role == "aside" else ()
    if 0 < len(titles) <= _MOST_TITLES and all(map(_may_be_title, titles)):
        for line in titles:
            line.role = "headline"


def _dates(words: str) -> bool:
    """Whether a line says when the page was made."""
    folded = fold(words)
    return DATED_FIELD.match(folded) is not None or is_account(folded)


def _may_be_title(line: LineForm) -> bool:
    return not is_sentence(line.words) or is_calling_title(line.words)


def _cut_page(lines: Sequence[LineForm]) -> None:
    """Sets apart the links above the way to a page and under it."""
    for at, line in enumerate(lines):
        if line.role != "aside":
            continue
        folded = fold(line.words)
        links = lines[:at] if AT_PAGE.match(folded) else lines[at + 1 :] if NEXT_PAGE.match(folded) else ()
        if links and not any(is_sentence(link.words) for link in links):
            for link in links:
                link.role = "aside"
