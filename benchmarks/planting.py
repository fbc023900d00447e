"""Plants the fault of a rule in clean text, by a recipe for each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import plants

from zhlint.analysis.script import script
from zhlint.model.confusions import confusions
from zhlint.storage.tables import rows

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from zhlint import Linter

HAN = "[\u4e00-\u9fff]"


class Planted(NamedTuple):
    """A text with one error in it, at `start:end`.

    `alone`: the rule had nothing to report in the text before.
    """

    text: str
    start: int
    end: int
    alone: bool = False


class Change(NamedTuple):
    """A way to plant the error of a rule: a pattern, and its replacement."""

    find: str
    put: str | Callable[[re.Match[str]], str]


def _swap(match: re.Match[str]) -> str:
    return match["b"] + match["mid"] + match["a"]


def _alike(character: str, place: int) -> str:
    """A character that sounds or looks like another; the character itself where there is none."""
    others = confusions().of(character)
    return others[place % len(others)] if others else character


#: The changes that put an error of each rule into a text: slips of the keyboard, the scanner, the paste.
CHANGES: dict[str, tuple[Change, ...]] = {
    "PUN001": (Change(rf"(?<={HAN})，(?={HAN})", ","), Change(rf"(?<={HAN})：(?={HAN})", ":"), Change(rf"(?<={HAN})。(?=\n)", ".")),
    "PUN002": (Change(rf"(?<![息电讯])（({HAN}+)）", r"(\1)"), Change(rf"(?<![息电讯])（({HAN}+)）", r"(\1）")),
    "PUN003": (Change(rf"“({HAN}+)”", r'"\1"'),),
    "PUN004": (Change(rf"(?<=“){HAN}{{2,9}}”(?={HAN})", lambda m: m[0][:-1]), Change(r"（(?=[^（）\n]*）)", "")),
    "PUN005": (Change(rf"《{HAN}{{2,6}}(?=[^《》\n]*》)", lambda m: f"{m[0][:3]}《{m[0][3:]}》"),),
    "PUN006": (Change(rf"“({HAN}{{2,8}})”", r"”\1“"),),
    "PUN007": (Change("”“", "”、“"), Change("》《", "》、《")),
    "PUN008": (Change(rf"(?<={HAN})(?=了?[三四五六七八]天)", lambda _: "用了三、四天的时间"), Change(rf"。(?={HAN})", "。大家等了五、六个小时，")),
    "PUN009": (Change(rf"(?<={HAN}、)({HAN}{{2,4}})等(?=\d|单位|部门|地|国|[。，])", r"\1、等"),),
    "PUN010": (Change(rf"(?<={HAN})。(?={HAN})", "..."), Change("……", "。。。")),
    "PUN012": (Change(rf"(?<={HAN})——(?={HAN})", "--"), Change(rf"(?<={HAN})——(?={HAN})", "――")),
    "PUN013": (Change(r"(\d{4})—(\d{4}年)", r"\1-\2"), Change(rf"(?<={HAN})(\d)月(?=\d)", r"\1-9月")),
    "PUN014": (Change(rf"(?<={HAN}{HAN})·(?={HAN}{HAN})", "•"), Change(rf"(?<={HAN}{HAN})·(?={HAN}{HAN})", "．")),
    "PUN016": (Change(rf"(?<={HAN})。(?=\n|{HAN})", "。。"), Change(rf"(?<={HAN})，(?={HAN})", "，，")),
    "PUN018": (Change(rf"(?<={HAN})。(?=\n)", "！！！！"),),
    "PUN022": (Change(rf"。(?={HAN})", "。市政府印发通知（京政发（2021）12号）。"),),
    "CHR001": (Change(rf"(?<={HAN})[个国发会说这时为对经](?={HAN})", lambda m: dict(zip("个国发会说这时为对经", "個國發會說這時為對經", strict=True))[m[0]]),),
    "CHR002": (Change(rf"(?<={HAN})[查文水大](?={HAN})", lambda m: dict(zip("查文水大", "査⽂⽔⼤", strict=True))[m[0]]),),
    "CHR003": (Change(rf"(?<={HAN})(?={HAN})", "\u200b"), Change(rf"(?<={HAN})(?={HAN})", "\u00ad")),
    "CHR004": (Change(rf"(?<={HAN}{HAN}{HAN})(?={HAN}{HAN}{HAN}[^\n]*。)", " "),),
    "CHR005": (Change(rf"(?<={HAN})(?={HAN})", "&nbsp;"), Change(rf"(?<={HAN})(?={HAN})", "<br>")),
    "NUM002": (Change(rf"(?<={HAN})(\d0)多(?=[人个名户家])", r"\1几"),),
    "NUM009": (Change("星期([一二三四五六])", lambda m: f"星期{'一二三四五六'.index(m[1]) + 1}"), Change(rf"。(?={HAN})", "。会议定于星期3举行。")),
    "NUM010": (Change(rf"。(?={HAN})", "。工程于二零二一年建成。"),),
    "NUM011": (Change(r"(?<!\d)(\d)(?=月\d)", lambda m: chr(ord(m[1]) + 0xFEE0)),),
    "NUM006": (Change(r"(\d+)%—(\d+)%", r"\1—\2%"), Change(rf"。(?={HAN})", "。成本下降10～20%，")),
    "FCT001": (Change(r"(?<!\d)(\d{1,2})月\d{1,2}日", r"\1月32日"), Change(rf"。(?={HAN})", "。13月5日，")),
    "FCT005": (Change(rf"。(?={HAN})", "。2025—2023年，"), Change(rf"。(?={HAN})", "。销量同比下降-3%，")),
    "WRD006": (Change(rf"(?<={HAN}{HAN})的(?={HAN}{HAN})", "的的"), Change(rf"(?<=[^为目除极知]{HAN})了(?=[一两三多\d])", "了了")),
    "WRD021": (Change(rf"(?<={HAN}){HAN}(?={HAN})", lambda m: _alike(m[0], m.start())),),
    "WRD023": (Change(rf"(?<={HAN})的(?={HAN})", "地"), Change(rf"(?<={HAN})的(?={HAN})", "得"), Change(rf"(?<={HAN}{HAN})地(?={HAN})", "的")),
    "WRD007": (Change("进一步(?!进)", "进一步进一步"), Change(rf"(?<={HAN})加强(?={HAN})", "加强加强")),
    "TRM001": (Change("([^市县区各几两级辖])省委书记", r"\1省省委书记"),),
}  # fmt: skip


#: Rules whose table of wrong and right forms is planted right to wrong.
TABLES = {
    "WRD001": "non-words.tsv",
    "WRD002": "idioms.tsv",
    "WRD003": "variants.tsv",
    "WRD005": "confusables.tsv",
    "WRD008": "look-alikes.tsv",
    "WRD013": "script-residue.tsv",
}


def codes() -> dict[str, str]:
    """The rules whose faults can be planted, each with a mark: † where only the examples of its card are."""
    own = {*CHANGES, *TABLES, *COPIES, *plants.codes()}
    return dict.fromkeys(own, "") | dict.fromkeys(plants.examples().keys() - own, "†")


def plant(linter: Linter, code: str, texts: list[str], most: int, chance: random.Random) -> Iterator[Planted]:
    order = texts[:]
    chance.shuffle(order)
    left = most
    while left and (text := plants.draft(code, chance)):
        left -= 1
        whole, spans = plants.faults(text)
        yield Planted(whole, *spans[0])
    for text in order:
        if not left:
            return
        error = _planted(code, text, chance)
        if error and linter.parse(text).analyse(script) in linter.rules.selected[0].scripts:
            left -= 1
            yield error._replace(alone=not linter.lint_text(text).findings)


def _planted(code: str, text: str, chance: random.Random) -> Planted | None:
    if code in COPIES:
        return _copy(code, text, chance)
    wrong = plants.sentence(code, chance)
    if wrong is None and codes().get(code) == "†":
        wrong = chance.choice(plants.examples()[code])
    if wrong is None:
        return _change(_changes(code), text, chance)
    ends = [match.end() for match in re.finditer(rf"(?<={HAN}{HAN})。(?={HAN})", text)]
    if not ends:
        return None
    at = chance.choice(ends)
    whole, spans = plants.faults(wrong)
    start, end = spans[0]
    return Planted(text[:at] + whole + text[at:], at + start, at + end)


def _changes(code: str) -> tuple[Change, ...]:
    if code in CHANGES:
        return CHANGES[code]
    pairs = [(row[0], row[1]) for row in rows(TABLES[code]) if len(row) > 1 and row[1]]
    by_right = {right: wrong for wrong, right in pairs}
    expression = "|".join(sorted(map(re.escape, by_right), key=len, reverse=True))
    return (Change(expression, lambda match: by_right[match[0]]),)


def _change(changes: tuple[Change, ...], text: str, chance: random.Random) -> Planted | None:
    change = chance.choice(changes)
    places = list(re.finditer(change.find, text))
    if not places:
        return None
    match = chance.choice(places)
    new = match.expand(change.put) if isinstance(change.put, str) else change.put(match)
    return Planted(text[: match.start()] + new + text[match.end() :], match.start(), match.start() + max(1, len(new)))


def _copy(code: str, text: str, chance: random.Random) -> Planted | None:
    paragraphs = [match for match in re.finditer(r"[^\n]{80,}", text) if match[0].rstrip().endswith("。")]
    if len(paragraphs) < 2:
        return None
    first, later = sorted(chance.sample(range(len(paragraphs)), 2))
    return COPIES[code](text, paragraphs[first], paragraphs[later], chance)


def _whole(text: str, first: re.Match[str], later: re.Match[str], _chance: random.Random) -> Planted:
    at = later.end() + 1
    return Planted(f"{text[:at]}{first[0]}\n{text[at:]}", at, at + len(first[0]))


def _sentence(text: str, first: re.Match[str], _later: re.Match[str], chance: random.Random) -> Planted | None:
    sentences = list(re.finditer(r"(?<=[。！？])[^。！？“”‘’：]{16,80}。", first[0]))
    if not sentences:
        return None
    chosen = chance.choice(sentences)
    at = first.start() + chosen.end()
    return Planted(text[:at] + chosen[0].strip() + text[at:], at, at + len(chosen[0].strip()))


def _passage(text: str, first: re.Match[str], later: re.Match[str], chance: random.Random) -> Planted:
    length = chance.randint(66, min(160, len(first[0]) - 4))
    passage = first[0].rstrip()[-length:]
    at = later.end()
    return Planted(text[:at] + passage + text[at:], at, at + len(passage))


COPIES = {"DUP001": _whole, "DUP002": _sentence, "DUP009": _passage}
